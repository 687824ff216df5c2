"""Turns what a reader found into rows: values cleaned, identifiers and search keys drawn, numbers given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from clew.model import identifiers
from clew.model.evidence import Found, Refusal, Value
from clew.model.identifying import OWNER_PROPS, Identifying, identifying
from clew.model.ports import Item, Mentioned
from clew.model.text import skeletons, tokens
from clew.model.values import Cleaner

if TYPE_CHECKING:
    from followthemoney.model import Model
    from followthemoney.property import Property

Row = tuple[Any, ...]
NAME_PROPS = frozenset({"name", "alias", "previousName", "weakAlias"})
_TEXT_PROPS = frozenset(
    {"title", "subject", "fileName", "fatherName", "motherName", "username", "model", "full"}
)
_LONG = 2000


@dataclass
class Rows:
    """Rows waiting to be written, by table."""

    entity: list[Row] = field(default_factory=list)
    statement: list[Row] = field(default_factory=list)
    identifier: list[Row] = field(default_factory=list)
    word: list[Row] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    mention: list[Row] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statement) + len(self.word) + len(self.refused)


@dataclass
class Numbers:
    """The next free number of each table; given out while the intake lock is held."""

    entity: int
    statement: int
    refused: int
    mention: int


@dataclass
class _Kept:
    """An entity later records may speak of: its number, its spot, what was said of it already."""

    number: int
    spot: str
    values: set[int]


class Scribe:
    """Writes down one file's findings as rows.

    Attributes:
        entities: how many entities were written.
        refused: how many records and values were refused.
        counts: the receipt's counts, by name.
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
        self.rows = Rows()
        self.entities = self.refused = 0
        self.counts: dict[str, int] = {}

    def write(self, items: Iterable[Item]) -> None:
        """Take the findings of one record; they may point at one another and at earlier ones."""
        items = list(items)
        here: dict[str, int] = {}
        fresh = [f for f in items if isinstance(f, Found) and self._is_new(f, here)]
        new = {id(f) for f in fresh}
        self._texts.clear()
        for item in items:
            if isinstance(item, Refusal):
                self._refuse(item, here)
            elif isinstance(item, Mentioned):
                self._mention(item, here)
            elif id(item) in new:
                self._entity(item, here)
            elif item.keep == "shared":
                self._values(item, self._kept[item.key].number, here)

    def take(self) -> Rows:
        """Give the rows that wait, and begin anew."""
        rows, self.rows = self.rows, Rows()
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
        return f"{self._key}-{number - self._first}"

    def continue_after(
        self, last: int, document: str, number: int, texts: dict[tuple[str, str], int]
    ) -> None:
        """Go on in a source that is already in.

        Args:
            last: the running number of its last entity's id.
            document: key under which the findings speak of the document entity.
            number: that entity's number.
            texts: (spot, text) of its statements → statement number.
        """
        self._first = self._numbers.entity - last - 1
        self._kept[document] = _Kept(number, "", set())
        self._known = {(number, spot, text): statement for (spot, text), statement in texts.items()}

    def _entity(self, found: Found, here: dict[str, int]) -> None:
        number = here[found.key] if found.keep == "record" else self._kept[found.key].number
        self.entities += 1
        for name in found.counts:
            self.counts[name] = self.counts.get(name, 0) + 1
        self.rows.entity.append(
            (number, self.id_of(number), self._source, found.schema, found.spot, found.category, 0)
        )
        self._values(found, number, here)

    def _values(self, found: Found, number: int, here: dict[str, int]) -> None:
        plans = _plans(self._model, found.schema)
        if plans is None:
            reason = f"no schema called {found.schema!r}"
            self._refuse(Refusal(found.spot, found.schema, reason, "map it by hand"), here)
            return
        seen = self._kept[found.key].values if found.keep == "shared" else None
        told: set[tuple[str, str]] = set()
        for value in found.values:
            if seen is not None:
                place = value.spot if value.prop == "bodyText" else None
                mark = hash((value.prop, value.text, place))
                if mark in seen:
                    continue
                seen.add(mark)
            plan = plans.get(value.prop)
            if plan is None:
                reason = f"{found.schema} has no property {value.prop!r}"
                self._refuse_value(found, value, number, reason, "note it by hand")
                continue
            text = self._text(found, value, plan, number, here)
            if text is None:
                continue
            statement = self._statement(found, value, text, number)
            if plan.rule is not None:
                owner = self._owner(found, here) if plan.rule.of_owner else None
                self._identifier(plan.rule, text, owner or number, statement, told)
            elif value.prop == "username":
                self._account(found, text, self._owner(found, here) or number, statement, told)
            if plan.words:
                self._words(plan.words, value, text, number, statement)

    def _text(
        self, found: Found, value: Value, plan: "_Plan", number: int, here: dict[str, int]
    ) -> str | None:
        if value.entity:
            return self.id_of(self._target(value.text, here))
        taken = self._cleaner.clean(plan.prop, plan.key, value.text)
        if taken.text is None:
            self._refuse_value(found, value, number, taken.reason, taken.do)
        return taken.text

    def _statement(self, found: Found, value: Value, text: str, number: int) -> int:
        statement = self._numbers.statement
        self._numbers.statement = statement + 1
        written = None if value.entity or value.written == text else value.written
        place = self._kept[found.key].spot if found.keep == "shared" else found.spot
        own = value.spot or found.spot
        spot = own if own != place else None
        self.rows.statement.append((statement, number, value.prop, text, written, spot))
        return statement

    def _owner(self, found: Found, here: dict[str, int]) -> int | None:
        for value in found.values:
            if value.entity and value.prop in OWNER_PROPS:
                return self._target(value.text, here)
        return None

    def _words(self, mode: str, value: Value, text: str, number: int, statement: int) -> None:
        if mode == "name":
            source = self._source
            self.rows.word.extend([(word, number, source, kind) for word, kind in name_keys(text)])
            return
        words = {word for word in tokens(text) if len(word) > 2}
        self.rows.word.extend([(word, number, self._source, "t") for word in words])
        self._texts[number, value.spot or "", value.text] = statement

    def _identifier(
        self, rule: Identifying, text: str, who: int, statement: int, told: set[tuple[str, str]]
    ) -> None:
        key = rule.key(text)
        if key and (rule.kind, key) not in told:
            told.add((rule.kind, key))
            self.rows.identifier.append((rule.kind, key, who, statement, self._source))

    def _account(
        self, found: Found, name: str, who: int, statement: int, told: set[tuple[str, str]]
    ) -> None:
        service = next((v.text for v in found.values if v.prop == "service"), "")
        key = identifiers.account(service, name)
        if key and service.lower() != "phone" and ("account", key) not in told:
            told.add(("account", key))
            self.rows.identifier.append(("account", key, who, statement, self._source))

    def _mention(self, said: Mentioned, here: dict[str, int]) -> None:
        document = self._target(said.document, here)
        place = (document, said.spot, said.text)
        statement = self._texts.get(place) or self._known.get(place)
        if statement is None:
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

    def _refused_row(
        self, entity: int | None, prop: str | None, spot: str, value: str, reason: str, do: str
    ) -> None:
        self.refused += 1
        self.rows.refused.append(
            (self._numbers.refused, self._source, entity, prop, spot, value, reason, do)
        )
        self._numbers.refused += 1


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the values of one property are treated.

    Attributes:
        prop: the property.
        key: values with one key are cleaned alike.
        rule: how it identifies, or None.
        words: "name" or "text" when its words can be searched, else empty.
    """

    prop: "Property"
    key: str
    rule: Identifying | None
    words: str


@lru_cache(maxsize=500)
def _plans(model: "Model", schema_name: str) -> dict[str, _Plan] | None:
    schema = model.get(schema_name)
    if schema is None:
        return None
    telling = identifying(schema)
    return {
        name: _Plan(
            prop,
            prop.qname if prop.format else prop.type.name,
            telling.get(name),
            _searched(prop),
        )
        for name, prop in schema.properties.items()
        if not prop.stub
    }


def _searched(prop: "Property") -> str:
    if prop.name in NAME_PROPS:
        return "name"
    return "text" if prop.type.name == "text" or prop.name in _TEXT_PROPS else ""


@lru_cache(maxsize=200_000)
def name_keys(text: str) -> tuple[tuple[str, str], ...]:
    """Give the search keys of a name: its folded words ("w") and their skeletons ("n")."""
    words = tokens(text)
    spelt = {(word, "w") for word in words}
    sounds = {(key, "n") for word in words if len(word) > 1 for key in skeletons(word) if key}
    return tuple(sorted(spelt | sounds))
