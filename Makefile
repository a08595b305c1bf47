# Two commands do everything: `make app` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORE ?= policygraph-store
PORT ?= 8501
COMUNICA := $(VENV)/comunica
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: app test check lint wheel browser engines screenshots train learn clean

app: $(VENV)/app.installed  ## the app in the browser, on the sample article or on your own store
	@test -d $(STORE) || $(BIN)/policygraph ingest graph/sample/article.txt --date 2020-08 --store $(STORE)
	$(BIN)/policygraph app --store $(STORE) --port $(PORT)

test: $(VENV)/dev.installed browser engines  ## every test, those in a real browser too
	$(BIN)/python -m pytest -q -rs

check: lint test wheel  ## all that must hold before a change goes in

lint: $(VENV)/dev.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(VENV)/dev.installed  ## the wheel works in an environment that has nothing else
	rm -rf build dist && $(BIN)/python -m build --wheel --outdir dist .
	rm -rf build/empty && $(PYTHON) -m venv build/empty
	build/empty/bin/python -m pip --disable-pip-version-check install -q -c constraints.txt dist/*.whl
	cd build && empty/bin/policygraph --help > /dev/null && echo "the wheel's policygraph --help runs"

browser: $(VENV)/dev.installed  ## an installed Chromium or Chrome, else Playwright's, else Debian's
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
	$(BIN)/python -m playwright install chromium || \
	{ test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium; } || \
	{ echo "No browser: install Chromium or Chrome for the browser tests." >&2; exit 1; }

engines: $(VENV)/dev.installed  ## Debian's Virtuoso and npm's Comunica, for the tests with them; without one they are skipped, and told
	@command -v virtuoso-t || \
	{ test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin; } || \
	echo "No Virtuoso: the tests that ask it will be skipped." >&2
	@test -x $(COMUNICA)/node_modules/.bin/comunica-sparql || \
	{ command -v npm && npm install --prefix $(COMUNICA) --no-audit --no-fund --loglevel=error @comunica/query-sparql@3.3.0; } || \
	echo "No Comunica: the tests with it will be skipped." >&2

screenshots: $(VENV)/dev.installed browser  ## docs/screenshots, taken by the browser tests
	POLICYGRAPH_SCREENSHOTS=1 $(BIN)/python -m pytest -q tests/test_browser.py

train: $(VENV)/dev.installed  ## the language pipeline anew: make train TREEBANK=folder DATE=2026-11-23
	$(BIN)/python -m extract.training.train $(TREEBANK) --date $(DATE)

learn: $(VENV)/dev.installed  ## how programs and relations are told, from the annotated sentences and articles
	$(BIN)/python -m extract.training.programs tests tests/written
	$(BIN)/python -m extract.training.gains tests tests/written  # of programs as they are told by those weights

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "policygraph needs Python 3.11 or newer; name it: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/app.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install -q -c constraints.txt -e .
	@touch $@

$(VENV)/dev.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install -q -c constraints.txt -e '.[dev]'
	@touch $@
