# One word for each chore. `make run` and `make test` work on a fresh machine with Python 3.11+.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test test-engines check lint data-check bench setup setup-dev lock clean

help:  ## List the chores
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: setup  ## Start the dashboard on http://localhost:8501 (PORT=… for another port)
	@$(BIN)/python -m dashboard serve --port $(PORT)

test: setup-dev  ## Run the tests, browser tests included (needs Chromium)
	$(BIN)/python -m pytest --numprocesses=2 --dist=worksteal

check: lint data-check test  ## Everything that must be green

lint: setup-dev  ## Style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-engines: $(VENV)-engines/.ready  ## The same counts on PostgreSQL and Spark (needs Debian's postgresql and a JRE)
	@command -v java > /dev/null || { echo "A Java runtime is needed: apt-get install default-jre-headless"; exit 1; }
	@command -v initdb > /dev/null || ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || apt-get install -y postgresql
	$(VENV)-engines/bin/python -m pytest tests/engines

data-check: setup-dev  ## Contracts, published totals and date order of the shipped data
	$(BIN)/python -m dashboard check

bench: setup-dev  ## Measure speed (12 minutes): one table, with a floor of the same run, also in build/bench.md
	@mkdir -p build
	$(BIN)/python -m benchmarks build/bench.md

setup: $(VENV)/.run  ## Create the environment that the app needs

setup-dev: $(VENV)/.dev  ## Create the environment that tests and checks need

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run

$(VENV)-engines/.ready: requirements-dev.txt requirements-cluster.txt
	$(PYTHON) -m venv $(VENV)-engines
	$(VENV)-engines/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(VENV)-engines/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster.txt
	@touch $@

lock:  ## Pin the dependencies anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header benchmarks/datasette.in -o benchmarks/requirements-datasette.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --extra cluster -c requirements-dev.txt pyproject.toml -o requirements-cluster.txt

clean:  ## Remove the environment and everything built
	rm -rf $(VENV) $(VENV)-engines .cache .pytest_cache .mypy_cache .ruff_cache build test-results
