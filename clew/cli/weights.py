"""clew weights: what each clue weighs, and fitting it to labelled data."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from clew.cli.asking import json_option, print_json, print_table


@click.group()
def command() -> None:
    """Show what each clue weighs, or fit the weights to data.

    \b
    clew weights show
    clew weights fit people.csv --out weights.toml
    """


@command.command()
@json_option
def show(as_json: bool) -> None:
    """Show the weights in use, where they come from and why."""
    from clew.matching.weighing.table import table

    held = table()
    if as_json:
        print_json(
            {
                "made": dict(held.made),
                "rules": {
                    rule: {"weight": w.weight, "m": w.m, "u": w.u, "why": w.why, "origin": w.origin}
                    for rule, w in held.rules.items()
                },
            }
        )
        return
    rows = sorted(held.rules.items(), key=lambda item: -item[1].weight)
    print_table(
        ((f"{w.weight:+.2f}", rule, w.origin, w.why) for rule, w in rows),
        ("weight", "rule", "origin", "why"),
    )
    click.echo(f"fitted on {held.made['data']}: {held.made['command']}")


@command.command()
@click.argument("people", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Write weights here.",
)
@click.option("--seed", type=int, default=20_260_101, show_default=True, help="Seed of every draw.")
@click.option(
    "--date",
    "dated",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date written into the file; today unless told.",
)
def fit(people: Path, out: Path, seed: int, dated: datetime | None) -> None:
    """Fit the weights on PEOPLE, a CSV with ep_id,name,birth_date,other_names (forms of one name, "|" between).

    Half the people, by a hash of their id, are fitted on; the others are kept for `clew measure
    calibration`. Beside the weights, the shares of names are written as shares.tsv. The same file,
    seed and date give the same files, byte by byte.
    """
    from clew.errors import UsageError
    from clew.matching.weighing.fit import fit_weights, stated
    from clew.matching.weighing.people_file import read_people
    from clew.matching.weighing.written import shares_text, weights_text

    read = read_people(people)
    day = dated.date() if dated else datetime.now(UTC).date()
    made = _made(read.name, read.sha256, len(read.bearers), seed, day)
    fitted = fit_weights(read, seed, lambda text: click.echo(text, err=True))
    shares = out.with_name("shares.tsv")
    try:
        out.write_text(weights_text(fitted, stated(), made), encoding="utf-8")
        shares.write_text(shares_text(fitted.shares, made), encoding="utf-8")
    except OSError as exc:
        raise UsageError(
            f"the weights cannot be written: {exc.strerror}", where=str(out), do="name another file"
        ) from exc
    click.echo(
        f"{out} and {shares} written, fitted on {fitted.counts['people']:,} people\n"
        "  → put both into clew/matching/weighing to use them, then clew measure calibration"
    )


def _made(name: str, sha256: str, rows: int, seed: int, day: date) -> dict[str, str | int]:
    return {
        "command": f"clew weights fit {name} --seed {seed}", "data": name, "sha256": sha256,
        "rows": rows, "seed": seed, "date": day.isoformat(),
    }  # fmt: skip
