"""Google-style docstrings: what a function does, and what each of its parameters or fields means.

A section of our own, "Questions:", has the question that is asked where a parameter's value is missing.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field

_HEADER = re.compile(
    r"(Args|Arguments|Parameters|Attributes|Fields|Questions|Returns|Yields|Raises|Examples?|Notes?|Warnings?):"
)
_ITEM = re.compile(r"(\*{0,2}\w+(?:, *\*{0,2}\w+)*) *(?:\([^)]*\))? *:(?: +(.*)|$)")
_NAMED = {"Args", "Arguments", "Parameters", "Attributes", "Fields"}


@dataclass(frozen=True)
class Docstring:
    """What a docstring says.

    Attributes:
        text: Everything before the first section, one line a paragraph.
        names: Parameter or attribute -> what it means.
        questions: Parameter -> the question for its value.
        returns: What the result is.
    """

    text: str = ""
    names: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    returns: str = ""


def read(text: str | None) -> Docstring:
    """Read a docstring; None gives an empty one."""
    sections: dict[str, list[str]] = {"": []}
    current = ""
    for line in inspect.cleandoc(text or "").splitlines():
        header = _HEADER.fullmatch(line.rstrip())
        if header:
            current = "names" if header[1] in _NAMED else header[1]
            sections.setdefault(current, [])
        else:
            sections[current].append(line)
    paragraphs = "\n".join(sections[""]).strip().split("\n\n")
    return Docstring(
        text="\n".join(_one_line(paragraph) for paragraph in paragraphs),
        names=_items(sections.get("names", [])),
        questions=_items(sections.get("Questions", [])),
        returns=_one_line("\n".join(sections.get("Returns", []))),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _items(lines: list[str]) -> dict[str, str]:
    """`name: text` entries; deeper lines continue the entry above. `a, b: text` is about both."""
    found: dict[str, str] = {}
    names: list[str] = []
    depth = next((len(line) - len(line.lstrip()) for line in lines if line.strip()), 0)
    for line in lines:
        item = _ITEM.fullmatch(line.strip()) if len(line) - len(line.lstrip()) <= depth else None
        if item:
            names = [name.strip().lstrip("*") for name in item[1].split(",")]
            found.update({name: (item[2] or "").strip() for name in names})
        elif line.strip():
            found.update({name: f"{found[name]} {line.strip()}".strip() for name in names})
    return found
