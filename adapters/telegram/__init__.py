"""Telegram: private chats and groups, by webhook or by polling, through python-telegram-bot.

Messages are HTML without anything clickable but our buttons; each button carries its handle. In a
group the bot hears only what is addressed to it.
"""
