"""Names that became known only after a report came in, found in it at the next check."""

from clew.model.ports import Item, Mentioned
from clew.sources.mention_entities import entities_of, entity_key
from clew.sources.mention_names import NameIndex
from clew.sources.reader import all_readers
from clew.store.later import ComingLater
from clew.store.receipts import mentions, sources, texts
from clew.store.shelf import Shelf

DOCUMENT = "document"
"""Key under which findings speak of the report itself."""


def names_in_reports(shelf: Shelf) -> int:
    """Look for the names the case holds now in each of its reports; give how many were new.

    Spans that already are a mention, of whatever kind and answer, are left as they are. Make the
    shelf while holding the case's intake lock.
    """
    index = NameIndex()
    index.add(sorted(set(shelf.known_names().names())))
    reports = {name for name, reader in all_readers().items() if reader.is_report}
    with shelf.door.quiet() as view:
        numbers = [int(str(s["id"])) for s in sources(view) if s["reader"] in reports]
    return sum(_in_report(shelf, number, index) for number in numbers)


def _in_report(shelf: Shelf, source: int, index: NameIndex) -> int:
    with shelf.door.quiet() as view:
        passages = texts(view, source)
        known = [(m.statement, m.start, m.end) for m in mentions(view, source)]
    items: list[Item] = []
    for _, statement, spot, text in passages:
        taken = [(start, end) for at, start, end in known if at == statement]
        fresh = [
            m
            for m in index.spans(text)
            if not any(m.start < end and start < m.end for start, end in taken)
        ]
        items += entities_of(fresh, DOCUMENT, spot)
        items += [
            Mentioned(DOCUMENT, spot, text, m.start, m.end, m.kind, entity_key(m, DOCUMENT))
            for m in fresh
        ]
    if not items:
        return 0
    document = passages[0][0]
    later = ComingLater(shelf, source, DOCUMENT, document, {(s, t): n for _, n, s, t in passages})
    later.write(items)
    return later.done()
