"""Language models from files: a GGUF file, or a folder with a decoder graph and its tokenizer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..backends.llamacpp import CONTEXT, LlamaSession, LlamaWeights
from ..backends.onnx_decoder import OnnxSession, OnnxWeights
from ..backends.session import Session
from ..core.context import Caller, Planner
from .caller import LanguageCaller
from .detect import detect
from .dialects import dialect
from .model import LanguageModel, Trust
from .planner import LanguagePlanner


def load_language(path: Path, settings: Mapping[str, Any]) -> LanguageModel:
    """The model of a .gguf file or of a folder. Weights are loaded once in a process; each model has its own session.

    Args:
        path: The file, or the folder with model.onnx and tokenizer.json.
        settings: Of its card: `dialect`, found out from the file without it; `context`; `slope` and `offset`; `wide`
            for keys and values in 32 bits, which a small model can afford.

    Raises:
        ModelError: the files are missing or not what they should be.
        MissingExtra: a GGUF file without llama-cpp-python.
        UsageError: there is no such dialect.
    """
    context = int(settings.get("context") or CONTEXT)
    session: Session
    if path.is_dir():
        graph = _onnx(path.resolve())
        template = _template(path, graph.tokenizer_config.get("chat_template"))
        found = detect(str(graph.config.get("model_type", "")), template)
        session = OnnxSession(graph, context=context)
    else:
        weights = _llama(path.resolve())
        found = detect(weights.metadata("general.architecture"), weights.metadata("tokenizer.chat_template"))
        session = LlamaSession(weights, context=context, wide=bool(settings.get("wide")))
    trust = Trust(**{key: float(settings[key]) for key in ("slope", "offset") if key in settings})
    return LanguageModel(session, dialect(str(settings.get("dialect") or found or "chatml")), trust=trust)


def language_planner(path: Path, settings: Mapping[str, Any]) -> Planner:
    """A model's Planner, as `load_language`."""
    return LanguagePlanner(load_language(path, settings))


def language_caller(path: Path, settings: Mapping[str, Any]) -> Caller:
    """A model's Caller, as `load_language`."""
    return LanguageCaller(load_language(path, settings))


@lru_cache(maxsize=2)
def _llama(path: Path) -> LlamaWeights:
    return LlamaWeights(path)


@lru_cache(maxsize=2)
def _onnx(path: Path) -> OnnxWeights:
    return OnnxWeights(path)


def _template(folder: Path, told: Any) -> str:
    """The chat template: a text, a list of named ones, or a file of its own."""
    if isinstance(told, str):
        return told
    if isinstance(told, list):
        return "\n".join(str(one.get("template", "")) for one in told if isinstance(one, Mapping))
    file = folder / "chat_template.jinja"
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
