"""Who is meant by a number, an address or an account on a phone, named once per file.

A number is one entity however it is written: the party of a call, the contact in the address book
and the `381641234567@s.whatsapp.net` of a chat share it. What the report says of a party is said
once; later records only link to it.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from clew.model.evidence import Found
from clew.model.identifiers import email, phone
from clew.sources.cellebrite_report import Model

_JID = re.compile(r"\+?(\d{6,15})(?::\d+)?@(?:s\.whatsapp\.net|c\.us)", re.IGNORECASE)
_GROUP = re.compile(r".+@(?:g\.us|broadcast|newsletter|temp)", re.IGNORECASE)
_SYSTEM = re.compile(r"system( message)?", re.IGNORECASE)
_HIDDEN = re.compile(r".+@lid", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]?[\d\s()./\-–\u00a0]{7,25}")
_BY_NUMBER = (
    "whatsapp",
    "viber",
    "signal",
    "sms",
    "mms",
    "imessage",
    "facetime",
    "phone",
    "native",
    "rcs",
)
_NAMELESS = re.compile(
    r"[\d\s()+./\-@]*|.*@s\.whatsapp\.net|unknown|private|n/?a|\(?owner\)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identifier says: a telephone number, an e-mail address, an account, or just a name.

    Attributes:
        key: name of the entity inside the file; None for a group or the app itself: nobody.
        phone: number as it can be read, else None.
        email: address, else None.
        account: (service, name there), or None.
        name: a word that names a sender, such as "InfoSMS" or "1188", else None.
    """

    key: str | None
    phone: str | None = None
    email: str | None = None
    account: tuple[str, str] | None = None
    name: str | None = None


@lru_cache(maxsize=100_000)
def identify(written: str, service: str, country: str | None) -> Identity:
    """Read one identifier of a party, found in *service*; that is empty for the phone's own.

    >>> identify("381641234567@s.whatsapp.net", "WhatsApp", None).phone
    '+381641234567'
    >>> identify("1919334790", "Telegram", "RS").account
    ('Telegram', '1919334790')
    """
    text = written.strip()
    if match := _JID.fullmatch(text):
        number = f"+{match[1]}"
        return Identity(f"phone {match[1]}", phone=number, account=(service or "WhatsApp", text))
    if _GROUP.fullmatch(text) or (service and _SYSTEM.fullmatch(text)):
        return Identity(None, account=(service or "WhatsApp", text))
    if not _HIDDEN.fullmatch(text) and email(text):
        return Identity(f"email {text.lower()}", email=text)
    known_by_number = not service or service.lower().startswith(_BY_NUMBER)
    if _NUMBER.fullmatch(text) and (known_by_number or text.startswith(("+", "00"))):
        account = (
            (service, text) if service and service.lower().startswith(_BY_NUMBER[:3]) else None
        )
        return Identity(_phone_key(text, country), phone=text, account=account)
    if service and not service.lower().startswith(_BY_NUMBER[3:]):
        return Identity(f"account {service.lower()} {text.lower()}", account=(service, text))
    return Identity(f"name {text.lower()}", name=text)


def _phone_key(text: str, country: str | None) -> str:
    number = phone(text, country)
    return f"phone {(number or re.sub(r'[^0-9]', '', text)).lstrip('+0')}"


@dataclass(slots=True)
class Meant:
    """A party as a link needs it.

    Attributes:
        key: key of its entity, or None when it is nobody (a group, a party without any word).
        account: key of its account, or None.
        number: its telephone number as written, or None.
    """

    key: str | None
    account: str | None = None
    number: str | None = None


@dataclass(slots=True)
class People:
    """Everybody named so far in one file of a phone.

    Attributes:
        country: what national numbers are read by.
        owner: key of the entity the report names as owner of the handset, or None so far.
        own_number: the handset's own number when the report gives exactly one.
        handset: key of the handset, or None when the report describes none.
        contacts: keys of those who stand in the address book.
    """

    country: str | None
    owner: str | None = None
    own_number: str | None = None
    handset: str | None = None
    contacts: set[str] = field(default_factory=set)
    _same: dict[str, str] = field(default_factory=dict)
    _said: set[tuple[str, str]] = field(default_factory=set)
    _asked: dict[tuple[str, str, str, bool], Meant] = field(default_factory=dict)

    def key_of(self, identity: Identity) -> str | None:
        """Give the key of the entity that bears this identity."""
        return self._same.get(identity.key, identity.key) if identity.key else None

    def claim(self, identity: Identity, key: str) -> bool:
        """Say that *identity* is told of under *key*; False when it already has its own entity."""
        if identity.key is None:
            return True
        taken = (identity.key, "") in self._said
        if self._same.get(identity.key, identity.key if taken else key) != key:
            return False
        self._same[identity.key] = key
        self._said.add((identity.key, ""))
        return True

    def own(self, identity: Identity) -> None:
        """Say that the owner of the handset bears this identity; the first one names the owner."""
        if identity.key is None:
            return
        if self.owner is None:
            self.owner = self.key_of(identity)
        elif (identity.key, "") not in self._said:
            self._same.setdefault(identity.key, self.owner)

    def party(self, model: Model, service: str) -> Iterator[Found | Meant]:
        """Give what a Party of a report says that was not said before, and last who is meant."""
        written, name = model.text("Identifier"), model.text("Name")
        if not written:
            yield from self._named_only(model, name)
            return
        owner = model.text("IsPhoneOwner").lower() == "true"
        yield (yield from self.meet(written, name, service, model.spot, owner=owner))

    def meet(
        self, written: str, name: str, service: str, spot: str, *, owner: bool = False
    ) -> Generator[Found, None, Meant]:
        """Give what an identifier says that was not said before; return who is meant.

        Args:
            written: the number, address or account as it stands in the file.
            name: what the file calls whoever bears it, or empty.
            service: the app it was found in; empty for the phone's own calls and texts.
            spot: where it stands.
            owner: the file says that the owner of the handset bears it.
        """
        asked = (written, name, service, owner)
        meant = self._asked.get(asked)
        if meant is None:
            identity = identify(written, service, self.country)
            if owner:
                self.own(identity)
            yield from self.person(identity, name, spot)
            meant = Meant(self.key_of(identity), account_key(identity), identity.phone)
            self._asked[asked] = meant
        return meant

    def _named_only(self, model: Model, name: str) -> Iterator[Found | Meant]:
        if not name:
            yield Meant(None)
            return
        found = Found("LegalEntity", model.key, model.spot, keep="file").add("name", name)
        yield found
        yield Meant(model.key)

    def person(
        self, identity: Identity, name: str, spot: str, schema: str = "LegalEntity"
    ) -> Iterator[Found]:
        """Give the entity of an identity and its account, as far as they were not said before."""
        key = self.key_of(identity)
        name = "" if _NAMELESS.fullmatch(name) else name
        said = (identity.key or "", name)
        if key and said not in self._said:
            found = Found(schema, key, spot, keep="shared").add("name", name or None)
            if (identity.key, "") not in self._said:
                found.add("phone", identity.phone).add("email", identity.email).add(
                    "name", identity.name
                )
            self._said.update({said, (identity.key or "", "")})
            yield found
        yield from self.account_of(identity, key, name, spot)

    def account_of(
        self, identity: Identity, owner: str | None, name: str, spot: str
    ) -> Iterator[Found]:
        """Give the account an identity speaks of, as far as it was not said before."""
        key = account_key(identity)
        if key is None or identity.account is None or (key, name) in self._said:
            return
        found = Found("UserAccount", key, spot, keep="shared").add("name", name or None)
        if (key, "") not in self._said:
            service, username = identity.account
            found.add("service", service).add("username", username).add(
                "phone", identity.phone
            ).link("owner", owner)
        self._said.update({(key, name), (key, "")})
        yield found


def account_key(identity: Identity) -> str | None:
    """Give the key of the account an identity speaks of, or None."""
    if identity.account is None:
        return None
    service, name = identity.account
    return f"account of {service.lower()} {name.lower()}"
