#!/usr/bin/env bash
# Installs what the build needs into the project's folder: the wasm target, trunk, the wasm-bindgen CLI, wasm-split, wasm-opt, leptosfmt.
set -euo pipefail
cd "$(dirname "$0")/.."

need() {
  command -v "$1" >/dev/null 2>&1 && return
  echo "Missing: $1. $2" >&2
  exit 1
}
need rustup "Install it as https://rustup.rs says, then run this again."
need cargo "It comes with rustup: rustup toolchain install 1.95.0"
need node "Install Node.js 20 or later, for example: apt-get install nodejs npm"
need npm "Install it, for example: apt-get install npm"
need cc "A C linker is needed to build the tools, for example: apt-get install gcc"

channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
rustup toolchain list | grep -q "^$channel" || rustup toolchain install "$channel" --profile minimal --component rustfmt,clippy
rustup target list --toolchain "$channel" --installed | grep -q wasm32-unknown-unknown || rustup target add --toolchain "$channel" wasm32-unknown-unknown

# A build tool needs no optimisation; without it, it is there in a third of the time.
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR="$PWD/.tools/build"
has() { [ -x ".tools/bin/$1" ] && ".tools/bin/$1" --version 2>/dev/null | grep -qF "$2"; }
if ! has trunk "$TRUNK_VERSION"; then
  echo "Installing trunk $TRUNK_VERSION into .tools, about 3 minutes on two cores"
  cargo install trunk --version "$TRUNK_VERSION" --locked --debug --quiet --root .tools
fi
if ! has wasm-bindgen "$BINDGEN_VERSION"; then
  echo "Installing wasm-bindgen $BINDGEN_VERSION into .tools, about 1 minute"
  cargo install wasm-bindgen-cli --version "$BINDGEN_VERSION" --debug --quiet --root .tools
fi
# wasm-split-cli tells no version of itself; the list of what cargo installed does.
if ! grep -qs "wasm_split_cli_support $SPLIT_VERSION " .tools/.crates.toml; then
  echo "Installing wasm-split $SPLIT_VERSION into .tools, about 1 minute"
  cargo install wasm_split_cli_support --version "$SPLIT_VERSION" --features build-binary --locked --debug --quiet --root .tools
fi
if ! has leptosfmt "$LEPTOSFMT_VERSION"; then
  echo "Installing leptosfmt $LEPTOSFMT_VERSION into .tools, about 1 minute"
  cargo install leptosfmt --version "$LEPTOSFMT_VERSION" --locked --debug --quiet --root .tools
fi
rm -rf .tools/build
# None of the packages needs its own script.
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
