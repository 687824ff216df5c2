"""Goes over the texts of a report for their languages, and keeps the tally for its receipt."""

from collections import Counter
from collections.abc import Iterable

from clew.model.evidence import Found, Refusal
from clew.sources.languages import language_of
from clew.sources.mention_pass import PICTURED

_UNKNOWN = "unknown"


class LanguagePass:
    """Tells the languages of one report; each is said once, where it stands first."""

    def __init__(self) -> None:
        self._passages = Counter[str]()

    def note(self, found: Iterable[Found | Refusal]) -> None:
        """Add to each document of one record the languages that are new in it."""
        for entity in found:
            if isinstance(entity, Found) and entity.schema != PICTURED:
                for value in list(entity.values):
                    if value.prop == "bodyText":
                        self._tell(entity, value.text, value.spot or entity.spot)

    def _tell(self, entity: Found, text: str, spot: str) -> None:
        told = language_of(text)
        for code in told.codes:
            if not self._passages[code]:
                entity.add("detectedLanguage", code, written=told.why, spot=spot)
        self._passages.update(told.codes or (_UNKNOWN,))

    @property
    def tally(self) -> dict[str, int]:
        """Give how many passages are in each language, the most first; "unknown" last."""
        known = [(code, n) for code, n in self._passages.most_common() if code != _UNKNOWN]
        rest = self._passages[_UNKNOWN]
        return dict([*known, (_UNKNOWN, rest)] if rest else known)
