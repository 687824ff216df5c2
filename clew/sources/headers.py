"""What the columns of a table mean, by which order and clock its dates are read: seen, guessed, or as saved."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from clew.errors import UnknownSource
from clew.model.dates import Order, order_in, order_of
from clew.model.evidence import Evidence, Mapping
from clew.model.text import fold
from clew.model.zones import is_zone, zone_of_country
from clew.sources.column_values import meaning_by_values
from clew.sources.columns import meaning_of, meanings
from clew.sources.encoding import samples
from clew.sources.table_layout import shape_of, values_by_column
from clew.sources.tables import Shape

UNMAPPED = "unmapped"
DATES = frozenset(
    {
        "birth_date", "trip_date", "trip_until", "call_start", "call_end", "document_expiry",
        "document_issued",
    }
)  # fmt: skip
ABOUT_PEOPLE = frozenset({"name", "first_name", "last_name"})
ABOUT_VEHICLES = frozenset({"plate", "vin"})
CALLS = "calls"
"""Kind of a table of call detail records."""
_BOTH_ENDS = frozenset({"caller", "callee"})
_ON_THE_NETWORK = frozenset({"caller", "callee", "phone", "imei", "imsi", "cell", "latitude"})
ABOUT_CALLS = _ON_THE_NETWORK - {"phone", "latitude"}
_CALL_TIMES = frozenset({"call_start", "call_duration", "call_type"})
ORDERS: dict[str, Order] = {"DMY": "DMY", "MDY": "MDY", "YMD": "YMD"}
_YEAR_FIRST = re.compile(r"\s*\d{4}\D")  # reads one way only, whatever the order of the others


@dataclass(frozen=True, slots=True)
class Understood:
    """A table, understood.

    Attributes:
        shape: its layout.
        meanings: what each column holds, by position; `UNMAPPED` for unknown ones.
        mapping: the same, to be saved.
        said: topic → what was taken, for the receipt.
    """

    shape: Shape
    meanings: tuple[str, ...]
    mapping: Mapping
    said: dict[str, str] = field(default_factory=dict)


def understand(evidence: Evidence) -> Understood:
    """Find layout, columns and date order of a table; a saved mapping for its header goes first.

    Raises:
        UnknownSource: no column says who or which vehicle a row is about.
    """
    blocks = samples(evidence)
    saved = saved_for_one(evidence)
    shape, said = shape_of(blocks, evidence.country, saved)
    return settle(shape, values_by_column(blocks, shape), evidence.country, saved, said)


def saved_for_one(evidence: Evidence) -> Mapping | None:
    """Give the mapping saved for a file that is a single table, or None."""
    return next(iter(evidence.mappings.values()), None)


def settle(
    shape: Shape,
    values: list[list[str]],
    country: str | None,
    saved: Mapping | None,
    said: dict[str, str],
) -> Understood:
    """Say what the columns of a table hold, from its layout and sample values.

    Args:
        shape: its layout.
        values: sample values of each column.
        country: ISO alpha-2 its dates are read by, or None.
        saved: the mapping saved for its header, or None.
        said: what was taken so far; gains what is decided here.

    Raises:
        UnknownSource: no column says who or which vehicle a row is about.
    """
    if saved and not set(shape.columns) <= set(saved.columns):
        said["mapping"] = "the saved mapping is for another header and was not used"
        saved = None
    if saved:
        said["mapping"] = "saved with the case for this header"
        held = tuple(_known_or_unmapped(saved.columns[column]) for column in shape.columns)
    else:
        held = columns_guessed(shape, values, said)
    kind = _kind(held) or _refuse(shape)
    order = _date_order(country, saved, held, values, said)
    zone = _time_zone(country, saved, said) if kind == CALLS else None
    said["columns"] = "; ".join(
        f"{column} → {what}"
        for column, what in zip(shape.columns, held, strict=True)
        if what != UNMAPPED
    )
    if unmapped := [c for c, what in zip(shape.columns, held, strict=True) if what == UNMAPPED]:
        said["unmapped"] = "; ".join(unmapped)
    said["kind"] = kind
    columns = dict(zip(shape.columns, held, strict=True))
    unit = saved.duration_unit if saved else None
    mapping = Mapping(kind, columns, shape.delimiter, shape.encoding, order, zone, unit)
    return Understood(shape, held, mapping, said)


def signature_of(columns: Sequence[str]) -> str:
    """Give the name under which a header's mapping is saved: 16 hex characters.

    Case, accents, script and punctuation of the header cells make no difference.
    """
    text = "\x1f".join(fold(column) for column in columns)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def columns_guessed(shape: Shape, values: list[list[str]], said: dict[str, str]) -> tuple[str, ...]:
    """Give what each column seems to hold, by its header, else by its values; *said* gains why."""
    held = [(meaning_of(column) if shape.first else None) for column in shape.columns]
    by_values = {}
    for place, what in enumerate(held):
        guess = None if what else meaning_by_values(values[place][:400])
        if guess and guess not in held:
            held[place] = by_values[shape.columns[place]] = guess
    if by_values:
        said["by values"] = "; ".join(f"{column} → {what}" for column, what in by_values.items())
    return tuple(what or UNMAPPED for what in _in_context(held))


def _in_context(held: list[str | None]) -> list[str | None]:
    """Read "name" beside one half of it as the other half, and half a name alone as the whole."""
    has = set(held)
    held = _from_until(held)
    swap: dict[str | None, str] = {}
    if "name" in has and "first_name" in has and "last_name" not in has:
        swap["name"] = "last_name"
    elif "name" in has and "last_name" in has and "first_name" not in has:
        swap["name"] = "first_name"
    elif "name" not in has and len(has & {"first_name", "last_name"}) == 1:
        swap = {"first_name": "name", "last_name": "name"}
    return [swap.get(what, what) for what in held]


def _time_zone(country: str | None, saved: Mapping | None, said: dict[str, str]) -> str | None:
    """Decide by which clock times without an offset are read: as saved, by the country, or not."""
    if saved and saved.time_zone:
        said["time zone"] = f"{saved.time_zone} (saved with the case)"
        return saved.time_zone
    zone = zone_of_country(country)
    if zone and is_zone(zone):
        said["time zone"] = f"{zone} (a guess: usual in {country})"
        return zone
    said["time zone"] = "not known: of times without an offset only the day is kept"
    return None


def _from_until(held: list[str | None]) -> list[str | None]:
    """Read the second of two dates of a stay or a rental as its end."""
    days = [place for place, what in enumerate(held) if what == "trip_date"]
    if len(days) == 2 and {"room", "rental_company"} & set(held) and "trip_until" not in held:
        return [*held[: days[1]], "trip_until", *held[days[1] + 1 :]]
    return held


def _known_or_unmapped(meaning: str) -> str:
    return meaning if meaning in meanings() else UNMAPPED


def _kind(held: tuple[str, ...]) -> str | None:
    """Say what a row is about; None when no column names a person or a vehicle."""
    has = set(held)
    if has >= _BOTH_ENDS or (has & _CALL_TIMES and len(has & _ON_THE_NETWORK) > 1):
        return CALLS
    if has & ABOUT_PEOPLE:
        return "passengers"
    if has & ABOUT_VEHICLES:
        return "vehicles"
    return None


def _refuse(shape: Shape) -> str:
    seen = ", ".join(repr(column) for column in shape.columns[:30])
    header = f"header {seen}" if shape.first else "no row looks like a header"
    raise UnknownSource(
        f"a table, but no column clew knows names a person, a vehicle or a call: {header}",
        do="rename a column (for example: name, first_name, last_name, birth_date, document, "
        "phone, plate), or write a mapping for this header under mappings/",
    )


def _date_order(
    country: str | None,
    saved: Mapping | None,
    held: tuple[str, ...],
    values: list[list[str]],
    said: dict[str, str],
) -> Order | None:
    """Decide the order of dates: as saved, by a date that shows it, by the country, or not."""
    if not DATES & set(held):
        return None
    if saved and saved.date_order in ORDERS:
        said["date order"] = f"{saved.date_order} (saved with the case)"
        return ORDERS[saved.date_order]
    dates = [v for column, what in zip(values, held, strict=True) if what in DATES for v in column]
    telling = [text for text in dates if text.strip() and not _YEAR_FIRST.match(text)]
    found = order_of(telling or dates)
    if found.is_contradicted:
        said["date order contradicted"] = found.because
    if found.order:
        said["date order"] = f"{found.order} (shown by {found.because})"
        return found.order
    if guess := order_in(country):
        said["date order"] = f"{guess} (a guess: usual in {country})"
        return guess
    if dates and sum(v.count(".") >= 2 for v in dates) * 2 > len([v for v in dates if v.strip()]):
        said["date order"] = "DMY (a guess: dates with dots put the day first)"
        return "DMY"
    said["date order"] = "not known"
    return None
