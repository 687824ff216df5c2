"""A scan that nothing here could read is read when it comes again and the program is there."""

from pathlib import Path

import pytest

pytest.importorskip("cv2")
pytest.importorskip("typst")

from clew.exercise.scanned import drawn, scan_pdf
from clew.sources.tesseract import tesseract
from tests.cli.running import clew_json

BELESKA = [["Возило је заустављено на прелазу.", "Возач је Драган Петровић, а путника је четворо."]]


@pytest.mark.skipif(tesseract() is None, reason="tesseract is not installed")
def test_it_is_refused_with_what_to_install_then_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "beleska.pdf"
    paper.write_bytes(scan_pdf([drawn(BELESKA)]))
    say = ("add", tmp_path / "case", paper, "--agency", "rs-police")
    with monkeypatch.context() as without:
        without.setattr("clew.sources.scan_reading.tesseract", lambda: None)
        (first,) = clew_json(*say)
    (second,) = clew_json(*say)
    assert (first["refused"], second["refused"]) == (1, 0)
    assert second["counts"]["pages_read_by_machine"] == 1
    assert second["languages"] == {"srp": 1}
    assert clew_json(*say)[0]["already"] is True
