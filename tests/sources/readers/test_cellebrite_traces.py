"""Journeys, networks, searches, notes and calendar of a phone report; its counts; its zip's files."""

import zipfile
from pathlib import Path

import pytest

from tests.sources.readers.report_maker import (
    Reading,
    chat,
    evidence_of,
    field,
    many,
    model,
    one,
    party,
    read,
    report,
    section,
    time,
)

SAMPLE = Path(__file__).parents[1] / "samples" / "phone_report.xml"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read(tmp_path_factory.mktemp("sample"), SAMPLE.read_bytes(), "XK")


@pytest.mark.parametrize(
    ("key", "prop", "values", "why"),
    [
        ("journey-1", "startLocation", ["model location-2"], "it begins at its first place"),
        ("journey-1", "endLocation", ["model location-3"], "it ends at its last"),
        ("journey-1", "startDate", ["2026-03-02T04:00:00"], "times are UTC"),
        ("journey-1", "decodingConfidence", ["Medium"], "less than High is said"),
        ("wifi-1", "name", ["Hotel Ura"], "the name of the network"),
        ("wifi-1", "recordId", ["02:00:5e:10:00:01"], "the address of its radio"),
        ("wifi-1", "addressEntity", ["model coordinate-5"], "where it was noted"),
        ("cell-1", "recordId", ["221-01-100-20001"], "country, operator, area, cell"),
        ("search-1", "name", ["rruga për në kufi"], "the words as typed"),
        ("note-1", "bodyText", ["6 veta, 800 secili"], "the text of the note"),
        ("note-1", "deletedState", ["Deleted"], "and that it was deleted"),
        ("calendar-1", "startDate", ["2026-03-02T04:00:00"], "when it begins"),
        ("calendar-1", "location", ["te ura"], "where, in its own words"),
        ("calendar-1", "involved", ["phone 38344100002"], "whoever was asked to come"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_a_trace_says(
    sample: Reading, key: str, prop: str, values: list[str], why: str
) -> None:
    assert sample.get(f"model {key}", prop) == values, why


@pytest.mark.parametrize(
    ("at", "written", "kept", "why"),
    [
        ("2026-03-01T21:05:00+01:00", "2026-03-01T21:05:00.000+01:00", None, "its own offset"),
        ("2026-03-01T21:05:00+01:00", "01/03/2026 21:05:00(UTC+1)", None, "its own zone"),
        ("2026-03-01T21:05:00+01:00", "01/03/2026 21:05:00", "2026-03-01T21:05:00+01:00", "none"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_is_kept_of_a_time_bears_its_zone(
    tmp_path: Path, at: str, written: str, kept: str | None, why: str
) -> None:
    found = read(
        tmp_path, report(section("Call", model("Call", "c", time("TimeStamp", at, written))))
    )
    (date,) = [v for v in found.found["model c"].values if v.prop == "date"]
    assert (date.text, date.written) == ("2026-03-01T20:05:00", kept or written), why


def test_a_type_nobody_reads_is_counted_by_its_name(tmp_path: Path) -> None:
    strange = [model("NeverSeenBefore", f"n{n}", field("Name", "x")) for n in range(3)]
    found = read(tmp_path, report(section("NeverSeenBefore", *strange)))
    assert found.guesses.said["not read"] == "NeverSeenBefore ×3"


def counted(kind: str, count: int, *models: str) -> str:
    return f'<modelType type="{kind}" count="{count}">{"".join(models)}</modelType>'


def test_a_count_of_the_report_that_its_content_does_not_bear_out_is_said(tmp_path: Path) -> None:
    call = model("Call", "c1", time())
    (refused,) = read(tmp_path, report(counted("Call", 3, call))).refused
    assert refused.reason == "the report says it holds 3 Call models, and 1 are in it"


def test_a_count_of_the_report_that_is_right_is_not_mentioned(tmp_path: Path) -> None:
    call = model("Call", "c1", time(), many("Parties", "Party", party("p", "+38344100002", "To")))
    whole = report(counted("Call", 1, call)).replace("<project ", '<project ModelCount="2" ')
    assert read(tmp_path, whole).refused == []


def zipped(path: Path, *files: str) -> Path:
    attached = model("Attachment", "a1", field("attachment_extracted_path", r"files\Audio\V.opus"))
    holder = model("InstantMessage", "m", time(), many("Attachments", "Attachment", attached))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("report.xml", report(section("Chat", chat("c", holder))))
        for name in files:
            archive.writestr(name, "sound")
    return path


def test_an_attachment_is_linked_to_its_file_in_the_zip(tmp_path: Path) -> None:
    found = Reading(evidence_of(zipped(tmp_path / "kit.ufdr", "files/Audio/V.opus")))
    assert found.get("model a1", "fileName") == ["files/Audio/V.opus"]
    assert found.get("model a1", "fileSize") == ["5"]
    assert found.refused == []


def test_an_attachment_whose_file_is_missing_is_said_and_keeps_its_name(tmp_path: Path) -> None:
    found = Reading(evidence_of(zipped(tmp_path / "kit.ufdr")))
    (refused,) = found.refused
    assert refused.value == "files/Audio/V.opus"
    assert (refused.key, refused.prop) == ("model a1", "fileName")
    assert found.get("model a1", "fileName") == ["files/Audio/V.opus"]


def test_a_journey_of_bare_positions_has_places_and_no_locations(tmp_path: Path) -> None:
    points = [
        model("Coordinate", f"k{n}", field("Latitude", f"42.{n}"), field("Longitude", "21.5"))
        for n in (1, 2, 3)
    ]
    way = one("FromPoint", "Coordinate", points[0]) + many("WayPoints", "Coordinate", *points[1:])
    found = read(tmp_path, report(section("Journey", model("Journey", "j", way))))
    assert found.get("model j", "startLocation") == ["model k1"]
    assert found.get("model j", "addressEntity") == ["model k2", "model k3"]
    assert found.guesses.counts == {"journeys": 1}
