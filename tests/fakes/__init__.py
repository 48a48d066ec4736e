"""Servers that play the chat platforms to the real libraries."""
