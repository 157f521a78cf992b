# Two commands for most people: `make book` builds the site, `make test` checks it; `make deep` is for
# what takes long.

PYTHON ?= python3
VENV := .venv
TEST_VENV := .venv-test
LITE_VENV := .venv-lite
SITE := _build/html
GALLERY := _build/gallery
NOTEBOOKS := _build/notebooks
LITE := _build/lite
PORT ?= 8000

# What Python has compiled is kept, or each of many processes compiles all of it again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help book lite lab test deep lint serve bench picture pins clean distclean

help:  ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- what is installed ------------------------------------------------------------------------

# $(1) the folder, $(2) the lock: every package in one version, each file checked against its hash.
define new_venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(1) from $(2) (a minute or two) …"
	@$(PYTHON) -m venv --clear $(1)
	@$(1)/bin/python -m pip install --disable-pip-version-check --require-hashes -r $(2)
	@$(1)/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $(1)/.ready
endef

$(VENV)/.ready: requirements.lock pyproject.toml
	$(call new_venv,$(VENV),requirements.lock)

$(TEST_VENV)/.ready: requirements-dev.lock pyproject.toml
	$(call new_venv,$(TEST_VENV),requirements-dev.lock)

$(LITE_VENV)/.ready: requirements-lite.lock pyproject.toml
	$(call new_venv,$(LITE_VENV),requirements-lite.lock)

# --- the book ---------------------------------------------------------------------------------

PACKAGE = $(shell find src seeds -type f -not -name '*.pyc')

# Once `make lite` has built Python for the browser, it is part of every book.
WITH_LITE = $(if $(wildcard $(LITE)/about.json),WHOSAYS_LITE=$(LITE))

# With the whole book as a PDF, where a Chromium is found that can print it.
book: $(VENV)/.ready  ## Build the site into _build/html
	$(WITH_LITE) WHOSAYS_PDF=1 $(VENV)/bin/jupyter-book build .
	@echo
	@echo "The book is built. Open $(SITE)/index.html in a browser, or run: make serve"

# JupyterLite and Pyodide, fetched once (lite/files.yml says from where) and then kept.
_build/lite.checked: $(LITE_VENV)/.ready $(PACKAGE) $(shell find lite -type f -not -name '*.pyc') $(wildcard book/*/*.ipynb)
	$(LITE_VENV)/bin/python -m lite --to $(LITE) --keep _build/lite-files
	@touch $@

lite: $(VENV)/.ready _build/lite.checked  ## Build the site with Python in the reader's browser
	WHOSAYS_LITE=$(LITE) WHOSAYS_PDF=1 $(VENV)/bin/jupyter-book build .
	@echo
	@echo "The book is built, and its lessons run in a browser. That needs a server: run make serve, open"
	@echo "http://localhost:$(PORT)/ and tick \"I want to run this\" at the end of a lesson."

serve: $(VENV)/.ready  ## Show the built site at http://localhost:8000 (PORT=… for another port)
	@test -e $(SITE)/index.html || { echo "There is no site yet. Run: make book"; exit 1; }
	@echo "The book is at http://localhost:$(PORT)/ — stop with Ctrl+C."
	@$(VENV)/bin/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(SITE)

lab: $(VENV)/.ready  ## Run the lessons: writes them as notebooks into _build/notebooks and opens JupyterLab
	$(VENV)/bin/whosays notebooks book/en --to $(NOTEBOOKS)
	$(VENV)/bin/jupyter lab $(NOTEBOOKS)/index.ipynb

# --- checks -----------------------------------------------------------------------------------

lint: $(TEST_VENV)/.ready  ## Check style, types and which room imports which
	$(TEST_VENV)/bin/ruff check .
	$(TEST_VENV)/bin/ruff format --check .
	$(TEST_VENV)/bin/mypy
	$(TEST_VENV)/bin/biome ci --error-on-warnings
	$(TEST_VENV)/bin/lint-imports

# The site under test is built as a reader would build it, with warnings as errors. So is the gallery
# of widgets, here and not in the tests, because several processes need it. Both are built anew when
# something has changed that goes into them, so that `make deep` after `make test` builds nothing.
STRICT := --warningiserror --nitpick --keep-going

_build/site.checked: $(VENV)/.ready $(TEST_VENV)/.ready $(wildcard $(LITE)/about.json) _config.yml _toc.yml references.bib $(PACKAGE) $(shell find book -type f)
	rm -rf $(SITE) _build/.doctrees _build/jupyter_execute _build/paper
	$(TEST_VENV)/bin/python -m tools.browsers chromium
	$(WITH_LITE) WHOSAYS_PDF=1 $(VENV)/bin/jupyter-book build $(STRICT) .
	@touch $@

_build/gallery.checked: $(TEST_VENV)/.ready $(PACKAGE) tests/samples.py $(shell find tests/gallery -type f -not -name '*.pyc')
	rm -rf $(GALLERY)
	PYTHONPATH=$(CURDIR) $(TEST_VENV)/bin/jupyter-book build $(STRICT) --path-output $(GALLERY) tests/gallery
	@touch $@

# Twice as many as there are cores, since a browser is waited for half of the time. What a file makes
# for its tests is made once, unless a process that has nothing left to do takes over half of them.
WORKERS := $(shell $(PYTHON) -c "import os; print(min(6, 2 * (os.cpu_count() or 1)))")
PYTEST = WHOSAYS_GALLERY=$(GALLERY)/_build/html $(TEST_VENV)/bin/python -m pytest \
  --numprocesses $(WORKERS) --dist worksteal --durations 15

test: lint _build/site.checked _build/gallery.checked  ## Check style, types, data, build, and pages in one browser
	$(TEST_VENV)/bin/python -m tools.browsers chromium
	$(PYTEST) -m 'not deep'
	@echo "All checks passed. Look at the site that was checked: $(SITE)/index.html"

# Beside the site without Python, which is what most copies are.
_build/with-lite.checked: _build/lite.checked _build/site.checked
	WHOSAYS_LITE=$(LITE) $(VENV)/bin/jupyter-book build $(STRICT) --path-output _build/with-lite .
	@touch $@

deep: $(TEST_VENV)/.ready _build/gallery.checked _build/with-lite.checked  ## Check what takes long: damaged cases, all links, three browser engines, live notebooks
	$(TEST_VENV)/bin/python -m tools.browsers
	$(TEST_VENV)/bin/python -m tools.binder
	$(TEST_VENV)/bin/python -m tools.office
	$(PYTEST) -m deep -o norecursedirs='books .*'
	@echo "All deep checks passed. Look at the widgets in every state: $(GALLERY)/_build/html/index.html"

bench: $(TEST_VENV)/.ready  ## Print build times and page weights, beside a stock build
	$(TEST_VENV)/bin/python -m tools.browsers chromium
	$(TEST_VENV)/bin/python -m tools.bench

# --- upkeep -----------------------------------------------------------------------------------

picture: $(TEST_VENV)/.ready  ## Take the README's picture from the built site
	$(TEST_VENV)/bin/python -m tools.picture

# One version of every package for Python 3.11 and later on each system: with the hash of each of its files
# in the locks (for make), without in constraints.txt (for pip) and in binder/requirements.txt (for Binder);
# what builds Python for the browser is in its lock alone. `make pins UPGRADE=` takes newer versions; without
# it, what is pinned stays.
UPGRADE ?= -c constraints.txt
UV = _build/pins/bin/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header \
  --no-emit-package whosays $(UPGRADE)

pins:  ## Write the locks and constraints.txt anew (newer versions: make pins UPGRADE=)
	@rm -rf _build/pins && $(PYTHON) -m venv _build/pins
	@_build/pins/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@sed 's/^-c .*//' requirements.txt > .book.in
	@sed 's/^-[cr] .*//' requirements-dev.txt binder/requirements.in > .dev.in
	@$(UV) --generate-hashes .book.in requirements-build.txt -o _build/pins/book
	@$(UV) --generate-hashes .book.in .dev.in requirements-build.txt -o _build/pins/dev
	@$(UV) $(if $(UPGRADE),-c requirements-lite.lock) --generate-hashes requirements-lite.txt requirements-build.txt -o _build/pins/lite
	@$(UV) .book.in .dev.in requirements-build.txt -o _build/pins/versions
	@$(UV) -c _build/pins/versions --extra notebooks pyproject.toml binder/requirements.in requirements-build.txt \
	  -o _build/pins/binder
	@rm .book.in .dev.in
	@for each in book:requirements.lock dev:requirements-dev.lock lite:requirements-lite.lock \
	  versions:constraints.txt binder:binder/requirements.txt; do \
	  { echo "# Every version, for every system. Made by: make pins"; cat _build/pins/$${each%%:*}; } > $${each#*:}; done
	@echo "The pins are new. Run: make test"

clean:  ## Remove what was built, but not what somebody has done in their notebooks
	find _build -mindepth 1 -maxdepth 1 ! -path $(NOTEBOOKS) -exec rm -rf {} + 2>/dev/null || true
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis

distclean: clean  ## Remove what was installed as well
	rm -rf $(VENV) $(TEST_VENV) $(LITE_VENV)
