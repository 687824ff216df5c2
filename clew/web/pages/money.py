"""The money of the case: balances, deposits, what is owed, rates that are missing, an estimate to adjust."""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from clew.errors import SettingsError
from clew.store import View
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown

if TYPE_CHECKING:
    from clew.analysis.money.rates import Rate

router = routes()
Several = Annotated[list[str], Query(max_length=200)]


class ProposalAnswer(BaseModel):
    """What a person said of money told in words."""

    id: Annotated[str, Field(max_length=60)]
    answer: Literal["accepted", "rejected"]


def _asked(
    currency: Annotated[str, Query(max_length=20)] = "EUR",
    same: Literal["judged", "proposed"] = "judged",
    assume: Several = [],  # noqa: B006 - the framework copies it
    rate: Several = [],  # noqa: B006
    notebook: Annotated[list[int], Query(max_length=50)] = [],  # noqa: B006
) -> dict[str, Any]:
    return {
        "currency": currency, "same": same, "assume": assume, "rate": rate, "notebook": notebook,
    }  # fmt: skip


Asked = Annotated[dict[str, Any], Depends(_asked)]


@router.get("/money")
def money(request: Request, asked: Asked) -> Shown:
    """Give the ledger, counted with the rates, assumptions and notebooks that are named."""
    _needs()
    from clew.analysis.money.notebooks import notebooks

    with door_of(request, "money").act("view", what="money") as view:
        answer = _answer(view, asked)
        return {**answer, "notebooks": notebooks(view)}


@router.get("/money.{kind}")
def money_file(request: Request, kind: Literal["xlsx", "csv", "md"], asked: Asked) -> Response:
    """Give the same as a workbook or a table."""
    _needs()
    from clew.exchange.money_tables import as_file
    from clew.exchange.network_rows import title_of
    from clew.exchange.tables import TYPES

    with door_of(request, "money").act("export", what="money", to=kind) as view:
        made = as_file(_answer(view, asked), kind, title_of(view, "money"))
    headers = {"Content-Disposition": f'attachment; filename="money.{kind}"'}
    return Response(made, media_type=TYPES[kind], headers=headers)


@router.post("/money/answers")
def answer_proposal(request: Request, given: ProposalAnswer) -> Shown:
    """Accept or reject money told in a message or a report."""
    _needs()
    from clew.analysis.money.proposed import decide

    return {"answered": decide(door_of(request, "money"), {given.id: given.answer})}


def _answer(view: View, asked: dict[str, Any]) -> Shown:
    from clew.analysis.money.amounts import currency_of
    from clew.analysis.money.entries import Book, from_case, from_notebook
    from clew.analysis.money.notebooks import notebook_of
    from clew.analysis.money.report import money as counted
    from clew.analysis.network.from_case import case_network
    from clew.store.masking import case_veil

    book = Book()
    for number in asked["notebook"]:
        from_notebook(notebook_of(view, number), book)
    from_case(view, case_network(view, asked["same"]), book)
    book.mask(case_veil(view))
    rates = [_rate(told) for told in asked["rate"]]
    answer = counted(book, rates, currency_of(asked["currency"]), asked["assume"], view)
    view.note(entries=len(book.entries), refused=len(book.refused))
    return answer


def _rate(told: str) -> "Rate":
    """Read a rate as its form sends it: 2026-03-01,EUR,TRY,49.10."""
    from clew.analysis.money.rates import rate_of

    day, begin, end, rate = [*told.split(",", 3), "", "", ""][:4]
    return rate_of(day, begin, end, rate, where=f"rate {told!r}")


def _needs() -> None:
    if lacking := [name for name in ("numba", "numpy", "rustworkx") if find_spec(name) is None]:
        raise SettingsError(
            f"the money page needs {', '.join(lacking)}",
            do="install it: pip install 'clew[network]'",
        )
