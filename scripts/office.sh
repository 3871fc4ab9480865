#!/usr/bin/env bash
# Makes sure that the readers of documents are there: LibreOffice Impress, and Python libraries in the project's folder.
# Prints nothing when they are.
set -euo pipefail
cd "$(dirname "$0")/.."

# What this machine's packages bring, where it is Debian and we may install.
install() {
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    { apt-get update && apt-get install -y --no-install-recommends "$@"; } >&2
  else
    echo "Missing: $*. Install it, then run this again." >&2
    exit 1
  fi
}
command -v soffice >/dev/null 2>&1 || install libreoffice-impress-nogui
command -v python3 >/dev/null 2>&1 || install python3 python3-venv

python=.tools/python
if ! cmp -s scripts/documents.txt "$python/installed"; then
  rm -rf "$python"
  python3 -m venv "$python" 2>/dev/null || { install python3-venv && python3 -m venv "$python"; }
  "$python/bin/pip" install --quiet --disable-pip-version-check -r scripts/documents.txt
  cp scripts/documents.txt "$python/installed"
fi
