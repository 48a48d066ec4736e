"""Conversations as transcripts, run through every chat."""
