"""One query, an example of who is looked for, read as the party that is compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from clew.errors import UsageError
from clew.model.ftm import model
from clew.model.party import Party
from clew.model.values import Cleaner
from clew.sources.lists.cleaning import birth

if TYPE_CHECKING:
    from followthemoney.property import Property
    from followthemoney.schema import Schema

MOST_VALUES = 50
"""Values of one property that are compared; one record has fewer."""
FIELDS: Mapping[str, tuple[str, ...]] = {
    "names": ("name", "alias", "previousName", "weakAlias"),
    "births": ("birthDate",),
    "sexes": ("gender",),
    "nationalities": ("nationality", "citizenship", "country", "jurisdiction"),
    "fathers": ("fatherName",),
    "documents": ("passportNumber", "idNumber", "socialSecurityNumber", "registrationNumber"),
    "phones": ("phone",),
    "places": ("birthPlace",),
    "birth_countries": ("birthCountry",),
}
"""Field of a party → the properties its values are taken from, the surest first."""
_WHOLE_NUMBER = "write it with the number of its country: +383 44 100 200"
GIVEN = ("firstName", "secondName", "middleName")
LAST = "lastName"
COMPARED = {name for names in FIELDS.values() for name in names} | {*GIVEN, LAST}


@dataclass(slots=True)
class Example:
    """One query as it is understood.

    Attributes:
        party: what is compared.
        schema: the schema asked for.
        properties: the values as they are compared.
        refused: values that could not be used: property, value, reason and remedy.
        not_compared: properties that were given and that clew does not compare.
    """

    party: Party
    schema: str
    properties: dict[str, list[str]]
    refused: list[dict[str, str]] = field(default_factory=list)
    not_compared: list[str] = field(default_factory=list)

    @property
    def says_who(self) -> bool:
        """False when there is nothing a person or body could be found by."""
        return bool(self.party.names or self.party.documents or self.party.phones)

    def told(self) -> dict[str, Any]:
        """Give the query back as it was understood."""
        given = {"schema": self.schema, "properties": self.properties}
        return {"id": self.party.id, **given} if self.party.id else given


def read_example(key: str, query: object, cleaner: Cleaner) -> Example:
    """Read one query of a batch.

    Args:
        key: its key in the batch.
        query: ``{"schema": …, "properties": {…}}``, perhaps with an ``id``.
        cleaner: cleans and remembers the values of this batch.

    Raises:
        UsageError: it has no schema that can be matched, or no properties.
    """
    where = f"queries.{key}"
    if not isinstance(query, dict):
        raise UsageError(
            "a query is an object", where=where, do='write {"schema": …, "properties": {…}}'
        )
    schema = _schema(query.get("schema"), where)
    properties = query.get("properties")
    if not isinstance(properties, dict):
        raise UsageError(
            "a query has properties", where=where, do='give them: {"name": ["Arta Bytyqi"]}'
        )
    example = Example(Party("", schema.name), schema.name, {})
    for name, values in properties.items():
        _take(example, schema, name, values, cleaner)
    example.party = _party(str(query.get("id") or ""), schema.name, example.properties)
    if not example.says_who:
        _refuse(example, "name", "", "nothing is given a person or body could be found by",
                "give a name, a document's number or a telephone number")  # fmt: skip
    return example


def _schema(name: object, where: str) -> "Schema":
    schema = model().get(name) if isinstance(name, str) else None
    if schema is None:
        raise UsageError(
            f"no schema called {str(name)[:60]!r}",
            where=where,
            do="name one of FollowTheMoney: Person, Organization, Company, …",
        )
    if not schema.matchable:
        raise UsageError(
            f"a {schema.name} is not something to match",
            where=where,
            do="ask for a Person, an Organization, a Company or a LegalEntity",
        )
    return schema


def _take(example: Example, schema: "Schema", name: str, values: object, cleaner: Cleaner) -> None:
    prop = schema.get(name)
    if prop is None or prop.stub:
        _refuse(example, name, "", f"a {schema.name} has no property {name!r}",
                "check its spelling, or the schema")  # fmt: skip
        return
    if name not in COMPARED:
        example.not_compared.append(name)
        return
    kept = dict.fromkeys(_cleaned(example, prop, values, cleaner))
    if kept:
        example.properties[name] = list(kept)


def _cleaned(example: Example, prop: "Property", values: object, cleaner: Cleaner) -> Iterator[str]:
    several = values if isinstance(values, list) else [values]
    for value in several[MOST_VALUES:]:
        _refuse(example, prop.name, value, f"more than {MOST_VALUES} values of one property",
                "send fewer")  # fmt: skip
    for value in several[:MOST_VALUES]:
        if value is None or value == "":
            continue
        if not isinstance(value, str | int | float):
            _refuse(example, prop.name, value, "a value is a text", "write it as one")
            continue
        text, what, do = _one(prop, str(value), cleaner)
        if what:
            _refuse(example, prop.name, value, what, do)
        if text:
            yield text


def _one(prop: "Property", value: str, cleaner: Cleaner) -> tuple[str | None, str, str]:
    """Give what is compared of *value*, and what was refused of it and why."""
    if prop.name != "birthDate":
        taken = cleaner.clean(prop, prop.qname, value)
        is_phone = prop.type.name == "phone" and taken.text is None
        return taken.text, taken.reason, _WHOLE_NUMBER if is_phone else taken.do
    read = birth(value, None, datetime.now(UTC).date())
    return (read.text, *(read.why or ("", "")))


def _refuse(example: Example, name: str, value: object, what: str, do: str) -> None:
    example.refused.append({"property": name, "value": str(value)[:200], "what": what, "do": do})


def _party(own: str, schema: str, values: Mapping[str, list[str]]) -> Party:
    fields: dict[str, tuple[str, ...]] = {}
    for name, properties in FIELDS.items():
        fields[name] = tuple(
            dict.fromkeys(value for prop in properties for value in values.get(prop, ()))
        )
    fields["names"] = tuple(dict.fromkeys([*fields["names"], *_put_together(values)]))
    fields["sexes"] = tuple(sex for sex in fields["sexes"] if sex in ("male", "female"))
    return Party(own, schema, **fields)


def _put_together(values: Mapping[str, list[str]]) -> Iterator[str]:
    """Give the whole names that separate name parts make; several values of a part pair in order."""
    parts = [values[name] for name in (*GIVEN, LAST) if name in values]
    if LAST not in values and values.get("name"):
        return
    for number in range(max(map(len, parts), default=0)):
        yield " ".join(part[min(number, len(part) - 1)] for part in parts)
