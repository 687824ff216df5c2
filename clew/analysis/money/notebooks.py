"""The notebooks of payments that lie in a case as tables."""

from clew.analysis.money.entries import Notebook, is_notebook
from clew.analysis.money.rows import header_of
from clew.store import receipts
from clew.store.door import View
from clew.store.originals import open_original
from clew.store.reading import codes_of
from clew.store.shelf import source_of

MOST_FILES = 500
"""Tables of a case whose header is looked at, the latest first."""


def notebooks(view: View) -> list[dict[str, object]]:
    """List the tables of the case whose header is that of a notebook of payments."""
    tables = [s for s in receipts.sources(view) if s["reader"] == "csv"]
    return [
        {"id": one["id"], "file": one["file"], "agency": one["agency"]}
        for one in reversed(tables[-MOST_FILES:])
        if is_notebook(header_of(open_original(view.case, str(one["sha256"]))))
    ]


def notebook_of(view: View, number: int) -> Notebook:
    """Give a source of the case as a notebook."""
    row = source_of(view, number)
    codes = codes_of(row.handling, row.handling_text)
    return Notebook(open_original(view.case, row.sha256), row.name, number, codes)
