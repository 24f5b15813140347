# Two commands do everything on a fresh machine with Python 3.11 or later:
#   make demo   install, run the main job on the sample site, say where the feeds are
#   make test   install what the tests need, and run them
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Many tests wait for other processes: twice as many at a time as there are cores.
TESTING = $(BIN)/pytest -n $$($(BIN)/python -c 'import os; print(2 * (os.cpu_count() or 1))') --dist worksteal

.PHONY: demo install test lint types imports check acceptance bench accuracy lock clean

demo: install
	@rm -rf demo/output demo/feeder.db*
	@$(BIN)/python demo/demo.py

install: $(VENV)/.installed
$(VENV)/.installed: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("feeder needs Python 3.11 or later; say which one: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q feeder  # as pip does with what it copies: a start takes a third less
	@touch $@

$(VENV)/.tools: requirements/dev.txt $(VENV)/.installed
	@echo "installing what the tests need ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

test: $(VENV)/.tools
	@scripts/servers
	$(TESTING) -m "not acceptance"

lint: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tools
	$(BIN)/mypy

imports: $(VENV)/.tools
	$(BIN)/lint-imports

acceptance: $(VENV)/.tools
	@scripts/readers
	$(TESTING) -m acceptance

check: test lint types imports acceptance

bench: $(VENV)/.tools
	$(BIN)/python -m benchmarks

$(VENV)/.peers: requirements/peers.txt $(VENV)/.tools
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.txt
	@touch $@

accuracy: $(VENV)/.peers
	$(BIN)/python -m benchmarks.accuracy

lock: $(VENV)/.tools
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url requirements/run.in pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --all-extras requirements/dev.in pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url requirements/peers.in -o requirements/peers.txt

clean:
	rm -rf $(VENV) demo/output demo/feeder.db* .*_cache .hypothesis
