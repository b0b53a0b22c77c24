"""Which family a model belongs to, told from what its file says of itself."""

from __future__ import annotations

from collections.abc import Collection

# The dialects that there are, named here so that a command can list them without loading any.
NAMES = ("chatml", "gemma", "hermes", "llama3", "plain", "qwen3")
# The mark that begins a turn -> the family that writes it so.
_MARKS = {"<|start_header_id|>": "llama3", "<start_of_turn>": "gemma", "<|im_start|>": "chatml"}


def detect(architecture: str, template: str = "", tokens: Collection[str] = ()) -> str:
    """The dialect by the chat template, else by the architecture, else by the tokens; empty where none tells.

    Args:
        architecture: Such as qwen3, as the file names it.
        template: The chat template in the file; it settles the matter where it is there.
        tokens: The tokenizer's, of which a family's marks are some.
    """
    found = _marked(template)
    if found == "chatml" and "<tool_call>" in template:
        return "hermes" if "pydantic" in template else "qwen3"
    if found == "chatml" and "messages[-1]" in template:
        return "plain"
    if template:
        return found
    family = "qwen3" if architecture.startswith("qwen") else "gemma" if architecture.startswith("gemma") else ""
    return family or _marked(tokens)


def _marked(where: Collection[str]) -> str:
    return next((name for mark, name in _MARKS.items() if mark in where), "")
