# make run    set up, check everything in targets.yaml once, say what was found
# make test   set up, run the tests
# make check  what .ci/run does: lint, types, import contracts, tests
# make bench  measure; figures are explained in docs/performance.md
# make race   the same pages for this program and for other page watchers, where ../shared/peers is there

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DATA ?= .
CONFIG ?= targets.yaml
JOBS ?= 3
PEERS ?= ../shared/peers

.PHONY: run test check lint types contracts bench race clean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

# The locks hold every package with its hashes; a stamp says which lock a virtual environment was made from.
$(VENV)/.run: requirements/run.lock requirements/build.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/build.lock -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The tests of the browser need Playwright; Chromium itself comes from the system (.ci/run installs it).
$(VENV)/.dev: $(VENV)/.run requirements/dev.lock requirements/browser.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/browser.lock
	@touch $@

run: $(VENV)/.run
	@$(BIN)/watcher check --config $(CONFIG) --data $(DATA)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

check: lint types contracts test

bench: $(VENV)/.dev
	$(BIN)/python -m bench

race: $(VENV)/.run
	@test -f $(PEERS)/race.py || { echo "there is no race: $(PEERS)/race.py is missing"; exit 1; }
	$(PYTHON) $(PEERS)/race.py --repeat 3 --watcher "$(CURDIR)/$(BIN)/watcher"

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
