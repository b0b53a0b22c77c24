"""Does a value fit a schema, and where not? By the jsonschema library, with the formats that lamlite enforces.

Apart from `schema`, because the library takes a while to import.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jsonschema
from referencing import Registry

from .accepts import is_multiple
from .formats import FORMATS, matches_format
from .refs import join
from .schema import resolve

_checker = jsonschema.FormatChecker(formats=())


def _format_check(name: str) -> None:
    _checker.checks(name)(lambda value: matches_format(value, name))


for _name in FORMATS:
    _format_check(_name)


def _multiple_of(validator: Any, step: float, value: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
    """By decimal digits: the library divides floats and finds that 0.3 is no multiple of 0.1."""
    if validator.is_type(value, "number") and not is_multiple(value, step):
        yield jsonschema.ValidationError(f"{value!r} is not a multiple of {step}")


_library: Any = jsonschema  # untyped in part
_Validator = _library.validators.extend(_library.Draft202012Validator, {"multipleOf": _multiple_of})


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong with a value.

    Attributes:
        pointer: JSON pointer into the value.
        message: One plain sentence.
        keyword: The keyword of the schema that is violated.
    """

    pointer: str
    message: str
    keyword: str = ""


def validate(value: Any, schema: Mapping[str, Any]) -> list[Violation]:
    """What is wrong with a value, in the order of its places; empty where it fits.

    Args:
        value: JSON, as Python has it.
        schema: One that `schema.check` accepts, resolved or not.

    Raises:
        SchemaError: the schema cannot be resolved.
    """
    validator = _compiled(json.dumps(schema, sort_keys=False))
    errors = sorted(
        validator.iter_errors(value), key=lambda error: (list(map(str, error.absolute_path)), error.message)
    )
    found = [Violation(join("", *e.absolute_path), _sentence(e), str(e.validator)) for e in map(_closest, errors)]
    return list(dict.fromkeys(found))  # the library says "required" once per missing name


@lru_cache(maxsize=512)
def _compiled(text: str) -> Any:
    return _Validator(resolve(json.loads(text)), format_checker=_checker, registry=Registry())


def _closest(error: Any) -> Any:
    """For an anyOf, the error of the branch that came nearest says more than "fits none of them"."""
    if error.validator != "anyOf" or not error.context:
        return error
    best = jsonschema.exceptions.best_match([error])
    deeper = len(best.absolute_path) > len(error.absolute_path)
    return best if deeper or best.validator != "type" else error


def _sentence(error: Any) -> str:
    """What is wrong, in words for a person and for a model that reads it."""
    value, limit = error.instance, error.validator_value
    shown = json.dumps(value, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 80 else shown[:77] + "..."
    listed = json.dumps(limit, ensure_ascii=False, default=str)
    if error.validator == "required":
        missing = [name for name in limit if name not in value]
        return f"{' and '.join(map(repr, missing))} {'is' if len(missing) == 1 else 'are'} missing."
    if error.validator == "additionalProperties" and limit is False:
        known = error.schema.get("properties", {})
        extra = [name for name in value if name not in known]
        return f"{', '.join(map(repr, extra))} is not one of {', '.join(known) or 'no properties'}."
    templates = {
        "type": "{shown} is not of type {limit}.",
        "enum": "{shown} is not one of {listed}.",
        "const": "{shown} is not {listed}.",
        "minimum": "{shown} is below {limit}.",
        "maximum": "{shown} is above {limit}.",
        "exclusiveMinimum": "{shown} is not above {limit}.",
        "exclusiveMaximum": "{shown} is not below {limit}.",
        "multipleOf": "{shown} is not a multiple of {limit}.",
        "minLength": "{shown} is shorter than {limit} characters.",
        "maxLength": "{shown} is longer than {limit} characters.",
        "pattern": "{shown} does not match {limit}.",
        "format": "{shown} is not a {limit}.",
        "minItems": "{shown} has fewer than {limit} items.",
        "maxItems": "{shown} has more than {limit} items.",
        "uniqueItems": "{shown} has the same item twice.",
        "anyOf": "{shown} fits none of the possibilities.",
        "oneOf": "{shown} fits none of the possibilities, or more than one.",
    }
    template = templates.get(str(error.validator))
    if template is None:
        return f"{shown} is not allowed here."
    if isinstance(limit, list) and error.validator == "type":
        limit = " or ".join(limit)
    return template.format(shown=shown, limit=limit, listed=listed)
