# GNU make; `make` alone lists the targets.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt
OUT ?= out
COUNTS ?= 100,1000
# processes that the tests are spread over
WORKERS ?= 2

.PHONY: help brief test tests check fix bench golden holdout clean

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# pip first: the one that comes with Python 3.11 takes three times as long over what follows
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --upgrade pip

$(VENV)/run: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) -e .
	@touch $@

$(VENV)/dev: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) -e '.[dev]'
	@touch $(VENV)/run $@

brief: $(VENV)/run  ## make records and briefs of fixtures/reports, say where they are
	$(BIN)/summarizer run fixtures/reports -o $(OUT)
	@echo "The briefs: $(OUT)/index.html"

test: $(VENV)/dev  ## run the checks and the tests, side by side
	+@$(MAKE) --no-print-directory --jobs=2 check tests

# a file of tests stays in one process, so that what it shares is made once; in the order of names the dear ones come early
tests: $(VENV)/dev
	$(BIN)/pytest --numprocesses=$(WORKERS) --dist=loadfile --no-loadscope-reorder

check: $(VENV)/dev  ## run format, lint and type checks
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy

fix: $(VENV)/dev  ## format, and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev  ## measure speed and size in a real run
	$(BIN)/python bench/main_job.py
	$(BIN)/python bench/briefs.py
	$(BIN)/python bench/source_view.py
	$(BIN)/python bench/golden.py
	$(BIN)/python bench/many.py --counts $(COUNTS) $(if $(SHORT),--short)
	$(BIN)/python bench/many.py --network 100
	$(BIN)/python bench/network.py
	$(BIN)/python bench/cluster.py
	$(BIN)/python bench/labelling.py
	$(BIN)/python bench/structure.py --others

golden: $(VENV)/dev  ## compare a fresh run with fixtures/golden and decide about each difference
	$(BIN)/summarizer run fixtures/reports -o $(OUT) --quiet > /dev/null
	$(BIN)/summarizer golden review $(OUT) fixtures/golden

holdout: $(VENV)/dev  ## score the reports that nobody develops on
	$(BIN)/python scripts/score.py --holdout

clean:  ## remove what make made; never the cache of answers
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
