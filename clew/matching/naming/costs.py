"""What each difference between two names costs; the one place to read or change it.

A name score is e^-(sum of costs): 0.36 takes it just below 0.70, 1.2 to 0.30. Set on a half of public
labelled pairs drawn by chance and judged on the other half (docs/names.md).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs of differences, in powers of e.

    Attributes:
        letters: all letters of one part wrong, where that part is the whole name.
        bend: share of wrong letters from which they weigh more than in proportion.
        steep: how much more.
        spread: how far other parts that fit make wrong letters of one part cheaper, 0 to 1.
        other_part: both names have a part the other has not.
        more_parts: one name has more parts; per part more, over parts that fit.
        one_fits: only one part fits and the other name has more.
        inverted: one's father bears the other's own name and the other way round.
        father_for_own: one's own name is the other's father's.
        other_father: the fathers in brackets are two names.
        turned_chain: one says whose child it is, the other has the parts in another order without saying.
        swapped: parts stand in another order without a comma or a chain to say why.
    """

    letters: float = 1.45
    bend: float = 0.34
    steep: float = 4.0
    spread: float = 0.5
    other_part: float = 0.9
    more_parts: float = 0.28
    one_fits: float = 0.25
    inverted: float = 1.4
    father_for_own: float = 0.7
    other_father: float = 1.0
    turned_chain: float = 0.3
    swapped: float = 0.02


COSTS = Costs()
