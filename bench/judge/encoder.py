"""The model as it is fitted: a BERT encoder in JAX, started from MiniLM, and a head that names kinds of figures.

Shapes: B windows of T pieces, F figures a window, D = 384 numbers a piece, N features, K kinds.
"""

from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

WIDE, HEADS, HIDDEN = 384, 12, 256
_TINY = 1e-12
_DROPPED, _DROPPED_OF_HEAD = 0.1, 0.15
_TRUST = 3.0
"""By how many log-odds the kind the grammar gives is preferred before anything is learnt."""
Tree = dict[str, Any]


def base_weights(path: Path, keep: list[int], layers: int) -> tuple[Tree, list[Tree]]:
    """Give the words and the first *layers* layers of the encoder at *path*, of its words those in *keep*."""
    held = load_file(path)

    def get(name: str) -> jax.Array:
        return jnp.asarray(np.asarray(held[name], np.float32))

    words = {
        "words": get("embeddings.word_embeddings.weight")[jnp.array(keep)],
        "places": get("embeddings.position_embeddings.weight")
        + get("embeddings.token_type_embeddings.weight")[0],
        "scale": get("embeddings.LayerNorm.weight"),
        "shift": get("embeddings.LayerNorm.bias"),
    }
    return words, [_layer(get, f"encoder.layer.{at}.") for at in range(layers)]


def _layer(get: Any, lead: str) -> Tree:
    asked = [f"{lead}attention.self.{name}" for name in ("query", "key", "value")]
    return {
        "ask": jnp.concatenate([get(name + ".weight").T for name in asked], 1),
        "ask_shift": jnp.concatenate([get(name + ".bias") for name in asked]),
        "join": get(lead + "attention.output.dense.weight").T,
        "join_shift": get(lead + "attention.output.dense.bias"),
        "scale": get(lead + "attention.output.LayerNorm.weight"),
        "shift": get(lead + "attention.output.LayerNorm.bias"),
        "up": get(lead + "intermediate.dense.weight").T,
        "up_shift": get(lead + "intermediate.dense.bias"),
        "down": get(lead + "output.dense.weight").T,
        "down_shift": get(lead + "output.dense.bias"),
        "last_scale": get(lead + "output.LayerNorm.weight"),
        "last_shift": get(lead + "output.LayerNorm.bias"),
    }


def new_head(features: list[str], kinds: tuple[str, ...], seed: int) -> Tree:
    """Give a head that says what the grammar says until it has learnt better."""
    drawn = np.random.default_rng(seed)
    straight = np.zeros((len(features), len(kinds)), np.float32)
    for at, name in enumerate(features):
        if name.startswith("kind="):
            straight[at, kinds.index(name.partition("=")[2] or "other")] = _TRUST
    return {
        "in": jnp.asarray(drawn.normal(0, 0.03, (2 * WIDE + len(features), HIDDEN)), jnp.float32),
        "in_shift": jnp.zeros(HIDDEN),
        "out": jnp.asarray(drawn.normal(0, 0.05, (HIDDEN, len(kinds))), jnp.float32),
        "out_shift": jnp.zeros(len(kinds)),
        "straight": jnp.asarray(straight),
    }


def _normed(x: jax.Array, scale: jax.Array, shift: jax.Array) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + _TINY) * scale + shift


def _dropped(x: jax.Array, key: jax.Array | None, share: float) -> jax.Array:
    if key is None:
        return x
    return x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)


def embedded(words: Tree, ids: jax.Array) -> jax.Array:
    """Give the pieces *ids*, shape (B, T), as numbers (B, T, D)."""
    x = words["words"][ids] + words["places"][: ids.shape[1]]
    return _normed(x, words["scale"], words["shift"])


def layer(x: jax.Array, weights: Tree, there: jax.Array, key: jax.Array | None) -> jax.Array:
    """Run one layer on *x* (B, T, D); *there* (B, T) is 1 where a piece is; *key* draws what is dropped."""
    many, long, _ = x.shape
    deep = WIDE // HEADS

    def parted(y: jax.Array) -> jax.Array:
        return y.reshape(many, long, HEADS, deep).transpose(0, 2, 1, 3).reshape(-1, long, deep)

    def attended(given: tuple[jax.Array, ...]) -> jax.Array:
        query, known, value, away = given
        return jax.nn.softmax(query @ known.T / np.sqrt(deep) + away, -1) @ value

    asked = [parted(y) for y in jnp.split(x @ weights["ask"] + weights["ask_shift"], 3, -1)]
    away = jnp.repeat((there - 1) * 1e9, HEADS, 0)
    seen = jax.lax.map(attended, (*asked, away))  # head by head: quicker than all at once on a CPU
    seen = seen.reshape(many, HEADS, long, deep).transpose(0, 2, 1, 3).reshape(x.shape)
    one, two = (None, None) if key is None else tuple(jax.random.split(key))
    seen = _dropped(seen @ weights["join"] + weights["join_shift"], one, _DROPPED)
    x = _normed(x + seen, weights["scale"], weights["shift"])
    wide = jax.nn.gelu(x @ weights["up"] + weights["up_shift"], approximate=True)
    down = _dropped(wide @ weights["down"] + weights["down_shift"], two, _DROPPED)
    return _normed(x + down, weights["last_scale"], weights["last_shift"])


def head(
    weights: Tree, x: jax.Array, spans: jax.Array, features: jax.Array, key: jax.Array | None
) -> jax.Array:
    """Give log-odds (B, F, K) of the figures at *spans* (B, F, 4): first and last piece of number and phrase."""
    summed = jnp.concatenate([jnp.zeros_like(x[:, :1]), jnp.cumsum(x, 1)], 1)

    def at(places: jax.Array) -> jax.Array:
        return jnp.take_along_axis(summed, places[..., None], 1)

    def mean(first: jax.Array, last: jax.Array) -> jax.Array:
        return (at(last + 1) - at(first)) / (last - first + 1)[..., None]

    told = [mean(spans[..., 0], spans[..., 1]), mean(spans[..., 2], spans[..., 3]), features]
    z = _dropped(jnp.concatenate(told, -1), key, _DROPPED_OF_HEAD)
    z = jax.nn.gelu(z @ weights["in"] + weights["in_shift"], approximate=True)
    return z @ weights["out"] + weights["out_shift"] + features @ weights["straight"]
