"""One file while it is written: who stands in it, what it draws from, what its receipt must show."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from clew.exercise.bearers import Bearer
from clew.exercise.formats.databases import Tables, database
from clew.exercise.handset_talk import sentence
from clew.exercise.numbers import ALPHA3
from clew.exercise.people import Crowd
from clew.exercise.scene import Agency, Text, agencies, texts
from clew.exercise.seeing import see_mentioned
from clew.exercise.truth import Sighting

_NAMES_A_NUMBER = 0.125
_TOLD = ("phone", "plate", "document", "iban", "email", "account", "imei")
_FIRST = datetime(2026, 9, 12, tzinfo=UTC)
_SECONDS = 14 * 86_400
_APPLE = 978_307_200
"""Seconds from 1970 to 2001, where an Apple clock begins."""


@dataclass(slots=True)
class Sheet:
    """One file of formats.toml while it is written.

    Attributes:
        spec: its entry in formats.toml.
        here: who and what stands in it, in order.
        rng: this file's own draws, so that one file never changes another.
        crowd: invents strangers and their numbers.
        counts: what the receipt must show.
        beside: ending → file that lies beside it ("-wal").
        told: of call records, which handsets are together at a cell and which card changes handsets.
        talked_of: whose numbers its messages may name: people, vehicles and handsets of other agencies.
        mentioned: those they did name; `texts` its passages, with what each names.
        packed_with: name → picture that lies in the same archive.
        inside: name of a file it carries → what that one's receipt must show.
    """

    spec: dict[str, Any]
    here: list[Sighting]
    rng: Random
    crowd: Crowd
    counts: dict[str, int] = field(default_factory=dict)
    beside: dict[str, bytes] = field(default_factory=dict)
    told: list[dict[str, Any]] = field(default_factory=list)
    talked_of: list[Sighting] = field(default_factory=list)
    mentioned: list[Sighting] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    inside: dict[str, dict[str, int]] = field(default_factory=dict)
    packed_with: dict[str, bytes] = field(default_factory=dict)

    @property
    def agency(self) -> Agency:
        """Who hands it over."""
        return agencies()[self.spec["agency"]]

    @property
    def language(self) -> str:
        """The language it is written in."""
        return str(self.spec.get("language", self.agency.language))

    def count(self, name: str, more: int = 1) -> None:
        """Count *more* under *name* in what the receipt must show."""
        self.counts[name] = self.counts.get(name, 0) + more

    def stands(self, one: Sighting, where: str, **at: str) -> None:
        """Say where a record stands, and where those of its values that stand elsewhere do."""
        one.stands(str(self.spec["file"]), where)
        one.at |= {kind: place for kind, place in at.items() if kind in one.keys}

    def again(self, one: Sighting, kind: str, where: str) -> None:
        """Note a further place where the record, by its value of *kind*, stands."""
        if kind in one.keys:
            one.also.setdefault(kind, []).append((where, one.written[kind]))

    def moment(self) -> datetime:
        """Give a moment of the exercise's fortnight, UTC."""
        return _FIRST + timedelta(seconds=self.rng.randrange(_SECONDS))

    def millis(self) -> int:
        """Give such a moment in milliseconds since 1970."""
        return int(self.moment().timestamp()) * 1000

    def apple(self) -> float:
        """Give such a moment in seconds since 2001."""
        return self.moment().timestamp() - _APPLE

    def said(self, where: str, kind: str = "chat") -> str:
        """Give what a message at *where* says in the file's language; one in eight names a number of the network.

        Args:
            kind: chat or sms.
        """
        names: tuple[tuple[str, str], ...] = ()
        text = sentence(self.rng, self.language, kind)
        if self.talked_of and self.rng.random() < _NAMES_A_NUMBER:
            of = self.rng.choice(self.talked_of)
            what = self.rng.choice([kind for kind in of.keys if kind in _TOLD])
            one = see_mentioned(of, self.agency, self.rng, what)
            one.stands(str(self.spec["file"]), where)
            self.mentioned.append(one)
            shape = self.rng.choice(texts("messages")[self.language][what])
            text, names = shape.format(**one.written), ((what, one.written[what]),)
        self.texts.append(Text("message", self.language, self.agency.state, text, names))
        return text

    def talk(self, app: str, rows: Tables, chats: str, messages: str) -> bytes:
        """Count the rows of an app's tables of chats and of messages, and give its database."""
        self.count("chats", len(rows[chats]))
        self.count("messages", len(rows[messages]))
        return database(app, rows)

    def seconds(self) -> int:
        """Give how long a call lasted; one in five was not answered."""
        return 0 if self.rng.random() < 0.2 else self.rng.randrange(5, 900)

    def uuid(self) -> str:
        """Give an identifier as programs make them."""
        raw = f"{self.rng.getrandbits(128):032x}"
        return f"{raw[:8]}-{raw[8:12]}-4{raw[13:16]}-8{raw[17:20]}-{raw[20:]}"

    def stranger(self) -> str:
        """Give a telephone number of nobody."""
        return self.crowd.numbers.phone(self.rng.choice((self.agency.state, "TR", "RS")))


def jid(one: Sighting) -> str:
    """Give the telephone number as WhatsApp writes it, and note that it stands so."""
    one.written["phone"] = f"{one.keys['phone'][1:]}@s.whatsapp.net"
    return one.written["phone"]


def bearer_of(one: Sighting, *, code: str = "") -> Bearer:
    """Give the holder of a document with what a carrier or a zone says of it."""
    person = one.person
    assert person is not None
    return Bearer(
        one.written["family"], one.written["given"], person.sex, person.born, ALPHA3[person.state],
        code or person.paper, person.document, _UNTIL,
        phone=one.keys.get("phone", ""), email=one.keys.get("email", ""),
    )  # fmt: skip


_UNTIL = datetime(2031, 6, 30, tzinfo=UTC).date()
