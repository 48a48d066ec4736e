"""Text in, frames out: pure and synchronous. Read `parser.py` first, then `values/`, `sentences.py`, `packs/`."""
