.DEFAULT_GOAL := help
.PHONY: help serve build test bench lab ids audio audio-checked report schema deck-progress lock format clean environment test-environment audit licences

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
DENO := DENO_DIR=.venv/deno DENO_NO_UPDATE_CHECK=1 $(BIN)/deno
STUDY := PYTHONPATH=hooks $(BIN)/python -m

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

serve: environment ## Build the site and serve it on 127.0.0.1, reloading on every change
	@$(BIN)/python bootstrap.py port $(PORT)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve --no-strict --dev-addr 127.0.0.1:$(PORT)

build: environment ## Build the site into site/, stopping at the first run with any warning
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

test: test-environment ## Check everything: format, types, units, the built site, the browser
	@$(BIN)/python bootstrap.py browsers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@PYTHONPATH=hooks $(BIN)/lint-imports --no-logo --no-cache >.venv/imports.txt || { cat .venv/imports.txt; exit 1; }
	@$(DENO) fmt --quiet --check && $(DENO) lint --quiet && $(DENO) check --quiet --frozen "hooks/**/*.mjs" "overrides/assets/study/**/*.mjs"
	@$(BIN)/pytest -n auto --dist loadfile || { echo "Once more, one at a time, what failed beside others:"; $(BIN)/pytest --last-failed; }

bench: test-environment ## Measure bytes, paint, quiz, build, serve and load beside their goals; one with PART=bytes, less often with RUNS=1
	@$(BIN)/python bootstrap.py browsers
	@$(STUDY) tests.bench $(PART) $(if $(RUNS),--runs $(RUNS))

lab: test-environment ## List experiments on a real Kafka cluster; run one and write its receipt with RUN=crash-and-join, or RUN=all
	@$(STUDY) tests.lab $(RUN)

ids: environment ## Add the ids of new questions to the list of published ids
	@$(STUDY) study.commands.publish docs

audio: check-python ## Make the sound of changed scripts: one with EPISODE=name, a portion with MINUTES=4, compared with its words by CHECK=1; the drill by DRILL=1
	@$(PYTHON) bootstrap.py environment requirements-audio$(if $(CHECK),-check).lock
	@$(STUDY) study.commands.audio docs --site "$(SITE_NAME)" $(if $(EPISODE),--episode $(EPISODE)) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(CHECK),--check) $(if $(DRILL),--drill)

SITE_NAME = $(shell sed -n 's/^site_name: //p' mkdocs.yml)

audio-checked: environment ## List turns of scripts to be checked against their sections; note those of EPISODE=name as checked
	@$(STUDY) study.commands.audio_checked docs $(if $(EPISODE),--episode $(EPISODE))

report: environment ## Print the statistics of the question bank
	@$(STUDY) study.commands.report docs

audit: environment ## Look up known vulnerabilities of every pinned dependency: 1 if some are known, 2 if nobody could be asked
	@$(STUDY) study.commands.audit

licences: environment ## Print what reaches the reader that others wrote, with its licences
	@$(STUDY) study.commands.licences

deck-progress: test-environment ## Turn a deck that Anki exported with its scheduling into progress for the site: FILE=deck.apkg
	@$(STUDY) study.commands.deck_progress "$(FILE)"

schema: environment ## Write the JSON Schema of a chapter's front matter to .cache/chapter.schema.json
	@mkdir -p .cache
	@$(STUDY) study.commands.schema > .cache/chapter.schema.json
	@echo "Wrote .cache/chapter.schema.json"

format: test-environment ## Format the Python code and the browser modules
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(DENO) fmt --quiet

lock: environment ## Pin the newest allowed versions of every dependency, with hashes, for every Python that is promised
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade -o requirements.lock pyproject.toml
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade --extra test -c requirements.lock -o requirements-test.lock pyproject.toml
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade --extra audio -c requirements-test.lock -o requirements-audio.lock pyproject.toml
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade --extra audio --extra audio-check -c requirements-audio.lock -o requirements-audio-check.lock pyproject.toml
	@rm -f deno.lock && $(DENO) install --quiet

LOCK_FLAGS := --quiet --universal --python-version 3.11.0 --generate-hashes --no-annotate --no-header --no-emit-index-url

clean: ## Remove everything that was built or installed
	rm -rf .venv .cache site

environment: check-python
	@$(PYTHON) bootstrap.py environment requirements.lock

test-environment: environment
	@$(PYTHON) bootstrap.py environment requirements-test.lock

.PHONY: check-python
check-python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python is missing: install Python 3.11 or newer, or name one with \`make PYTHON=/path/to/python3 …\`." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version 2>&1) is too old: install Python 3.11 or newer, or name one with \`make PYTHON=/path/to/python3.11 …\`." >&2; exit 1; }
