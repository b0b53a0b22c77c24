"""A decoder as a graph for onnxruntime, with the inputs and outputs that optimum gives them.

With `eight` it holds what a Q8_0 file holds, blocks of 32 int8 with a float16 scale, and computes what llama.cpp
computes on one: what meets a matrix is rounded to such blocks too. So both write the same tokens. The matrices are
unpacked once, when the graph is loaded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gguf  # type: ignore[import-not-found,import-untyped,unused-ignore]
import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from .decoder_weights import Floats, Weights

BLOCK = 32  # values with one scale
_LEAST = 1e-30  # in place of a largest value of 0


@dataclass
class _Graph:
    """Nodes and constants, in order; each is named by a number."""

    model: Weights
    eight: bool
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def add(self, kind: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        output = name or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def constant(self, value: npt.NDArray[Any]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def ints(self, *values: int) -> str:
        return self.constant(np.array(values, dtype=np.int64))

    def scalar(self, value: float) -> str:
        return self.constant(np.array(value, dtype=np.float32))

    def wide(self, x: str) -> str:
        return self.add("Cast", x, to=TensorProto.FLOAT)

    def matrix(self, name: str) -> str:
        """A matrix of the model, (out, in)."""
        value = self.model.arrays[name]
        if not self.eight:
            return self.constant(value)
        steps, scales = blocks(value)
        unpacked = self.add("Mul", self.wide(self.constant(steps)), self.wide(self.constant(scales)))
        return self.add("Reshape", unpacked, self.ints(*value.shape))

    def read(self, x: str) -> str:
        """What meets a matrix: as it is, or rounded to eight bits, each block by its largest value."""
        if not self.eight:
            return x
        parts = self.add("Reshape", x, self.ints(0, 0, -1, BLOCK))
        most = self.add("ReduceMax", self.add("Abs", parts), axes=[-1], keepdims=1)
        many = self.add("Div", self.scalar(127.0), self.add("Max", most, self.scalar(_LEAST)))
        scale = self.wide(self.add("Cast", self.add("Div", most, self.scalar(127.0)), to=TensorProto.FLOAT16))
        steps = self.add("Round", self.add("Mul", parts, many))
        return self.add("Reshape", self.add("Mul", steps, scale), self.add("Shape", x))

    def times(self, x: str, matrix: str, name: str = "") -> str:
        """What was read, times a matrix (out, in)."""
        return self.add("MatMul", x, self.add("Transpose", matrix, perm=[1, 0]), name=name)


def blocks(value: Floats) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """A matrix (out, in) as Q8_0: steps (out, in / 32, 32) and the size of a step (out, in / 32, 1)."""
    raw = gguf.quants.quantize(value, gguf.GGMLQuantizationType.Q8_0).reshape(len(value), -1, BLOCK + 2)
    return raw[:, :, 2:].view(np.int8), np.ascontiguousarray(raw[:, :, :2]).view(np.float16)


def write_onnx(model: Weights, folder: Path, *, template: str = "", eight: bool = False) -> Path:
    """The model in a folder: model.onnx, tokenizer.json, config.json and tokenizer_config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = _Graph(model, eight)
    table = graph.matrix("embed_tokens")
    x = graph.add("Gather", table, "input_ids", axis=0)
    mask, turns = _mask(graph), _turns(graph)
    for layer in range(model.shape.layers):
        x = _attention(graph, layer, (x, mask, *turns))
        normed = graph.read(_norm(graph, x, f"{layer}.post_norm"))
        gate = graph.times(normed, graph.matrix(f"{layer}.gate_proj"))
        gate = graph.add("Mul", gate, graph.add("Sigmoid", gate))
        inner = graph.add("Mul", gate, graph.times(normed, graph.matrix(f"{layer}.up_proj")))
        x = graph.add("Add", x, graph.times(graph.read(inner), graph.matrix(f"{layer}.down_proj")))
    last = graph.matrix("lm_head") if "lm_head" in model.arrays else table
    graph.times(graph.read(_norm(graph, x, "norm")), last, name="logits")
    onnx.save(_model(graph), str(folder / "model.onnx"))
    model.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    settings = {"model_type": model.arch, "max_position_embeddings": model.shape.context}
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    told = {"eos_token": model.end, **({"chat_template": template} if template else {})}
    (folder / "tokenizer_config.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def _model(graph: _Graph) -> onnx.ModelProto:
    shape = graph.model.shape

    def value(name: str, kind: int, sizes: list[Any]) -> Any:
        return helper.make_tensor_value_info(name, kind, sizes)

    names = [f"{layer}.{part}" for layer in range(shape.layers) for part in ("key", "value")]
    inputs = [value("input_ids", TensorProto.INT64, ["batch", "length"]),
              value("attention_mask", TensorProto.INT64, ["batch", "total"]),
              value("position_ids", TensorProto.INT64, ["batch", "length"])]  # fmt: skip
    inputs += [value(f"past_key_values.{name}", TensorProto.FLOAT, ["batch", shape.kv_heads, "past", shape.head])
               for name in names]  # fmt: skip
    outputs = [value("logits", TensorProto.FLOAT, ["batch", "length", shape.vocabulary])]
    outputs += [value(f"present.{name}", TensorProto.FLOAT, ["batch", shape.kv_heads, "total", shape.head])
                for name in names]  # fmt: skip
    whole = helper.make_graph(graph.nodes, "decoder", inputs, outputs, graph.constants)
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _norm(graph: _Graph, x: str, name: str) -> str:
    mean = graph.add("ReduceMean", graph.add("Mul", x, x), axes=[-1], keepdims=1)
    root = graph.add("Sqrt", graph.add("Add", mean, graph.scalar(graph.model.shape.eps)))
    return graph.add("Mul", graph.add("Div", x, root), graph.constant(graph.model.arrays[name]))


def _mask(graph: _Graph) -> str:
    """0 where a token may look, far below where not: (batch, 1, length, total)."""
    places = graph.add("Sub", graph.add("CumSum", "attention_mask", graph.ints(1)), graph.ints(1))
    keys = graph.add("Unsqueeze", places, graph.ints(1))
    queries = graph.add("Unsqueeze", "position_ids", graph.ints(2))
    seen = graph.add("Unsqueeze", graph.add("LessOrEqual", keys, queries), graph.ints(1))
    return graph.add("Where", seen, graph.scalar(0.0), graph.scalar(-1e9))


def _turns(graph: _Graph) -> tuple[str, str]:
    """Cosines and sines of each position: (batch, 1, length, head)."""
    shape = graph.model.shape
    steps = shape.theta ** -(np.arange(0, shape.head, 2) / shape.head)
    places = graph.add("Unsqueeze", graph.wide("position_ids"), graph.ints(1, 3))
    angles = graph.add("Mul", places, graph.constant(np.concatenate([steps, steps]).astype(np.float32)))
    return graph.add("Cos", angles), graph.add("Sin", angles)


def _attention(graph: _Graph, layer: int, given: tuple[str, str, str, str]) -> str:
    x, mask, cos, sin = given
    shape = graph.model.shape
    normed = graph.read(_norm(graph, x, f"{layer}.input_norm"))

    def split(part: str, heads: int) -> str:
        flat = graph.times(normed, graph.matrix(f"{layer}.{part}_proj"))
        shaped = graph.add("Reshape", flat, graph.ints(0, 0, heads, shape.head))
        if f"{layer}.{part}_norm" in graph.model.arrays:
            shaped = _norm(graph, shaped, f"{layer}.{part}_norm")
        return graph.add("Transpose", shaped, perm=[0, 2, 1, 3])

    def turned(part: str) -> str:
        half = shape.head // 2
        first = graph.add("Slice", part, graph.ints(0), graph.ints(half), graph.ints(3))
        second = graph.add("Slice", part, graph.ints(half), graph.ints(shape.head), graph.ints(3))
        crossed = graph.add("Concat", graph.add("Neg", second), first, axis=3)
        return graph.add("Add", graph.add("Mul", part, cos), graph.add("Mul", crossed, sin))

    query = turned(split("q", shape.heads))
    whole = []
    for part, new in (("key", turned(split("k", shape.kv_heads))), ("value", split("v", shape.kv_heads))):
        joined = graph.add("Concat", f"past_key_values.{layer}.{part}", new, axis=2, name=f"present.{layer}.{part}")
        owners = graph.ints(*(head * shape.kv_heads // shape.heads for head in range(shape.heads)))
        whole.append(graph.add("Gather", joined, owners, axis=1))
    key, values = whole
    scores = graph.add("MatMul", query, graph.add("Transpose", key, perm=[0, 1, 3, 2]))
    scores = graph.add("Add", graph.add("Mul", scores, graph.scalar(shape.head**-0.5)), mask)
    mixed = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), values)
    flat = graph.add("Reshape", graph.add("Transpose", mixed, perm=[0, 2, 1, 3]), graph.ints(0, 0, -1))
    return graph.add("Add", x, graph.times(graph.read(flat), graph.matrix(f"{layer}.o_proj")))
