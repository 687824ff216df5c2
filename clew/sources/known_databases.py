"""Databases without a reader, named by their tables, and locked ones, named with the tool that opens them."""

import math
import re
from collections import Counter
from typing import Final

from clew.errors import SourceError
from clew.model.evidence import Evidence
from clew.sources.database import is_database, open_database, tables_of
from clew.sources.not_yet import NotYet

NAMED: Final = 8
"""Tables of an unknown database that its refusal names."""
_RANDOM: Final = 7.9
"""Bits a byte from which a file of this size looks like noise, as encrypted ones do; 8 is the most."""
_ALEAPP = "run ALEAPP on the copy of the phone and add its TSV exports"
_ILEAPP = "run iLEAPP on the copy of the phone and add its TSV exports"
_KNOWN: Final = (
    (("ThreadItem", "ThreadParticipant", "Participant"), "messages of Google Voice", _ILEAPP),
    (("voicemail", "map"), "voicemail of an Apple phone", _ILEAPP),
    (("cfurl_cache_response", "cfurl_cache_blob_data"), "a cache of web pages", _ILEAPP),
    (("messages_v2", "dialogs", "users"), "messages of Telegram", _ALEAPP),
    (("recipient", "thread", "message"), "messages of Signal", _ALEAPP),
    (("threads", "messages", "thread_participants"), "messages of Facebook Messenger", _ALEAPP),
    (("urls", "visits"), "the history of a browser", _ALEAPP),
    (("moz_places", "moz_historyvisits"), "the history of Firefox", _ALEAPP),
    (("history_items", "history_visits"), "the history of Safari", _ILEAPP),
    (("ZOBJECT", "ZSTRUCTUREDMETADATA"), "what an Apple phone noted of its use", _ILEAPP),
    (("ZASSET", "ZGENERICALBUM"), "photographs of an Apple phone", _ILEAPP),
    (("ZVIBERMESSAGE", "ZCONVERSATION"), "messages of Viber on an Apple phone", _ILEAPP),
    (("accounts", "grants", "authtokens"), "accounts of an Android phone", _ALEAPP),
    (("Files", "Properties"), "the index of an iTunes-style backup", "add the folder of the whole backup"),
)  # fmt: skip
_LOCKED = (
    (
        re.compile(r"\.crypt\d+$"),
        "an encrypted copy of WhatsApp's messages",
        "unlock it with the phone's key in wa-crypt-tools, then add msgstore.db",
    ),
    (
        re.compile(r"signal\.(?:db|sqlite)$"),
        "Signal's encrypted database (SQLCipher)",
        "unlock it with the key from the phone's keystore in a tool such as Cellebrite or sqlcipher",
    ),
    (
        re.compile(r"Manifest\.db$"),
        "the index of an encrypted iTunes-style backup",
        "unlock the backup with its password in MVT or iLEAPP, then add the unlocked folder",
    ),
    (
        re.compile(r"\.(?:db|sqlite|sqlite3|sqlitedb|storedata)$"),
        "a database that is encrypted or no database",
        "ask whoever copied the phone for its key; sqlcipher opens most of them",
    ),
)


def why_no_reader(evidence: Evidence, head: bytes) -> NotYet | None:
    """Say which database a file is and what could open it; None for a file that is none."""
    tables = tables_of(evidence, head)
    if cut := _cut(evidence, head):
        return cut
    if tables:
        return _by_tables(evidence, set(tables))
    if is_database(head):
        return _damaged(evidence)
    if head[:4] in (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"):
        why = "the write-ahead log of a database, without the database"
        return NotYet(why, "add the folder that holds both, so that they are read together")
    if _entropy(head) > _RANDOM:
        name = evidence.name.rstrip(")").lower() if evidence.name.endswith(")") else evidence.name
        for pattern, called, do in _LOCKED:
            if pattern.search(name) or pattern.search(name.lower()):
                return NotYet(called, do)
    return None


def _by_tables(evidence: Evidence, tables: set[str]) -> NotYet:
    for needed, called, do in _KNOWN:
        if tables.issuperset(needed):
            return NotYet(f"a database with {called}: clew has no reader for it yet", do)
    with open_database(evidence) as database:
        counts = sorted(((database.count(name), name) for name in tables), reverse=True)
    named = ", ".join(f"{name} ×{count}" for count, name in counts[:NAMED])
    do = "open it in DB Browser for SQLite and add the tables you need as CSV"
    return NotYet(f"an SQLite database clew does not know, with {len(tables)} tables: {named}", do)


def _cut(evidence: Evidence, head: bytes) -> NotYet | None:
    """Say that a database is cut off so that no reader knows it any more; None for a whole one."""
    if not is_database(head):
        return None
    try:
        with open_database(evidence) as database:
            if database.cut is None:
                return None
            left = ", ".join(sorted(database.tables)[:NAMED]) or "none"
            why = f"{database.cut.reason}; of its list of tables there is left: {left}"
    except SourceError:
        return None
    do = "ask for the database again; a forensic tool may find rows in what is left"
    return NotYet(why, do)


def _damaged(evidence: Evidence) -> NotYet:
    try:
        with open_database(evidence):
            pass
    except SourceError as exc:
        return NotYet(f"an SQLite database: clew knows what this is, but {exc.what}", exc.do)
    return NotYet("an SQLite database without tables", "ask whether the app was ever used")


def _entropy(head: bytes) -> float:
    """Bits a byte carries; near 8 for encrypted or packed data. Too short a piece gives 0."""
    if len(head) < 4096:
        return 0.0
    total = len(head)
    return -sum(n / total * math.log2(n / total) for n in Counter(head).values())
