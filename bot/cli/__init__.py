"""The command line. `app.py` names every command; each command has a module, which loads what it needs when it runs."""
