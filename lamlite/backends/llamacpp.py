"""llama.cpp through the low-level interface of llama-cpp-python: weights of a GGUF file, and sessions on them.

Its own sampler, grammar and chat formats are not used: they walk the whole vocabulary for every token, and drop tool
descriptions, or a `$ref`, in silence.
"""

from __future__ import annotations

import ctypes
import os
import re
import weakref
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from ..core.errors import MissingExtra, ModelError
from ..grammar.match import Vocabulary, tokenizer_from_tokens
from .session import Decoder, Floats

llama: Any = None
with suppress(ImportError, OSError, RuntimeError):  # not installed, or built for another processor
    import llama_cpp

    llama = llama_cpp

CONTEXT = 4096
_MARK = b"\xff"  # in front of tokens that no text may produce, as `tokenizer_from_tokens` wants them
_WIDE = 0  # GGML_TYPE_F32
_ERROR = 4  # GGML_LOG_LEVEL_ERROR
_TAG = re.compile(rb"</?[\w|]+>")
_errors: deque[str] = deque(maxlen=3)


def _listen() -> Any:
    """Keep the log off stderr; its last errors say why a file was refused. The result must stay referenced."""

    def hear(level: int, text: bytes, _: Any) -> None:
        if level == _ERROR:
            _errors.append(text.decode("utf-8", errors="replace").strip())

    callback = llama.llama_log_callback(hear)
    llama.llama_log_set(callback, ctypes.c_void_p(0))
    return callback


_listener = _listen() if llama is not None else None


def _why() -> str:
    """The first of the last errors; those after it follow from it."""
    return _errors[0][:200] if _errors else ""


class LlamaWeights:
    """The weights and the vocabulary of a GGUF file. Sessions share them.

    Attributes:
        vocabulary: Its tokens.
        longest: The context it was trained for, in tokens.
        begin: The token that every text begins with, if any.

    Raises:
        MissingExtra: llama-cpp-python is not installed.
        ModelError: llama.cpp cannot load the file.
    """

    def __init__(self, path: Path) -> None:
        if llama is None:
            raise MissingExtra("llama", "A GGUF model")
        if not path.is_file():
            raise ModelError(f"The model file {path} is missing.")
        _errors.clear()
        llama.llama_backend_init()
        self.model = llama.llama_model_load_from_file(str(path).encode(), llama.llama_model_default_params())
        if not self.model:
            raise ModelError(f"{path.name} is not a model that llama.cpp can load.", hint=_why())
        weakref.finalize(self, llama.llama_model_free, self.model)
        self._vocab = llama.llama_model_get_vocab(self.model)
        self.longest = int(llama.llama_model_n_ctx_train(self.model))
        begins = llama.llama_vocab_get_add_bos(self._vocab)
        self.begin: int | None = int(llama.llama_vocab_bos(self._vocab)) if begins else None
        self._buffer = ctypes.create_string_buffer(1024)
        self._pieces = [self._piece(token) for token in range(llama.llama_vocab_n_tokens(self._vocab))]
        self._ids = {piece: token for token, piece in enumerate(self._pieces) if piece and piece[:1] != _MARK}
        self._reach = max(map(len, self._ids), default=1)
        ends = (llama.llama_vocab_eot(self._vocab), llama.llama_vocab_eos(self._vocab))
        end = next((token for token in ends if token >= 0), -1)
        # The vocabulary holds on to these weights, and they to it: they stay until the process ends.
        self.vocabulary: Vocabulary = tokenizer_from_tokens(self._pieces, end, encode=self._exact)

    def metadata(self, key: str) -> str:
        """A text or a number of the file's header, such as general.architecture; empty where it has none."""
        size = llama.llama_model_meta_val_str(self.model, key.encode(), self._buffer, len(self._buffer))
        if size >= len(self._buffer):  # a chat template
            buffer = ctypes.create_string_buffer(size + 1)
            llama.llama_model_meta_val_str(self.model, key.encode(), buffer, len(buffer))
            return buffer.value.decode("utf-8", errors="replace")
        return self._buffer.value.decode("utf-8", errors="replace") if size >= 0 else ""

    def tokens(self, text: str) -> list[int]:
        """Plain text in tokens; control tokens written out in it stay text."""
        return self._cut(text.encode(), special=False)

    def control(self, name: str) -> int | None:
        """The token of a name such as <|im_start|>, or None."""
        found = self._cut(name.encode(), special=True)
        return found[0] if len(found) == 1 and self._pieces[found[0]].removeprefix(_MARK) == name.encode() else None

    def _cut(self, text: bytes, *, special: bool) -> list[int]:
        room = len(text) + 8
        buffer = (llama.llama_token * room)()
        count = llama.llama_tokenize(self._vocab, text, len(text), buffer, room, False, special)
        return list(buffer[: max(count, 0)])

    def _exact(self, text: bytes) -> list[int]:
        """Tokens that spell just these bytes, for text that a grammar forces.

        Masks are wrong where a part of forced text is missing, so there is always an answer: where the model's own
        tokenizer adds a space, or the bytes stop within a character, the longest tokens that fit.
        """
        for before in (b"", b"\n"):  # no space is put behind the end of a line
            found = self._cut(before + text, special=False)
            while before and found and self._pieces[found[0]] in (b" ", b"\n"):
                before = before if self._pieces[found[0]] == b" " else b""
                found = found[1:]
            if not before and b"".join(self._pieces[token] for token in found) == text:
                return found
        return self._longest(text)

    def _longest(self, text: bytes) -> list[int]:
        found, start = [], 0
        while start < len(text):
            stop = min(len(text), start + self._reach)
            end = next((end for end in range(stop, start, -1) if text[start:end] in self._ids), None)
            if end is None:
                break
            found.append(self._ids[text[start:end]])
            start = end
        return found

    def _piece(self, token: int) -> bytes:
        size = llama.llama_token_to_piece(self._vocab, token, self._buffer, len(self._buffer), 0, True)
        piece = self._buffer.raw[: max(size, 0)]
        hidden = llama.LLAMA_TOKEN_ATTR_CONTROL | llama.LLAMA_TOKEN_ATTR_UNKNOWN | llama.LLAMA_TOKEN_ATTR_UNUSED
        attributes = llama.llama_vocab_get_attr(self._vocab, token)
        # <tool_call> and the like: text to this tokenizer, but no text of a string may hold them as one token.
        tag = attributes & llama.LLAMA_TOKEN_ATTR_USER_DEFINED and _TAG.fullmatch(piece)
        return _MARK + piece if attributes & hidden or tag else piece


class LlamaSession(Decoder):
    """A session of its own on weights that may be shared.

    Args:
        weights: Of a GGUF file.
        context: The most tokens of prompt and answer; bounded by what the model was trained for.
        threads: Of the processor; 0 for a few.
        wide: Keep keys and values in 32 bits, as onnxruntime does; else in 16.
    """

    def __init__(self, weights: LlamaWeights, *, context: int = CONTEXT, threads: int = 0, wide: bool = False) -> None:
        super().__init__(weights.vocabulary, min(context, weights.longest or context), weights.begin)
        self._weights = weights
        params = llama.llama_context_default_params()
        params.n_ctx = self.context
        params.n_threads = params.n_threads_batch = threads or min(4, os.cpu_count() or 1)
        params.swa_full = True  # with the small cache of a sliding window no part of a prompt could be kept
        params.no_perf = True
        if wide:
            params.type_k = params.type_v = _WIDE
            params.flash_attn_type = 0  # it rounds to 16 bits within
        self._context = llama.llama_init_from_model(weights.model, params)
        if not self._context:
            raise ModelError("llama.cpp cannot make room for this model.", hint=_why())
        weakref.finalize(self, llama.llama_free, self._context)
        self._memory = llama.llama_get_memory(self._context)
        self._width = int(llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(weights.model)))

    def tokens(self, text: str) -> list[int]:
        """See Session."""
        return self._weights.tokens(text)

    def control(self, name: str) -> int | None:
        """See Session."""
        return self._weights.control(name)

    def _cut(self, size: int) -> int:
        if size and llama.llama_memory_seq_rm(self._memory, 0, size, -1):
            return size
        llama.llama_memory_clear(self._memory, False)  # all of it: recurrent models cannot forget a part
        return 0

    def _read(self, tokens: Sequence[int]) -> None:
        array = (llama.llama_token * len(tokens))(*tokens)
        code = llama.llama_decode(self._context, llama.llama_batch_get_one(array, len(tokens)))
        if code:
            raise ModelError(f"llama.cpp could not read a batch (code {code}).", hint=_why())

    def _logits(self) -> Floats:
        found: Floats = np.ctypeslib.as_array(llama.llama_get_logits_ith(self._context, -1), shape=(self._width,))
        return found
