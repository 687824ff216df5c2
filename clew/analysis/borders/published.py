"""A published figure beside what the file counts: both are shown with their definitions, none is chosen."""

import re
from dataclasses import asdict, dataclass

from clew.analysis.borders.counts import Counts, definitions
from clew.analysis.borders.tables import changes
from clew.errors import UsageError

_TOLD = re.compile(
    r"(?P<period>\d{4}(?:-(?:\d{2}|Q[1-4]))?)=(?P<value>[\d ,.]+)?(?:[;,]?\s*(?P<change>[+−-]\s*\d+(?:[.,]\d+)?)\s*%)?$"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A published figure beside the file's.

    Attributes:
        published, published_change: as given; the base they imply is *implied_base*.
        file, file_change, file_base: what the file counts.
        says: both in words.
    """

    period: str
    published: float | None
    published_change: float | None
    implied_base: float | None
    file: float | None
    file_change: float | None
    file_base: float | None
    says: str
    definitions: dict[str, str]

    def as_json(self) -> dict[str, object]:
        """Give it as `clew borders --published --json` prints it."""
        return asdict(self)


def beside(counts: Counts, route: str, told: str) -> Beside:
    """Set a published figure, "2013=40000,+27%", beside the file's count of the route.

    Raises:
        UsageError: it is not written so.
    """
    read = _TOLD.match(told.strip())
    if not read or not (read["value"] or read["change"]):
        raise UsageError(
            f"{told!r} is no published figure", do="write 2013=40000 or 2013=40000,+27%"
        )
    value = float(re.sub(r"\D", "", read["value"])) if read["value"] else None
    moved = read["change"]
    change = float(re.sub(r"\s", "", moved).replace("−", "-").replace(",", ".")) if moved else None
    base = round(value / (1 + change / 100), 1) if value and change not in (None, -100.0) else None
    period = read["period"]
    step = "year" if len(period) == 4 else "quarter" if "Q" in period else "month"
    own = next((one for one in changes(counts, route, step) if one.period.startswith(period)), None)
    file = own.value if own else None
    within = f" in {own.period}, the months the file has" if own and own.is_partial else ""
    says = [f"published for {period}: {_number(value)}{_moved(change)}"]
    says.append(
        f"{counts.source} counts {_number(file)}{_moved(own.change_percent if own else None)} on {route}{within}"
    )
    says.append(
        "they may count other borders, indicators or editions; clew shows both and does not choose"
    )
    return Beside(
        period, value, change, base, file, own.change_percent if own else None,
        own.previous if own else None, "; ".join(says),
        {
            "published": "as its source defines it; ask which indicator, borders and edition",
            "file": f"{definitions()['counted']}; route: {route}",
        },
    )  # fmt: skip


def _number(value: float | None) -> str:
    return "no count" if value is None else f"{value:,.0f} detections"


def _moved(change: float | None) -> str:
    return "" if change is None else f" ({change:+g} %)"
