"""Chats. Each folder has the same four files: inbound and outbound translate, messenger sends, listener receives."""
