"""Languages as data: one folder each."""
