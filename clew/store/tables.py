"""The tables of a case, the same on SQLite and PostgreSQL.

Statements are append-only; the one change ever made to a statement is its erasure by law, which
leaves the row as a tombstone. Ids hold no personal value: a source's key is a hash of the file's
SHA-256 and its agency, an entity's id is that key and a running number.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _no(name: str = "no") -> Column[int]:
    return Column(name, _NUMBER, primary_key=True, autoincrement=False)


SOURCE = Table(
    "source",
    METADATA,
    _no(),
    Column("key", String(16), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("agency", String(80), nullable=False),
    Column("name", Text, nullable=False),
    Column("parent", _NUMBER),
    Column("size", BigInteger, nullable=False),
    Column("reader", String(40)),
    Column("country", String(2)),
    Column("came_by", String(80), nullable=False),
    Column("came_at", String(20), nullable=False),
    Column("evaluation", String(2), nullable=False),
    Column("handling", String(20), nullable=False),
    Column("handling_text", Text),
    Column("state", String(8), nullable=False),
    Column("receipt", Text),
    Column("linked_at", String(20)),
    Column("checked_at", String(20)),
    Index("source_sha256", "sha256", "agency"),
    Index("source_seen", "state", "agency", "no"),
    Index("source_parent", "parent"),
    Index("source_linked", "linked_at"),
    Index("source_checked", "checked_at"),
)
"""One file an agency handed over. ``state`` is "coming" until its last row is written, then "in"."""

ENTITY = Table(
    "entity",
    METADATA,
    _no(),
    Column("id", String(40), nullable=False, unique=True),
    Column("source", _NUMBER, nullable=False),
    Column("schema", String(40), nullable=False),
    Column("spot", Text, nullable=False),
    Column("category", String(12)),
    Column("withdrawn", SmallInteger, nullable=False, default=0),
    Index("entity_source", "source"),
    Index(
        "entity_category",
        "category",
        "source",
        sqlite_where=text("category IS NOT NULL"),
        postgresql_where=text("category IS NOT NULL"),
    ),
)
"""One thing found at one spot of one source. ``withdrawn`` is 1 while its mention is rejected."""

_IN_INDEX = "substr(value, 17, 1) = '-'"
IS_LINK = text("substr(statement.value, 17, 1) = '-'")
"""True of a value that can be an entity's id: its 17th character parts source key and number."""

STATEMENT = Table(
    "statement",
    METADATA,
    _no(),
    Column("entity", _NUMBER, nullable=False),
    Column("prop", String(40), nullable=False),
    Column("value", Text),
    Column("written", Text),
    Column("spot", Text),
    Column("evaluation", String(2)),
    Column("handling", String(20)),
    Column("handling_text", Text),
    Column("erased_at", String(20)),
    Index("statement_entity", "entity"),
    Index(
        "statement_link", "value", sqlite_where=text(_IN_INDEX), postgresql_where=text(_IN_INDEX)
    ),
)
"""One value of one property. NULL in written, spot, evaluation, handling means: as value, entity, source."""

IDENTIFIER = Table(
    "identifier",
    METADATA,
    Column("kind", String(10), nullable=False),
    Column("key", Text, nullable=False),
    Column("entity", _NUMBER, nullable=False),
    Column("statement", _NUMBER, nullable=False),
    Column("source", _NUMBER, nullable=False),
    Index("identifier_key", "key", "kind"),
    Index("identifier_source", "source"),
)
"""A normalised number and the entity it tells apart (for a passport: its holder)."""

WORD = Table(
    "word",
    METADATA,
    Column("word", Text, nullable=False),
    Column("entity", _NUMBER, nullable=False),
    Column("source", _NUMBER, nullable=False),
    Column("kind", String(1), nullable=False),
    Index("word_word", "word"),
)
"""Search and candidate keys: kind "n" skeleton of a name, "w" folded word of a name, "t" folded word of a text."""

REFUSED = Table(
    "refused",
    METADATA,
    _no(),
    Column("source", _NUMBER, nullable=False),
    Column("entity", _NUMBER),
    Column("prop", String(40)),
    Column("spot", Text, nullable=False),
    Column("value", Text),
    Column("reason", Text, nullable=False),
    Column("do", Text, nullable=False),
    Index("refused_source", "source"),
)
"""A record or value clew could not take, kept as written with reason and remedy."""

MENTION = Table(
    "mention",
    METADATA,
    _no(),
    Column("source", _NUMBER, nullable=False),
    Column("statement", _NUMBER, nullable=False),
    Column("entity", _NUMBER, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("status", String(8), nullable=False),
    Index("mention_source", "source"),
)
"""A span of a report's text (characters of the statement's value) and the entity it speaks of."""

HIT = Table(
    "hit",
    METADATA,
    _no(),
    Column("a", _NUMBER, nullable=False),
    Column("b", _NUMBER, nullable=False),
    Column("score", Float, nullable=False),
    Column("found_at", String(20), nullable=False),
    UniqueConstraint("a", "b"),
    Index("hit_b", "b"),
)
"""Two entities of two agencies that may be the same; a is the lower entity number."""

CLUE = Table(
    "clue",
    METADATA,
    Column("hit", _NUMBER, nullable=False),
    Column("place", SmallInteger, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("rule", String(40), nullable=False),
    Column("weight", Float, nullable=False),
    Column("a", _NUMBER, nullable=False),
    Column("b", _NUMBER, nullable=False),
    Index("clue_hit", "hit"),
)
"""One reason for or against a hit; a and b are the statements compared, never their values."""

JUDGEMENT = Table(
    "judgement",
    METADATA,
    _no(),
    Column("hit", _NUMBER, nullable=False),
    Column("a", _NUMBER, nullable=False),
    Column("b", _NUMBER, nullable=False),
    Column("decision", String(9), nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", String(20), nullable=False),
    Column("reason", Text),
    Column("undone_by", String(80)),
    Column("undone_at", String(20)),
    Index("judgement_hit", "hit"),
)
"""A person's answer to a hit. Undoing marks the row; nothing is taken away."""

COMMON = Table(
    "common",
    METADATA,
    Column("kind", String(10), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("holders", Integer, nullable=False),
    Column("agencies", Integer, nullable=False),
)
"""Values held by so many that they tell nobody apart: a hotel's telephone, an airport's wifi."""

TALLY = Table(
    "tally",
    METADATA,
    Column("run", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("place", String(200), primary_key=True),
    Column("source", String(80), primary_key=True),
    Column("checks", BigInteger, nullable=False),
    Column("hits", BigInteger, nullable=False),
)
"""Checks of people against lists, counted by day, place and source; who was checked stands nowhere."""

CUSTODY = Table(
    "custody",
    METADATA,
    _no(),
    Column("sha256", String(64), nullable=False),
    Column("source", _NUMBER),
    Column("act", String(12), nullable=False),
    Column("at", String(20), nullable=False),
    Column("by", String(80), nullable=False),
    Column("for_agency", String(80), nullable=False),
    Column("details", Text, nullable=False),
    Column("salt", String(32), nullable=False),
    Column("line", _NUMBER, nullable=False),
    Index("custody_sha256", "sha256"),
)
"""One handling of one original, never changed. ``line`` is its line in the log, which holds its hash.

``source`` is empty where the handling is of the file itself, whoever handed it over. ``details`` is JSON.
"""

RENDERING = Table(
    "rendering",
    METADATA,
    _no(),
    Column("kind", String(12), nullable=False),
    Column("agency", String(80), nullable=False),
    Column("original", String(64), nullable=False),
    Column("place", Text, nullable=False),
    Column("text", String(64), nullable=False),
    Column("by", Text, nullable=False),
    Column("made_at", String(20), nullable=False),
    Column("spoken", String(16), nullable=False),
    Column("written", String(16), nullable=False),
    Column("entered_by", String(80), nullable=False),
    Column("entered_at", String(20), nullable=False),
    Index("rendering_original", "original", "agency"),
    Index("rendering_text", "text", "agency"),
)
"""One translation or transcript: which original it is of, which file holds its text, who made it and when.

``original`` and ``text`` are the SHA-256 of the two files, so that reading one anew changes nothing here.
"""

CHECKING = Table(
    "checking",
    METADATA,
    _no(),
    Column("rendering", _NUMBER, nullable=False),
    Column("by", Text, nullable=False),
    Column("checked_at", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("entered_by", String(80), nullable=False),
    Column("entered_at", String(20), nullable=False),
    Index("checking_rendering", "rendering"),
)
"""That somebody other than its maker laid a translation or transcript beside its original; never changed."""

SUSPECT = Table(
    "suspect",
    METADATA,
    _no(),
    Column("entity", _NUMBER, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", _NUMBER),
    Column("undone_by", String(80)),
    Column("undone_at", String(20)),
)
"""A record an officer named as one of a suspect, with the reason. Taking it back marks the row.

``person`` is the entry it is a further record of, and empty for the first.
"""

ATTACHED = Table(
    "attached",
    METADATA,
    _no(),
    Column("suspect", _NUMBER, nullable=False),
    Column("element", String(60), nullable=False),
    Column("side", String(7), nullable=False),
    Column("source", _NUMBER, nullable=False),
    Column("spot", Text, nullable=False),
    Column("statement", _NUMBER),
    Column("note", Text, nullable=False),
    Column("by", String(80), nullable=False),
    Column("at", String(20), nullable=False),
    Column("undone_by", String(80)),
    Column("undone_at", String(20)),
    Index("attached_suspect", "suspect"),
)
"""A place of a source an officer put to an element of an offence, "for" or "against". Taking it back marks the row."""
