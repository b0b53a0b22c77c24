"""Stage 5: checkpoint to files that serve: encoder as int8 ONNX, heads as float16 npz."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from .encoder import HEADS, WIDTH, Encoder


class Served(nn.Module):
    """The encoder for one unpadded sequence, attention written out so that ONNX holds plain matrix products."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, embeds: Tensor, types: Tensor) -> Tensor:
        """(1, L, 384), (1, L) -> (1, L, 384)."""
        e = self.encoder
        x = e.norm(embeds + e.position.weight[: embeds.shape[1]] + e.segment(types))
        for layer in e.layers:
            q, k, v = (f(x).reshape(1, -1, HEADS, WIDTH // HEADS).transpose(1, 2)
                       for f in (layer.query, layer.key, layer.value))  # fmt: skip
            weights = torch.softmax(q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5, -1)
            mixed = (weights @ v).transpose(1, 2).reshape(1, -1, WIDTH)
            x = layer.norm1(x + layer.out(mixed))
            x = layer.norm2(x + layer.shrink(torch.nn.functional.gelu(layer.grow(x))))
        return x  # type: ignore[no-any-return]


def write_encoder(encoder: Encoder, path: Path, *, quantize: bool = True) -> None:
    """Write `encoder` to an ONNX file, its matrices int8 with one scale a column unless told otherwise."""
    served = Served(encoder.float().cpu().eval())
    example = (torch.zeros(1, 24, WIDTH), torch.zeros(1, 24, dtype=torch.long))
    full = path.with_suffix(".fp32.onnx")
    axes = {"embeds": {1: "length"}, "types": {1: "length"}, "vectors": {1: "length"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(served, example, str(full), input_names=["embeds", "types"], output_names=["vectors"],
                          dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    if not quantize:
        full.replace(path)
        return
    quantize_dynamic(full, path, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"], per_channel=True)
    onnx.checker.check_model(str(path))
    full.unlink()


def write_heads(model: nn.Module, path: Path) -> None:
    """Write every weight outside the encoder as float16."""
    heads = {name: value.detach().cpu().numpy().astype(np.float16) for name, value in model.state_dict().items()
             if not name.startswith("encoder.")}  # fmt: skip
    np.savez(path, **heads)
