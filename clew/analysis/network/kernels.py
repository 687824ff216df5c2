"""Walks over a graph, compiled: shortest paths, betweenness, distances, shared neighbours.

Every graph comes as compressed rows (`graph.Rows`). A length of 0 or less, or none, is no way.
"""

import heapq

import numpy as np

from clew.matching.screening.compiled import compiled

_FAR = np.inf
_TIE = 1e-12
"""Two lengths within this share of each other are one length."""


@compiled
def in_order(count, keys, order):
    """Give *order* sorted anew by keys below *count*; those with one key keep their order (counting sort)."""
    places = np.zeros(count + 1, dtype=np.int64)
    for key in keys:
        places[key + 1] += 1
    places = np.cumsum(places)
    sorted_order = np.empty(len(order), dtype=np.int64)
    for one in order:
        key = keys[one]
        sorted_order[places[key]] = one
        places[key] += 1
    return sorted_order


@compiled
def breadth(begins, ends, source, distance, paths, order):
    """Walk from *source* link by link: fill distances (-1: not reached), numbers of shortest paths, order met.

    Gives how many nodes were met. *distance* must come as -1, *paths* as 0.
    """
    distance[source], paths[source] = 0, 1.0
    order[0], met, at = source, 1, 0
    while at < met:
        node = order[at]
        at += 1
        for place in range(begins[node], begins[node + 1]):
            other = ends[place]
            if distance[other] < 0:
                distance[other] = distance[node] + 1
                order[met] = other
                met += 1
            if distance[other] == distance[node] + 1:
                paths[other] += paths[node]
    return met


@compiled
def dijkstra(begins, ends, lengths, source, distance, paths, order):
    """Walk from *source* by length, as `breadth` does link by link; not reached is infinite."""
    done = np.zeros(len(distance), dtype=np.bool_)
    distance[source], paths[source], met = 0.0, 1.0, 0
    heap = [(0.0, source)]
    while len(heap) > 0:
        far, node = heapq.heappop(heap)
        if done[node]:
            continue
        done[node] = True
        order[met] = node
        met += 1
        for place in range(begins[node], begins[node + 1]):
            other, length = ends[place], lengths[place]
            if other == node or not 0 < length < _FAR:
                continue
            new = far + length
            old = distance[other]
            if new < old and (old == _FAR or old - new > _TIE * old):
                distance[other] = new
                paths[other] = paths[node]
                heapq.heappush(heap, (new, other))
            elif not done[other] and abs(new - old) <= _TIE * max(new, old):
                paths[other] += paths[node]
    return met


@compiled
def betweenness_by_links(begins, ends, sources, total, squares):
    """Add to *total* the share of shortest paths from each of *sources* that pass a node (Brandes 2001)."""
    count = len(begins) - 1
    distance = np.full(count, -1, dtype=np.int64)
    paths, share = np.zeros(count), np.zeros(count)
    order = np.zeros(count, dtype=np.int64)
    for source in sources:
        met = breadth(begins, ends, source, distance, paths, order)
        for back in range(met - 1, -1, -1):
            node = order[back]
            for place in range(begins[node], begins[node + 1]):
                other = ends[place]
                if distance[other] == distance[node] + 1:
                    share[node] += paths[node] / paths[other] * (1.0 + share[other])
            if node != source:
                total[node] += share[node]
                squares[node] += share[node] * share[node]
        for back in range(met):
            node = order[back]
            distance[node], paths[node], share[node] = -1, 0.0, 0.0


@compiled
def betweenness_by_length(begins, ends, lengths, sources, total, squares):
    """Add to *total* the share of shortest ways by length from each of *sources* that pass a node."""
    count = len(begins) - 1
    order = np.zeros(count, dtype=np.int64)
    for source in sources:
        distance, paths, share = np.full(count, _FAR), np.zeros(count), np.zeros(count)
        met = dijkstra(begins, ends, lengths, source, distance, paths, order)
        for back in range(met - 1, -1, -1):
            node = order[back]
            for place in range(begins[node], begins[node + 1]):
                other, length = ends[place], lengths[place]
                if other == node or not 0 < length < _FAR or paths[other] == 0:
                    continue
                new = distance[node] + length
                if abs(new - distance[other]) <= _TIE * max(new, distance[other]):
                    share[node] += paths[node] / paths[other] * (1.0 + share[other])
            if node != source:
                total[node] += share[node]
                squares[node] += share[node] * share[node]


@compiled
def reach(begins, ends, lengths, by_length, sources, far, near, met_by):
    """Fill for each of *sources* the sum of distances, the sum of 1/distance, the number of nodes met."""
    count = len(begins) - 1
    steps = np.full(count, -1, dtype=np.int64)
    paths, order = np.zeros(count), np.zeros(count, dtype=np.int64)
    for place in range(len(sources)):
        if by_length:
            distance = np.full(count, _FAR)
            met = dijkstra(begins, ends, lengths, sources[place], distance, np.zeros(count), order)
        else:
            met = breadth(begins, ends, sources[place], steps, paths, order)
        for at in range(1, met):
            node = order[at]
            one = distance[node] if by_length else float(steps[node])
            far[place] += one
            near[place] += 1.0 / one if one > 0 else 0.0
        met_by[place] = met
        if not by_length:
            for at in range(met):
                steps[order[at]], paths[order[at]] = -1, 0.0


@compiled
def times(begins, ends, weights, vector):
    """Give vector × matrix: what each node gets over the links that lead to it."""
    out = np.zeros(len(vector))
    for node in range(len(begins) - 1):
        for place in range(begins[node], begins[node + 1]):
            out[ends[place]] += vector[node] * weights[place]
    return out


@compiled
def triangles(begins, ends):
    """Give for each node the number of pairs of its neighbours that are linked, loops set aside."""
    count = len(begins) - 1
    mark = np.full(count, -1, dtype=np.int64)
    out = np.zeros(count)
    for node in range(count):
        for place in range(begins[node], begins[node + 1]):
            mark[ends[place]] = node
        for place in range(begins[node], begins[node + 1]):
            other = ends[place]
            if other == node:
                continue
            for further in range(begins[other], begins[other + 1]):
                third = ends[further]
                if third > other and third != node and mark[third] == node:
                    out[node] += 1.0
    return out


@compiled
def directed_triangles(begins, ends, back_begins, back_ends):
    """Give for each node the triangles it stands in, counted in every direction (Fagiolo 2007), each once."""
    count = len(begins) - 1
    weight = np.zeros(count)
    out = np.zeros(count)
    for node in range(count):
        for place in range(begins[node], begins[node + 1]):
            weight[ends[place]] += 1.0
        for place in range(back_begins[node], back_begins[node + 1]):
            weight[back_ends[place]] += 1.0
        weight[node] = 0.0
        for rows, columns in ((begins, ends), (back_begins, back_ends)):
            for place in range(rows[node], rows[node + 1]):
                other = columns[place]
                if other == node:
                    continue
                for further in range(begins[other], begins[other + 1]):
                    if ends[further] != other:
                        out[node] += weight[ends[further]]
                for further in range(back_begins[other], back_begins[other + 1]):
                    if back_ends[further] != other:
                        out[node] += weight[back_ends[further]]
        for rows, columns in ((begins, ends), (back_begins, back_ends)):
            for place in range(rows[node], rows[node + 1]):
                weight[columns[place]] = 0.0
    return out / 2.0


@compiled
def brokerage(begins, ends, shared):
    """Give Burt's constraint and effective size of each node from its mutual weights.

    Both are nan for a node without neighbours, or whose weights come to 0.

    Args:
        begins, ends: neighbours on either side.
        shared: mutual weight of each pair, weight there and back added.
    """
    count = len(begins) - 1
    sums, most = np.zeros(count), np.full(count, -np.inf)
    for node in range(count):
        for place in range(begins[node], begins[node + 1]):
            sums[node] += shared[place]
            most[node] = max(most[node], shared[place])
    constraint, size = np.full(count, np.nan), np.full(count, np.nan)
    indirect, doubled = np.zeros(count), np.zeros(count)
    for node in range(count):
        if begins[node] == begins[node + 1] or sums[node] == 0:
            continue
        alone = True
        for place in range(begins[node], begins[node + 1]):
            middle, part = ends[place], shared[place] / sums[node]
            alone = alone and middle == node
            for further in range(begins[middle], begins[middle + 1]):
                third = ends[further]
                if sums[middle] != 0:
                    indirect[third] += part * shared[further] / sums[middle]
                if most[third] != 0:
                    doubled[third] += part * shared[further] / most[third]
        held, free = 0.0, 0.0
        for place in range(begins[node], begins[node + 1]):
            other = ends[place]
            held += (shared[place] / sums[node] + indirect[other]) ** 2
            free += 1.0 - doubled[other]
        if not alone:
            constraint[node], size[node] = held, free
        for place in range(begins[node], begins[node + 1]):
            middle = ends[place]
            for further in range(begins[middle], begins[middle + 1]):
                indirect[ends[further]], doubled[ends[further]] = 0.0, 0.0
    return constraint, size
