# Two commands matter: `make run` and `make test`. Each does all its own set-up on a fresh machine.
# On Windows see the three lines in README.md.

PYTHON ?= python3
PORT   ?= 8501
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := run
.PHONY: setup setup-dev browser readers postgresql run dev release test lint unit accuracy bench screenshots picture guide clean

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

# Debian splits venv from Python; where it is missing, apt brings it.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); }

# pip compiles what it installs on one core, compileall on all of them.
install = $(BIN)/python -m pip install -q --disable-pip-version-check --no-compile -r $(1) \
  && { $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true; }

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt | $(BIN)/python
	@$(call install,requirements-dev.txt)
	@touch $(VENV)/.installed $@

# Browser tests drive Chromium; a font with every Vietnamese letter makes pictures and PDFs right.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  echo "Cài Chromium để kiểm thử trên trình duyệt..."; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq chromium fonts-noto-core >/dev/null; }

# The ledger is tested on both engines; the tests start a PostgreSQL of their own from these programs.
postgresql:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	  echo "Cài PostgreSQL để kiểm thử sổ quyết định..."; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq postgresql >/dev/null; }

# Scans are read by Tesseract and old Word files by LibreOffice, where a computer has them; their tests need both.
readers:
	@{ command -v soffice >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx vie; } || { \
	  echo "Cài Tesseract tiếng Việt và LibreOffice để kiểm thử việc đọc tệp..."; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq --no-install-recommends \
	    tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui >/dev/null; }

release: setup
	@$(BIN)/python -m etl build --if-changed

run: release
	@$(BIN)/python -m streamlit run app.py --server.address localhost --server.port $(PORT)

# As `run`, but the page follows every saved file.
dev: release
	@$(BIN)/python -m streamlit run app.py --server.address localhost --server.port $(PORT) --server.fileWatcherType auto

# A fresh clone has no cache of types: they are checked in two processes.
lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --num-workers 2

# Two processes: half the time on two cores. A file stays whole, and the slow ones (api, browser) come first.
test: setup-dev browser postgresql readers lint
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Without the browser: for the minutes between two commits.
unit: setup-dev postgresql readers lint
	@$(BIN)/python -m pytest -m "not browser"

accuracy: setup-dev
	@$(BIN)/python -m benchmarks.accuracy

# Everything in one run, written to docs/benchmarks.md; makes the synthetic releases when they are missing.
bench: setup-dev browser release
	@$(BIN)/python -m benchmarks

# All pages in both themes and three widths into screenshots/; `picture` is the one in README.md.
screenshots: setup-dev browser release
	@$(BIN)/python -m benchmarks.screenshots

picture: setup-dev browser release
	@$(BIN)/python -m benchmarks.screenshots --picture

# The pictures of docs/add-a-plan.md: a plan is handed in, reviewed and published on a ledger that is thrown away.
guide: setup-dev browser
	@$(BIN)/python -m benchmarks.guide_pictures

# The ledger holds what people decided: it is no build product and stays.
clean:
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@[ ! -d build ] || find build -mindepth 1 -maxdepth 1 ! -name 'ledger.sqlite*' -exec rm -rf {} +
