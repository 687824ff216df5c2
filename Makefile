# clew: `make` prints what can be made.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
CLEW := $(BIN)/clew
PY := $(BIN)/python
SEED ?= 7
CASE ?= build/demo/case
T ?=
SECONDS ?=
ONLY ?=

PIP := $(PY) -m pip install -qq --disable-pip-version-check --no-deps --no-input
LOCKED := --require-hashes --only-binary :all:

# Compiled at set-up, so that the first command does not wait for it; the rest compiles on use.
FIRST_LOADED := click, fastapi, followthemoney, lxml.etree, nomenklatura.resolver, nomenklatura.matching, \
	phonenumbers, sqlalchemy.dialects.sqlite, uvicorn

STAMP_LOCK := $(VENV)/.locked
STAMP_CLEW := $(VENV)/.clew
STAMP_SEARCH := $(VENV)/.search
STAMP_TOWNS := $(VENV)/.towns
STAMP_PEERS := $(VENV)/.peers
STAMP_JUDGE := $(VENV)/.judge
STAMP_FUZZ := $(VENV)/.fuzz
STAMP_SPARK := $(VENV)/.spark
STAMP_NODE := $(VENV)/.node
STAMP_DESK_LOCK := desk/node_modules/.locked
STAMP_DESK := clew/web/static/index.html
STAMP_LEARNT := clew/sources/traineddata/eng.traineddata
DESK_SOURCES := $(shell find desk -mindepth 1 -not -path '*/node_modules*' 2>/dev/null)

# requirements/node.sh puts a Node into .venv/bin only where the machine has none that will do.
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"

# jax hands its memory back after each step and asks for it again, which takes a third of the time, unless told not to.
HELD_MEMORY := MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_ARENA_MAX=2

.PHONY: help dev demo test check fuzz figures judge serve desk spark lock wheel clean

help: ## print what can be made
	@echo 'make TARGET, where TARGET is one of'
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## (.*)/  \1\t\2/' | expand -t 12

dev: $(STAMP_CLEW) $(STAMP_SEARCH) $(STAMP_TOWNS) $(STAMP_LEARNT) $(STAMP_DESK) ## make .venv with the `clew` command and build the desk

demo: dev ## rehearse: invent agencies' files, cross-check, open the desk (SERVE=0 stops before the desk)
	@$(CLEW) rehearse demo --seed $(SEED) $(if $(filter 0,$(SERVE)),--no-serve)

test: dev $(STAMP_SPARK) ## run the tests, two files at a time (T='tests/store -k merge' runs some of them)
	@$(PY) -m pytest $(or $(T),-n 2 --dist loadfile)

check: dev ## format, lint, types and the fast promises, under a minute
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@mkdir -p build; (cd desk && $(WITH_NODE) npm run check --silent) >build/desk-check.txt 2>&1 & desk=$$!; \
	$(BIN)/mypy clew tests $(wildcard bench); \
	wait $$desk || { cat build/desk-check.txt >&2; exit 1; }
	@$(PY) -m pytest tests/test_house.py tests/promises -m 'not slow and not browser'

fuzz: dev $(STAMP_FUZZ) ## fuzz every parser, guided by coverage (SECONDS=5 ONLY="mrz pdf"); what breaks one is kept in build/fuzz
	@$(PY) -m tests.fuzzing $(SECONDS) $(ONLY)

figures: dev $(STAMP_PEERS) $(STAMP_SPARK) ## measure speed and accuracy, peers beside (bench/); FULL=1 takes the large sizes
	@$(PY) -m bench

judge: dev $(STAMP_JUDGE) ## fit the model that reads kinds of figures anew, half an hour (HOLD="mixed" keeps pieces out and measures on them)
	@$(HELD_MEMORY) $(PY) -m bench.judge

serve: dev ## open the desk on the case CASE (build/demo/case unless told)
	@$(CLEW) serve $(CASE)

desk: $(STAMP_CLEW) $(STAMP_DESK) ## build the desk into clew/web/static when its sources changed

spark: $(STAMP_SPARK) ## install Apache Spark into .venv, for `clew screen --engine spark`

lock: ## write requirements/*.txt anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@bash requirements/lock.sh $(if $(UPGRADE),--upgrade)

wheel: dev ## build the wheel, desk included, into dist/
	@$(PY) -m pip wheel -qq --disable-pip-version-check --no-deps --no-build-isolation -w dist .
	@ls dist

clean: ## remove what was made: .venv, build, dist, the built desk
	@rm -rf $(VENV) build dist desk/node_modules clew/web/static clew/sources/traineddata/*.traineddata .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(PY):
	@bash requirements/venv.sh $(VENV)

$(STAMP_LOCK): requirements/dev.txt | $(PY)
	@echo 'installing the locked packages' >&2
	@$(PIP) $(LOCKED) --no-compile -r requirements/dev.txt
	@env -u PYTHONDONTWRITEBYTECODE $(PY) -W ignore -c 'import $(FIRST_LOADED)'
	@touch $@

$(STAMP_CLEW): pyproject.toml $(STAMP_LOCK)
	@$(PIP) --no-build-isolation -e .
	@touch $@

$(STAMP_SEARCH): $(wildcard clew/matching/screening/*.py) $(STAMP_CLEW)
	@echo 'compiling the search' >&2
	@env -u PYTHONDONTWRITEBYTECODE $(PY) -m clew.matching.screening
	@touch $@

$(STAMP_TOWNS): clew/analysis/routes/towns.py clew/model/text.py $(STAMP_CLEW)
	@echo 'laying out the names of towns' >&2
	@$(PY) -m clew.analysis.routes.towns
	@touch $@

$(STAMP_PEERS): requirements/peers.txt $(STAMP_LOCK)
	@echo "installing the peers clew is measured beside" >&2
	@$(PIP) $(LOCKED) -r requirements/peers.txt
	@touch $@

$(STAMP_JUDGE): requirements/judge.txt $(STAMP_LOCK)
	@echo "installing what fits the judge of figures" >&2
	@$(PIP) $(LOCKED) -r requirements/judge.txt
	@touch $@

$(STAMP_FUZZ): requirements/fuzz.txt $(STAMP_LOCK)
	@echo "installing atheris" >&2
	@$(PIP) $(LOCKED) -r requirements/fuzz.txt
	@touch $@

# Spark comes as source alone; setuptools unpacks it.
$(STAMP_SPARK): requirements/spark.txt $(STAMP_LOCK)
	@echo 'installing Apache Spark' >&2
	@$(PIP) $(LOCKED) -c requirements/spark.txt setuptools
	@$(PIP) --require-hashes --no-build-isolation --no-compile -r requirements/spark.txt
	@touch $@

$(STAMP_NODE): requirements/node.txt | $(PY)
	@bash requirements/node.sh $(PY)
	@touch $@

$(STAMP_DESK_LOCK): desk/package-lock.json desk/package.json $(STAMP_NODE)
	@echo "installing the desk's locked packages" >&2
	@cd desk && $(WITH_NODE) npm ci --no-fund --no-audit --loglevel=error
	@touch $@

# What the program that reads scans has learnt of each language.
$(STAMP_LEARNT): requirements/traineddata.py $(STAMP_DESK_LOCK)
	@$(PY) $<
	@touch $@

$(STAMP_DESK): $(DESK_SOURCES) $(STAMP_DESK_LOCK)
	@echo 'building the desk' >&2
	@cd desk && $(WITH_NODE) npm run build --silent
	@touch $@
