"""onnxruntime: an encoder session."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from ..core.errors import ModelError

Floats = npt.NDArray[np.float32]


def session_options(threads: int) -> ort.SessionOptions:
    """How graphs run: a few threads, quietly."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads or min(4, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that wait in a loop are quickest on an idle device; on a busy one they double the time of a call.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


class OnnxEncoder:
    """An encoder graph: embeds (1, L, width) float32 and types (1, L) int64 -> vectors (1, L, width)."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        try:
            options = session_options(threads)
            self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own unrelated classes for each fault of a file
            raise ModelError(f"{path.name} is not a model that onnxruntime can load.", hint=str(error)[:200]) from error

    def encode(self, embeds: Floats, types: npt.NDArray[np.int64]) -> Floats:
        """Token vectors of one sequence: (L, width) and (L,) -> (L, width)."""
        vectors: Floats = self._session.run(None, {"embeds": embeds[None], "types": types[None]})[0][0]
        return vectors
