# make run     install missing tools, build, serve on localhost and print the address
# make dev     serve an unoptimised build and build it anew at each change, to try one quickly
# make test    install missing tools, then run all checks and tests
# make build   build the static site into dist/ and print the size of each part
# make single  bundle the page into one file, dist-single/phuluc.html, that opens without a server
# make measure put defects into clean annexes and print how many are found, and the false alarms
# make corpus DIR=…  compare what LibreOffice shows of the files of a folder with what imports keep
# make soak    kill the browser far more often than `make test` does, and try random inputs for longer
# make bench   measure imports, checks, exports and the grid, and compare with other libraries

CACHE := $(or $(PHULUC_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/phuluc)
export PATH := $(CACHE)/tools/bin:$(PATH)
# One target directory per user, so that clones and CI share compiled dependencies.
export CARGO_TARGET_DIR ?= $(CACHE)/target
PORT ?= 8080
# Another port is another origin: the page of `make run` keeps its documents and its offline copy.
DEV_PORT ?= 8081

.PHONY: run dev build single test soak bench corpus measure lint native browser setup setup-test screenshots clean

run: build
	node .ci/serve.mjs dist $(PORT)

dev: setup
	cargo fetch --quiet --locked --target wasm32-unknown-unknown
	trunk serve --release=false --cargo-profile quick --dist $(CARGO_TARGET_DIR)/quick-site --port $(DEV_PORT) --no-autoreload

build: setup
	.ci/build

single: build
	node .ci/single.mjs dist dist-single/phuluc.html

test: setup-test lint native browser

lint:
	node --test --test-reporter dot .ci/*.test.mjs tests/browser/units/*.test.mjs
	cargo fmt --all --check
	cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
	cargo clippy --quiet --locked --workspace --all-targets --target wasm32-unknown-unknown -- -D warnings

native:
	INSTA_UPDATE=no cargo test --quiet --locked --workspace

browser: single
	cargo build --quiet --locked --bin phuluc
	cd tests/browser && PHULUC=$(CARGO_TARGET_DIR)/debug/phuluc node_modules/.bin/playwright test
	node tests/bench/start.mjs dist

soak: setup-test single
	PROPTEST_CASES=5000 cargo test --quiet --locked --test it properties::
	cargo build --quiet --locked --bin phuluc
	cd tests/browser && KILLED_RUNS=12 node_modules/.bin/playwright test specs/killed.spec.mjs

bench: build
	@.ci/setup bench
	cargo build --quiet --locked --release --bin phuluc
	@.ci/bench

measure:
	cargo test --quiet --locked --test measure -- --table

# Words that another program shows and that are in no annex and no note.
corpus:
	@test -d "$(DIR)" || { echo "make corpus DIR=folder"; exit 2; }
	cargo build --quiet --locked --bin phuluc
	node .ci/corpus.mjs "$(DIR)" $(CARGO_TARGET_DIR)/debug/phuluc

# The README's screenshots, taken from the running page.
screenshots: build setup-test
	cd tests/browser && node_modules/.bin/playwright test --config screenshots.config.mjs

setup:
	@.ci/setup build

setup-test:
	@.ci/setup test

clean:
	rm -rf dist dist-single tests/browser/results
