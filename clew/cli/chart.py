"""clew chart: who is linked with whom."""

from pathlib import Path

import click

from clew.cli.asking import (
    asker_options,
    case_argument,
    closing,
    json_option,
    needs,
    print_json,
    print_table,
)
from clew.cli.drawings import drawing_kind, save_drawing
from clew.model.asker import Asker


@click.command()
@case_argument
@click.option("--entity", help="Start from this entity; without it, from the hits.")
@click.option(
    "--steps", type=click.IntRange(1, 3), default=1, show_default=True, help="How far to go."
)
@click.option("--limit", default=500, show_default=True, help="How many entities at most.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it: FILE.svg, .png or .pdf.",
)
@asker_options
@json_option
def command(
    case: Path, entity: str | None, steps: int, limit: int, out: Path | None, asker: Asker, as_json: bool
) -> None:  # fmt: skip
    """Give the links around an entity of CASE, or among what agencies hold in common.

    \b
    clew chart balkan --entity 91d9d6e723776def-12 --steps 2
    """
    from clew.analysis.chart import chart
    from clew.store import Door, open_case

    kind = drawing_kind(out)
    act = "export" if kind else "view"
    with Door(closing(open_case(case)), asker).act(act, what="chart") as view:
        drawn = chart(view, entity, steps, limit)
        view.note(nodes=len(drawn.nodes), links=len(drawn.links))
        svg = ""
        if kind:
            needs("network", "rustworkx")
            from clew.report.case_drawings import draw_chart

            view.note(to=kind)
            svg = draw_chart(view, drawn)
    if out is not None:
        save_drawing(svg, out)
    if as_json:
        print_json(drawn.as_json())
        return
    captions = {node.id: node.caption for node in drawn.nodes}
    print_table(
        [(captions[link.source], link.label, captions[link.target]) for link in drawn.links],
        ("from", "link", "to"),
    )
