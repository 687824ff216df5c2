#!/usr/bin/env bash
# Makes the virtual environment $1 with the first Python that is 3.11 or later and has venv,
# and puts the locked pip into it.
set -euo pipefail

for python in python3.11 python3 python3.12 python3.13; do
    if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "making $1 with $("$python" --version)" >&2
        "$python" -m venv "$1"
        exec "$1/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-input \
            --require-hashes --only-binary :all: -r "$(dirname "$0")/pip.txt"
    fi
done

echo 'clew: no Python 3.11 or later with venv was found' >&2
echo '  → install it (Debian, Ubuntu: python3.11 and python3.11-venv), then run make again' >&2
exit 1
