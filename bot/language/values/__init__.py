"""Spans that mean something: times, periods, recurrences, durations, money, numbers, phones, e-mails, web addresses."""
