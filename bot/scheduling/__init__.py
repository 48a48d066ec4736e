"""Reminders and delivery: what is due becomes an outbox row, and an outbox row becomes a message."""
