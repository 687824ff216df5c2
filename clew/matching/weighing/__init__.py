"""How far do two whole records speak of one person? Clues in log-odds that add up, and their probability.

`compare` lays two records side by side, `probability` turns the sum into a probability under a prior.
The weights are data an analyst can read, `weights.toml`, written by `clew weights fit`.
"""

from clew.matching.weighing.clue import Clue, Comparison
from clew.matching.weighing.compare import compare
from clew.matching.weighing.prior import PROPOSED, default_prior, probability
from clew.matching.weighing.shares import Shares, share_key

__all__ = [
    "PROPOSED", "Clue", "Comparison", "Shares", "compare", "default_prior", "probability", "share_key",
]  # fmt: skip
