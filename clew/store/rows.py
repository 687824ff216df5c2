"""Turns what a reader found into rows: values cleaned, identifiers and search keys drawn, numbers given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from clew.model import identifiers
from clew.model.evaluation import MASKED, THEIRS
from clew.model.evidence import Found, Refusal, Value
from clew.model.identifying import OWNER_PROPS, Identifying, identifying
from clew.model.ports import Item, Mentioned
from clew.model.values import Cleaner

if TYPE_CHECKING:
    from followthemoney.model import Model
    from followthemoney.property import Property

Row = tuple[Any, ...]
_LONG = 2000
NOTHING = "\u2400"
"""The sign kept for a NUL character, which PostgreSQL takes in no text."""


@dataclass
class Rows:
    """Rows of one source waiting to be written, by table; search keys are drawn when they are written."""

    source: int
    entity: list[Row] = field(default_factory=list)
    statement: list[Row] = field(default_factory=list)
    identifier: list[Row] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    mention: list[Row] = field(default_factory=list)

    def as_plain(self) -> tuple[int, list[Row], list[Row], list[Row], list[Row], list[Row]]:
        """Give the fields in order, plain enough to be sent to another process."""
        return self.source, self.entity, self.statement, self.identifier, self.refused, self.mention

    def __len__(self) -> int:
        return len(self.statement) + len(self.refused)


@dataclass
class Numbers:
    """The next free number of each table; given out while the intake lock is held."""

    entity: int
    statement: int
    refused: int
    mention: int


@dataclass(slots=True)
class _Kept:
    """An entity later records may speak of: its number, its spot, what was said of it already."""

    number: int
    spot: str
    values: set[int]

    def is_new(self, value: Value) -> bool:
        """True the first time a value is said; a text counts anew at each of its spots."""
        mark = hash((value.prop, value.text, value.spot if value.prop == "bodyText" else None))
        if mark in self.values:
            return False
        self.values.add(mark)
        return True


class _Said(NamedTuple):
    """A statement just written: whose it is, its number, its value."""

    entity: int
    statement: int
    text: str


class Scribe:
    """Writes down one file's findings as rows.

    Attributes:
        entities: how many entities were written.
        refused: how many records and values were refused.
        counts: the receipt's counts, by name.
        category: data-subject category of the people in the file, where the file says none; papers and
            accounts bear it too where it is one that is masked.
    """

    def __init__(
        self, model: "Model", key: str, source: int, country: str | None, numbers: Numbers
    ) -> None:
        self._model = model
        self._key, self._source = key, source
        self._first = numbers.entity
        self._numbers = numbers
        self._cleaner = Cleaner(country)
        self._kept: dict[str, _Kept] = {}
        self._pending: dict[str, int] = {}
        self._texts: dict[tuple[int, str, str], int] = {}
        self._known: dict[tuple[int, str, str], int] = {}
        self._ids: dict[int, str] = {}
        self.rows = Rows(source)
        self.entities = self.refused = 0
        self.counts: dict[str, int] = {}
        self.category: str | None = None

    def write(self, items: Iterable[Item]) -> None:
        """Take the findings of one record; they may point at one another and at earlier ones."""
        here: dict[str, int] = {}
        known = [(item, isinstance(item, Found) and self._is_new(item, here)) for item in items]
        self._texts.clear()
        for item, is_new in known:
            if isinstance(item, Found):
                if is_new:
                    self._entity(item, here)
                elif item.keep == "shared":
                    self._values(item, self._kept[item.key].number, here)
            elif isinstance(item, Refusal):
                self._refuse(item, here)
            else:
                self._mention(item, here)

    def take(self) -> Rows:
        """Give the rows that wait, and begin anew."""
        rows, self.rows = self.rows, Rows(self._source)
        return rows

    def unresolved(self) -> dict[str, int]:
        """Give the keys that were pointed at but never came, with the entity number they hold."""
        return self._pending

    def _is_new(self, found: Found, here: dict[str, int]) -> bool:
        if found.keep != "record":
            if found.key in self._kept:
                return False
            self._kept[found.key] = _Kept(self._number(found.key), found.spot, set())
            return True
        if found.key in here:
            return False
        here[found.key] = self._number(found.key)
        return True

    def _number(self, key: str) -> int:
        waiting = self._pending.pop(key, None)
        if waiting is not None:
            return waiting
        self._numbers.entity += 1
        return self._numbers.entity - 1

    def _target(self, key: str, here: dict[str, int]) -> int:
        if key in here:
            return here[key]
        if key in self._kept:
            return self._kept[key].number
        if key not in self._pending:
            self._pending[key] = self._number(key)
        return self._pending[key]

    def id_of(self, number: int) -> str:
        """Give the id of the entity with this number."""
        return self._ids.get(number) or f"{self._key}-{number - self._first}"

    def continue_after(
        self, last: int, known: dict[str, tuple[int, str]], texts: dict[tuple[int, str, str], int]
    ) -> None:
        """Go on in a source that is already in.

        Args:
            last: the running number of its last entity's id.
            known: key under which the findings speak of an entity that is in → its number and id.
            texts: (entity number, spot, text) of its statements → statement number.
        """
        self._first = self._numbers.entity - last - 1
        for key, (number, ident) in known.items():
            self._kept[key] = _Kept(number, "", set())
            self._ids[number] = ident
        self._known = texts

    def _entity(self, found: Found, here: dict[str, int]) -> None:
        number = here[found.key] if found.keep == "record" else self._kept[found.key].number
        is_theirs = found.schema in THEIRS and self.category in MASKED
        category = found.category or (
            self.category if found.schema == "Person" or is_theirs else None
        )
        self.entities += 1
        for name in found.counts:
            self.counts[name] = self.counts.get(name, 0) + 1
        spot = found.spot.replace("\0", NOTHING)
        self.rows.entity.append(
            (number, self.id_of(number), self._source, found.schema, spot, category, 0)
        )
        self._values(found, number, here)

    def _values(self, found: Found, number: int, here: dict[str, int]) -> None:
        plans = _plans(self._model, found.schema)
        if plans is None:
            reason = f"no schema called {found.schema!r}"
            self._refuse(Refusal(found.spot, found.schema, reason, "map it by hand"), here)
            return
        kept = self._kept[found.key] if found.keep == "shared" else None
        place = kept.spot if kept else found.spot
        told: set[tuple[str, str]] = set()
        clean, statements, numbers = self._cleaner.clean, self.rows.statement, self._numbers
        for value in found.values:
            prop, text, written, spot, is_link = value
            if "\0" in written or "\0" in text:
                text, written = text.replace("\0", NOTHING), written.replace("\0", NOTHING)
            if kept is not None and not kept.is_new(value):
                continue
            plan = plans.get(prop)
            if plan is None:
                reason = f"{found.schema} has no property {prop!r}"
                self._refuse_value(found, value, number, reason, "note it by hand")
                continue
            if is_link:
                text, written = self.id_of(self._target(text, here)), ""
            else:
                taken = clean(plan.prop, plan.key, text)
                if taken.text is None:
                    self._refuse_value(found, value, number, taken.reason, taken.do)
                    continue
                text = taken.text
            statement = numbers.statement
            numbers.statement = statement + 1
            own = spot or found.spot
            statements.append(
                (
                    statement, number, prop, text,
                    None if is_link or written == text else written,
                    own.replace("\0", NOTHING) if own != place else None,
                )
            )  # fmt: skip
            if plan.is_told:
                self._tell(found, value, plan, _Said(number, statement, text), here, told)

    def _tell(
        self,
        found: Found,
        value: Value,
        plan: "_Plan",
        said: "_Said",
        here: dict[str, int],
        told: set[tuple[str, str]],
    ) -> None:
        """Draw identifiers from a statement, and remember a text for its mentions."""
        if plan.rule is not None:
            owner = self._owner(found, here) if plan.rule.of_owner else None
            key = plan.rule.key(said.text)
            self._identifier(plan.rule.kind, key, owner or said.entity, said.statement, told)
        elif value.prop == "username":
            service = next((v.text for v in found.values if v.prop == "service"), "")
            key = identifiers.account(service, said.text) if service.lower() != "phone" else None
            owner = self._owner(found, here)
            self._identifier("account", key, owner or said.entity, said.statement, told)
        if value.prop == "bodyText":
            self._texts[said.entity, value.spot or "", value.text] = said.statement

    def _identifier(
        self, kind: str, key: str | None, who: int, statement: int, told: set[tuple[str, str]]
    ) -> None:
        if key and (kind, key) not in told:
            told.add((kind, key))
            self.rows.identifier.append((kind, key, who, statement, self._source))

    def _owner(self, found: Found, here: dict[str, int]) -> int | None:
        for value in found.values:
            if value.entity and value.prop in OWNER_PROPS:
                return self._target(value.text, here)
        return None

    def _mention(self, said: Mentioned, here: dict[str, int]) -> None:
        document = self._target(said.document, here)
        place = (document, said.spot, said.text)
        statement = self._texts.get(place) or self._known.get(place)
        if statement is None:
            words = said.text[said.start : said.end]
            reason = "it stands in a passage that was itself refused"
            self._refused_row(None, None, said.spot, words, reason, "see the passage's own refusal")
            return
        self.rows.mention.append(
            (
                self._numbers.mention,
                self._source,
                statement,
                self._target(said.entity, here),
                said.kind,
                said.start,
                said.end,
                "open",
            )
        )
        self._numbers.mention += 1

    def _refuse(self, refusal: Refusal, here: dict[str, int]) -> None:
        key = refusal.key
        entity = self._target(key, here) if key and (key in here or key in self._kept) else None
        self._refused_row(
            entity, refusal.prop, refusal.where, refusal.value[:_LONG], refusal.reason, refusal.do
        )

    def _refuse_value(self, found: Found, value: Value, number: int, reason: str, do: str) -> None:
        self._refused_row(
            number, value.prop, value.spot or found.spot, value.written[:_LONG], reason, do
        )

    def next_refused(self) -> int:
        """Give the next free number of a refused value."""
        self._numbers.refused += 1
        return self._numbers.refused - 1

    def _refused_row(
        self, entity: int | None, prop: str | None, spot: str, value: str, reason: str, do: str
    ) -> None:
        self.refused += 1
        told = (text.replace("\0", NOTHING) for text in (spot, value, reason, do))
        self.rows.refused.append((self.next_refused(), self._source, entity, prop, *told))


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the values of one property are treated.

    Attributes:
        prop: the property.
        key: values with one key are cleaned alike.
        rule: how it identifies, or None.
        is_told: identifiers or mentions may rest on it.
    """

    prop: "Property"
    key: str
    rule: Identifying | None
    is_told: bool


@lru_cache(maxsize=500)
def _plans(model: "Model", schema_name: str) -> dict[str, _Plan] | None:
    schema = model.get(schema_name)
    if schema is None:
        return None
    telling = identifying(schema)
    return {
        name: _plan(prop, telling.get(name))
        for name, prop in schema.properties.items()
        if not prop.stub
    }


def _plan(prop: "Property", rule: Identifying | None) -> _Plan:
    key = prop.qname if prop.format else prop.type.name
    return _Plan(prop, key, rule, bool(rule) or prop.name in ("username", "bodyText"))
