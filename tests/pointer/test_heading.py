"""Two parameters that take the same options: who is left, who is gone to."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from lamlite.core.call import Ask, Call
from lamlite.core.context import Context
from lamlite.core.tool import Tool
from lamlite.model import load_caller
from lamlite.pointer.heading import heading, role

NOW = Context(datetime(2026, 11, 23, 9, tzinfo=timezone.utc))
WARDS = ["A", "B", "ER", "ICU"]
MOVE = Tool("transfer_patient", "Move a patient to another ward.", {
    "type": "object", "required": ["patient", "to_ward"], "properties": {
        "patient": {"type": "string"}, "from_ward": {"type": "string", "enum": WARDS},
        "to_ward": {"type": "string", "enum": WARDS}}})  # fmt: skip


@pytest.mark.parametrize(
    ("label", "found"),
    [("from ward", -1), ("source", -1), ("to ward", 1), ("target unit", 1), ("ward", 0), ("tone", 0)],
)
def test_a_parameters_name_says_from_or_to(label: str, found: int) -> None:
    assert role(label) == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("from the ER to the ICU", "ER", -1),
        ("from the ER to the ICU", "ICU", 1),
        ("how many grams are 3 cups", "grams", 1),
        ("how many grams are 3 cups", "cups", -1),
        ("5 oz in grams", "oz", -1),
        ("5 oz in grams", "grams", 1),
        ("the ICU, please", "ICU", 0),
    ],
)
def test_the_words_in_front_say_it_of_a_value(text: str, words: str, found: int) -> None:
    assert heading(text, text.index(words)) == found


@pytest.mark.parametrize(
    ("request_text", "wards"),
    [
        ("move Mr. Okafor from the ER to the ICU", {"from_ward": "ER", "to_ward": "ICU"}),
        ("to the ICU with Ana Ruiz, from the ER", {"from_ward": "ER", "to_ward": "ICU"}),
        ("move Jane Roe to the ICU", {"to_ward": "ICU"}),
    ],
)
def test_one_name_does_not_serve_twice(request_text: str, wards: dict[str, str]) -> None:
    reply = load_caller().fill(request_text, MOVE, NOW)
    call = reply.call if isinstance(reply, Ask) else reply
    assert isinstance(call, Call)
    assert {name: value for name, value in call.arguments.items() if name.endswith("ward")} == wards
