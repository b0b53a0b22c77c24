"""Arithmetic as it is said: cases by kind, and laws that hold for any numbers."""

from __future__ import annotations

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamlite.core.errors import ToolError
from lamlite.desk.arithmetic import evaluate
from lamlite.desk.arithmetic.phrases import BEFORE, FORMS, INFIX


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("20 percent off 60", 48), ("20% off of $60", 48), ("60 with 20% off", 48), ("20% discount on 50", 40),
        ("60 at a 20% discount", 48), ("take 20% off 60", 48), ("a third off 90", 60), ("19% off 250", 202.5),
        ("two hundred minus eighty five", 115), ("one hundred and fifty plus two and a half", 152.5),
        ("three point five times two", 7), ("twenty-five - five", 20), ("60 minus 20 percent", 48),
        ("half of 90", 45), ("a third of 90", 30), ("three quarters of 80", 60), ("double 45", 90),
        ("3/4 of 80", 60), ("½ of 9", 4.5), ("2½ times 4", 10), ("2 1/2 + 1", 3.5), ("half 90", 45),
        ("half a million divided by 4", 125_000), ("80 / half of 4", 40), ("half of 45 plus 12", 34.5),
        ("15% tip on 48.50", 7.275), ("a 15% tip on a $48.50 bill", 7.275), ("15% of a 80 euro bill", 12),
        ("tax on 250 at 19%", 47.5), ("250 plus 19% VAT", 297.5), ("250 with 19% tax", 297.5),
        ("a third of 270 plus tax of 19%", 107.1), ("add 12% to 80", 89.6), ("15 percent more than 80", 92),
        ("square root of 144", 12), ("cube root of 27", 3), ("the 4th root of 16", 2), ("3 squared", 9),
        ("2 to the power of 10", 1024), ("2 to the 10th", 1024), ("2 to the third power", 8), ("the cube of 7", 343),
        ("2 to the power of -1", 0.5), ("2 to the minus 3", 0.125), ("square root of the sum of 9 and 16", 5),
        ("add 5 and 7", 12), ("add 3.50 + 12.99 + 7.25", 23.74), ("subtract 5 from 12", 7), ("12 less 5", 7),
        ("the difference between 4 and 10", 6), ("30 increased by 10%", 33), ("increase 80 by 15%", 92),
        ("what percent of 80 is 20", 25), ("20 is what percent of 80", 25), ("95 as a percentage of 380", 25),
        ("95 out of 380 as a percentage", 25), ("percent change from 80 to 100", 25), ("10 % of 200 % of 5", 1),
        ("split 84 euros between 6", 14), ("84 euros split 6 ways", 14), ("84 plus 10% split 6 ways", 15.4),
        ("share 90 equally among 4 friends", 22.5), ("12 boxes of 24", 288), ("3 nights at 89.50 each", 268.5),
        ("twelve dozen", 144), ("1.5k times 2", 3000), ("sum of 3, 4, and 9", 16), ("average of 4, 8 and 15", 9),
        ("median of 3, 1 and 2", 2), ("max(14, 9, 22)", 22), ("smallest of 8, 3 and 5", 3),
        ("remainder of 100 divided by 7", 2), ("log base 2 of 1024", 10), ("log of 8 base 2", 3), ("5!", 120),
        ("5 factorial", 120), ("tan 45 degrees", 1), ("cos 90 degrees", 0), ("sin pi", 0), ("5 minus 3 squared", -4),
        ("the sum of 3 and 4, times 2", 14), ("22/7 rounded to 2 decimal places", 3.14), ("1/3*3", 1),
    ],
)  # fmt: skip
def test_as_it_is_said(words: str, value: float) -> None:
    """To the last digit: values that are fractions are computed with fractions."""
    assert evaluate(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "the sum of 3 and 4 times 2", "divide 12 by 3 plus 1", "the average of 90 and 80 plus 10", "cos pi/3",
        "the difference between 10 and 4 times 3", "sqrt 16 squared", "64.50 plus 18% tip divided by 3",
    ],
)  # fmt: skip
def test_two_readings_are_refused(words: str) -> None:
    """Where brackets could stand in two places, and the values differ."""
    with pytest.raises(ToolError, match="two ways"):
        evaluate(words)


@pytest.mark.parametrize(
    "words",
    [
        "15% 80", "12 by 4", "4,5 + 2", "1.234.567 + 1", "12 of 24", "average of 100,200", "sum of a hundred and fifty",
        "5 apples plus 3 oranges", "5 dollars plus 3 euros", "250 plus tax", "hypotenuse of 3 and 4", "tan 90 degrees",
        "(1, 2)", "5 plus", "plus", "2.5!", "max(1)", "two plus two walk into a bar", "$1.result - 30", "- " * 99 + "1",
    ],
)  # fmt: skip
def test_what_is_not_clear_is_refused(words: str) -> None:
    """Words that lack something, or say more than arithmetic."""
    with pytest.raises(ToolError):
        evaluate(words)


_DECIMALS = st.decimals(-1000, 1000, places=2).map(Fraction)
_SIGNS = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_SMALL = (_UNITS + " seventeen eighteen nineteen").split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelt(number: int) -> str:
    """A number below a million in words."""
    if number >= 1000:
        rest = f" {spelt(number % 1000)}" if number % 1000 else ""
        return f"{spelt(number // 1000)} thousand{rest}"
    if number >= 100:
        return f"{_SMALL[number // 100]} hundred" + (f" and {spelt(number % 100)}" if number % 100 else "")
    if number >= 20:
        return _TENS[number // 10 - 2] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    return _SMALL[number]


_Written = tuple[str, str]


def _calculations(spoken: bool) -> st.SearchStrategy[_Written]:
    """Chains and brackets of numbers, with signs or in words, and as Python reads them with fractions."""
    write = spelt if spoken else str
    numbers = st.integers(0, 5000).map(lambda number: (write(number), f"Fraction({number})"))

    def joined(parts: tuple[_Written, str, _Written, bool]) -> _Written:
        (left, python), sign, (right, python_right), bracketed = parts
        texts = f"{left} {_SIGNS[sign] if spoken else sign} {right}", f"{python} {sign} {python_right}"
        return (f"({texts[0]})", f"({texts[1]})") if bracketed else texts

    def grown(inner: st.SearchStrategy[_Written]) -> st.SearchStrategy[_Written]:
        return st.tuples(inner, st.sampled_from(sorted(_SIGNS)), inner, st.booleans()).map(joined)

    return st.recursive(numbers, grown, max_leaves=6)


@settings(max_examples=200, deadline=None)
@given(st.booleans().flatmap(_calculations))
def test_as_python_computes_it(calculation: _Written) -> None:
    """Signs and digits, or words: the same precedence, the same value, exactly."""
    text, python = calculation
    try:
        wanted = eval(python, {"Fraction": Fraction})
    except ZeroDivisionError:
        with pytest.raises(ToolError, match="divides by zero"):
            evaluate(text)
    else:
        assert evaluate(text) == (wanted if wanted.denominator == 1 else float(wanted))


@settings(max_examples=100, deadline=None)
@given(st.lists(_DECIMALS, min_size=2, max_size=6))
def test_lists(values: list[Fraction]) -> None:
    """However many values there are, and whatever their signs."""
    said = [f"{float(value):.2f}" for value in values]
    listed = f"{', '.join(said[:-1])} and {said[-1]}"
    for words, wanted in [
        (f"sum of {listed}", sum(values)), (f"the average of {listed}", statistics.mean(values)),
        (f"product of {listed}", math.prod(values)), (f"median of {listed}", statistics.median(values)),
        (f"the largest of {listed}", max(values)), (f"add {' and '.join(said)}", sum(values)),
    ]:  # fmt: skip
        assert evaluate(words) == float(wanted)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99), _DECIMALS.map(abs))
def test_percentages(rate: int, amount: Fraction) -> None:
    """All ways to say a share, a surcharge and a discount."""
    said, part = f"{float(amount):.2f}", amount * rate / 100
    for words in (f"{rate}% of {said}", f"{rate} percent tip on {said}", f"{spelt(rate)} per cent of {said}"):
        assert evaluate(words) == float(part)
    for words in (f"{said} plus {rate}%", f"increase {said} by {rate}%", f"{said} with a {rate}% tip"):
        assert evaluate(words) == float(amount + part)
    for words in (f"{rate}% off {said}", f"{said} minus {rate} percent", f"{said} with a {rate}% discount"):
        assert evaluate(words) == float(amount - part)
    if amount:
        assert evaluate(f"what percent of {said} is {float(part):.4f}") == rate


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 6))
def test_inverses(number: int, degree: int) -> None:
    """Roots of powers and logarithms of powers are whole again."""
    assert evaluate(f"square root of {number**2}") == evaluate(f"cube root of {number**3}") == number
    assert evaluate(f"log base {number + 2} of {(number + 2) ** degree}") == degree
    assert evaluate(f"sin({number * 30} degrees)") == pytest.approx(math.sin(math.radians(number * 30)), abs=1e-6)


_VOCABULARY = sorted({word for rows in (INFIX, FORMS, BEFORE) for phrase in rows for word in phrase})


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*_VOCABULARY, "3", "12.5", "(", ")", "half", "a", "third", "%", "!", ","]), max_size=12)
)
def test_any_words_give_a_number_or_a_refusal(words: list[str]) -> None:
    """Never another error, whatever the order."""
    try:
        value = evaluate(" ".join(words))
    except ToolError:
        return
    assert isinstance(value, int | float) and math.isfinite(value)
