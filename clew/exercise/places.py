"""Where things stand, compared: planted places and the places clues name."""

import re
from collections.abc import Iterator
from typing import Any

Place = tuple[str, str, str]
"""Agency, file inside the agency's folder, place in the file."""

_NOT_LETTERS = re.compile(r"[\W_]+")


class Places:
    """Recognises the places of a truth file however a hit names their file.

    A hit may name a file by its path inside the agency's folder or by a longer path that ends so.
    """

    def __init__(self, truth: dict[str, Any]) -> None:
        self._files: dict[str, list[str]] = {}
        for path in truth["counts"]:
            agency, _, file = path.partition("/")
            self._files.setdefault(agency, []).append(file)
        self._known: dict[tuple[str, str], str] = {}
        self._groups: dict[Place, list[tuple[str, str, frozenset[str]]]] = {}
        for group in truth["same"]:
            for place in group["places"]:
                values = frozenset(_letters(value) for value in place["values"] if value)
                at = (place["agency"], place["file"], place["where"])
                self._groups.setdefault(at, []).append((group["kind"], group["id"], values))

    def of_clue(self, agency: str, side: dict[str, str]) -> Place:
        """Give the place one side of a clue stands at."""
        named = (agency, side["file"])
        if named not in self._known:
            self._known[named] = self._planted_file(*named)
        return agency, self._known[named], side["where"]

    def _planted_file(self, agency: str, file: str) -> str:
        for planted in self._files.get(agency, ()):
            if file == planted or file.endswith("/" + planted) or planted.endswith("/" + file):
                return planted
        return file

    def things_at(self, place: Place, value: str, kind: str | None) -> set[str]:
        """Give the ids of the persons, vehicles or handsets whose record stands at *place*.

        A paragraph or page may speak of several, so there the value must be the thing's own.
        """
        shared = place[2].startswith(("paragraph", "page"))
        return {
            name
            for thing, name, values in self._groups.get(place, ())
            if (kind is None or thing == kind) and not (shared and not _holds(values, value))
        }


def sides(pair: dict[str, Any]) -> Iterator[tuple[str, set[Place]]]:
    """Give a planted pair's two sides, each with every place the value stands at."""
    for letter in ("a", "b"):
        side = pair[letter]
        wheres = {side["where"], *(other["where"] for other in side.get("also", ()))}
        yield letter, {(side["agency"], side["file"], where) for where in wheres}


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _holds(values: frozenset[str], value: str) -> bool:
    own = _letters(value)
    return bool(own) and any(own in known or known in own for known in values if known)
