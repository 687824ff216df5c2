"""Handsets at one cell within minutes, and cards that change handsets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clew.analysis.handset_findings import Swap, Together
from clew.analysis.handsets import CROWD, swaps, together
from clew.cli.main import COMMANDS
from clew.errors import UsageError
from clew.model.evidence import Found
from clew.model.identifiers import imei
from tests.cli.running import clew_json
from tests.matching.desk import Desk
from tests.sources.test_every_reader import SAMPLES

IMEI = ("001001000000015", "001001000000023", "001001000000031")


@pytest.fixture
def desk(tmp_path: Path, database: str | None) -> Iterator[Desk]:
    """An empty case."""
    desk = Desk(tmp_path, database)
    yield desk
    desk.case.close()


def with_check_digit(number: int) -> str:
    digits = f"{number:014d}"
    return next(f"{digits}{n}" for n in range(10) if imei(f"{digits}{n}"))


def record(row: int, number: str, at: str, cell: str = "5010", imsi: str = "") -> list[Found]:
    handset = Found("Handset", f"handset {number}", f"row {row}", keep="shared").add("imei", number)
    place = Found("Address", f"cell {cell}", f"row {row}", keep="shared").add(
        "name", f"cell {cell}"
    )
    seen = Found("Event", f"row {row} record", f"row {row}").add("date", at)
    seen.link("usedHandset", handset.key).link("addressEntity", place.key)
    if not imsi:
        return [handset, place, seen]
    card = Found("SimCard", f"card {imsi}", f"row {row}", keep="shared").add("imsi", imsi)
    return [handset, place, card, seen.link("usedSim", card.key)]


def met(desk: Desk, minutes: int = 10) -> list[Together]:
    with desk.door.quiet() as view:
        return [row for row in together(view, minutes).rows if isinstance(row, Together)]


def changed(desk: Desk) -> list[Swap]:
    with desk.door.quiet() as view:
        return [row for row in swaps(view).rows if isinstance(row, Swap)]


def test_two_handsets_at_one_cell_within_minutes_are_a_pair(desk: Desk) -> None:
    desk.bring(
        "xk-police",
        *record(1, IMEI[0], "2026-03-01T17:00:05"),
        *record(2, IMEI[1], "2026-03-01T17:03:40"),
    )
    (row,) = met(desk)
    assert (row.occasions, row.closest_s) == (1, 215)
    assert row.because == (
        f"operators' records name {IMEI[0]} and {IMEI[1]} at cell 5010 once, at the closest 3 min 35 s apart"
    )


@pytest.mark.parametrize(
    ("imei", "at", "cell", "why"),
    [
        (
            IMEI[1],
            "2026-03-01T17:10:06",
            "5010",
            "ten minutes and a second apart is not within ten",
        ),
        (IMEI[1], "2026-03-01T17:01:00", "5011", "another cell is another place"),
        (IMEI[0], "2026-03-01T17:01:00", "5010", "a handset is not with itself"),
        (IMEI[1], "2026-03-01", "5010", "a day is no time of day"),
    ],
)
def test_no_pair(desk: Desk, imei: str, at: str, cell: str, why: str) -> None:
    first = record(1, IMEI[0], "2026-03-01T17:00:05")
    desk.bring("xk-police", *first, *record(2, imei, at, cell))
    assert met(desk) == [], why


def test_records_of_two_agencies_are_laid_side_by_side(desk: Desk) -> None:
    desk.bring("xk-police", *record(1, IMEI[0], "2026-03-01T17:00:05"))
    desk.bring("rs-police", *record(1, IMEI[1], "2026-03-01T17:01:05"))
    assert len(met(desk)) == 1


def test_two_evenings_are_two_occasions(desk: Desk) -> None:
    rows = [
        found
        for n, (imei, at) in enumerate(
            [(IMEI[0], "2026-03-01T17:00:00"), (IMEI[1], "2026-03-01T17:01:00"),
             (IMEI[0], "2026-03-01T17:02:00"), (IMEI[1], "2026-03-02T20:00:00"),
             (IMEI[0], "2026-03-02T20:03:00")]
        )
        for found in record(n, imei, at)
    ]  # fmt: skip
    desk.bring("xk-police", *rows)
    assert [row.occasions for row in met(desk)] == [2]


def test_a_crowd_at_a_cell_is_counted_and_not_paired(desk: Desk) -> None:
    rows = [
        found
        for n in range(CROWD + 2)
        for found in record(n, with_check_digit(100_100_000_000 + n), "2026-03-01T17:00:00")
    ]
    desk.bring("xk-police", *rows)
    with desk.door.quiet() as view:
        left_out = together(view, 10).left_out
    assert left_out == {"records at a cell with over 200 handsets at the time": 1}


def test_a_span_of_no_minutes_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="0 minutes"):
        met(desk, 0)


def test_a_card_in_two_handsets_is_a_swap_with_first_and_last_use(desk: Desk) -> None:
    card = "001010000000101"
    first = record(1, IMEI[0], "2026-03-01T17:00:00", imsi=card)
    desk.bring("xk-police", *first, *record(2, IMEI[1], "2026-03-02T17:00:00", imsi=card))
    (row,) = changed(desk)
    assert row.kind == "card in several handsets"
    assert [(one.thing.caption, one.records, one.first[:10]) for one in row.used] == [
        (IMEI[0], 1, "2026-03-01"), (IMEI[1], 1, "2026-03-02"),
    ]  # fmt: skip


def test_a_handset_with_two_cards_is_the_reverse(desk: Desk) -> None:
    first = record(1, IMEI[0], "2026-03-01T17:00:00", imsi="001010000000101")
    second = record(2, IMEI[0], "2026-03-02T17:00:00", imsi="001010000000103")
    desk.bring("xk-police", *first, *second)
    assert [row.kind for row in changed(desk)] == ["handset with several cards"]


def test_the_terminal_gives_both_from_a_table_of_calls(tmp_path: Path) -> None:
    assert "handsets" in COMMANDS
    case = tmp_path / "case"
    clew_json("add", case, SAMPLES / "calls.csv", "--agency", "xk-police")
    (pair,) = clew_json("handsets", "together", case)["found"]
    assert pair["closest_s"] == 215
    (swap,) = clew_json("handsets", "swaps", case)["found"]
    assert swap["thing"]["caption"] == "+38344000101"
