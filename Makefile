# Every target sets up what it needs: a fresh machine with Python 3.11 and make is enough.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test test-all lint types contracts wheel docs check constraints clean

$(VENV)/base: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing referto into $(VENV) (a minute or two the first time)"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/dev: $(VENV)/base
	@echo "installing what the tests need, PyTorch among it"
	@$(PIP) install -c constraints.txt -e '.[dev,adapt]'
	@touch $@

demo: $(VENV)/base  ## build, examine and publish the shipped example to a Hub in the folder demo/
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: $(VENV)/dev  ## everything but what is marked slow
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-all: $(VENV)/dev  ## everything
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m ""

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell

types: $(VENV)/dev
	$(BIN)/mypy

contracts: $(VENV)/dev
	$(BIN)/lint-imports

wheel: $(VENV)/dev  ## W002: two corpora of one paper have the same citation
	@rm -rf dist
	$(BIN)/python -m build --quiet --wheel
	$(BIN)/check-wheel-contents --ignore W002 --toplevel release,model_cards,adaptation,validation,datasets_builders dist/*.whl

docs: $(VENV)/dev  ## write the reference pages and the parts of README that are generated
	$(BIN)/python docs/generate.py

check: lint types contracts wheel test

constraints:  ## resolve everything anew and pin what came out
	rm -rf .venv-constraints && $(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/python -m pip install --quiet -e '.[dev,adapt]'
	(head -2 constraints.txt; .venv-constraints/bin/python -m pip freeze --exclude-editable | sed 's/+cpu$$//') > constraints.new
	mv constraints.new constraints.txt && rm -rf .venv-constraints

clean:
	rm -rf $(VENV) .venv-constraints build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
