"""What the bot says: texts in Fluent, one file a language; dates, durations and money by Babel."""
