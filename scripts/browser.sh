#!/usr/bin/env bash
# Prints the path of a Chromium: the one on PATH, else Debian's package, else Playwright's own.
set -euo pipefail
find_one() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" 2>/dev/null && return 0
  done
  return 1
}
find_one && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  { apt-get update && apt-get install -y --no-install-recommends chromium; } >&2 && find_one && exit 0
fi
npx playwright install --with-deps chromium >&2
node -e 'import("@playwright/test").then(({ chromium }) => console.log(chromium.executablePath()))'
