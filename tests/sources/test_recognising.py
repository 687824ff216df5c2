"""Which reader takes a file."""

import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from clew.model.evidence import Evidence
from clew.sources import recognising
from clew.sources.reader import all_readers


def test_a_reader_that_fails_at_telling_a_file_leaves_it_to_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Evidence, __: bytes) -> float:
        raise LookupError("unknown encoding")

    text = all_readers()["text"]
    broken = replace(text, name="broken", recognise=fails)
    monkeypatch.setattr(recognising, "all_readers", lambda: {"broken": broken, "text": text})
    path = tmp_path / "report.txt"
    path.write_text("A van crossed the bridge at night.\n")
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police")
    assert recognising.recognise(evidence, evidence.head()) is text


SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize(
    "sample", sorted(p for p in SAMPLES.iterdir() if p.is_file()), ids=lambda p: p.name
)
def test_an_archive_is_not_taken_for_what_lies_in_it_unpacked(sample: Path, tmp_path: Path) -> None:
    kit, box = tmp_path / "kit.zip", tmp_path / "kit.tar"
    with zipfile.ZipFile(kit, "w") as archive:
        archive.write(sample, f"a/{sample.name}")
    with tarfile.open(box, "w") as packed:
        packed.add(sample, f"a/{sample.name}")
    for path in (kit, box):
        evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police")
        assert recognising.recognise(evidence, evidence.head()) is None
