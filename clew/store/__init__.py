"""Keep it: a case folder with originals, statements, hits and judgements, behind one door."""

from clew.store.case import Case, make_case, open_case
from clew.store.door import Door, View

__all__ = ["Case", "Door", "View", "make_case", "open_case"]
