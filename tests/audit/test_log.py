"""The log shows every change ever made to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select, update

from clew import audit
from clew.audit import book
from clew.audit.book import HEAD, LOG, NOTE
from clew.model.asker import Asker
from clew.store import make_case

MIRA = Asker("mira", "rs-police", "a reason")


@pytest.fixture
def log(tmp_path: Path, database: str | None) -> Iterator[Connection]:
    case = make_case(tmp_path / "case", database)
    with case.engine.connect() as conn, conn.begin():
        for number in range(5):
            audit.append(conn, MIRA, "view", {"entity": number}, {"query": f"word {number}"})
        yield conn
    case.close()


def test_an_untouched_log_is_good(log: Connection) -> None:
    assert audit.verify(log).good


def test_a_changed_line_is_named(log: Connection) -> None:
    line = bytes(log.scalar(select(LOG.c.line).where(LOG.c.seq == 3)) or b"")
    log.execute(update(LOG).where(LOG.c.seq == 3).values(line=line.replace(b"mira", b"mara")))
    assert audit.verify(log).line == 3


def test_a_changed_hash_is_named(log: Connection) -> None:
    log.execute(update(LOG).where(LOG.c.seq == 2).values(hash="0" * 64))
    assert audit.verify(log).line == 2


def test_a_line_taken_out_is_named(log: Connection) -> None:
    log.execute(delete(LOG).where(LOG.c.seq == 2))
    assert audit.verify(log).problem == "line 2 is missing: line 3 stands in its place"


def test_a_log_cut_off_at_its_end_is_named(log: Connection) -> None:
    log.execute(delete(LOG).where(LOG.c.seq == 5))
    assert audit.verify(log).problem == "line 5 is missing: the log was cut off"


def test_two_lines_that_changed_places_are_named(log: Connection) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        log.execute(update(LOG).where(LOG.c.seq == old).values(seq=new))
    assert audit.verify(log).line == 2


def test_a_changed_reason_beside_the_log_is_named(log: Connection) -> None:
    log.execute(
        update(NOTE).where(NOTE.c.seq == 4, NOTE.c.topic == "why").values(text="another reason")
    )
    assert audit.verify(log).problem == "the text 'why' of line 4 is not as it was written"


def test_a_reason_that_vanished_without_the_law_is_named(log: Connection) -> None:
    log.execute(delete(NOTE).where(NOTE.c.seq == 4))
    assert audit.verify(log).line == 4


def test_a_rewritten_log_is_shown_by_a_head_noted_before(log: Connection) -> None:
    noted = audit.head(log)[1]
    log.execute(delete(LOG))
    log.execute(delete(NOTE))
    log.execute(update(HEAD).values(seq=0, hash=audit.chain.GENESIS))
    audit.append(log, MIRA, "view", {}, {})
    assert audit.verify(log).good
    assert not book.proves(log, noted)


@given(st.data())
def test_any_changed_byte_of_any_line_is_found(data: st.DataObject) -> None:
    lines, previous = [], audit.chain.GENESIS
    for seq in range(1, 6):
        text = audit.chain.canonical({"seq": seq, "act": "view", "notes": {}})
        previous = audit.chain.chained(previous, text)
        lines.append(audit.Line(seq, text, previous))
    at = data.draw(st.integers(0, 4))
    raw = bytearray(lines[at].text)
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    lines[at] = audit.Line(at + 1, bytes(raw), lines[at].hash)
    assert audit.chain.check(lines, {}, set()).line == at + 1


def test_bytes_that_are_no_text_any_more_are_named_by_their_line(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    with case.engine.begin() as conn:
        for number in range(5):
            audit.append(conn, MIRA, "view", {"entity": number}, {"query": f"word {number}"})
    with case.engine.begin() as conn:
        conn.exec_driver_sql(
            "UPDATE log SET hash = CAST(x'ff' || substr(hash, 2) AS TEXT) WHERE seq = 4"
        )
    with case.engine.begin() as conn:
        verdict = audit.verify(conn)
    assert (verdict.good, verdict.line) == (False, 4)


def test_a_changed_head_is_named(log: Connection) -> None:
    log.execute(update(HEAD).values(hash="0" * 64))
    assert audit.verify(log).problem == "the head of the log is not as it was written"
