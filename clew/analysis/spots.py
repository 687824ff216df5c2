"""The places in files that a line, a mark or a question of an answer rests on, as a person can open them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypedDict

from clew.store import reading
from clew.store.covering import MASK

if TYPE_CHECKING:
    from clew.analysis.network.from_case import CaseNetwork

MOST = 20
"""Places that are named of one thing; its count says how many there are."""


class Spot(TypedDict):
    """A place in a file: *where* in it, *source* its number, *handling* the codes, H3 with its text."""

    statement: int
    source: int
    file: str
    where: str
    agency: str
    evaluation: str
    handling: str


def spots(statements: Iterable[int], told: Mapping[int, reading.Told]) -> list[Spot]:
    """Give the places of statements in their order, each place once."""
    found: dict[tuple[int, str], Spot] = {}
    for number in statements:
        if (one := told.get(number)) is not None:
            codes = one.handling or "H0"
            if "H3" in codes and one.handling_text:
                codes = codes.replace("H3", f"H3 ({one.handling_text})")
            found.setdefault(
                (one.source, one.where),
                Spot(
                    statement=number, source=one.source, file=one.file, where=one.where, agency=one.agency,
                    evaluation=one.evaluation, handling=codes,
                ),
            )  # fmt: skip
    return list(found.values())


def called(network: "CaseNetwork", node: int) -> str:
    """Give what a picture or a list of movements calls somebody; victims and migrants stay masked."""
    party = network.parties[node]
    if network.category.get(node) == "migrant" and not network.is_unmasked:
        return f"{MASK} (migrant, masked)"
    return party.caption


def is_covered(network: "CaseNetwork", node: int) -> bool:
    """Say whether somebody is masked here: a victim or a migrant while the asker has not unmasked."""
    return node in network.parties and called(network, node).startswith(MASK)
