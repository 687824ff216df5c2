"""Where a web page was saved from and when, as the program that saved it noted it."""

import re
from dataclasses import dataclass

_ONE_FILE = re.compile(
    r"\s*Page saved with (?P<by>SingleFile[\w ]{0,20}?)\s*\n\s*url:\s*(?P<address>\S{1,4096})"
    r"\s*\n\s*saved date:\s*(?P<at>[^\n]{10,80})"
)
_OF_THE_WEB = re.compile(r"\s*saved from url=\(\d{4}\)(?P<address>\S{1,4096})")


@dataclass(frozen=True, slots=True)
class Saved:
    """What was noted when a page was saved.

    Attributes:
        address: where it was taken from, as written.
        at: when, as written; empty when nobody noted it.
        by: what noted it.
    """

    address: str
    at: str
    by: str


def saved_by(comment: str) -> Saved | None:
    """Read the comment a browser puts above a page it saves; None for any other comment.

    >>> saved_by(" saved from url=(0024)https://posta.example/a ")
    Saved(address='https://posta.example/a', at='', by='the browser')
    """
    if found := _ONE_FILE.match(comment):
        return Saved(found["address"], found["at"].strip(), found["by"].strip())
    if found := _OF_THE_WEB.match(comment):
        return Saved(found["address"], "", "the browser")
    return None
