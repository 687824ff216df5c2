"""Unpacks what tesseract has learnt of each language, from the desk's locked packages, into the package."""

import gzip
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKED = ROOT / "desk" / "node_modules" / "@tesseract.js-data"
LEARNT = ROOT / "clew" / "sources" / "traineddata"


def main() -> None:
    """Write one .traineddata for each packed one, in place of those that were there."""
    for old in LEARNT.glob("*.traineddata"):
        old.unlink()
    for packed in sorted(PACKED.glob("*/4.0.0_best_int/*.traineddata.gz")):
        with gzip.open(packed) as source, (LEARNT / packed.stem).open("wb") as target:
            shutil.copyfileobj(source, target)


if __name__ == "__main__":
    main()
