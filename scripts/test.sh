#!/usr/bin/env bash
# Every tier of the tests, on the release build. Prints one line per tier, and the whole of what fails.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== Format and lints"
bash scripts/format.sh --check
cargo clippy --all-targets --quiet -- -D warnings

echo "== Rules, files, state (native)"
cargo test --quiet

echo "== Documents, read by LibreOffice, python-pptx and others"
bash scripts/office.sh
.tools/python/bin/python scripts/documents.py

echo "== The release build, and the size of its first load"
trunk build --release --public-url /
node scripts/compress.mjs dist
# The one in a sub-folder allows the server that the browser tests start.
SYNC=http://127.0.0.1:8085 trunk build --release --public-url /planner/ --dist dist-sub
node scripts/compress.mjs dist-sub >/dev/null

echo "== A browser"
browser=$(bash scripts/browser.sh)
export CHROMIUM="$browser"
"$browser" --version

echo "== Storage contract, compiled before the browser tests wait for it"
cargo test --quiet --no-run --target wasm32-unknown-unknown --test storage_idb

echo "== Storage contract on IndexedDB, and journeys"
npx playwright test
