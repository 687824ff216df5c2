"""When a value of a case is too common to count, and from which score on a hit is kept or proposed.

What each clue weighs stands in `weighing/weights.toml`.
"""

from dataclasses import dataclass

PROPOSED = 0.70
"""From this probability on two records are proposed as the same; below it is only possible."""
KEPT = 0.30
"""Hits below this score are not kept unless a number that tells apart ties the two."""


@dataclass(frozen=True, slots=True)
class Commonness:
    """When a value counts as common.

    Only full names count, of two words or more: an organiser's number stands in many phones under
    nicknames and is no common value; a hotel's stands under as many full names as it has guests.

    Attributes:
        in_one_source: more different full names than this in one file make a value common.
        in_case: more than this in the whole case do so too.
        every_pair: up to so many holders each is laid beside each; beyond, each beside the first
            holder of every other agency, so that a van seen a thousand times makes no million pairs.
    """

    in_one_source: int = 4
    in_case: int = 7
    every_pair: int = 24


COMMONNESS = Commonness()
