"""Files <-> rows. A reader checks form (kinds of values), an import meaning (names, stages, zones)."""
