"""Plan a month, write its files, and tell the truth of it."""

from random import Random
from typing import Any

from clew.exercise.plan import Plan
from clew.exercise.runs.acting import act
from clew.exercise.runs.books import NOTEBOOK_FILE
from clew.exercise.runs.filing import Happened, write_files
from clew.exercise.runs.noise import Strangers
from clew.exercise.runs.paying import pay
from clew.exercise.runs.relating import relate
from clew.exercise.runs.telling import Told, tell
from clew.exercise.runs.writing_down import SLOT
from clew.exercise.scene import Scene

__all__ = ["NOTEBOOK", "SLOT", "plant_runs"]

NOTEBOOK = NOTEBOOK_FILE
"""A rehearsal's notebook, beside the agencies' folders, for `clew money --notebook`."""


def plant_runs(scene: Scene, plan: Plan) -> dict[str, Any]:
    """Write what the networks did in the month before; give the truth of it.

    The sightings written are added to *plan* under the slot `SLOT`: they are places of one person or
    vehicle, but count neither as links nor for the mix.
    """
    rng = Random(f"{scene.seed} runs")
    crowd = plan.crowd.aside(rng)
    month = act(plan.cast, crowd, rng)
    strangers = Strangers(month, crowd, rng)
    strangers.add()
    relations, told_of = relate(month, plan.cast, crowd, rng)
    books = pay(month, strangers.senders, rng)
    happened = Happened(month, books, relations, crowd)
    filed = write_files(scene, happened, rng)
    plan.sightings += filed.sightings
    return tell(Told(happened, filed, [*plan.cast, *strangers.people, *told_of], plan.sightings))
