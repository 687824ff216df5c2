"""Voice messages come in out of whatever carries them, and the message that carries one leads to its sound."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from clew.exercise.formats.sounds import opus
from clew.matching.arrive import bring_in
from clew.model.asker import Asker
from clew.model.evidence import Evidence, Guesses
from clew.sources.cellebrite_files import MOST, recordings
from clew.sources.intake import Wish
from clew.sources.reader import all_readers
from clew.store import Case, Door, make_case
from clew.store.reading import parties
from clew.store.recordings import not_written_down, recording_of
from clew.store.tables import ENTITY, SOURCE

OFFICER = Asker("mira", "xk-police", "rehearsal of voice messages")
SOUND = "PTT-20260301-WA0001.opus"
CHAT = (
    "01/03/2026, 12:30 - Arben: Takohemi nesër\n"
    f"01/03/2026, 12:31 - Arben: {SOUND} (file attached)\n"
    "01/03/2026, 12:32 - Besa: Mirë\n"
)
REPORT = """<?xml version="1.0" encoding="utf-8"?>
<project xmlns="http://pa.cellebrite.com/report/2.0" id="1" name="EXERCISE" reportVersion="2.0">
<decodedData><modelType type="InstantMessage"><model type="InstantMessage" id="m1" deleted_state="Intact">
<field name="Body"><value type="String">shiko</value></field>
<multiModelField name="Attachments"><model type="Attachment" id="a1">
<field name="ContentType"><value type="String">audio/ogg</value></field>
<field name="attachment_extracted_path"><value type="String">files/Audio/PTT-20260301-WA0001.opus</value></field>
</model></multiModelField></model></modelType></decodedData></project>
"""


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


CARRIERS = {
    "chat.zip": zipped(
        **{"WhatsApp Chat with Arben.txt": CHAT.encode(), SOUND: opus(2, "EXERCISE")}
    ),
    "kit.ufdr": zipped(
        **{"report.xml": REPORT.encode(), f"files/Audio/{SOUND}": opus(3, "EXERCISE")}
    ),
}


@pytest.fixture(params=CARRIERS)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    """A case with one chat or report that carries a voice message."""
    file = tmp_path / str(request.param)
    file.write_bytes(CARRIERS[str(request.param)])
    made = make_case(tmp_path / "case")
    list(bring_in(made, OFFICER, [file], Wish("xk-police")))
    return made


def test_a_voice_message_inside_comes_in_by_itself_and_waits_to_be_written_down(case: Case) -> None:
    with Door(case, OFFICER).quiet() as view:
        ((_, file, _),) = not_written_down(view)
    assert file.endswith(SOUND)


def test_the_message_that_carries_it_leads_to_its_sound(case: Case) -> None:
    with Door(case, OFFICER).quiet() as view:
        ((sound, _, _),) = not_written_down(view)
        query = ENTITY.select().where(ENTITY.c.schema == "Audio")
        attached = parties(view, [row.no for row in view.conn.execute(query)])
        assert len(attached) == 2
        assert {recording_of(view, party) for party in attached.values()} == {sound}


def test_a_file_packed_by_itself_comes_in_under_its_name_without_the_packing(
    tmp_path: Path,
) -> None:
    (tmp_path / "list.csv.gz").write_bytes(gzip.compress(b"surname,phone\nHoxha,+383 44 100 200\n"))
    made = make_case(tmp_path / "case")
    receipts = list(bring_in(made, OFFICER, [tmp_path / "list.csv.gz"], Wish("xk-police")))
    assert [(r["file"], r["reader"]) for r in receipts] == [
        ("list.csv.gz", "archive"), ("list.csv.gz!list.csv", "csv"),
    ]  # fmt: skip


def test_files_attached_to_a_pdf_come_in_by_themselves(tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    from tests.sources.paper_maker import pdf_bytes

    document = pdfium.PdfDocument(pdf_bytes([["Report EXERCISE"]]))
    document.new_attachment("list.csv").set_data(b"surname,phone\nHoxha,+383 44 100 200\n")
    document.save(tmp_path / "report.pdf")
    made = make_case(tmp_path / "case")
    whole, inside = bring_in(made, OFFICER, [tmp_path / "report.pdf"], Wish("xk-police"))
    assert whole["counts"] == {"documents": 1, "attachments": 1}
    assert (inside["file"], inside["reader"], inside["read"]) == ("report.pdf!list.csv", "csv", 1)


def test_of_a_report_with_very_many_recordings_the_rest_is_counted_and_said(tmp_path: Path) -> None:
    sounds = {f"files/Audio/{n}.opus": b"%d" % n for n in range(MOST + 1)}
    path = tmp_path / "kit.ufdr"
    path.write_bytes(zipped(**{"report.xml": REPORT.encode()}, **sounds))
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "xk-police", "XK")
    (tmp_path / "out").mkdir()
    assert sum(1 for _ in recordings(evidence, tmp_path / "out")) == MOST
    guesses = Guesses()
    list(all_readers()["cellebrite"].split(evidence, guesses))
    assert guesses.said["sound recordings"].startswith("1,001 files, not read; the first 1,000")


def test_reports_of_two_telephones_in_one_zip_keep_their_own_voice_messages(tmp_path: Path) -> None:
    other = REPORT.replace('id="m1"', 'id="m2"')
    file = tmp_path / "two.zip"
    file.write_bytes(zipped(**{
        "A/report.xml": REPORT.encode(), f"A/files/Audio/{SOUND}": opus(2, "EXERCISE"),
        "B/report.xml": other.encode(), f"B/files/Audio/{SOUND}": opus(3, "EXERCISE"),
    }))  # fmt: skip
    made = make_case(tmp_path / "case")
    list(bring_in(made, OFFICER, [file], Wish("xk-police")))
    with Door(made, OFFICER).quiet() as view:
        sources = view.conn.execute(select(SOURCE.c.no, SOURCE.c.name)).all()
        names = {int(row.no): str(row.name) for row in sources}
        carried = list(view.conn.scalars(
            select(ENTITY.c.no).join(SOURCE, SOURCE.c.no == ENTITY.c.source)
            .where(ENTITY.c.schema == "Audio", SOURCE.c.reader == "cellebrite")
        ))  # fmt: skip
        sounds = [recording_of(view, party) for party in parties(view, carried).values()]
    assert sorted(names[no] for no in sounds if no) == [
        f"two.zip!A/files/Audio/{SOUND}", f"two.zip!B/files/Audio/{SOUND}",
    ]  # fmt: skip
    made.close()
