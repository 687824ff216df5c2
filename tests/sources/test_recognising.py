"""Which reader takes a file."""

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
