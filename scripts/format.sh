#!/usr/bin/env bash
# Formats the code: leptosfmt for the markup in view!, then rustfmt. With --check it changes nothing and fails on a difference.
set -euo pipefail
cd "$(dirname "$0")/.."

markup() { .tools/bin/leptosfmt --quiet --config-file leptosfmt.toml "$1/**/*.rs"; }

if [ "${1:-}" != "--check" ]; then
  markup src/ui
  cargo fmt
  exit
fi
cargo fmt --check
# What both make of a copy is what stands here already.
copy=target/format/ui
rm -rf "$copy"
mkdir -p target/format
cp -r src/ui "$copy"
markup "$copy"
# Read from standard input, a file is formatted without the modules that it names.
find "$copy" -name '*.rs' | while read -r file; do
  rustfmt --edition 2024 < "$file" > "$file.new" && mv "$file.new" "$file"
done
diff -r src/ui "$copy" || { echo "Run: make format" >&2; exit 1; }
