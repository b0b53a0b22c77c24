"""When two values count as the same."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.equal import same, same_expression


@pytest.mark.parametrize(
    ("made", "wanted", "expected"),
    [
        ("Two limes.", "two limes", True),
        ("limes", "two limes", False),
        ("2026-11-24T17:00:00Z", "2026-11-24T18:00:00+01:00", True),
        ("2026-11-24T18:00:00", "2026-11-24T18:00:00+01:00", True),
        ("2026-11-24T17:00:00", "2026-11-24T18:00:00+01:00", False),
        (5, 5.0, True),
        (True, 1, False),
        ("5", 5, False),
        (["Priya", "tomasz"], ["priya", "Tomasz"], True),
        (["Priya"], ["Priya", "Tomasz"], False),
        ("*.pdf", "pdf", False),
        ("-P6W", "P6W", False),
        ("$2.email", "$2.email", False),
    ],
)
def test_same(made: Any, wanted: Any, expected: bool) -> None:
    assert same(made, wanted) is expected


def test_references_are_compared_by_the_call_that_they_point_to() -> None:
    assert same("$7.email", "$1.email", {7: 1})
    assert not same("$7.email", "$1.email", {7: 2})
    assert not same("$7.phone", "$1.email", {7: 1})


def test_expressions_are_compared_by_what_they_come_to() -> None:
    assert same_expression("15% of 80", "0.15 * 80", {})
    assert not same_expression("15% of 80", "15 + 80", {})
    assert not same_expression("what", "ever", {})
    assert same_expression("$4.result - 30", "$1.result - 30", {4: 1})
