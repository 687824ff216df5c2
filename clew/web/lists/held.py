"""The lists a server holds, by the name they have in an address."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clew.errors import NotFound, SettingsError, UsageError, pick
from clew.model.text import fold
from clew.web.lists.ports import Index

WHOLE = "default"
"""Name under which the lists are asked together."""
_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Held:
    """One list as it is served.

    Attributes:
        name: its name in addresses: lower-case letters, digits and underscores.
        index: its index.
    """

    name: str
    index: Index


@dataclass(frozen=True, slots=True)
class Listed:
    """One listed entity.

    Attributes:
        held: the list it stands on.
        entity: what the list says of it, as FollowTheMoney JSON.
    """

    held: Held
    entity: Mapping[str, Any]


class Lists:
    """The lists of one server, each under a name of its own.

    Raises:
        SettingsError: two lists would have one name.
    """

    def __init__(self, indexes: Iterable[Index]) -> None:
        self._held: dict[str, Held] = {}
        for number, index in enumerate(indexes, start=1):
            name = address_name(index.edition.name)
            if name in ("", WHOLE):
                name = f"list_{number}"
            if name in self._held:
                raise SettingsError(
                    f"two of the lists are called {name!r}",
                    where="--lists",
                    do="serve one of them, or build it again under another name",
                )
            self._held[name] = Held(name, index)

    def __iter__(self) -> Iterator[Held]:
        for held in self._held.values():
            held.index.refresh()
            yield held

    def __len__(self) -> int:
        return len(self._held)

    def of(
        self, dataset: str, include: Sequence[str] = (), exclude: Sequence[str] = ()
    ) -> tuple[Held, ...]:
        """Give the lists one question is put to.

        Args:
            dataset: a list's name, or "default" for the lists together.
            include: further lists to ask; with "default", the only ones to ask.
            exclude: lists that are left out.

        Raises:
            NotFound: there is no list *dataset*.
            UsageError: there is no list of a name in *include* or *exclude*, or none is left.
        """
        if dataset == WHOLE:
            asked = dict.fromkeys(include or self._held)
        else:
            asked = dict.fromkeys([pick("dataset", dataset, self._held).name, *include])
        for name in (*include, *exclude):
            if name not in self._held:
                raise UsageError(
                    f"no list called {name!r} is served",
                    where="include_dataset" if name in include else "exclude_dataset",
                    do=f"lists here: {', '.join(sorted(self._held))}",
                )
        left = tuple(self._held[name] for name in asked if name not in exclude)
        if not left:
            raise UsageError(
                "no list is left to ask", where="exclude_dataset", do="exclude fewer of them"
            )
        for held in left:
            held.index.refresh()
        return left

    def entity(self, list_id: str, dataset: str = WHOLE) -> Listed:
        """Give one listed entity.

        Raises:
            NotFound: none of the lists has that id.
            UsageError: several lists have it, and *dataset* does not say which is meant.
        """
        found = [
            Listed(held, entity)
            for held in self.of(dataset)
            if (entity := entity_on(held, list_id)) is not None
        ]
        if not found:
            raise NotFound(f"no listed entity has the id {list_id!r}", do="check it as it came")
        if len(found) > 1:
            names = " and ".join(one.held.name for one in found)
            raise UsageError(
                f"{list_id!r} is an id on {names}", do="say which list is meant: ?dataset=NAME"
            )
        return found[0]


def entity_on(held: Held, list_id: str) -> Mapping[str, Any] | None:
    """Give the entity of that id on one list, or None."""
    try:
        return held.index.entity(list_id)
    except NotFound:
        return None


def address_name(title: str) -> str:
    """Give the name a list has in addresses.

    >>> address_name("UN Security Council (consolidated)")
    'un_security_council_consolidated'
    """
    return _APART.sub("_", fold(title)).strip("_")
