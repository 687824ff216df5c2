"""Fuzzes one parser with atheris for a while: python -m tests.fuzzing.one NAME SECONDS FOLDER.

libFuzzer ends the process at the first crash, at an input that takes over `SLOW_S`, or when memory
passes `MOST_MB`; the input then lies in FOLDER/found.
"""

import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

SLOW_S = 20
MOST_MB = 2_048


def main(name: str, seconds: int, folder: Path) -> None:
    """Fuzz the target *name*; what it starts from lies in FOLDER/corpus."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["clew"]):
        from tests.fuzzing.driving import drive
        from tests.fuzzing.mutations import MOST, damaged

    def one(data: bytes) -> None:
        drive(name, data, folder / "room")

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        rng = Random(seed)
        if rng.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        return damaged(data, rng)[:most]

    one(b"")  # imports and caches are not counted as the first input's time
    options = [
        f"-max_total_time={seconds}", f"-timeout={SLOW_S}", f"-rss_limit_mb={MOST_MB}", f"-max_len={MOST}",
        f"-artifact_prefix={folder / 'found'}/", "-print_final_stats=1", "-verbosity=1", "-seed=7",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], one, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
