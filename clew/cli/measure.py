"""clew measure: how well names are matched, on pairs a person has labelled."""

from collections.abc import Sequence
from pathlib import Path

import click

from clew.cli.asking import Progress, json_option, print_json, print_table
from clew.matching.weights import PROPOSED


@click.group()
def command() -> None:
    """Measure how well names are matched.

    \b
    clew measure names pairs.csv --against logic-v2
    """


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=PROPOSED,
    show_default=True,
    help="From this score on a pair counts as the same.",
)
@click.option(
    "--against",
    type=click.Choice(["logic-v2"]),
    multiple=True,
    help="A matcher to set beside clew.",
)
@click.option(
    "--scores",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every row's score here.",
)
@json_option
def names(
    file: Path, threshold: float, against: tuple[str, ...], scores: Path | None, as_json: bool
) -> None:
    """Measure on FILE, a CSV with name1,name2,is_match[,schema]: precision, recall, F1, speed.

    F1 comes with the interval it keeps in 95 of 100 redrawn files.
    """
    from clew.matching.measuring import measure, read_pairs, scores_of, write_scores
    from clew.matching.naming import RouteNames
    from clew.matching.scorers import LogicNames

    pairs = read_pairs(file)
    for said in pairs.refused:
        click.echo(f"refused: {said}", err=True)
    matchers = {"clew": RouteNames()} | {name: LogicNames(one_word_at_most=1.0) for name in against}
    progress = Progress()
    given: dict[str, Sequence[float]] = {}
    measured = []
    for name, matcher in matchers.items():
        progress.restart()
        given[name], speed = scores_of(matcher, pairs.rows, progress)
        measured.append(measure(name, pairs.rows, given[name], speed, threshold))
    progress.clear()
    if scores:
        write_scores(scores, pairs.rows, given)
    if as_json:
        print_json([each.as_json() for each in measured])
        return
    print_table(
        (
            (
                m.matcher, m.n, f"{m.precision:.3f}", f"{m.recall:.3f}",
                f"{m.f1:.3f} ({m.f1_low:.3f} to {m.f1_high:.3f})", f"{m.pairs_per_second:,.0f}",
            )
            for m in measured
        ),
        ("matcher", "pairs", "precision", "recall", "F1 (95 %)", "pairs/s"),
    )  # fmt: skip
