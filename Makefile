# Two commands for most people: `make book` builds the site, `make test` checks everything.

PYTHON ?= python3
VENV := .venv
TEST_VENV := .venv-test
SITE := _build/html
GALLERY := _build/gallery
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help book test lint serve bench picture pins clean distclean

help:  ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- what is installed ------------------------------------------------------------------------

define new_venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(1) from $(2) (a minute or two) …"
	@$(PYTHON) -m venv --clear $(1)
	@$(1)/bin/python -m pip install --disable-pip-version-check -r $(2)
	@touch $(1)/.ready
endef

$(VENV)/.ready: requirements.txt constraints.txt pyproject.toml
	$(call new_venv,$(VENV),requirements.txt)

$(TEST_VENV)/.ready: requirements-dev.txt requirements.txt constraints.txt pyproject.toml
	$(call new_venv,$(TEST_VENV),requirements-dev.txt)

# --- the book ---------------------------------------------------------------------------------

book: $(VENV)/.ready  ## Build the site into _build/html
	$(VENV)/bin/jupyter-book build .
	@echo
	@echo "The book is built. Open $(SITE)/index.html in a browser, or run: make serve"

serve: $(VENV)/.ready  ## Show the built site at http://localhost:8000 (PORT=… for another port)
	@test -e $(SITE)/index.html || { echo "There is no site yet. Run: make book"; exit 1; }
	@echo "The book is at http://localhost:$(PORT)/ — stop with Ctrl+C."
	@$(VENV)/bin/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(SITE)

# --- checks -----------------------------------------------------------------------------------

lint: $(TEST_VENV)/.ready  ## Check style and types
	$(TEST_VENV)/bin/ruff check .
	$(TEST_VENV)/bin/ruff format --check .
	$(TEST_VENV)/bin/mypy
	$(TEST_VENV)/bin/biome ci --error-on-warnings

# The site under test is built as a reader would build it, with warnings as errors. So is the gallery
# of widgets, here, because two processes need it.
test: lint $(VENV)/.ready  ## Check everything: style, types, data, build, pages in a browser
	$(TEST_VENV)/bin/python -m tools.browsers
	rm -rf _build
	$(VENV)/bin/jupyter-book build --warningiserror --nitpick --keep-going .
	PYTHONPATH=$(CURDIR) $(TEST_VENV)/bin/jupyter-book build --warningiserror --nitpick --keep-going \
	  --path-output $(GALLERY) tests/gallery
	WHOSAYS_GALLERY=$(GALLERY)/_build/html $(TEST_VENV)/bin/python -m pytest \
	  --numprocesses logical --maxprocesses 4 --dist loadfile --durations 15
	@echo "All checks passed. The site that was checked: $(SITE)/index.html"

bench: $(TEST_VENV)/.ready  ## Print build times and page weights, beside a stock build
	$(TEST_VENV)/bin/python -m tools.browsers chromium
	$(TEST_VENV)/bin/python -m tools.bench

# --- upkeep -----------------------------------------------------------------------------------

picture: $(TEST_VENV)/.ready  ## Take the README's picture from the built site
	$(TEST_VENV)/bin/python -m tools.picture

pins:  ## Write constraints.txt anew from the newest versions that fit
	@rm -rf _build/pins && $(PYTHON) -m venv _build/pins
	@sed 's/^-c .*//' requirements.txt > _build/pins/requirements.in
	@sed -e 's/^-c .*//' -e 's/^-r .*//' requirements-dev.txt >> _build/pins/requirements.in
	_build/pins/bin/python -m pip install --quiet --disable-pip-version-check -r _build/pins/requirements.in
	@{ echo "# Every version that requirements.txt and requirements-dev.txt lead to. Made by: make pins"; \
	   _build/pins/bin/python -m pip freeze --exclude-editable; } > constraints.txt
	@echo "constraints.txt is new. Run: make test"

clean:  ## Remove what was built
	rm -rf _build .mypy_cache .ruff_cache .pytest_cache .hypothesis

distclean: clean  ## Remove what was installed as well
	rm -rf $(VENV) $(TEST_VENV)
