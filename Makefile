# Everything here works on a machine with Python 3.11+, make, and the package index.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := .demo/bookshop
export PATH := $(abspath $(BIN)):$(PATH)

.PHONY: help install demo test test-all lint format docs bench clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-10s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## Make .venv with pactgen and its development tools

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,postgres]'
	touch $@

demo: install ## Scaffold the bookshop example into .demo/, prove it, start it (Ctrl-C ends it)
	rm -rf $(DEMO)
	mkdir -p $(DEMO)
	cp -R examples/bookshop/docs $(DEMO)/docs
	$(BIN)/pactgen scaffold $(DEMO)/docs/api.yaml
	$(BIN)/pactgen run --out $(DEMO)

test: install ## Run the quick tests
	$(BIN)/python -m pytest -n auto -m "not live and not slow"

test-all: lint install ## Run every test: scaffolds real projects, runs their tools and servers
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: install ## Lint, types, formatting and the import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install ## Format the code
	$(BIN)/ruff format .

docs: install ## Write docs/cli.md and docs/diagnostics/ from the program
	$(BIN)/python -m tests.house.reference

bench: install ## Time the compiler beside others, what size costs, and the queries it writes
	$(BIN)/python benchmarks/generators.py
	$(BIN)/python benchmarks/size.py
	$(BIN)/python benchmarks/repository.py

clean: ## Remove what the targets above made
	rm -rf $(VENV) .demo .bench
