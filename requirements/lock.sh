#!/usr/bin/env bash
# Writes the locks anew: exact versions with hashes, no addresses, nothing that compiles.
#   run.txt   what a user installs, every extra included
#   dev.txt   run.txt and what tests and checks need
#   peers.txt what others match and link with, for `make figures` only
#   judge.txt what fits the judge of figures anew, for `make judge` only
#   fuzz.txt  atheris, for `make fuzz` only
#   spark.txt Apache Spark, for tests and `make figures`; it comes as source alone and compiles nothing
#   node.txt  Node as a wheel, for machines that have none
#   pip.txt   the installer, newer and twice as fast as the one in Python 3.11
#   lock.txt  uv, which writes these files and is used for nothing else
# Versions already locked stay unless --upgrade is given.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=build/lock-venv
[ -x "$tool/bin/python" ] || bash requirements/venv.sh "$tool"
"$tool/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-input \
    --require-hashes --only-binary :all: -r requirements/lock.txt

compile() {
    "$tool/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --only-binary "${wheels:-:all:}" --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
        --overrides requirements/overrides.in "$@" >/dev/null
}

compile pyproject.toml requirements/icu.in --all-extras --group dev -o requirements/dev.txt "$@"
compile pyproject.toml requirements/icu.in --all-extras -c requirements/dev.txt -o requirements/run.txt "$@"
compile --group peers -c requirements/dev.txt -o requirements/peers.txt "$@"
compile --group judge -c requirements/dev.txt -o requirements/judge.txt "$@"
compile --group fuzz -o requirements/fuzz.txt "$@"
wheels=:none: compile --group spark -c requirements/dev.txt -o requirements/spark.txt "$@"
compile --group node -o requirements/node.txt "$@"
compile --group pip -o requirements/pip.txt "$@"
compile --group lock -o requirements/lock.txt "$@"
wc -l requirements/*.txt >&2
