"""Everything clew can refuse to do, as one family.

ClewError
├── SettingsError          a CLEW_* variable is unknown or unreadable
├── UsageError             the words of a command or request do not fit together
├── CaseError              the case folder or its database cannot be used
│   ├── BrokenLog          the log cannot be written or its chain is broken
│   └── CaseBusy           another process is bringing files into this case
├── SourceError            a file could not be read
│   ├── UnknownSource      no reader recognises the file
│   ├── UnsafeSource       the file could harm the machine that reads it
│   └── BrokenRecord       the reader knows the format, this record breaks it
├── NotFound               the case has nothing under that name
└── NotAllowed             the asker's role or the handling code forbids it

Each error says what happened, where, and what to do next. The terminal prints
it, the page shows it, the API returns it: one text for all three.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Self, TypeVar

T = TypeVar("T")


class ClewError(Exception):
    """A refusal the reader of the message can act on.

    Attributes:
        what: what happened, with the value in quotes.
        where: the file and spot, or the setting, it happened at; may be empty.
        do: what to do next; may be empty.
    """

    status = 500
    """HTTP status the web door answers with."""
    exit_code = 1
    """Exit code the terminal door ends with."""

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.do = what, where, do

    def __str__(self) -> str:
        at = f"{self.where}: " if self.where else ""
        return f"{at}{self.what}" + (f"\n  → {self.do}" if self.do else "")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.do))

    def at(self, where: str) -> Self:
        """Give the same refusal, placed at *where* if it had no place yet."""
        return type(self)(self.what, where=self.where or where, do=self.do)


def _rebuild(kind: type[ClewError], what: str, where: str, do: str) -> ClewError:
    return kind(what, where=where, do=do)


class SettingsError(ClewError):
    """A CLEW_* variable is unknown or unreadable."""

    exit_code = 2


class UsageError(ClewError):
    """The words of a command or request do not fit together."""

    status = 400
    exit_code = 2


class CaseError(ClewError):
    """The case folder or its database cannot be used."""


class BrokenLog(CaseError):
    """The log cannot be written, or its chain is broken."""


class CaseBusy(CaseError):
    """Another process is bringing files into this case."""

    status = 409


class SourceError(ClewError):
    """A file could not be read."""

    status = 422


class UnknownSource(SourceError):
    """No reader recognises the file."""

    status = 415


class UnsafeSource(SourceError):
    """The file could harm the machine that reads it."""


class BrokenRecord(SourceError):
    """The reader knows the format, but this record breaks it.

    Attributes:
        value: the record or value as written, to be kept beside the case.
    """

    def __init__(self, what: str, *, where: str = "", do: str = "", value: str = "") -> None:
        super().__init__(what, where=where, do=do)
        self.value = value

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_record, (self.what, self.where, self.do, self.value))


def _rebuild_record(what: str, where: str, do: str, value: str) -> BrokenRecord:
    return BrokenRecord(what, where=where, do=do, value=value)


class NotFound(ClewError):
    """The case has nothing under that name."""

    status = 404


class NotAllowed(ClewError):
    """The asker's role or the handling code forbids it."""

    status = 403


def pick(kind: str, name: str, known: Mapping[str, T]) -> T:
    """Look *name* up, or say which names exist and which one was probably meant.

    >>> pick("reader", "paxlts", {"paxlst": 1, "mrz": 2})
    Traceback (most recent call last):
    clew.errors.NotFound: no reader called 'paxlts'
      → did you mean 'paxlst'? readers here: mrz, paxlst
    """
    if name in known:
        return known[name]
    raise NotFound(f"no {kind} called {name!r}", do=_advice(kind, name, sorted(known)))


def _advice(kind: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(name, names, n=1)
    guess = f"did you mean {near[0]!r}? " if near else ""
    return f"{guess}{kind}s here: {', '.join(names) or 'none'}"
