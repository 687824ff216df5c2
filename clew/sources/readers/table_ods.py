"""Lists of passengers or vehicles in an OpenDocument spreadsheet, each sheet a table.

Reads    ODS: several sheets, merged cells, labels over the header, repeated rows
Gives    what a row of a delimited table gives: Person, Vehicle, documents, Trip or Event
Units    date cells → ISO, clock cells → HH:MM:SS; a formula counts by the value saved with it
Refuses  a sheet without a known column, numbers of over 15 digits, a password
"""

from collections.abc import Iterator

from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources import ods
from clew.sources.opendocument import kind_of
from clew.sources.reader import Reader
from clew.sources.sheet_tables import SheetRow, excerpt_of, read, split_sheets, tables_of
from clew.sources.table_plans import YIELDS
from clew.sources.table_seen import TableSeen


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a package that names itself an OpenDocument spreadsheet."""
    return 1.0 if kind_of(head) == "spreadsheet" else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[SheetRow | Refusal]:
    """Give the rows of each sheet below its header."""
    return split_sheets(evidence, guesses, ods.sheets)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a row of a sheet with the five before and after it."""
    return excerpt_of(evidence, spot, ods.sheets)


def tables(evidence: Evidence) -> list[TableSeen]:
    """Give the sheets on which something is written."""
    return tables_of(evidence, ods.sheets)


ODS = Reader(
    name="ods",
    title="Tables in an OpenDocument spreadsheet (ODS)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=YIELDS,
    is_package=True,
    sample=("lists.ods", {"rows": 5, "passengers": 3}),
    tables=tables,
)
