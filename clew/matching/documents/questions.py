"""The questions a case's documents raise. Each says what the records give and asks; none says what a document is."""

from collections.abc import Iterable, Sequence
from datetime import date

from clew.matching.documents import alone, together
from clew.matching.documents.held import Held
from clew.matching.documents.question import Question
from clew.sources.document_list import DocumentList


def questions(case: Held, lists: Sequence[DocumentList], today: date) -> list[Question]:
    """Give the questions: lists first, then what ties documents together, then each by itself."""
    checks: tuple[Iterable[Question], ...] = (
        together.listed(case.papers, lists),
        together.two_identities(case.papers),
        together.same_portrait(case.papers),
        together.same_picture(case),
        alone.other_name_in_print(case),
        together.runs(case.papers),
        alone.faults(case),
        alone.impossible_dates(case, today),
        alone.expired(case.papers, today),
    )
    return [question for check in checks for question in check]
