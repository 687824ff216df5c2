"""What a set of nodes does to a network, compiled: what falls apart without it, whom it reaches."""

import numpy as np

from clew.matching.screening.compiled import compiled


@compiled
def connected_pairs(begins, ends, gone):
    """Give the ordered pairs that still reach each other without the nodes *gone*, and the largest part's size."""
    count = len(begins) - 1
    seen = gone.copy()
    order = np.zeros(count, dtype=np.int64)
    pairs, largest = 0, 0
    for start in range(count):
        if seen[start]:
            continue
        seen[start] = True
        order[0], met, at = start, 1, 0
        while at < met:
            node = order[at]
            at += 1
            for place in range(begins[node], begins[node + 1]):
                other = ends[place]
                if not seen[other]:
                    seen[other] = True
                    order[met] = other
                    met += 1
        pairs += met * (met - 1)
        largest = max(largest, met)
    return pairs, largest


@compiled
def nearness(begins, ends, gone, sources):
    """Give Σ 1/d over ordered pairs that begin at *sources*, in the graph without the nodes *gone*."""
    count = len(begins) - 1
    distance = np.full(count, -1, dtype=np.int64)
    order = np.zeros(count, dtype=np.int64)
    total = 0.0
    for source in sources:
        if gone[source]:
            continue
        distance[source] = 0
        order[0], met, at = source, 1, 0
        while at < met:
            node = order[at]
            at += 1
            if distance[node] > 0:
                total += 1.0 / distance[node]
            for place in range(begins[node], begins[node + 1]):
                other = ends[place]
                if distance[other] < 0 and not gone[other]:
                    distance[other] = distance[node] + 1
                    order[met] = other
                    met += 1
        for at in range(met):
            distance[order[at]] = -1
    return total


@compiled
def reached(begins, ends, members, steps):
    """Give how many nodes lie within *steps* of a set, its own counted, and Σ 1/distance with 1 for its own."""
    count = len(begins) - 1
    distance = np.full(count, -1, dtype=np.int64)
    order = np.zeros(count, dtype=np.int64)
    met, at, within, near = 0, 0, 0, 0.0
    for member in members:
        if distance[member] < 0:
            distance[member] = 0
            order[met] = member
            met += 1
    while at < met:
        node = order[at]
        at += 1
        within += distance[node] <= steps
        near += 1.0 / max(distance[node], 1)
        for place in range(begins[node], begins[node + 1]):
            other = ends[place]
            if distance[other] < 0:
                distance[other] = distance[node] + 1
                order[met] = other
                met += 1
    return within, near
