r"""Marks nobody sees: a text without them, and where its letters stand in the text as given.

Messengers and word processors put marks of direction, joins and breaks between letters and digits. None is part
of a word or a number: "1\u200b2 people" are twelve.
"""

import re
from bisect import bisect_right

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)


class Seen:
    """A text without the marks nobody sees.

    Attributes:
        text: what is left.
    """

    def __init__(self, given: str) -> None:
        """Take the marks out of *given*."""
        self.text = _UNSEEN.sub("", given)
        told = _UNSEEN.finditer(given) if len(self.text) < len(given) else ()
        self._gone = [found.start() - number for number, found in enumerate(told)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        r"""Give where letters *start* to *end* of `text` stand in the text as given.

        >>> Seen("1\u200b2 people").span(0, 2)
        (0, 3)
        """
        return self._place(start), self._place(max(end - 1, start)) + (end > start)

    def _place(self, at: int) -> int:
        return at + bisect_right(self._gone, at)
