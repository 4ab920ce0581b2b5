# The commands of this house. `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
DONE := .venv/done
LOCKS := scripts/locks
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header

# So that what a script prints and what it complains about come in order.
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests demo example example-report test check soak bench lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(DONE)/packages $(DONE)/assets $(DONE)/capture $(DONE)/browser ## install everything, once; other commands do it by themselves

setup-tests: setup $(DONE)/postgres

demo: setup ## play the shipped study with simulated participants, compare, and serve the lab
	$(BIN)/lab demo

example: setup ## play sessions/example anew (a rehearsal), and make its report
	$(BIN)/python -m scripts.refresh_example

example-report: setup ## make reports/example anew from sessions/example
	$(BIN)/python -m scripts.refresh_example --report

test: setup-tests ## run the tests
	$(BIN)/python -m pytest

check: $(DONE)/packages ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

soak: setup-tests ## run the long trials that `make test` leaves out
	$(BIN)/python -m pytest -m soak -rP

bench: setup ## measure how fast the lab is
	$(BIN)/python -m benchmarks

lock: $(DONE)/packages ## pin every package anew, after a change of pyproject.toml
	$(COMPILE) --upgrade pyproject.toml --extra dev --output-file requirements.lock
	$(COMPILE) $(LOCKS)/uv.in --output-file $(LOCKS)/uv.lock
	$(COMPILE) $(LOCKS)/node.in --output-file $(LOCKS)/node.lock
	$(COMPILE) $(LOCKS)/postgres.in --output-file $(LOCKS)/postgres.lock

clean: ## remove what set-up installed and what tools left behind; recordings and reports stay
	rm -rf .venv node_modules lab/web/static/vendor build *.egg-info
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov

# What set-up has done is marked by a file, so that it is done once, and again when its input changes.
$(DONE)/packages: requirements.lock pyproject.toml $(LOCKS)/uv.lock scripts/make_environment.py
	$(PYTHON) -m scripts.make_environment
	@mkdir -p $(DONE) && touch $@

$(DONE)/assets: package.json package-lock.json scripts/fetch_assets.py | $(DONE)/packages
	$(BIN)/python -m scripts.fetch_assets
	@touch $@

$(DONE)/capture: lab/web/static/capture/*.js scripts/bundle_capture.py $(DONE)/assets
	$(BIN)/python -m scripts.bundle_capture
	@touch $@

$(DONE)/browser: scripts/ensure_browser.py | $(DONE)/packages
	$(BIN)/python -m scripts.ensure_browser
	@touch $@

$(DONE)/postgres: scripts/ensure_postgres.py $(LOCKS)/postgres.lock | $(DONE)/packages
	$(BIN)/python -m scripts.ensure_postgres
	@touch $@
