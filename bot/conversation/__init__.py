"""Conversation: a message and its frames become use cases, and their results an answer. Read `engine.py` first."""
