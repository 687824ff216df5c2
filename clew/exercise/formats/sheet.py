"""One file while it is written: who stands in it, what it draws from, what its receipt must show."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from clew.exercise.bearers import Bearer
from clew.exercise.handset_talk import sentence
from clew.exercise.numbers import ALPHA3
from clew.exercise.people import Crowd
from clew.exercise.scene import Agency, agencies
from clew.exercise.truth import Sighting

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
        packed_with: name → picture that lies in the same archive.
        inside: name of a file it carries → what that one's receipt must show.
    """

    spec: dict[str, Any]
    here: list[Sighting]
    rng: Random
    crowd: Crowd
    counts: dict[str, int] = field(default_factory=dict)
    beside: dict[str, bytes] = field(default_factory=dict)
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

    def said(self, kind: str = "chat") -> str:
        """Give a sentence as people of the file's language write it: chat or sms."""
        return sentence(self.rng, self.language, kind)

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
