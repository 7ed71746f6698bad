# Every target sets up all that it needs: Python 3.11 or later, make and git are enough.

BIN := .venv/bin
ADDRESS ?= 127.0.0.1:8000

# The theme's notice about MkDocs 2, which this project does not use, would fill every log.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help setup serve build join hosts verify test handbook release links soak bench scale growth load lighthouse check audit lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup:
	@.ci/setup

# The preview is always at the root of its address, wherever the site is published.
serve: setup ## preview the site, on 127.0.0.1:8000 (ADDRESS=host:port for another)
	SITE_URL=http://$(ADDRESS)/ $(BIN)/mkdocs serve --dev-addr $(ADDRESS)

# The date of the last commit, and not today's, so that the same sources always give the same files.
build: setup ## build the site into site/, strictly (SHARD=2/4: the second of four parts, into shards/)
	SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || date +%s)}" \
	$(BIN)/python hooks/build_site.py $(if $(SHARD),--shard "$(SHARD)")

join: setup ## make site/ of the parts in shards/, the same bytes as one build (SHARDS=folder for others)
	$(BIN)/python -m publishing.join $(or $(SHARDS),shards) site

hosts: setup ## what hosts need beside site/: configuration in deploy/site/, compressed files
	$(BIN)/python -m publishing.hosts site deploy/site

verify: setup ## compare a published copy with site/, file by file (DIR=folder)
	$(BIN)/python -m publishing.manifest "$(DIR)"

test: setup ## run all the tests, browser tests included (PYTEST_ADDOPTS="-k word" for some)
	@.ci/servers
	@command -v faketime >/dev/null || .ci/system-package faketime || echo "No test of another day's build: install faketime." >&2
	@command -v java >/dev/null || .ci/system-package default-jre-headless || echo "No test of the handbook and of markup: install a Java." >&2
	chromium="$$($(BIN)/python .ci/chromium.py)" && CHROMIUM="$$chromium" \
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

links: setup ## check the links of the built site, offline (EXTERNAL=1: also those elsewhere; REPORT=file.md)
	@test -f site/index.html || $(MAKE) build
	$(BIN)/python -m publishing.links site
ifdef EXTERNAL
	$(BIN)/python -m publishing.links.outside site $(if $(REPORT),--report $(REPORT))
endif

handbook: build ## all pages of each language as a book: dist/handbook-<language>.epub and .pdf
	chromium="$$($(BIN)/python .ci/chromium.py)" && CHROMIUM="$$chromium" \
	SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || date +%s)}" \
	$(BIN)/python -m publishing.handbook site dist

# The handbook's own target makes the site; what an earlier release has left is no part of this one.
release: setup ## what a release hands out, in dist/: handbook, data, bill of materials, digests
	rm -rf dist
	$(MAKE) handbook
	cp site/glossary/data/* dist/
	$(BIN)/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible -o dist/sbom.cdx.json
	cd dist && sha256sum *.* >SHA256SUMS

soak: setup ## kill a build at 200 random moments; the last good site has to stay
	KILLS=200 $(BIN)/pytest tests/site/test_whole.py -k killed

bench: setup ## print what things take, as ratios (SIZE=smoke, small or full; ONLY=row for one)
	chromium="$$($(BIN)/python .ci/chromium.py)" && CHROMIUM="$$chromium" \
	$(BIN)/python -m bench $(if $(SIZE),--size $(SIZE)) $(if $(ONLY),--only $(ONLY))

scale: setup ## what check, export and import take at 10,000 and 100,000 concepts (CONCEPTS="…", FORMAT=json)
	$(BIN)/python -m bench.scale $(CONCEPTS) $(if $(FORMAT),--format $(FORMAT))

growth: setup ## what a whole build takes as the glossary grows (CONCEPTS="1000 5000 10000", SHARDS=4 for parts, too)
	$(BIN)/python -m bench.growth $(CONCEPTS) $(if $(SHARDS),--shards $(SHARDS))

load: build hosts ## requests a second that Caddy and nginx serve, beside a plain file (SECONDS=3 a row)
	@.ci/servers
	@command -v wrk >/dev/null || .ci/system-package wrk
	$(BIN)/python -m bench.load $(SECONDS)

lighthouse: build hosts ## what Lighthouse says of pages on a phone's settings (RUNS=3 of each)
	@.ci/servers
	@command -v npm >/dev/null || .ci/system-package npm
	npm ci --prefix bench --no-audit --no-fund --silent
	chromium="$$($(BIN)/python .ci/chromium.py)" && CHROMIUM="$$chromium" $(BIN)/python -m bench.lighthouse $(RUNS)

check: setup ## check the glossary and the guides, then the code: lint, format, types
	$(BIN)/termbase check --strict
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet --no-progress .github/workflows
	$(BIN)/python .ci/audit.py licenses

audit: setup ## licenses of all packages, and known weaknesses of what is locked
	$(BIN)/python .ci/audit.py licenses
	$(BIN)/python .ci/audit.py weaknesses

lock: ## write requirements.lock from pyproject.toml (UPGRADE=1 for the newest versions)
	.ci/lock $(if $(UPGRADE),--upgrade)

clean: ## remove all that make made, .venv included
	rm -rf .venv .venv.old site shards .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache hooks/*.egg-info
	find .ci bench hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +
