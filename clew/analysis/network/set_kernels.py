"""What a set of nodes does to a network, compiled: what falls apart without it, whom it reaches."""

import numpy as np

from clew.matching.screening.compiled import compiled

_NOT_MET, _GONE = -1, -2


@compiled
def _walk(begins, ends, distance, order, met):
    """Walk on from the first *met* nodes of *order* to all that are not met; give how many are met at the end."""
    at = 0
    while at < met:
        node = order[at]
        at += 1
        for place in range(begins[node], begins[node + 1]):
            other = ends[place]
            if distance[other] == _NOT_MET:
                distance[other] = distance[node] + 1
                order[met] = other
                met += 1
    return met


@compiled
def connected_pairs(begins, ends, gone):
    """Give the ordered pairs that still reach each other without the nodes *gone*, and the largest part's size."""
    count = len(begins) - 1
    distance = np.where(gone, _GONE, _NOT_MET)
    order = np.zeros(count, dtype=np.int64)
    pairs, largest = 0, 0
    for start in range(count):
        if distance[start] != _NOT_MET:
            continue
        distance[start], order[0] = 0, start
        met = _walk(begins, ends, distance, order, 1)
        pairs += met * (met - 1)
        largest = max(largest, met)
    return pairs, largest


@compiled
def nearness(begins, ends, gone, sources):
    """Give Σ 1/d over ordered pairs that begin at *sources*, in the graph without the nodes *gone*."""
    count = len(begins) - 1
    distance = np.where(gone, _GONE, _NOT_MET)
    order = np.zeros(count, dtype=np.int64)
    total = 0.0
    for source in sources:
        if gone[source]:
            continue
        distance[source], order[0] = 0, source
        met = _walk(begins, ends, distance, order, 1)
        for at in range(1, met):
            total += 1.0 / distance[order[at]]
        for at in range(met):
            distance[order[at]] = _NOT_MET
    return total


@compiled
def reached(begins, ends, members, steps):
    """Give how many nodes lie within *steps* of a set, its own counted, and Σ 1/distance with 1 for its own."""
    count = len(begins) - 1
    distance = np.full(count, _NOT_MET)
    order = np.zeros(count, dtype=np.int64)
    met = 0
    for member in members:
        if distance[member] == _NOT_MET:
            distance[member], order[met] = 0, member
            met += 1
    met = _walk(begins, ends, distance, order, met)
    within, near = 0, 0.0
    for at in range(met):
        far = distance[order[at]]
        within += far <= steps
        near += 1.0 / max(far, 1)
    return within, near
