# Mainstay: the commands of the project. Every target is idempotent and quick the second time.
# BASE is the folder that the site is served from: make dist BASE=/planner/
# SYNC are the servers that workspaces may be shared through, none without it: make dist SYNC=https://couch.example.com

BASE ?= /
SYNC ?=
export SYNC
TOOLS := $(CURDIR)/.tools
export PATH := $(TOOLS)/bin:$(CURDIR)/node_modules/.bin:$(HOME)/.cargo/bin:$(PATH)

TRUNK_VERSION := 0.21.14
BINDGEN_VERSION := 0.2.130
SPLIT_VERSION := 0.2.4
LEPTOSFMT_VERSION := 0.1.33
MUTANTS_VERSION := 27.1.0
SHARD ?= 0/1

.PHONY: serve dev dist test bench mutants setup format clean

serve: setup ## Builds the release and serves it at http://127.0.0.1:8080
	@echo "Building the release. The first time takes about 4 minutes on two cores, later ones well under one."
	@$(MAKE) --no-print-directory dist
	@node scripts/serve.mjs dist 8080 $(BASE)

dev: setup ## Serves a debug build with live reload
	trunk serve

dist: setup ## Writes the static site to dist/, with brotli copies
	@trunk build --release --public-url $(BASE)
	@node scripts/compress.mjs dist

test: setup ## Everything that CI checks
	@bash scripts/test.sh

format: setup ## Formats the code and the markup
	@bash scripts/format.sh

setup: .tools/ready

.tools/ready: scripts/setup.sh package.json package-lock.json rust-toolchain.toml
	@TRUNK_VERSION=$(TRUNK_VERSION) BINDGEN_VERSION=$(BINDGEN_VERSION) SPLIT_VERSION=$(SPLIT_VERSION) LEPTOSFMT_VERSION=$(LEPTOSFMT_VERSION) bash scripts/setup.sh
	@touch $@

mutants: ## Changes the rules one by one and counts what no test catches; SHARD=0/4 does a quarter, about ten minutes
	@[ -x $(TOOLS)/bin/cargo-mutants ] || cargo install cargo-mutants --version $(MUTANTS_VERSION) --locked --root $(TOOLS)
	cargo mutants --jobs 2 --shard $(SHARD) --sharding round-robin --output target

bench: setup ## What merging, opening, writing and replicating cost at 10,000 records
	cargo bench --quiet --bench copies --no-default-features
	cargo bench --quiet --bench replication

clean: ## Removes what was built, and the tools
	rm -rf dist target .tools node_modules test-results
