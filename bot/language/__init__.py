"""Text in, frames out: pure and synchronous.

Reading order: `parser.py` is the whole in five steps; `words.py`, `names.py`, `detect.py` and `values/` find what
stands in a message; `templates.py` and `packs/loader.py` turn a language pack into sentences; `reading.py` lays the
findings out, `matcher.py` matches one sentence, `commands.py` divides the message among them; `scoring.py` says how
sure that is, `slots.py` makes the frames. `intents.yaml` is the contract, `frames.py` what comes out, `explain.py` why.
"""
