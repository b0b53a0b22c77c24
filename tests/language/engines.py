"""Sessions on tiny models, by the name of engine and architecture; each file is written once."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest

from lamlite.backends.onnx_decoder import OnnxSession, OnnxWeights
from lamlite.backends.session import Decoder

ENGINES = ("llamacpp-qwen3", "llamacpp-llama", "llamacpp-gemma", "onnx-qwen3", "onnx-llama")
DIALECT = {"qwen3": "qwen3", "llama": "llama3", "gemma": "gemma"}


@cache
def folder() -> Path:
    """Where the files of this run of the tests lie."""
    return Path(tempfile.mkdtemp(prefix="lamlite-tiny-"))


@cache
def gguf_file(arch: str, template: str = "") -> Path:
    """A tiny GGUF file."""
    pytest.importorskip("gguf")
    from .tiny import tiny_gguf

    return tiny_gguf(arch, folder() / f"{arch}{len(template)}.gguf", template=template)


@cache
def onnx_folder(arch: str, template: str = "") -> Path:
    """A folder with a tiny decoder graph."""
    pytest.importorskip("gguf")
    pytest.importorskip("onnx")
    from models.recipe.decoder_onnx import write_onnx

    from .tiny import tiny

    return write_onnx(tiny(arch), folder() / f"{arch}{len(template)}", template=template)


@cache
def _onnx(arch: str) -> OnnxWeights:
    return OnnxWeights(onnx_folder(arch), threads=1)


def session(name: str, context: int = 4096) -> Decoder:
    """A fresh session. Skips where the engine is not installed."""
    engine, _, arch = name.partition("-")
    if engine == "onnx":
        return OnnxSession(_onnx(arch), context=context)
    pytest.importorskip("llama_cpp")
    from lamlite.backends.llamacpp import LlamaSession

    return LlamaSession(_llama(arch), context=context, threads=1, wide=True)


@cache
def _llama(arch: str):  # type: ignore[no-untyped-def]
    from lamlite.backends.llamacpp import LlamaWeights

    return LlamaWeights(gguf_file(arch))
