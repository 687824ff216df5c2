"""Reports as OpenDocument texts: what a reader of the paper sees."""

from pathlib import Path

import pytest

from clew.errors import SourceError
from clew.sources.readers.report_odt import odt
from tests.sources.table_maker import texts
from tests.sources.test_every_reader import SAMPLES, read_all
from tests.sources.workbook_maker import write_odf


def paragraphs(folder: Path, body: str) -> list[str]:
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    return texts(read_all(odt, write_odf(folder / "r.odt", "text", inside))[0])


def test_deleted_words_are_left_out_and_a_table_row_is_one_paragraph() -> None:
    said = texts(read_all(odt, SAMPLES / "report.odt")[0])
    assert said[0] == "Report on a stop at the bridge"
    assert said[-1] == "Name | Phone"


def test_spaces_tabs_and_line_ends_stand_as_shown(tmp_path: Path) -> None:
    body = '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d <text:span>e</text:span> f</text:p>'
    assert paragraphs(tmp_path, body) == ["a   b\tc\nd e f"]


def test_a_note_stands_where_it_hangs(tmp_path: Path) -> None:
    note = "<text:note><text:note-citation>1</text:note-citation>"
    note += "<text:note-body><text:p>by phone</text:p></text:note-body></text:note>"
    assert paragraphs(tmp_path, f"<text:p>He said{note} so.</text:p>") == ["He saidby phone\n so."]


def test_a_document_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    path = write_odf(tmp_path / "r.odt", "text", "", "<manifest><encryption-data/></manifest>")
    with pytest.raises(SourceError, match="locked with a password"):
        read_all(odt, path)
