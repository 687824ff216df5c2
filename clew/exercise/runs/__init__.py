"""What the networks of a rehearsal do: people moved by night, who calls whom, who pays, and strangers beside them.

`runs` is the month before the exercise's fortnight. It is planned first (`acting`, `paying`, `noise`), then
written into files of the formats clew reads (`filing`), then told in truth.json (`telling`), in words of its own.
"""

from clew.exercise.runs.making import NOTEBOOK, SLOT, plant_runs

__all__ = ["NOTEBOOK", "SLOT", "plant_runs"]
