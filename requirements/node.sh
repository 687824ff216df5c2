#!/usr/bin/env bash
# Leaves a Node for the desk: the one on PATH if it is 20.19 or later and has npm,
# else the one from the locked wheel, linked beside the Python given as $1.
set -euo pipefail

new_enough='const [a, b] = process.versions.node.split(".").map(Number);
process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)'

if node -e "$new_enough" 2>/dev/null && npm --version >/dev/null 2>&1; then
    exit 0
fi

echo 'no Node 20.19 or later here: taking the one that comes as a wheel' >&2
"$1" -m pip install --quiet --disable-pip-version-check --no-deps --no-input \
    --require-hashes --only-binary :all: -r "$(dirname "$0")/node.txt"
