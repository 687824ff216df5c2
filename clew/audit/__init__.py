"""Who did what, when and why: an append-only, hash-chained log whose line commits with the act."""

from clew.audit.book import append, head, lines, verify
from clew.audit.chain import Line, Verdict

__all__ = ["Line", "Verdict", "append", "head", "lines", "verify"]
