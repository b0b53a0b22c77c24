"""The tiny models of `tiny` as decoder graphs, with the inputs and outputs that optimum gives them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from .tiny import Tiny


@dataclass
class _Graph:
    """Nodes and constants, in order; each is named by a number."""

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


def write_onnx(model: Tiny, folder: Path, *, template: str = "") -> Path:
    """The model in a folder: model.onnx, tokenizer.json, config.json and tokenizer_config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = _Graph()
    weights = model.weights
    x = graph.add("Gather", graph.constant(weights["embed_tokens"]), "input_ids", axis=0)
    mask, turns = _mask(graph), _turns(graph, model)
    for layer in range(model.layers):
        x = _attention(graph, model, layer, (x, mask, *turns))
        normed = _norm(graph, model, x, f"{layer}.post_norm")
        gate = _linear(graph, normed, weights[f"{layer}.gate_proj"])
        gate = graph.add("Mul", gate, graph.add("Sigmoid", gate))
        inner = graph.add("Mul", gate, _linear(graph, normed, weights[f"{layer}.up_proj"]))
        x = graph.add("Add", x, _linear(graph, inner, weights[f"{layer}.down_proj"]))
    last = graph.constant(np.ascontiguousarray(weights["lm_head"].T))
    graph.add("MatMul", _norm(graph, model, x, "norm"), last, name="logits")
    onnx.save(_model(graph, model), str(folder / "model.onnx"))
    model.tokenizer.save(str(folder / "tokenizer.json"))
    settings = {"model_type": model.arch, "max_position_embeddings": model.context}
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    told = {"eos_token": "<|im_end|>", **({"chat_template": template} if template else {})}
    (folder / "tokenizer_config.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def _model(graph: _Graph, model: Tiny) -> onnx.ModelProto:
    def value(name: str, kind: int, shape: list[Any]) -> Any:
        return helper.make_tensor_value_info(name, kind, shape)

    names = [f"{layer}.{part}" for layer in range(model.layers) for part in ("key", "value")]
    inputs = [value("input_ids", TensorProto.INT64, ["batch", "length"]),
              value("attention_mask", TensorProto.INT64, ["batch", "total"]),
              value("position_ids", TensorProto.INT64, ["batch", "length"])]  # fmt: skip
    inputs += [value(f"past_key_values.{name}", TensorProto.FLOAT, ["batch", model.kv_heads, "past", model.head])
               for name in names]  # fmt: skip
    outputs = [value("logits", TensorProto.FLOAT, ["batch", "length", model.weights["lm_head"].shape[0]])]
    outputs += [value(f"present.{name}", TensorProto.FLOAT, ["batch", model.kv_heads, "total", model.head])
                for name in names]  # fmt: skip
    whole = helper.make_graph(graph.nodes, "tiny", inputs, outputs, graph.constants)
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _linear(graph: _Graph, x: str, weight: npt.NDArray[Any]) -> str:
    return graph.add("MatMul", x, graph.constant(weight.T))


def _norm(graph: _Graph, model: Tiny, x: str, name: str) -> str:
    mean = graph.add("ReduceMean", graph.add("Mul", x, x), axes=[-1], keepdims=1)
    root = graph.add("Sqrt", graph.add("Add", mean, graph.scalar(model.eps)))
    return graph.add("Mul", graph.add("Div", x, root), graph.constant(model.weights[name]))


def _mask(graph: _Graph) -> str:
    """0 where a token may look, far below where not: (batch, 1, length, total)."""
    places = graph.add("Sub", graph.add("CumSum", "attention_mask", graph.ints(1)), graph.ints(1))
    keys = graph.add("Unsqueeze", places, graph.ints(1))
    queries = graph.add("Unsqueeze", "position_ids", graph.ints(2))
    seen = graph.add("Unsqueeze", graph.add("LessOrEqual", keys, queries), graph.ints(1))
    return graph.add("Where", seen, graph.scalar(0.0), graph.scalar(-1e9))


def _turns(graph: _Graph, model: Tiny) -> tuple[str, str]:
    """Cosines and sines of each position: (batch, 1, length, head)."""
    steps = 1.0 / model.theta ** (np.arange(0, model.head, 2) / model.head)
    angles = np.outer(np.arange(model.context), np.concatenate([steps, steps]))
    found = []
    for table in (np.cos(angles), np.sin(angles)):
        rows = graph.add("Gather", graph.constant(table.astype(np.float32)), "position_ids", axis=0)
        found.append(graph.add("Unsqueeze", rows, graph.ints(1)))
    return found[0], found[1]


def _attention(graph: _Graph, model: Tiny, layer: int, given: tuple[str, str, str, str]) -> str:
    x, mask, cos, sin = given
    normed = _norm(graph, model, x, f"{layer}.input_norm")

    def split(part: str, heads: int) -> str:
        flat = _linear(graph, normed, model.weights[f"{layer}.{part}_proj"])
        shaped = graph.add("Reshape", flat, graph.ints(0, 0, heads, model.head))
        if f"{layer}.{part}_norm" in model.weights:
            shaped = _norm(graph, model, shaped, f"{layer}.{part}_norm")
        return graph.add("Transpose", shaped, perm=[0, 2, 1, 3])

    def turned(part: str) -> str:
        half = model.head // 2
        first = graph.add("Slice", part, graph.ints(0), graph.ints(half), graph.ints(3))
        second = graph.add("Slice", part, graph.ints(half), graph.ints(model.head), graph.ints(3))
        crossed = graph.add("Concat", graph.add("Neg", second), first, axis=3)
        return graph.add("Add", graph.add("Mul", part, cos), graph.add("Mul", crossed, sin))

    query = turned(split("q", model.heads))
    whole = []
    for part, new in (("key", turned(split("k", model.kv_heads))), ("value", split("v", model.kv_heads))):
        joined = graph.add("Concat", f"past_key_values.{layer}.{part}", new, axis=2, name=f"present.{layer}.{part}")
        owners = graph.ints(*(head * model.kv_heads // model.heads for head in range(model.heads)))
        whole.append(graph.add("Gather", joined, owners, axis=1))
    key, values = whole
    scores = graph.add("MatMul", query, graph.add("Transpose", key, perm=[0, 1, 3, 2]))
    scores = graph.add("Add", graph.add("Mul", scores, graph.scalar(model.head**-0.5)), mask)
    mixed = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), values)
    flat = graph.add("Reshape", graph.add("Transpose", mixed, perm=[0, 2, 1, 3]), graph.ints(0, 0, -1))
    return graph.add("Add", x, _linear(graph, flat, model.weights[f"{layer}.o_proj"]))
