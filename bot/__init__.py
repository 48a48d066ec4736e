"""The core of crmbot: it knows no chat platform and no database."""
