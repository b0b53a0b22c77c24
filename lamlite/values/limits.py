"""Whether a value keeps to the bounds of its schema, said in a sentence for the user."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Patterns are written by tool authors, values come from users: a long value is not worth a slow match.
_LONGEST_MATCHED = 2_000


def broken_limit(value: object, schema: Mapping[str, object], label: str) -> str:
    """One plain sentence naming the bound of `schema` that `value` breaks, or an empty string."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        return _number(value, schema, label)
    if isinstance(value, str):
        return _string(value, schema, label)
    return _array(value, schema, label) if isinstance(value, list) else ""


def _bound(schema: Mapping[str, object], key: str) -> float | None:
    value = schema.get(key)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _number(value: float, schema: Mapping[str, object], label: str) -> str:
    low, high = _bound(schema, "minimum"), _bound(schema, "maximum")
    above, below = _bound(schema, "exclusiveMinimum"), _bound(schema, "exclusiveMaximum")
    step = _bound(schema, "multipleOf")
    outside = (low is not None and value < low) or (high is not None and value > high)
    if outside and low is not None and high is not None:
        return f"The {label} must be between {low:g} and {high:g}."
    if low is not None and value < low:
        return f"The {label} must be at least {low:g}."
    if high is not None and value > high:
        return f"The {label} must be at most {high:g}."
    if above is not None and value <= above:
        return f"The {label} must be more than {above:g}."
    if below is not None and value >= below:
        return f"The {label} must be less than {below:g}."
    if step and abs(value / step - round(value / step)) > 1e-9:
        return f"The {label} must be a multiple of {step:g}."
    return ""


def _string(value: str, schema: Mapping[str, object], label: str) -> str:
    shortest, longest = _bound(schema, "minLength"), _bound(schema, "maxLength")
    if shortest is not None and len(value) < shortest:
        return f"The {label} must have at least {shortest:g} characters."
    if longest is not None and len(value) > longest:
        return f"The {label} must have at most {longest:g} characters."
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and len(value) <= _LONGEST_MATCHED:
        try:
            if re.search(pattern, value) is None:
                return f"“{value[:60]}” does not have the form that the {label} must have."
        except re.error:
            return ""
    return ""


def _array(value: list[object], schema: Mapping[str, object], label: str) -> str:
    fewest, most = _bound(schema, "minItems"), _bound(schema, "maxItems")
    if fewest is not None and len(value) < fewest:
        return f"At least {fewest:g} {label} are needed."
    if most is not None and len(value) > most:
        return f"At most {most:g} {label} are allowed."
    return ""
