"""What operators see of a running crmbot: logs without anything that people wrote."""
