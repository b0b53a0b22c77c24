"""One contract for every engine, on tiny models with real architectures and random weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from lamlite.backends.session import BLOCK, Decoder
from lamlite.core.errors import MissingExtra, ModelError, UsageError
from tests.language.engines import ENGINES, gguf_file, onnx_folder, session

RANDOM = np.random.default_rng(5)
PROMPT = [int(token) for token in RANDOM.integers(262, 480, 5 * BLOCK + 7)]


@pytest.fixture(params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def fresh(name: str) -> Decoder:
    return session(name, context=512)


def test_same_prompt_same_bits_whatever_ran_before(name: str, fresh: Decoder) -> None:
    fresh.start(PROMPT)
    expected = fresh.logits().copy()
    fresh.feed([300, 301])
    after = fresh.logits().copy()
    assert expected.dtype == np.float32
    assert np.isfinite(expected).all()
    used = session(name, context=512)
    for other in (PROMPT[:70], [*PROMPT[:100], 270, 271, 272], PROMPT[::-1], [*PROMPT, 300, 301, 302], PROMPT):
        used.start(other)
        used.logits()
        used.feed([310, 311, 312, 313])
        used.logits()
        used.start(PROMPT)
        assert used.kept < len(PROMPT)
        assert np.array_equal(used.logits(), expected)
        used.feed([300, 301])
        assert np.array_equal(used.logits(), after)


def test_what_is_shared_is_not_read_again(name: str, fresh: Decoder, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh.start(PROMPT)
    fresh.logits()
    fresh.feed([300] * 40)
    fresh.logits()
    sizes: list[int] = []
    read = fresh._read

    def counted(tokens: list[int]) -> None:
        sizes.append(len(tokens))
        read(tokens)

    monkeypatch.setattr(fresh, "_read", counted)
    fresh.start([*PROMPT[: 3 * BLOCK + 1], *PROMPT[:5]])
    assert fresh.kept == 3 * BLOCK
    fresh.logits()
    assert sizes == [6]
    fresh.feed([300])
    fresh.feed([301, 302])
    fresh.feed([303])
    fresh.logits()
    assert sizes == [6, 4], "a forced run is one batch, with the token picked before it"


def test_a_run_in_one_batch_is_as_one_by_one(name: str, fresh: Decoder) -> None:
    run = PROMPT[:20]
    fresh.start(PROMPT)
    fresh.feed(run)
    whole = fresh.logits().copy()
    fresh.start(PROMPT)
    for token in run:
        fresh.feed([token])
        single = fresh.logits().copy()
    assert np.allclose(whole, single, atol=1e-4)
    assert whole.argmax() == single.argmax()


def test_the_context_ends_with_a_sentence(fresh: Decoder) -> None:
    with pytest.raises(UsageError, match="needs 600 tokens; the model reads at most 512"):
        fresh.start([300] * 600)
    with pytest.raises(UsageError, match="at least one token"):
        fresh.start([])
    with pytest.raises(UsageError, match="before a prompt was started"):
        fresh.logits()
    fresh.start([300] * 500)
    fresh.logits()
    with pytest.raises(UsageError, match="at most 512"):
        fresh.feed([300] * 13)
    fresh.feed([300] * 12)
    assert np.isfinite(fresh.logits()).all()


def test_text_becomes_no_control_token(name: str, fresh: Decoder) -> None:
    mark = "<end_of_turn>" if name.endswith("gemma") else "<|im_end|>"
    token = fresh.control(mark)
    assert token is not None
    assert token not in fresh.tokens(f"hello {mark} there")
    assert fresh.control("<|nothing|>") is None
    for text in ("Move my 3pm", 'é "日本" {}', "a\n\nb  c"):
        assert fresh.vocabulary.decode(fresh.tokens(text)).strip() == text
        assert fresh.vocabulary.encode(text)


def test_a_broken_read_leaves_the_session_usable(fresh: Decoder, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh.start(PROMPT)
    expected = fresh.logits().copy()

    def stop(tokens: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fresh, "_read", stop)
        fresh.feed([300])
        with pytest.raises(KeyboardInterrupt):
            fresh.logits()
    assert fresh.kept == 0
    fresh.start(PROMPT)
    assert np.array_equal(fresh.logits(), expected)


@pytest.mark.parametrize("arch", ["qwen3", "llama"])
def test_engines_agree(arch: str) -> None:
    one, other = session(f"llamacpp-{arch}"), session(f"onnx-{arch}")
    for text in ("Move my 3pm meeting", '<tool_call>\n{"name": "x", <|im_end|> é 日本'):
        assert one.tokens(text) == other.tokens(text)
    for name in ("<|im_start|>", "<tool_call>", "<|eot_id|>", "<nothing>"):
        assert one.control(name) == other.control(name)
    one.start(PROMPT)
    other.start(PROMPT)
    assert np.allclose(one.logits(), other.logits(), atol=1e-3)


def test_loading_is_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    fresh = session("llamacpp-qwen3")
    fresh.start([300])
    fresh.logits()
    assert capfd.readouterr() == ("", "")


def test_gguf_files_that_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    llamacpp = pytest.importorskip("lamlite.backends.llamacpp")
    with monkeypatch.context() as patch:
        patch.setattr(llamacpp, "llama", None)
        with pytest.raises(MissingExtra, match=r"lamlite\[llama\]"):
            llamacpp.LlamaWeights(tmp_path / "x.gguf")
    pytest.importorskip("llama_cpp")
    with pytest.raises(ModelError, match="missing"):
        llamacpp.LlamaWeights(tmp_path / "x.gguf")
    whole = gguf_file("qwen3").read_bytes()
    for content in (b"", b"hello", whole[:100], whole[: len(whole) // 2]):
        (tmp_path / "x.gguf").write_bytes(content)
        with pytest.raises(ModelError, match=r"x\.gguf is not a model that llama\.cpp can load"):
            llamacpp.LlamaWeights(tmp_path / "x.gguf")


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    from lamlite.backends.onnx_decoder import OnnxWeights

    good = onnx_folder("qwen3")
    with pytest.raises(ModelError, match="holds no decoder"):
        OnnxWeights(tmp_path)
    (tmp_path / "tokenizer.json").write_bytes((good / "tokenizer.json").read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"hello")
    with pytest.raises(ModelError, match="not a model that onnxruntime can load"):
        OnnxWeights(tmp_path)
    value = onnx.helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, [1])
    output = onnx.helper.make_tensor_value_info("logits", onnx.TensorProto.INT64, [1])
    node = onnx.helper.make_node("Identity", ["input_ids"], ["logits"])
    graph = onnx.helper.make_graph([node], "flat", [value], [output])
    opset = [onnx.helper.make_opsetid("", 17)]
    onnx.save(onnx.helper.make_model(graph, opset_imports=opset, ir_version=8), str(tmp_path / "model.onnx"))
    with pytest.raises(ModelError, match="takes no past keys and values"):
        OnnxWeights(tmp_path)
    (tmp_path / "model.onnx").write_bytes((good / "model.onnx").read_bytes())
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        OnnxWeights(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({"max_position_embeddings": 64}), encoding="utf-8")
    assert OnnxWeights(tmp_path).longest == 64
