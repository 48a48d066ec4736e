"""Times: a grammar of named rules over tokens, and the calendar algebra that gives them meaning."""
