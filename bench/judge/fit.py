"""Fits the model to labelled pieces, window by window."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from bench.judge import encoder
from bench.judge.examples import Example, Piece
from clew.analysis.figures.fact import KINDS
from clew.analysis.figures.judging.features import GRAMMARS
from clew.analysis.figures.judging.windows import windows
from clew.analysis.figures.judging.wordpieces import WordPieces

BATCH = 8
_ROUND = 64
"""Windows are filled up to a multiple of so many pieces."""
_MOST = 80
"""The most figures a window has."""
_LEAST_SEEN = 3
_BLIND = 0.15
"""Share of windows learnt without what the grammar says, so that the model reads the words too."""
_ENCODER_RATE, _HEAD_RATE = 2e-4, 1e-3
_AVERAGED, _EVERY = 0.3, 4
"""Over which last share of the steps the weights are averaged, and at each how many-th."""
_OTHER = KINDS.index("other")
Batch = dict[str, NDArray[Any]]


@dataclass(slots=True)
class Learnt:
    """One window of a piece: its pieces, its figures and where they stand in it."""

    ids: list[int]
    examples: list[Example]
    spans: list[tuple[int, int, int, int]]
    hard: bool


class Fit:
    """The windows and weights of one fitting."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        words: WordPieces,
        base: tuple[Any, Any],
        frozen: int,
        seed: int,
    ) -> None:
        self.words, layers = base
        self.below, above = layers[:frozen], layers[frozen:]
        self.features = _features(pieces)
        self._places = {name: at for at, name in enumerate(self.features)}
        self.weights = {
            "layers": above,
            "head": encoder.new_head(self.features, KINDS, seed),
        }
        self._pieces = words
        self._drawn = np.random.default_rng(seed + 1)
        self._key = jax.random.PRNGKey(seed + 1)
        self._bottom = jax.jit(self._run_bottom)
        self._top = jax.jit(self._run_top)
        self._known: dict[int, NDArray[np.float16]] = {}
        self.learnt = [each for piece in pieces for each in self.windows(piece)]

    def windows(self, piece: Piece) -> Iterator[Learnt]:
        """Give the windows of *piece* that hold figures."""
        cut = self._pieces.cut(piece.text)
        for window in windows(cut, [example.place for example in piece.examples]):
            ids = [self._pieces.begin, *cut.ids[window.first : window.last], self._pieces.end]
            spans = [(*n, *p) for n, p in zip(window.numbers, window.phrases, strict=True)]
            examples = [piece.examples[at] for at in window.figures]
            yield Learnt(ids, examples[:_MOST], spans[:_MOST], piece.hard)

    def batch(self, some: Sequence[Learnt], blind: Sequence[bool]) -> Batch:
        """Give *some* windows as arrays; *blind* ones without what the grammar says."""
        long = -(-max(len(each.ids) for each in some) // _ROUND) * _ROUND
        shape = (len(some), _MOST)
        out: Batch = {
            "ids": np.zeros((len(some), long), np.int32),
            "there": np.zeros((len(some), long), np.float32),
            "spans": np.zeros((*shape, 4), np.int32),
            "features": np.zeros((*shape, len(self.features)), np.float32),
            "labels": np.full(shape, _OTHER, np.int32),
            "counts": np.zeros(shape, np.float32),
            "barred": np.zeros((*shape, len(KINDS)), np.float32),
        }
        for row, each in enumerate(some):
            out["ids"][row, : len(each.ids)] = each.ids
            out["there"][row, : len(each.ids)] = 1
            for at, (example, span) in enumerate(zip(each.examples, each.spans, strict=True)):
                label = KINDS.index(example.label or "other")
                out["spans"][row, at] = span
                out["labels"][row, at] = label
                out["counts"][row, at] = example.counts and example.can[label]
                out["barred"][row, at] = np.where(example.can, 0, -1e4)
                for name in example.features:
                    if name in self._places and not (blind[row] and _of_grammar(name)):
                        out["features"][row, at, self._places[name]] = 1
        return out

    def _run_bottom(self, ids: jax.Array, there: jax.Array) -> jax.Array:
        x = encoder.embedded(self.words, ids)
        for weights in self.below:
            x = encoder.layer(x, weights, there, None)
        return x

    def _held_bottom(self, some: Sequence[Learnt], batch: Batch) -> NDArray[np.float32]:
        """Give what the layers that are not fitted make of *some* windows, worked out once."""
        if any(id(each) not in self._known for each in some):
            x = np.asarray(self._bottom(batch["ids"], batch["there"]), np.float16)
            for each, row in zip(some, x, strict=True):
                self._known[id(each)] = row[: len(each.ids)].copy()
        held = np.zeros((*batch["ids"].shape, encoder.WIDE), np.float32)
        for row, each in enumerate(some):
            held[row, : len(each.ids)] = self._known[id(each)]
        return held

    def _run_top(
        self, weights: Any, x: jax.Array, batch: dict[str, jax.Array], key: jax.Array | None = None
    ) -> jax.Array:
        keys = [None] * 9 if key is None else list(jax.random.split(key, 9))
        for layer, one in zip(weights["layers"], keys, strict=False):
            x = encoder.layer(x, layer, batch["there"], one)
        says = encoder.head(weights["head"], x, batch["spans"], batch["features"], keys[-1])
        return says + batch["barred"]

    def run(self, epochs: float) -> None:
        """Fit for so many *epochs*."""
        steps = int(epochs * len(self.learnt) / BATCH)
        optimiser = _optimiser(self.weights, steps)
        state = optimiser.init(self.weights)

        def loss(
            weights: Any, x: jax.Array, batch: dict[str, jax.Array], key: jax.Array
        ) -> jax.Array:
            logs = jax.nn.log_softmax(self._run_top(weights, x, batch, key), -1)
            right = jnp.take_along_axis(logs, batch["labels"][..., None], -1)[..., 0]
            return -(right * batch["counts"]).sum() / jnp.maximum(batch["counts"].sum(), 1)

        @jax.jit  # type: ignore[untyped-decorator]
        def step(weights: Any, state: Any, *given: Any) -> Any:
            lost, slope = jax.value_and_grad(loss)(weights, *given)
            change, state = optimiser.update(slope, state, weights)
            return optax.apply_updates(weights, change), state, lost

        @jax.jit  # type: ignore[untyped-decorator]
        def nearer(mean: Any, weights: Any, share: float) -> Any:
            return jax.tree.map(lambda m, w: m + share * (w - m), mean, weights)

        started, losses, mean, taken = time.perf_counter(), [], self.weights, 0
        for at, some in zip(range(steps), self._shuffled(), strict=False):
            blind = [not each.hard or self._drawn.random() < _BLIND for each in some]
            batch = self.batch(some, blind)
            self._key, key = jax.random.split(self._key)
            x = self._held_bottom(some, batch)
            self.weights, state, lost = step(self.weights, state, x, batch, key)
            losses.append(float(lost))
            if at >= steps * (1 - _AVERAGED) and at % _EVERY == 0:
                taken += 1
                mean = nearer(mean, self.weights, 1 / taken)
            if at % 50 == 49:
                spent = time.perf_counter() - started
                sys.stderr.write(
                    f"{at + 1}/{steps} loss {np.mean(losses[-50:]):.3f} {spent:.0f} s\n"
                )
        self.weights = mean if taken else self.weights

    def _shuffled(self) -> Iterator[list[Learnt]]:
        """Give batches of windows of like length, for ever."""
        while True:
            order = sorted(
                self.learnt,
                key=lambda each: -(-len(each.ids) // _ROUND) + 0.8 * self._drawn.random(),
            )
            starts = range(0, len(order) - BATCH + 1, BATCH)
            for at in self._drawn.permutation(len(starts)):
                yield order[starts[at] : starts[at] + BATCH]

    def says(self, piece: Piece) -> list[tuple[Example, NDArray[np.float32]]]:
        """Give the probabilities of the kinds of each figure of *piece*."""
        told: list[tuple[Example, NDArray[np.float32]]] = []
        for each in self.windows(piece):
            batch = self.batch([each], [False])
            x = self._bottom(batch["ids"], batch["there"])
            says = np.asarray(jax.nn.softmax(self._top(self.weights, x, batch), -1))
            told += [(example, says[0, at]) for at, example in enumerate(each.examples)]
        return told


def _features(pieces: Sequence[Piece]) -> list[str]:
    seen = Counter(n for piece in pieces for example in piece.examples for n in example.features)
    return sorted(name for name, times in seen.items() if times >= _LEAST_SEEN)


def _of_grammar(name: str) -> bool:
    return name.partition("=")[0] in GRAMMARS


def _optimiser(weights: Any, steps: int) -> optax.GradientTransformation:
    def rate(top: float) -> optax.Schedule:
        return optax.warmup_cosine_decay_schedule(0, top, max(1, steps // 12), steps, top / 20)

    groups = {name: jax.tree.map(lambda _, n=name: n, part) for name, part in weights.items()}
    rates = {"layers": _ENCODER_RATE, "head": _HEAD_RATE}
    each = {name: optax.adamw(rate(top), weight_decay=0.01) for name, top in rates.items()}
    return optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(each, groups))


def f1(told: Sequence[tuple[str, str]]) -> float:
    """Give F1 over (labelled, given) kinds of figures; "" and other count neither way."""
    no = ("", "other")
    found = sum(label == given and label not in no for label, given in told)
    wrong = sum(label != given and given not in no for label, given in told)
    missed = sum(label != given and label not in no for label, given in told)
    return 2 * found / max(1, 2 * found + wrong + missed)
