"""onnxruntime: decoder graphs with past keys and values, as optimum and transformers export them.

Inputs input_ids, attention_mask, position_ids, past_key_values.N.key and .value; outputs logits, present.N.key and
.value, all keys and values of shape (1, heads, tokens, size).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
import tokenizers

from ..core.errors import ModelError
from ..grammar.match import Vocabulary, tokenizer_from_hf
from .onnx import session_options
from .session import Decoder, Floats

CONTEXT = 4096
_GRAPHS = ("model.onnx", "decoder_model_merged.onnx", "decoder_with_past_model.onnx", "decoder.onnx")
_KINDS = {"tensor(float)": np.float32, "tensor(float16)": np.float16}
_GIVEN = {"input_ids", "attention_mask", "position_ids"}


def find_graph(folder: Path) -> Path | None:
    """The decoder graph of a folder, or of its `onnx` folder."""
    places = (folder / part / name for part in ("", "onnx") for name in _GRAPHS)
    return next((path for path in places if path.is_file()), None)


class OnnxWeights:
    """A decoder graph and its tokenizer. Sessions share them.

    Args:
        folder: With the graph, tokenizer.json, and config.json and tokenizer_config.json where there are any.
        threads: Of the processor; 0 for a few.

    Raises:
        ModelError: a file is missing, or is not what it should be.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        graph = find_graph(folder)
        if graph is None or not (folder / "tokenizer.json").is_file():
            raise ModelError(f"{folder} holds no decoder.", hint="It needs model.onnx and tokenizer.json.")
        try:
            options = session_options(threads)
            self.graph = ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own unrelated classes for each fault of a file
            why = str(error)[:200]
            raise ModelError(f"{graph.name} is not a model that onnxruntime can load.", hint=why) from error
        inputs = {one.name: one for one in self.graph.get_inputs()}
        self.past = {name: one for name, one in inputs.items() if name.startswith("past_key_values.")}
        self.plain = _GIVEN & set(inputs)
        strange = set(inputs) - _GIVEN - set(self.past)
        if not self.past or "input_ids" not in inputs or strange:
            wrong = f"it asks for {', '.join(sorted(strange))}" if strange else "it takes no past keys and values"
            raise ModelError(f"{graph.name} is not a decoder that can be used: {wrong}.", hint="Export it with past.")
        self.config = _json(folder / "config.json")
        self.tokenizer_config = _json(folder / "tokenizer_config.json")
        self.longest = int(self.config.get("max_position_embeddings") or CONTEXT)
        self.tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        whole, bare = self.tokenizer.encode("x").ids, self.tokenizer.encode("x", add_special_tokens=False).ids
        self.begin: int | None = whole[0] if whole[1:] == bare else None
        # What a user writes is never read as a control token.
        self.tokenizer.encode_special_tokens = True
        end = self.tokenizer_config.get("eos_token")
        end = end.get("content") if isinstance(end, Mapping) else end
        self.vocabulary: Vocabulary = tokenizer_from_hf(self.tokenizer, eos=end)

    @property
    def outputs(self) -> list[str]:
        """Logits first, then the keys and values in the order of `past`."""
        return ["logits", *(name.replace("past_key_values", "present") for name in self.past)]

    def empty(self) -> dict[str, npt.NDArray[Any]]:
        """Keys and values of no tokens."""
        found = {}
        for name, one in self.past.items():
            _, heads, _, size = one.shape
            if not isinstance(heads, int) or not isinstance(size, int) or one.type not in _KINDS:
                raise ModelError(f"The graph does not say what {name} is.", hint="Export it again with past.")
            found[name] = np.zeros((1, heads, 0, size), dtype=_KINDS[one.type])
        return found


def _json(path: Path) -> dict[str, Any]:
    """A settings file next to a model; empty where there is none."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read.") from error
    return found if isinstance(found, dict) else {}


class OnnxSession(Decoder):
    """A session of its own on a graph that may be shared.

    Args:
        weights: The graph.
        context: The most tokens of prompt and answer; bounded by what the model was trained for.
    """

    def __init__(self, weights: OnnxWeights, *, context: int = CONTEXT) -> None:
        super().__init__(weights.vocabulary, min(context, weights.longest), weights.begin)
        self._weights = weights
        self._past = weights.empty()
        self._scores: Floats = np.zeros(0, dtype=np.float32)

    def tokens(self, text: str) -> list[int]:
        """See Session."""
        return list(self._weights.tokenizer.encode(text, add_special_tokens=False).ids)

    def control(self, name: str) -> int | None:
        """See Session."""
        found: int | None = self._weights.tokenizer.token_to_id(name)
        return found

    def _cut(self, size: int) -> int:
        self._past = {name: value[:, :, :size] for name, value in self._past.items()}
        return size

    def _read(self, tokens: Sequence[int]) -> None:
        before = next(iter(self._past.values())).shape[2]
        total = before + len(tokens)
        plain = {
            "input_ids": np.array([tokens], dtype=np.int64),
            "attention_mask": np.ones((1, total), dtype=np.int64),
            "position_ids": np.arange(before, total, dtype=np.int64)[None],
        }
        given = {name: value for name, value in plain.items() if name in self._weights.plain}
        scores, *present = self._weights.graph.run(self._weights.outputs, {**given, **self._past})
        self._past = dict(zip(self._weights.past, present, strict=True))
        self._scores = np.asarray(scores[0, -1], dtype=np.float32)

    def _logits(self) -> Floats:
        return self._scores
