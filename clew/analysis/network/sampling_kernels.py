"""Draws shortest paths at random, compiled: from both ends at once, so that few links are looked at."""

import numpy as np

from clew.matching.screening.compiled import compiled


@compiled
def _widen(begins, ends, front, size, distance, other_distance, paths, step):
    """Take one more step from a front; give the new front's size, how many links it has, and whether it met."""
    new, links, has_met = size, 0, False
    start = 0
    while start < size and distance[front[start]] < step - 1:
        start += 1
    for at in range(start, size):
        node = front[at]
        for place in range(begins[node], begins[node + 1]):
            other = ends[place]
            if distance[other] < 0:
                distance[other] = step
                front[new] = other
                new += 1
                links += begins[other + 1] - begins[other]
                has_met = has_met or other_distance[other] >= 0
            if distance[other] == step:
                paths[other] += paths[node]
    return new, links, has_met


@compiled
def _walk(begins, ends, node, distance, paths, hits):
    """Walk back from *node* to where the front began, each way as likely as any; count nodes between."""
    while distance[node] > 1:
        wanted, chosen = np.random.random() * paths[node], -1
        for place in range(begins[node], begins[node + 1]):
            other = ends[place]
            if distance[other] == distance[node] - 1:
                chosen = other
                wanted -= paths[other]
                if wanted < 0:
                    break
        node = chosen
        hits[node] += 1


@compiled
def sample_paths(begins, ends, back_begins, back_ends, sources, targets, seed, hits):
    """Draw one shortest path for each pair and count the nodes between its ends in *hits*."""
    np.random.seed(seed)
    count = len(begins) - 1
    there, back = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    paths, back_paths = np.zeros(count), np.zeros(count)
    front, back_front = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for pair in range(len(sources)):
        source, target = sources[pair], targets[pair]
        there[source], back[target], paths[source], back_paths[target] = 0, 0, 1.0, 1.0
        front[0], back_front[0] = source, target
        size, back_size, step, back_step = 1, 1, 0, 0
        links = begins[source + 1] - begins[source]
        back_links = back_begins[target + 1] - back_begins[target]
        met = False
        while not met and links > 0 and back_links > 0:
            if links <= back_links:
                step += 1
                size, links, met = _widen(begins, ends, front, size, there, back, paths, step)
            else:
                back_step += 1
                back_size, back_links, met = _widen(
                    back_begins,
                    back_ends,
                    back_front,
                    back_size,
                    back,
                    there,
                    back_paths,
                    back_step,
                )
        if met:
            total = 0.0
            for at in range(size):
                node = front[at]
                if there[node] == step and back[node] == back_step:
                    total += paths[node] * back_paths[node]
            wanted, chosen = np.random.random() * total, source
            for at in range(size):
                node = front[at]
                if there[node] == step and back[node] == back_step:
                    chosen = node
                    wanted -= paths[node] * back_paths[node]
                    if wanted < 0:
                        break
            if chosen not in (source, target):
                hits[chosen] += 1
            _walk(back_begins, back_ends, chosen, there, paths, hits)
            _walk(begins, ends, chosen, back, back_paths, hits)
        for at in range(size):
            there[front[at]], paths[front[at]] = -1, 0.0
        for at in range(back_size):
            back[back_front[at]], back_paths[back_front[at]] = -1, 0.0
