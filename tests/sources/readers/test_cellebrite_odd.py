"""Reports as other releases and settings of the tool write them."""

from pathlib import Path

import pytest

from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.cellebrite_times import open_question, utc
from clew.sources.reader import read_records
from clew.sources.readers.cellebrite import cellebrite
from clew.sources.recognising import recognise

CALL = """<model type="Call" id="c{n}" deleted_state="{state}"><field name="Direction" type="CallDirection">
<value type="CallDirection">Outgoing</value></field><field name="TimeStamp" type="TimeStamp">
<value type="TimeStamp">{time}</value></field></model>"""
SPACE = ' xmlns="http://pa.cellebrite.com/report/2.0"'


def report(*models: str, space: str = SPACE, kind: str = "Call") -> str:
    body = f'<decodedData><modelType type="{kind}">{"".join(models)}</modelType></decodedData>'
    return f'<?xml version="1.0"?><project{space} id="1" name="EXERCISE" extractionType="Logical">{body}</project>'


def call(n: int = 1, state: str = "Intact", time: str = "2026-03-01T21:05:00+01:00") -> str:
    return CALL.format(n=n, state=state, time=time)


def read(folder: Path, raw: bytes) -> tuple[list[Found | Refusal], Guesses]:
    path = folder / "report.xml"
    path.write_bytes(raw)
    evidence = Evidence(path, path.name, "0" * 64, len(raw), "xk-police")
    assert recognise(evidence, evidence.head()) is cellebrite
    guesses = Guesses()
    return [i for items in read_records(cellebrite, evidence, guesses) for i in items], guesses


@pytest.mark.parametrize(
    "space",
    [SPACE, "", ' xmlns="http://pa.cellebrite.com/report/3.0"', ' xmlns="urn:invented"'],
)
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_report_is_read_whatever_its_namespace_and_its_letters(
    tmp_path: Path, space: str, letters: str
) -> None:
    found, guesses = read(tmp_path, report(call(), space=space).encode(letters))
    assert guesses.counts == {"calls": 1}
    assert not [item for item in found if isinstance(item, Refusal)]


def test_what_was_deleted_is_counted_however_it_is_written(
    tmp_path: Path,
) -> None:
    states = ("Intact", "intact", "Deleted", "DELETED", "Trash", "Unknown", "")
    calls = (call(n, state) for n, state in enumerate(states))
    found, guesses = read(tmp_path, report(*calls).encode())
    assert guesses.counts == {"calls": 7, "deleted_items": 2}
    told = [
        v.text for i in found if isinstance(i, Found) for v in i.values if v.prop == "deletedState"
    ]
    assert told == ["Deleted", "DELETED", "Trash", "Unknown"]


def test_models_nobody_knows_are_counted_by_name_and_those_without_a_type_too(
    tmp_path: Path,
) -> None:
    models = '<model type="NewThing" id="a"/><model type="NewThing" id="b"/><model id="c"/>'
    _, guesses = read(tmp_path, report(models, kind="NewThing").encode())
    assert guesses.said["not read"] == "models of no type ×1, NewThing ×2"


def test_a_report_without_models_says_so(tmp_path: Path) -> None:
    _, guesses = read(tmp_path, report().encode())
    assert guesses.said["models"] == "none: nothing the tool decoded is in this report"


@pytest.mark.parametrize(
    ("written", "at", "why"),
    [
        ("2026-03-01T21:05:00.000+01:00", "2026-03-01T20:05:00", "as the tool tells machines"),
        ("13/03/2026 21:05:00(UTC+1)", "2026-03-13T20:05:00", "13 can only be the day"),
        ("3/13/2026 9:05:00 PM(UTC-4)", "2026-03-14T01:05:00", "as an American sees it"),
        ("13.03.2026 00:05:10(UTC+5:30)", "2026-03-12T18:35:10", "half an hour counts"),
        ("3/13/2026 12:05:00 AM(UTC+0)", "2026-03-13T00:05:00", "12 AM is midnight"),
        ("03/03/2026 10:00:00(UTC+1)", "2026-03-03T09:00:00", "day and month are alike"),
        ("01/03/2026 21:05:00(UTC+1)", None, "either could be the day"),
        ("2026-03-01T21:05:00", None, "no offset"),
        ("13/13/2026 10:00:00(UTC+1)", None, "no such month"),
        ("31/02/2026 10:00:00(UTC+1)", None, "no such day"),
        ("13/03/2026 10:00:00(UTC+30)", None, "no such zone"),
        ("0001-01-01T00:00:00+14:00", None, "before the first year"),
    ],
)
def test_a_time_counts_where_it_leaves_nothing_open(written: str, at: str | None, why: str) -> None:
    assert utc(written) == at, why


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("2026-03-01T21:05:00", "does not say its offset from UTC"),
        ("01/03/2026 21:05:00(UTC+1)", "may be of day 1 in month 3 or of day 3 in month 1"),
        ("31/02/2026 10:00:00(UTC+1)", "is no time of the calendar"),
    ],
)
def test_a_time_left_open_says_what_is_open(written: str, question: str) -> None:
    assert open_question(written) == question
