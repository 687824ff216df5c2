"""Where the fields of each kind of machine-readable document stand (ICAO Doc 9303 parts 4 to 7)."""

from dataclasses import dataclass

Place = tuple[int, int, int]
"""Line (0-based) and columns from–to (1-based, both included), as Doc 9303 counts them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of one kind of document stand.

    Attributes:
        name: "TD1", "TD2", "TD3", "MRV-A", "MRV-B" or "FRA" (French card before 2021).
        fields: field → its place.
        checks: field → place of its check digit.
        composite: what the last digit covers, or nothing for visas.
    """

    name: str
    fields: dict[str, Place]
    checks: dict[str, Place]
    composite: tuple[Place, ...]


_LINE_2 = {
    "number": (1, 1, 9),
    "nationality": (1, 11, 13),
    "birth": (1, 14, 19),
    "sex": (1, 21, 21),
    "expiry": (1, 22, 27),
}
_LINE_2_CHECKS = {"number": (1, 10, 10), "birth": (1, 20, 20), "expiry": (1, 28, 28)}
_HEAD = {"code": (0, 1, 2), "issuer": (0, 3, 5)}

TD3 = Layout(
    "TD3",
    {**_HEAD, "name": (0, 6, 44), **_LINE_2, "optional": (1, 29, 42)},
    {**_LINE_2_CHECKS, "optional": (1, 43, 43), "composite": (1, 44, 44)},
    ((1, 1, 10), (1, 14, 20), (1, 22, 43)),
)
TD2 = Layout(
    "TD2",
    {**_HEAD, "name": (0, 6, 36), **_LINE_2, "optional": (1, 29, 35)},
    {**_LINE_2_CHECKS, "composite": (1, 36, 36)},
    ((1, 1, 10), (1, 14, 20), (1, 22, 35)),
)
TD1 = Layout(
    "TD1",
    {
        **_HEAD, "number": (0, 6, 14), "optional": (0, 16, 30), "birth": (1, 1, 6),
        "sex": (1, 8, 8), "expiry": (1, 9, 14), "nationality": (1, 16, 18),
        "optional 2": (1, 19, 29), "name": (2, 1, 30),
    },
    {"number": (0, 15, 15), "birth": (1, 7, 7), "expiry": (1, 15, 15), "composite": (1, 30, 30)},
    ((0, 6, 30), (1, 1, 7), (1, 9, 15), (1, 19, 29)),
)  # fmt: skip
MRV_A = Layout(
    "MRV-A", {**_HEAD, "name": (0, 6, 44), **_LINE_2, "optional": (1, 29, 44)}, _LINE_2_CHECKS, ()
)
MRV_B = Layout(
    "MRV-B", {**_HEAD, "name": (0, 6, 36), **_LINE_2, "optional": (1, 29, 36)}, _LINE_2_CHECKS, ()
)
FRA = Layout(
    "FRA",
    {
        **_HEAD, "surname": (0, 6, 30), "number": (1, 1, 12), "given": (1, 14, 27),
        "birth": (1, 28, 33), "sex": (1, 35, 35),
    },
    {"number": (1, 13, 13), "birth": (1, 34, 34), "composite": (1, 36, 36)},
    ((0, 1, 36), (1, 1, 35)),
)  # fmt: skip

LINE_OF = {
    layout.name: {field: place[0] for field, place in layout.fields.items()}
    for layout in (TD1, TD2, TD3, MRV_A, MRV_B, FRA)
}
"""Layout → field → the line it stands on, 0-based."""
