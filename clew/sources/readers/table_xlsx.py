"""Lists of passengers or vehicles in an Excel workbook, each sheet a table, one row each.

Reads    XLSX and XLSM: several sheets, hidden ones too, merged cells, labels over the header
Gives    what a row of a delimited table gives: Person, Vehicle, documents, Trip or Event
Units    date cells → ISO, clock cells → HH:MM:SS; a formula counts by the value saved with it
Refuses  a sheet without a known column, numbers of over 15 digits, a password; macros are not run
"""

from collections.abc import Iterator

from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources import xlsx
from clew.sources.ole import MARK
from clew.sources.packages import holds
from clew.sources.reader import Reader
from clew.sources.sheet_tables import SheetRow, excerpt_of, read, split_sheets, tables_of
from clew.sources.table_plans import YIELDS
from clew.sources.table_seen import TableSeen


def recognise(evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a package with a workbook, 0.5 for a locked one under the right name."""
    if head.startswith(MARK):
        return 0.5 if evidence.name.lower().endswith((".xlsx", ".xlsm")) else 0.0
    return holds(evidence, head, xlsx.BODY)


def split(evidence: Evidence, guesses: Guesses) -> Iterator[SheetRow | Refusal]:
    """Give the rows of each sheet below its header."""
    return split_sheets(evidence, guesses, xlsx.sheets)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a row of a sheet with the five before and after it."""
    return excerpt_of(evidence, spot, xlsx.sheets)


def tables(evidence: Evidence) -> list[TableSeen]:
    """Give the sheets on which something is written."""
    return tables_of(evidence, xlsx.sheets)


XLSX = Reader(
    name="xlsx",
    title="Tables in an Excel workbook (XLSX)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=YIELDS,
    is_package=True,
    sample=("lists.xlsx", {"rows": 5, "passengers": 3}),
    tables=tables,
)
