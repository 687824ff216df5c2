"""Fuzzes every parser in turn and says what was found: python -m tests.fuzzing [SECONDS] [NAME…]."""

import re
import subprocess
import sys
from pathlib import Path

from clew.exercise.make import make
from tests.fuzzing.driving import ARCHIVES, targets
from tests.fuzzing.seeds import seeds

OUT = Path(__file__).parents[2] / "build" / "fuzz"
SECONDS = 120
LONG = {"cellebrite": 600, "paxlst": 600, "pnrgov": 600, ARCHIVES: 600}
"""Parsers of what is largest and most often sent get ten minutes."""


def main(seconds: int | None, wanted: list[str]) -> int:
    """Fuzz the targets named, or all; give how many broke."""
    rehearsal = OUT / "rehearsal"
    if not (rehearsal / "exercise.json").exists():
        make(7, rehearsal, people=20)
    if unknown := set(wanted) - set(targets()):
        sys.stderr.write(f"no parser is called {', '.join(sorted(unknown))}; there are: ")
        sys.stderr.write(f"{', '.join(targets())}\n")
        return 2
    names = wanted or list(targets())
    broken = [name for name in names if not _fuzz(name, seconds or LONG.get(name, SECONDS))]
    sys.stdout.write(f"{len(names)} parsers fuzzed, {len(broken)} broke: {', '.join(broken)}\n")
    return 1 if broken else 0


def _fuzz(name: str, seconds: int) -> bool:
    folder = OUT / name
    for room in ("corpus", "found", "room"):
        (folder / room).mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name, OUT / "rehearsal")):
        (folder / "corpus" / f"seed-{number}").write_bytes(seed)
    before = set((folder / "found").iterdir())
    command = [sys.executable, "-m", "tests.fuzzing.one", name, str(seconds), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    (folder / "log.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    slowest = re.search(r"stat::slowest_unit_time_sec:\s*(\d+)", done.stderr)
    peak = re.search(r"stat::peak_rss_mb:\s*(\d+)", done.stderr)
    stats = [found[1] if found else "?" for found in (tried, slowest, peak)]
    said = "{} inputs, slowest {} s, {} MB".format(*stats)
    found = sorted(p.name for p in set((folder / "found").iterdir()) - before)
    if done.returncode:
        why = next(
            (
                x
                for x in reversed((done.stdout + done.stderr).splitlines())
                if "Error" in x or "ERROR" in x
            ),
            "",
        )
        said += f" · BROKE: {why.strip()} {' '.join(found)}"
    sys.stdout.write(f"{name:20} {said}\n")
    sys.stdout.flush()
    return not done.returncode


if __name__ == "__main__":
    told = [word for word in sys.argv[1:] if not word.isdigit()]
    limit = next((int(word) for word in sys.argv[1:] if word.isdigit()), None)
    sys.exit(main(limit, told))
