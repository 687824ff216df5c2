"""What operators' records show of handsets: pairs at one cell, cards in several of them."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Thing:
    """A handset, a card or a cell as a list shows it: entity id, caption, agency of the file."""

    entity: str
    caption: str
    agency: str


@dataclass(frozen=True, slots=True)
class Together:
    """Two handsets that records name at one cell within minutes.

    Attributes:
        one, other: the handsets, or the cards where no handset is named.
        cell: the cell.
        occasions: how many spans of time they share there; records closer together than the
            span asked for are one occasion.
        closest_s: seconds between the two records that stand closest.
        first, last: UTC of the first and last record counted.
        statements: a statement of each of the two closest records, to be opened.
        because: what the records show, in one sentence.
    """

    one: Thing
    other: Thing
    cell: Thing
    occasions: int
    closest_s: int
    first: str
    last: str
    statements: tuple[int, int]
    because: str


@dataclass(frozen=True, slots=True)
class Used:
    """One of several handsets a card was used in (or cards in a handset): how often, when."""

    thing: Thing
    records: int
    first: str
    last: str
    statement: int


@dataclass(frozen=True, slots=True)
class Swap:
    """A card that records name in several handsets, or a handset with several cards.

    Attributes:
        thing: the card or handset.
        kind: "card in several handsets" or "handset with several cards".
        used: the others, by first use.
        because: what the records show, in one sentence.
    """

    thing: Thing
    kind: str
    used: tuple[Used, ...]
    because: str


@dataclass(slots=True)
class Findings:
    """What was found, and what was left out and why.

    Attributes:
        rows: findings, the most telling first.
        left_out: reason → how many.
    """

    rows: list[Together] | list[Swap]
    left_out: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Give it as `clew handsets --json` prints it."""
        return {"found": [asdict(row) for row in self.rows], "left_out": self.left_out}
