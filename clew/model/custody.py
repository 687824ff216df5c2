"""Who handed an original over, when, on what legal basis, under which seal and exhibit number."""

import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from clew.errors import UsageError

LONGEST = 20_000
"""Characters of one statement about custody that are kept; a longer text belongs into a file of its own."""
_CLOCKS_DIFFER = timedelta(minutes=5)
_EASTERNMOST = timedelta(hours=14)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class HandOver:
    """What a person said of how files were handed over; empty where nothing was said.

    Attributes:
        handed_over_by: name and office.
        handed_over_at: a day (2026-03-01) or a time in UTC (2026-03-01T11:30:00Z).
        legal_basis: the order, warrant, request or article it was handed over under.
        seal: number of the seal it came under.
        exhibit: its number among the exhibits.
    """

    handed_over_by: str = ""
    handed_over_at: str = ""
    legal_basis: str = ""
    seal: str = ""
    exhibit: str = ""

    def stated(self) -> dict[str, str]:
        """Give what was said, by its name."""
        return {name: text for name, text in asdict(self).items() if text}


def hand_over(said: dict[str, str | None], now: datetime | None = None) -> HandOver:
    """Take what a person said of a hand-over, by the names of `HandOver`.

    Raises:
        UsageError: a text is too long or no text, the time is unreadable, has no zone, or is to come.
    """
    texts = {name: readable(name, said.get(name) or "") for name in HandOver.__dataclass_fields__}
    texts["handed_over_at"] = moment(texts["handed_over_at"], "--handed-over-at", now)
    return HandOver(**texts)


def readable(name: str, text: str) -> str:
    """Give a typed text without blanks around it and without control characters.

    Raises:
        UsageError: it is longer than is kept, or holds bytes that are no text.
    """
    name = name.replace("_", " ")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError(f"the {name} holds bytes that are no UTF-8", do="type it anew")
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc").strip()
    if len(kept) > LONGEST:
        raise UsageError(
            f"the {name} has {len(kept):,} characters, and {LONGEST:,} are kept",
            do="give its number here, and bring the paper itself in with clew add",
        )
    return kept


def moment(text: str, option: str, now: datetime | None = None) -> str:
    """Give a day or a time in UTC as it is kept.

    Args:
        text: a day (2026-03-01) or a time with its zone (2026-03-01 12:30+01:00); empty stays empty.
        option: how the person gave it, for the refusal.
        now: the present, when it is not the clock's.

    Raises:
        UsageError: it is none, says no zone, or is to come.
    """
    if not text:
        return ""
    do = "write a day, 2026-03-01, or a time with its zone, 2026-03-01T12:30+01:00"
    present = now or datetime.now(UTC)
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            is_to_come = day > (present + _EASTERNMOST).date()
            kept = day.isoformat()
        else:
            at = datetime.fromisoformat(text)
            if at.tzinfo is None:
                raise UsageError(f"{option} {text!r} does not say its time zone", do=do)
            is_to_come = at > present + _CLOCKS_DIFFER
            kept = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError) as exc:
        raise UsageError(f"{option} {text!r} is no date that can be read", do=do) from exc
    if is_to_come:
        raise UsageError(
            f"{option} {text!r} is still to come", do="give the day it was handed over"
        )
    return kept
