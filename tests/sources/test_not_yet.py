"""Formats clew knows and cannot read yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.sources.not_yet import why_not_yet


@pytest.mark.parametrize(
    ("head", "called"),
    [
        (b"SQLite format 3\0", "an SQLite database"),
        (
            b"From a@example.test Sun Mar  1 18:30:00 2026\nFrom: a@example.test\n",
            "a mailbox of several e-mails (mbox)",
        ),
    ],
)
def test_a_known_format_is_named_and_a_way_shown(head: bytes, called: str) -> None:
    why = why_not_yet(head)
    assert why is not None
    assert why.reason == f"{called}: clew knows what this is but has no reader for it yet"
    assert why.do


@pytest.mark.parametrize(
    "head",
    [
        b"UNB+UNOA:4+A+B+261122:0900+1'UNH+1+PAXLST:D:05B:UN:IATA'",
        b"name;phone\nArben;+383 43 000 101\n",
        b"A plain report about a PNRGOV message.",
        b"",
    ],
)
def test_what_another_reader_takes_or_nobody_knows_is_left_alone(head: bytes) -> None:
    assert why_not_yet(head) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_named_or_not_but_never_crash(head: bytes) -> None:
    why = why_not_yet(head)
    assert why is None or why.do
