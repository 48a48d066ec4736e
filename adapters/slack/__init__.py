"""Slack: the whole conversation in direct messages, channels and the slash command.

Events come over HTTP (signed) or through Socket Mode; both end in one Bolt middleware, which commits
what happened before Slack hears that it was received.
"""
