# Each target sets up what it needs: a virtual environment with the locked packages, and on a bare
# Debian or Ubuntu machine the Debian packages that Python's venv module lacks there, and the
# programs that read documents.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Two workers; the tests of one file stay with one, so that what a file sets up is set up once.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile

.PHONY: help demo test test-full bench bench-extract corpus lint docs docs-check clean setup programs all-programs

help:
	@echo "make demo       audit the bundled sample agency (no network)"
	@echo "make test       the tests, under 10 minutes"
	@echo "make test-full  the tests with the long fault suites"
	@echo "make bench      CPU of a whole audit beside bare fetching and parsing"
	@echo "make bench-extract  what the readers find in files and years on scans, and their CPU"
	@echo "make corpus     agreement with the labelled test agencies"
	@echo "make lint       format, lint, types, import rules, generated docs"
	@echo "make docs       write the generated pages of docs/reference/"
	@echo "make clean      remove the virtual environment and caches"

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m ensurepip --version >/dev/null 2>&1 || sh .ci/debian-packages python3-venv
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

programs:
	@sh .ci/document-programs

all-programs:
	@sh .ci/document-programs --all

demo: $(STAMP) programs
	$(BIN)/oitwatch demo --exit-zero

test: $(STAMP) programs
	$(PYTEST) -m "not slow"

test-full: $(STAMP) all-programs
	$(PYTEST)

bench: $(STAMP)
	$(BIN)/python -m bench.full_audit

bench-extract: $(STAMP) programs
	$(BIN)/python -m bench.extract
	$(BIN)/python -m bench.scanned_years --pages 6

corpus: $(STAMP)
	$(BIN)/python -m bench.corpus

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(MAKE) --no-print-directory docs-check

docs: $(STAMP)
	$(BIN)/python -m oitwatch.reference docs/reference

docs-check: $(STAMP)
	$(BIN)/python -m oitwatch.reference --check docs/reference
	$(BIN)/python -m bench.corpus_floors --check

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
