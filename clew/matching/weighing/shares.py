"""How common a part of a name is: Mohammed tells little, Bytyqi more, a name nobody else has most."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log

from clew.errors import BrokenRecord
from clew.matching.naming.known import one_spelling

REST = "*"
"""Key, in the reference, of every part it does not hold; it holds those of five bearers or more."""
REFERENCE_WEIGHT = 20_000
"""People the reference counts as when it is mixed with a list."""
_KEPT = 200_000
"""Parts whose share is remembered."""


def share_key(text: str) -> str:
    """Give the key under which the spellings of one part of a name are counted.

    Args:
        text: the part as `naming.parts.Part.text` has it.

    >>> share_key("mehmet") == share_key("mohammed"), share_key("gjoni")
    (True, 'gjoni')
    """
    return one_spelling(text)


class Shares:
    """Share of people who bear a part of a name, from a list mixed with the shipped reference.

    Args:
        counts: key of a part (`share_key`) → people or entities bearing it.
        total: people or entities counted.
        behind: the reference, the shipped one unless told.
    """

    def __init__(
        self, counts: Mapping[str, int], total: int, behind: Mapping[str, float] | None = None
    ) -> None:
        self._counts, self._total = counts, max(total, 0)
        self._reference = reference() if behind is None else behind
        self._known: dict[str, float] = {}

    @classmethod
    def shipped(cls) -> "Shares":
        """Give the shares of the reference alone."""
        return _shipped()

    @classmethod
    def of_one_route(cls, times: float) -> "Shares":
        """Give the shares among people of one route, where a part the reference does not hold is more common.

        Args:
            times: how many times as common.
        """
        return _of_one_route(times)

    def of(self, text: str) -> float:
        """Give the share of people who bear this part, above 0 and at most 1."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[text] = self.of_key(share_key(text))
        return found

    def information(self, text: str) -> float:
        """Give what one part tells, in log-odds: minus the logarithm of its share."""
        return -log(self.of(text))

    def of_key(self, key: str) -> float:
        """Give the share of people who bear a part, by the key of its spellings."""
        behind = self._reference.get(key) or self._reference[REST]
        if not self._total:
            return behind
        held = self._counts.get(key, 0) + REFERENCE_WEIGHT * behind
        return min(1.0, held / (self._total + REFERENCE_WEIGHT))


@cache
def _shipped() -> Shares:
    return Shares({}, 0)


@cache
def _of_one_route(times: float) -> Shares:
    behind = reference()
    return Shares({}, 0, {**behind, REST: min(1.0, behind[REST] * times)})


@cache
def reference() -> dict[str, float]:
    """Give the shipped table: key of a part → share of people."""
    return read_shares(files("clew.matching.weighing").joinpath("shares.tsv").read_text("utf-8"))


def read_shares(text: str) -> dict[str, float]:
    """Read a table of shares as `clew weights fit` writes it: key of a part → share of people.

    Raises:
        BrokenRecord: the table is damaged.
    """
    found: dict[str, float] = {}
    for row, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        key, tab, per_100_000 = line.partition("\t")
        if not (tab and per_100_000.replace(".", "", 1).isdigit()):
            raise BrokenRecord(
                f"{line!r} is not a part of a name and a count per 100,000",
                where=f"shares.tsv, row {row}",
                do="write it again with clew weights fit",
            )
        found[key] = float(per_100_000) / 100_000
    if not found.get(REST):
        raise BrokenRecord(
            f"no row {REST!r} for the parts it does not hold",
            where="shares.tsv",
            do="write it again with clew weights fit",
        )
    return found
