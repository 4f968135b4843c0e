# make run    install what is missing, build, serve on localhost and print the address
# make test   the same set-up, then every test
# make build  the static site in dist/, with what each part of it weighs
# make single  the same page as one file, dist-single/phuluc.html, that opens without a server
# make bench  prints how long imports, checks and exports take and how the grid feels, beside others

CACHE := $(or $(PHULUC_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/phuluc)
export PATH := $(CACHE)/tools/bin:$(PATH)
# One build folder per user: a second clone and CI do not start from nothing.
export CARGO_TARGET_DIR ?= $(CACHE)/target
PORT ?= 8080

.PHONY: run build single test bench lint native browser setup setup-test screenshots clean

run: build
	node .ci/serve.mjs dist $(PORT)

build: setup
	.ci/build

single: build
	node .ci/single.mjs dist dist-single/phuluc.html

test: setup-test lint native browser

lint:
	cargo fmt --all --check
	cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
	cargo clippy --quiet --locked --workspace --all-targets --target wasm32-unknown-unknown -- -D warnings

native:
	INSTA_UPDATE=no cargo test --quiet --locked --workspace

browser: single
	cargo build --quiet --locked --bin phuluc
	cd tests/browser && PHULUC=$(CARGO_TARGET_DIR)/debug/phuluc node_modules/.bin/playwright test
	node tests/bench/start.mjs dist

bench: build
	@.ci/setup bench
	cargo build --quiet --locked --release --bin phuluc
	cargo bench --quiet --locked --bench import -- $(CARGO_TARGET_DIR)/bench-files
	cargo bench --quiet --locked --bench check -- $(CARGO_TARGET_DIR)/bench-files
	node tests/bench/check.mjs dist $(CARGO_TARGET_DIR)/bench-files
	node tests/bench/import.mjs dist $(CARGO_TARGET_DIR)/bench-files
	node tests/bench/export.mjs dist $(CARGO_TARGET_DIR)/bench-files
	node tests/bench/grid.mjs dist $(CARGO_TARGET_DIR)/bench-files $(CARGO_TARGET_DIR)/release/phuluc

# The pictures of the README, made from the running page.
screenshots: build setup-test
	cd tests/browser && node_modules/.bin/playwright test --config screenshots.config.mjs

setup:
	@.ci/setup build

setup-test:
	@.ci/setup test

clean:
	rm -rf dist dist-single tests/browser/results
