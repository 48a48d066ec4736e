# crmbot needs nothing but make and Python 3.11 or newer with venv and pip.
# Another interpreter: make chat PYTHON=python3.13

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Whoever forbids Python to keep what it compiled pays for it in each of the processes that the tests start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help chat test fuzz check bench bench-chat bench-reminders bench-names bench-sync bench-scale picture clean

help:
	@echo "make chat    talk to crmbot, with a small invented CRM to try it on"
	@echo "make test    run every test"
	@echo "make fuzz    100,000 messages nobody would write, and whatever else chance may find; an hour"
	@echo "make check   lint, formatting, types and layers"
	@echo "make bench   measure parsing, storing and reminding"
	@echo "make bench-chat  measure the chats beside Bolt and python-telegram-bot alone"
	@echo "make bench-reminders  measure reminders up to the chat beside APScheduler and procrastinate; ten minutes"
	@echo "make bench-names  find misspelled names among 1,200,000, beside pg_trgm; built once, 3 GB"
	@echo "make bench-scale  a card and a logged call with 1,000,000 contacts and 5,000,000 activities; built once"
	@echo "make bench-sync  read and write a SugarCRM that is as slow as a real one"
	@echo "make picture  draw the README's picture of a chat anew"
	@echo "make clean   remove the virtual environment and all caches"

chat: $(VENV)/installed
	@$(BIN)/crmbot chat --demo

# More workers than cores: many tests wait for processes and pauses.
test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n 4 --dist worksteal

fuzz: $(VENV)/installed-dev
	FUZZ_MESSAGES=$${FUZZ_MESSAGES:-100000} $(BIN)/python -m pytest -n auto -v -m hypothesis --hypothesis-profile=random

check: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

bench-names: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.names

bench-scale: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.large

bench-reminders: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.reminding

bench-chat: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.chat

bench-sync: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.sync

picture: $(VENV)/installed-dev
	$(BIN)/python docs/picture.py

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are older than these files exactly when something must be installed again.
$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing crmbot into $(VENV) ..."
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing crmbot and its development tools into $(VENV) ..."
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "crmbot needs Python 3.11 or newer; name it: make chat PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
