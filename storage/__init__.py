"""Where CRM data lives."""
