"""clew money: who paid, who holds, who is owed."""

from pathlib import Path
from typing import Any

import click

from clew.cli.asking import (
    WithDefault,
    asker_options,
    case_argument,
    closing,
    json_option,
    needs_network,
    print_json,
    print_table,
    same_option,
)
from clew.cli.drawings import save
from clew.errors import UsageError
from clew.model.asker import Asker

_NAMES = 20
"""Questions about names in notebooks that are printed; --json gives all."""


@click.group(cls=WithDefault, default="ledger")
def command() -> None:
    """Give the ledger of a case: who paid, who holds, who is owed.

    \b
    clew money balkan --notebook seized.csv --rates rates.csv
    clew money answer balkan --accept 812:0-41
    """


@command.command()
@case_argument
@click.option("--notebook", "notebooks", multiple=True, type=click.Path(path_type=Path),
              help="A CSV file: date,kind,payer,payee,holder,amount,currency,code,leg.")  # fmt: skip
@click.option(
    "--rates",
    type=click.Path(path_type=Path),
    help="Exchange rates, a CSV file: date,from,to,rate.",
)
@click.option(
    "--currency", default="EUR", show_default=True, help="Currency of the sums over several."
)
@click.option(
    "--assume",
    multiple=True,
    help="For the estimate: people=300, fee=2500..3000, months=1, cost=0.3..0.5.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write balances, deposits and entries: FILE.xlsx, .csv (entries), .md.",
)
@same_option
@asker_options
@json_option
def ledger(
    case: Path, notebooks: tuple[Path, ...], rates: Path | None, out: Path | None, asker: Asker, as_json: bool,
    **asked: Any,
) -> None:  # fmt: skip
    """Give the ledger of a CASE: payments, deposits and their codes, balances, an estimate.

    Money told in messages and reports is proposed with its words, and counts once it is accepted.

    \b
    clew money balkan --notebook seized.csv --rates rates.csv
    """
    needs_network()
    from clew.analysis.money.amounts import currency_of
    from clew.analysis.money.entries import Book, from_case, from_notebook
    from clew.analysis.money.rates import read_rates
    from clew.analysis.money.report import money
    from clew.analysis.money.whose import names_asked
    from clew.analysis.network.from_case import case_network
    from clew.exchange import money_tables, tables
    from clew.exchange.network_rows import title_of
    from clew.store import Door, open_case
    from clew.store.masking import case_veil

    kind = tables.suffix_of(out, list(tables.TYPES)) if out else ""
    book, given = Book(), read_rates(rates) if rates else []
    for path in notebooks:
        from_notebook(path, book)
    door = Door(closing(open_case(case)), asker)
    with door.act("export" if kind else "view", what="money") as view:
        network = case_network(view, asked["same"])
        from_case(view, network, book)
        names = names_asked(view, network, book.entries)
        book.mask(case_veil(view))
        answer = money(book, given, currency_of(asked["currency"]), asked["assume"], view)
        answer["names"] = names
        view.note(entries=len(book.entries), refused=len(book.refused))
        made = money_tables.as_file(answer, kind, title_of(view, "money")) if kind else b""
        if kind:
            view.note(to=kind)
    if out is not None:
        save(made, out)
    if as_json:
        print_json(answer)
    elif out is None:
        _say(answer)


@command.command()
@case_argument
@click.option("--accept", multiple=True, metavar="ID", help="Take it into the ledger.")
@click.option("--reject", multiple=True, metavar="ID", help="Say that it is no payment.")
@asker_options
def answer(case: Path, accept: tuple[str, ...], reject: tuple[str, ...], asker: Asker) -> None:
    """Accept or reject money told in messages and reports of a CASE; `clew money CASE` shows the ids."""
    needs_network()
    from clew.analysis.money.proposed import decide
    from clew.store import Door, open_case

    if both := sorted({*accept} & {*reject}):
        raise UsageError(f"{both[0]} is accepted and rejected at once", do="give it one answer")
    answers = dict.fromkeys(accept, "accepted") | dict.fromkeys(reject, "rejected")
    if not answers:
        raise UsageError("no answer is given", do="name proposals by --accept ID or --reject ID")
    count = decide(Door(closing(open_case(case)), asker), answers)
    click.echo(f"{count} answered")


def _say(answer: dict[str, Any]) -> None:
    what = ("who", "currency", "agreed", "paid", "deposited", "received", "holds", "owes", "owed")
    print_table([tuple(one[name] for name in what) for one in answer["balances"]], what)
    click.echo("(whole minor units)\n")
    print_table(
        [(d["code"], d["holder"], d["payer"], d["left_on"], d["open"], d["says"]) for d in answer["deposits"]],
        ("code", "held by", "left by", "on", "open", ""),
    )  # fmt: skip
    for one in answer["missing_rates"]:
        click.echo(
            f"rate missing: {one['currency']} to {one['into']} on {one['day'] or 'a day not told'}",
            err=True,
        )
    told = answer["estimate"]
    if told["turnover"]:
        click.echo(
            f"\nturnover {told['turnover']['low']:,.0f} to {told['turnover']['high']:,.0f} {told['currency']}"
        )
        for one in told["assumptions"]:
            click.echo(f"  {one['words']}: {one['low']:g} to {one['high']:g} ({one['source']})")
    if answer["proposed"]:
        click.echo(
            "\ntold in messages and reports, in no sum until accepted: clew money answer CASE --accept ID"
        )
        told = ("id", "kind", "payer", "payee", "holder", "amount", "day", "where", "quote")
        print_table([tuple(one[name] for name in told) for one in answer["proposed"]], told)
    for one in answer["names"][:_NAMES]:
        click.echo(
            f"{one['name']} in a notebook: {one['caption']}? {'; '.join(c['says'] for c in one['clues'])}"
        )
    if len(answer["names"]) > _NAMES:
        click.echo(
            f"… and {len(answer['names']) - _NAMES:,} more names; --json gives all", err=True
        )
    for one in answer["refused"]:
        click.echo(f"not taken: {one['where']}: {one['reason']}", err=True)
