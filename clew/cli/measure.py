"""clew measure: how well names are matched and people screened, on what a person has labelled."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from clew.cli.asking import Progress, json_option, print_json, print_table
from clew.matching.weights import PROPOSED


class Rate(click.ParamType[float]):
    """A share above 0 and up to 1, as "1/12000" or "0.0001"."""

    name = "rate"

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read *value*; what is no such share is wrong usage."""
        try:
            rate = float(Fraction(value))
        except (ValueError, ZeroDivisionError, OverflowError):
            rate = 0.0
        if not 0 < rate <= 1:
            self.fail(f"{value!r} is no share above 0 and up to 1; write 1/12000 or 0.0001")
        return rate


@click.group()
def command() -> None:
    """Measure how well names are matched and people are screened.

    \b
    clew measure names pairs.csv --against logic-v2
    clew measure screening people.csv list.csv truth.csv
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
    type=click.Choice(["logic-v2", "logic-v1", "name-based", "jaro-winkler"]),
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
    from clew.matching.peers import peer

    pairs = read_pairs(file)
    for said in pairs.refused:
        click.echo(f"refused: {said}", err=True)
    matchers = {"clew": RouteNames()} | {name: peer(name) for name in against}
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


@command.command()
@click.argument("people", type=click.Path(exists=True, path_type=Path))
@click.argument("listed", metavar="LIST", type=click.Path(exists=True, path_type=Path))
@click.argument("truth", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=PROPOSED,
    show_default=True,
    help="From this probability on a pair is proposed.",
)
@click.option(
    "--prior",
    type=Rate(),
    help="Probability that a person and a listed entity drawn at random are the same.",
)
@click.option(
    "--base-rate",
    type=Rate(),
    default="1/12000",
    show_default=True,
    help="True hits per check, which the share of right hits is given at.",
)
@json_option
def screening(
    people: Path,
    listed: Path,
    truth: Path,
    threshold: float,
    prior: float | None,
    base_rate: float,
    as_json: bool,
) -> None:
    """Screen PEOPLE against LIST and count against TRUTH: found by kind, alarms, right hits in 100.

    TRUTH is CSV or Parquet with person_id,list_id[,kind]; whoever is not in it should not be proposed.
    """
    from clew.matching.screening.local import Wanted, screen_files
    from clew.matching.screening.measuring import Setting, measure_screening
    from clew.matching.screening.truth import read_truth

    known, progress = read_truth(truth), Progress()
    found = screen_files(people, [listed], None, Wanted(threshold, prior), None, progress)
    progress.clear()
    said: dict[str, Any] = found.summary
    setting = Setting(
        checks=said["checks"], list_entities=said["list_entities"], threshold=threshold,
        prior=said["prior"], seconds=said["seconds"], base_rate=base_rate,
    )  # fmt: skip
    measured = measure_screening(found.hits, known, setting)
    if as_json:
        print_json(measured.as_json())
        return
    print_table(measured.as_rows(), ("what", "how much"))


@command.command()
@click.argument("people", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seed", type=int, default=7, show_default=True, help="Seed of every draw.")
@click.option(
    "--base-rate",
    type=Rate(),
    default="1/1000",
    show_default=True,
    help="Share of pairs of one person among all pairs; the prior the probabilities are given under.",
)
@json_option
def calibration(people: Path, seed: int, base_rate: float, as_json: bool) -> None:
    """Judge probabilities on PEOPLE, the file of `clew weights fit`: is 0.8 right eight times in ten?

    Only the half of the people that is never fitted on is drawn from. Names are those of the file and
    disturbed copies; other fields are disturbed at rates stated in stated.toml.
    """
    from clew.errors import UsageError
    from clew.matching.weighing.calibration import calibrate
    from clew.matching.weighing.people_file import read_people

    if base_rate == 1:
        raise UsageError(
            "at a base rate of 1 nothing is left to tell apart", do="give a smaller one"
        )
    progress = Progress()
    found = calibrate(read_people(people), seed, base_rate, progress)
    progress.clear()
    if as_json:
        said = {"data": people.name, "seed": seed, "base_rate": base_rate}
        print_json({**said, "calibrations": [each.as_json() for each in found]})
        return
    for each in found:
        click.echo(
            f"{each.of}: {each.pairs:,} pairs, calibration error {each.ece:.4f}, "
            f"{each.ece_middle:.4f} where the probability is 0.05 to 0.95"
        )
        rows = (
            (f"{b.low:.1f} to {b.high:.1f}", b.n, f"{b.mean:.3f}", f"{b.true:.3f}")
            for b in each.bins
        )
        print_table(rows, ("probability", "pairs", "mean", "one person"))


@command.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--grammar",
    is_flag=True,
    help="Read by the grammar alone, without the model that judges kinds.",
)
@json_option
def figures(folder: Path, grammar: bool, as_json: bool) -> None:
    """Read the reports labelled in FOLDER: facts found by kind, and verdicts on their sums.

    A fact is found when kind and numbers agree and the quotes overlap; F1 comes with the interval it
    keeps in 95 of 100 redraws of the reports.
    """
    from clew.analysis.figures.judging.judge import judge
    from clew.analysis.figures.labels import labels_in
    from clew.analysis.figures.measuring import count, summary

    progress = Progress()
    labelled = list(labels_in(folder))
    counted = []
    for at, (said, text) in enumerate(labelled):
        progress("reading", at, len(labelled))
        counted.append(count(said, text, None if grammar else judge()))
    progress.clear()
    measured = summary(counted)
    if as_json:
        print_json(measured)
        return
    print_table(
        (
            (
                row.get("kind", "all"), row["found"], row["false"], row["missed"],
                f"{row['f1']:.3f} ({row['f1_low']:.3f} to {row['f1_high']:.3f})",
            )
            for row in [measured["all"], *measured["kinds"]]
        ),
        ("kind", "found", "false", "missed", "F1 (95 %)"),
    )  # fmt: skip
    for row in measured["verdicts"]:
        click.echo(f"{row['verdict']}: {row['right']} of {row['labelled']}")
    click.echo(f"contradictions given where none is labelled: {measured['false_contradictions']}")
