"""The log in the case's database: append inside the caller's transaction, read, verify."""

import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from clew.audit.chain import GENESIS, Line, Verdict, canonical, chained, check, commitment
from clew.errors import BrokenLog
from clew.model.asker import Asker

METADATA = MetaData()
LOG = Table(
    "log",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("line", LargeBinary, nullable=False),
    Column("hash", String(64), nullable=False),
)
NOTE = Table(
    "log_note",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("topic", String(20), primary_key=True),
    Column("salt", String(32), nullable=False),
    Column("text", Text),
    Column("erased_at", String(20)),
)
HEAD = Table(
    "log_head",
    METADATA,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

# Made once: making a statement costs ten times what such a short one takes.
_NEXT = update(HEAD).values(seq=HEAD.c.seq + 1).returning(HEAD.c.seq, HEAD.c.hash)
_HEADED = update(HEAD).values(hash=bindparam("digest"))
_COMING = select(HEAD.c.seq).with_for_update()
_LINE, _NOTE = insert(LOG), insert(NOTE)


def start(conn: Connection) -> None:
    """Give a new case its empty log."""
    conn.execute(insert(HEAD).values(one=1, seq=0, hash=GENESIS))


def append(
    conn: Connection, asker: Asker, act: str, facts: Mapping[str, object], notes: Mapping[str, str]
) -> int:
    """Write one line inside the caller's transaction and give its number.

    Args:
        conn: the transaction the act itself runs in; line and act commit together.
        act: what was done, one word: "add", "view", "search", "decide", "export", …
        facts: numbers, ids and codes of what it was done to; never a personal value.
        notes: topic → text a person typed; kept beside the log with a salt, erasable.

    Raises:
        BrokenLog: the line cannot be written; the caller's act must not happen.
    """
    texts = {topic: text for topic, text in {"why": asker.why, **notes}.items() if text}
    salts = {topic: secrets.token_hex(16) for topic in texts}
    try:
        bumped = conn.execute(_NEXT).one()
        text = canonical({
            "seq": bumped.seq,
            "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "who": asker.who,
            "agency": asker.agency,
            "act": act,
            "of": dict(facts),
            "notes": {topic: commitment(salts[topic], text) for topic, text in texts.items()},
        })  # fmt: skip
        digest = chained(bumped.hash, text)
        conn.execute(_LINE, {"seq": bumped.seq, "line": text, "hash": digest})
        conn.execute(_HEADED, {"digest": digest})
        for topic, note in texts.items():
            told = {"seq": bumped.seq, "topic": topic, "salt": salts[topic], "text": note}
            conn.execute(_NOTE, told)
    except DBAPIError as exc:
        raise BrokenLog(
            f"the log cannot be written, so '{act}' was not done: {exc.orig}",
            do="free the disk or the database, then run: clew audit verify CASE",
        ) from exc
    return int(bumped.seq)


def erase_note(conn: Connection, seq: int, topic: str) -> None:
    """Erase a text kept beside line *seq* by law; the line itself and the chain stay."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    conn.execute(
        update(NOTE)
        .where(NOTE.c.seq == seq, NOTE.c.topic == topic)
        .values(text=None, erased_at=now)
    )


def head(conn: Connection) -> tuple[int, str]:
    """Give number and hash of the last line; (0, 64 zeros) for an empty log."""
    row = conn.execute(select(HEAD.c.seq, HEAD.c.hash)).one()
    return int(row.seq), str(row.hash)


def coming_line(conn: Connection) -> int:
    """Give the number the next line will have; no other act gets it before this transaction ends."""
    return int(conn.execute(_COMING).scalar_one()) + 1


def stating(conn: Connection, fact: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Give number and facts of every line that states *fact*, the oldest first."""
    sought = json.dumps(fact).encode()
    for row in conn.execute(select(LOG.c.seq, LOG.c.line).order_by(LOG.c.seq)):
        if sought in (line := _raw(row.line)):
            facts: dict[str, object] = json.loads(line)["of"]
            if fact in facts:
                yield int(row.seq), facts


def lines(
    conn: Connection, before: int | None = None, limit: int | None = None
) -> Iterator[tuple[Line, dict[str, str]]]:
    """Give the newest lines first, each with the texts that stand beside it."""
    query = select(LOG).order_by(LOG.c.seq.desc()).limit(limit)
    rows = conn.execute(query if before is None else query.where(LOG.c.seq < before)).all()
    texts: dict[int, dict[str, str]] = {}
    if rows:
        low, high = rows[-1].seq, rows[0].seq
        for note in conn.execute(select(NOTE).where(NOTE.c.seq.between(low, high))):
            texts.setdefault(note.seq, {})[note.topic] = (
                "(erased)" if note.text is None else note.text
            )
    for row in rows:
        yield Line(row.seq, _raw(row.line), row.hash), texts.get(row.seq, {})


def verify(conn: Connection) -> Verdict:
    """Walk the whole log and say whether it is as it was written, and if not, which line."""
    try:
        return _walked(conn)
    except DBAPIError:
        return _unreadable(conn)


def _walked(conn: Connection) -> Verdict:
    committed: dict[int, dict[str, str]] = {}
    erased: set[tuple[int, str]] = set()
    for note in conn.execute(select(NOTE)):
        if note.text is None and note.erased_at:
            erased.add((note.seq, note.topic))
        elif note.text is not None:
            committed.setdefault(note.seq, {})[note.topic] = commitment(note.salt, str(note.text))
    stored = (
        Line(r.seq, _raw(r.line), str(r.hash))
        for r in conn.execute(select(LOG).order_by(LOG.c.seq))
    )
    verdict = check(stored, committed, erased)
    seq, digest = head(conn)
    if verdict.good and seq > verdict.lines:
        missing = verdict.lines + 1
        problem = f"line {missing} is missing: the log was cut off"
        return Verdict(False, verdict.lines, verdict.head, missing, problem)
    if verdict.good and (seq, digest) != (verdict.lines, verdict.head):
        problem = "the head of the log is not as it was written"
        return Verdict(False, verdict.lines, verdict.head, verdict.lines, problem)
    return verdict


def _unreadable(conn: Connection) -> Verdict:
    """Find the line whose bytes are no text any more."""
    numbers = list(conn.scalars(select(LOG.c.seq).order_by(LOG.c.seq)))
    for count, seq in enumerate(numbers):
        try:
            conn.execute(select(LOG).where(LOG.c.seq == seq)).all()
            conn.execute(select(NOTE).where(NOTE.c.seq == seq)).all()
        except DBAPIError:
            problem = f"line {seq} cannot be read: its bytes are not as they were written"
            return Verdict(False, count, "", seq, problem)
    return Verdict(
        False, len(numbers), "", len(numbers), "the log's own bookkeeping cannot be read"
    )


def _raw(line: object) -> bytes:
    return line.encode() if isinstance(line, str) else bytes(line)  # type: ignore[call-overload]


def proves(conn: Connection, digest: str) -> bool:
    """True when some line of the log has this hash: the log still holds what it held then."""
    return conn.scalar(select(LOG.c.seq).where(LOG.c.hash == digest)) is not None
