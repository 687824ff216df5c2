"""A row that stands only in the log beside a database opens on the desk like any other."""

from pathlib import Path

from clew.exchange.opening import excerpt, original
from clew.matching.arrive import bring_in
from clew.sources.intake import Wish
from clew.store import Door, make_case
from tests.sources.test_phone_copies import with_log
from tests.web.conftest import OFFICER


def test_a_row_in_the_log_beside_a_database_is_opened(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    copy = with_log(tmp_path)
    (receipt, *_) = bring_in(case, OFFICER, [copy], Wish("rs-police"))
    assert receipt["file"] == "mmssms.db"
    with Door(case, OFFICER).act("view") as view:
        kept = original(view, 1)
    shown = excerpt(kept, "sms row 9", case.mappings)
    (cells,) = [cells for _, cells, here in shown.lines if here]
    assert "i fundit" in cells
    case.close()
