"""Logistic regression by reweighted least squares, each weight held near what was expected of it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROUNDS = 60
_STILL = 1e-9


def fit_logistic(
    rows: "NDArray[np.float64]",
    answers: "NDArray[np.float64]",
    expected: "NDArray[np.float64]",
    strength: "NDArray[np.float64]",
) -> "NDArray[np.float64]":
    """Give the weights under which the answers are most likely.

    Args:
        rows: one row per pair, one column per weight.
        answers: 1 for one person, 0 for two.
        expected: where each weight stays when the data say nothing.
        strength: how strongly it is held there (ridge); 0 leaves it free.

    Source:
        Iteratively reweighted least squares: McCullagh and Nelder, Generalized Linear Models (1989) ch. 2.5.
    """
    import numpy as np

    weights = expected.copy()
    for _ in range(_ROUNDS):
        sums = np.clip(rows @ weights, -30, 30)
        chance = 1 / (1 + np.exp(-sums))
        slope = rows.T @ (answers - chance) - strength * (weights - expected)
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(strength)
        step = np.linalg.solve(bend, slope)
        largest = float(np.abs(step).max())
        weights = weights + step * min(1.0, 5.0 / max(largest, 1e-12))
        if largest < _STILL:
            break
    return weights
