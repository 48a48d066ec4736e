"""SugarCRM and SuiteCRM, by their REST API v4_1."""
