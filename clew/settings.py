"""The one place that reads the environment. Only cli/ and web/ import it."""

import getpass
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clew.errors import SettingsError

SHORTEST_KEY = 16
"""Characters of a key for programs; fewer could be guessed."""


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError("a port is a number from 0 to 65535")
    return number


def _key(text: str) -> str:
    if len(text) < SHORTEST_KEY or not text.isascii() or not text.isprintable() or " " in text:
        raise SettingsError(
            "CLEW_API_KEY is no key",
            do=f"give it at least {SHORTEST_KEY} plain characters, none of them a blank",
        )
    return text


_READ: dict[str, Callable[[str], object]] = {
    "USER": str,
    "AGENCY": str,
    "DATABASE": str,
    "PORT": _port,
    "API_KEY": _key,
    "SPARK_MASTER": str,
    "SHARED": Path,
    "HYPOTHESIS": str,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs.

    Attributes:
        user: account name written into the log.
        agency: the agency the user asks for.
        database: address for new cases; None keeps their data in the case folder.
        port: TCP port of the desk on this machine.
        api_key: what a program must show to ask the lists; None asks for nothing.
        spark_master: address of the Spark cluster that --engine spark screens on; empty: this machine.
        shared: folder of public data that tests and benchmarks read.
        hypothesis: how deep property tests go.
    """

    user: str = ""
    agency: str = "local"
    database: str | None = None
    port: int = 8200
    api_key: str | None = None
    spark_master: str = ""
    shared: Path = Path("../shared")
    hypothesis: str = "clew"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read CLEW_* variables; a misspelt name or value is refused, never ignored.

        Raises:
            SettingsError: an unknown name or an unreadable value.
        """
        given = {k.removeprefix("CLEW_"): v for k, v in env.items() if k.startswith("CLEW_")}
        if unknown := sorted(given.keys() - _READ.keys()):
            known = ", ".join(f"CLEW_{name}" for name in _READ)
            raise SettingsError(f"unknown setting CLEW_{unknown[0]}", do=f"settings are: {known}")
        read = {name.lower(): _parse(name, text) for name, text in given.items()}
        return cls(**{"user": _account(), **read})  # type: ignore[arg-type]


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _parse(name: str, text: str) -> object:
    try:
        return _READ[name](text)
    except ValueError as exc:
        raise SettingsError(
            f"CLEW_{name}={text!r} is not readable: {exc}", do="correct it, or unset it"
        ) from exc
