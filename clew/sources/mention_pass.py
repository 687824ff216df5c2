"""Goes over reports for mentions, with the names the case holds by then, and over messages for numbers."""

from collections.abc import Iterable, Iterator

from clew.model.evidence import Found, Refusal
from clew.model.ports import Item, KnownNames, Mentioned
from clew.sources.mention_entities import entities_of, entity_key, refusals_of
from clew.sources.mention_names import NameIndex
from clew.sources.mentions import look, look_for_numbers

_WRITTEN = frozenset({"Message", "Email", "PlainText"})
"""What somebody wrote, of the entities that hold a text in files that are no reports."""

_PAPERS = frozenset({"documents", "papers"})
"""What a receipt counts where a report begins."""
PICTURED = "Image"
"""What stands printed on a travel document is read with its zone, and is no report."""


class MentionPass:
    """Finds mentions in the records of reports; asks for the known names anew for each report.

    Args:
        known_names: gives the names the case holds, at least those new since it was last asked.
    """

    def __init__(self, known_names: KnownNames) -> None:
        self._known_names = known_names
        self._index = NameIndex()
        self._seen: set[tuple[str, str]] = set()

    def of(self, found: Iterable[Found | Refusal], country: str | None) -> list[Item]:
        """Give the entities, refusals and mentions in the texts of one record of a report."""
        items: list[Item] = []
        for entity in found:
            if not isinstance(entity, Found) or entity.schema == PICTURED:
                continue
            if _PAPERS.intersection(entity.counts):
                self._learn()
            for value in entity.values:
                if value.prop == "bodyText":
                    spot = value.spot or entity.spot
                    items += self._passage(value.text, country, entity.key, spot)
        return items

    def _learn(self) -> None:
        new = set(self._known_names.names()) - self._seen
        if new:
            self._index.add(sorted(new))
            self._seen |= new

    def _passage(self, text: str, country: str | None, document: str, spot: str) -> Iterator[Item]:
        looked = look(text, country, self._index)
        yield from entities_of(looked.mentions, document, spot)
        yield from refusals_of(looked.doubts, document, spot)
        for m in looked.mentions:
            key = entity_key(m, document)
            yield Mentioned(document, spot, text, m.start, m.end, m.kind, key)


def numbers_named(found: Iterable[Found | Refusal], country: str | None) -> list[Found | Refusal]:
    """Give whom and what the messages, mails and notes of one record name by number or address.

    Each points to its message as its proof. No names are looked for, and no mention waits for an
    answer: a phone holds a hundred thousand messages.
    """
    items: list[Found | Refusal] = []
    for entity in found:
        if isinstance(entity, Found) and entity.schema in _WRITTEN:
            for value in entity.values:
                if value.prop == "bodyText":
                    spot = value.spot or entity.spot
                    looked = look_for_numbers(value.text, country)
                    items += entities_of(looked.mentions, entity.key, spot, "named ")
                    items += refusals_of(looked.doubts, entity.key, spot)
    return items
