# Plain make, Python 3.11 and its venv module: nothing else is needed. `make` alone says what there is.

PYTHON ?= python3
BIN := .venv/bin
# As many files of tests at once as there are cores, in the order of the folders: the slow ones come first.
PYTEST := $(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup lint check test demo pictures lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.ready ## make .venv from the lock (does nothing when it is up to date)

.venv/.ready: requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) scripts/setup

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint ## style, types, who imports whom, and the quick tests: before every commit
	$(PYTEST) tests/unit

test: lint ## everything; a test that cannot run here is named in a line «not run: …»
	$(PYTEST)

demo: .venv/.ready ## a whole school in a sandbox, nothing to configure (ONCE=1: show it and stop)
	$(BIN)/diary demo $(if $(ONCE),--once)

pictures: .venv/.ready ## play the demo's day and photograph its page into docs/pictures (needs Chromium: scripts/browser)
	scripts/pictures

lock: ## resolve pyproject.toml anew into requirements.lock and constraints.txt (needs uv)
	scripts/lock

clean: ## remove .venv and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
