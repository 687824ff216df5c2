"""Writes the fitted model as one ONNX file: its weights in 8 bits, its words, features and kinds as metadata."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from bench.judge.encoder import HEADS, WIDE

_OPSET = 20


class _Graph:
    """Nodes and weights of a graph in the making."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.held: list[Any] = []

    def const(self, array: NDArray[Any]) -> str:
        name = f"w{len(self.held)}"
        self.held.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def real(self, array: Any) -> str:
        return self.const(np.asarray(array, np.float32))

    def op(self, kind: str, *inputs: str, **told: Any) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **told))
        return name

    def matrix(self, array: Any) -> str:
        """Hold a matrix in 8 bits, each column with its scale."""
        small, scale = _in_bytes(np.asarray(array).T)
        no = self.const(np.zeros(len(scale), np.int8))
        return self.op("DequantizeLinear", self.const(small.T), self.const(scale), no, axis=1)

    def straight(self, x: str, matrix: str, shift: Any) -> str:
        return self.op("Add", self.op("MatMul", x, matrix), self.real(shift))

    def normed(self, x: str, scale: Any, shift: Any) -> str:
        told = {"axis": -1, "epsilon": 1e-12}
        return self.op("LayerNormalization", x, self.real(scale), self.real(shift), **told)


def _in_bytes(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    most = np.abs(rows).max(axis=1)
    scale = (np.where(most > 0, most, 1) / 127).astype(np.float32)
    return np.round(rows / scale[:, None]).astype(np.int8), scale


def export(
    out: Path, words: Any, layers: list[Any], head: Any, told: dict[str, str], features: int
) -> None:
    """Write the model to *out* with *told* as its metadata."""
    graph = _Graph()
    x = _embedded(graph, words)
    for layer in layers:
        x = _layer(graph, x, layer)
    z = graph.op(
        "Concat",
        graph.op("MatMul", "numbers", x),
        graph.op("MatMul", "phrases", x),
        "features",
        axis=1,
    )
    z = graph.straight(z, graph.real(head["in"]), head["in_shift"])
    z = graph.op("Gelu", z, approximate="tanh")
    z = graph.straight(z, graph.real(head["out"]), head["out_shift"])
    last = graph.op("Add", z, graph.op("MatMul", "features", graph.real(head["straight"])))
    graph.nodes.append(helper.make_node("Identity", [last], ["says"]))
    value = helper.make_tensor_value_info
    real, whole = TensorProto.FLOAT, TensorProto.INT64
    given = [
        value("ids", whole, ["pieces"]),
        value("places", whole, ["pieces"]),
        value("numbers", real, ["figures", "pieces"]),
        value("phrases", real, ["figures", "pieces"]),
        value("features", real, ["figures", features]),
    ]
    said = [value("says", real, ["figures", len(told["kinds"].split())])]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "judge", given, said, graph.held),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=9,
    )
    helper.set_model_props(model, told)
    onnx.checker.check_model(model)
    onnx.save(model, out)


def metadata(vocabulary: list[str], features: list[str], kinds: tuple[str, ...]) -> dict[str, str]:
    """Give what the reader of the model must know beside its weights."""
    return {
        "vocabulary": "\n".join(vocabulary),
        "features": json.dumps(features),
        "kinds": " ".join(kinds),
    }


def _embedded(graph: _Graph, words: Any) -> str:
    small, scale = _in_bytes(np.asarray(words["words"]))
    rows = graph.op("Gather", graph.const(small), "ids", axis=0)
    scales = graph.op("Gather", graph.const(scale), "ids", axis=0)
    scales = graph.op("Unsqueeze", scales, graph.const(np.array([1])))
    x = graph.op("Mul", graph.op("Cast", rows, to=TensorProto.FLOAT), scales)
    x = graph.op("Add", x, graph.op("Gather", graph.real(words["places"]), "places", axis=0))
    return graph.normed(x, words["scale"], words["shift"])


def _layer(graph: _Graph, x: str, weights: Any) -> str:
    deep = WIDE // HEADS
    heads, whole = graph.const(np.array([-1, HEADS, deep])), graph.const(np.array([-1, WIDE]))
    asked = np.array(weights["ask"]), np.array(weights["ask_shift"])
    for array in asked:
        array[..., :WIDE] /= np.sqrt(deep)
    parts = []
    for at, order in enumerate(([1, 0, 2], [1, 2, 0], [1, 0, 2])):
        some = slice(at * WIDE, (at + 1) * WIDE)
        y = graph.straight(x, graph.matrix(asked[0][:, some]), asked[1][some])
        parts.append(graph.op("Transpose", graph.op("Reshape", y, heads), perm=order))
    query, known, value = parts
    seen = graph.op("Softmax", graph.op("MatMul", query, known), axis=-1)
    seen = graph.op("Transpose", graph.op("MatMul", seen, value), perm=[1, 0, 2])
    seen = graph.op("Reshape", seen, whole)
    seen = graph.straight(seen, graph.matrix(weights["join"]), weights["join_shift"])
    x = graph.normed(graph.op("Add", x, seen), weights["scale"], weights["shift"])
    wide = graph.straight(x, graph.matrix(weights["up"]), weights["up_shift"])
    wide = graph.op("Gelu", wide, approximate="tanh")
    down = graph.straight(wide, graph.matrix(weights["down"]), weights["down_shift"])
    return graph.normed(graph.op("Add", x, down), weights["last_scale"], weights["last_shift"])
