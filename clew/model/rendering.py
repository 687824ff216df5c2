"""A text made from an original: a translation of it into another language, or a transcript of its sound.

It is a statement of its own, with who made it, when, from what and who checked it; the original
stands beside it and is never replaced by it.
"""

from dataclasses import dataclass
from typing import Final

from clew.errors import UsageError
from clew.model.custody import moment, readable

TRANSLATION: Final = "translation"
TRANSCRIPT: Final = "transcript"
LONGEST_NAME: Final = 200
"""Characters of the name of who made or checked it."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a person says of a translation or a transcript.

    Attributes:
        kind: "translation" or "transcript".
        by: who made it: a person, an office, or a program with its version.
        spoken: language of the original, as FollowTheMoney writes it: "sqi".
        written: language it is written in.
        at: a day (2026-03-01) or a time in UTC it was made at; empty when nobody said.
        where: the place of the original it is of ("model id=…"); empty: the whole of it.
    """

    kind: str
    by: str
    spoken: str
    written: str
    at: str = ""
    where: str = ""


def translation(
    by: str, spoken: str, written: str, at: str | None = None, where: str | None = None
) -> Rendering:
    """Take what a person said of a translation.

    Raises:
        UsageError: nobody is named, a language is none, both are the same, or the time is unreadable.
    """
    from_language, to_language = language(spoken, "--from"), language(written, "--to")
    if from_language == to_language:
        raise UsageError(
            f"a translation from {language_name(from_language)} into the same is none",
            do="say the language of the original with --from, that of the translation with --to",
        )
    made_at = moment(at or "", "--at")
    return Rendering(
        TRANSLATION, somebody(by, "--by"), from_language, to_language, made_at, where or ""
    )


def transcript(by: str, spoken: str, at: str | None = None, where: str | None = None) -> Rendering:
    """Take what a person said of a transcript.

    Raises:
        UsageError: nobody is named, the language is none, or the time is unreadable.
    """
    heard = language(spoken, "--in")
    made_at = moment(at or "", "--at")
    return Rendering(TRANSCRIPT, somebody(by, "--by"), heard, heard, made_at, where or "")


def somebody(text: str, option: str) -> str:
    """Give the name of who did something, as typed.

    Raises:
        UsageError: it is empty or too long.
    """
    name = " ".join(readable("name", text).split())
    if not name:
        raise UsageError(
            f"{option} names nobody", do="name the person or office, or the program and its version"
        )
    if len(name) > LONGEST_NAME:
        raise UsageError(f"{option} has over {LONGEST_NAME} characters", do="give the name alone")
    return name


def language(text: str, option: str) -> str:
    """Give a language as FollowTheMoney writes it, from its code or English name.

    Raises:
        UsageError: there is none such.

    >>> language("sq", "--from"), language("Albanian", "--from")
    ('sqi', 'sqi')
    """
    from followthemoney.types import registry

    code = registry.language.clean(text.strip())
    if code is None:
        raise UsageError(
            f"{option} {text[:40]!r} is no language that is known",
            do="write its code: sq, sr, tr, ar, en, fa, ps, ur, …",
        )
    return str(code)


def language_name(code: str) -> str:
    """Give the English name of a language, or its code where none is known.

    >>> language_name("sqi")
    'Albanian'
    """
    from followthemoney.types import registry

    return str(registry.language.names.get(code, code))
