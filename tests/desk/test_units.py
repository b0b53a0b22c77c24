"""Units by their names: there and back is the same value."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from lamlite.desk.units import convert, find
from lamlite.values.units import DIMENSION, UNIT_NAMES

_NAMES = sorted(
    name.replace("_", " ") for name, symbol in UNIT_NAMES.items() if DIMENSION.get(symbol) and symbol != "deg"
)


_PAIRS = [(one, other) for one in _NAMES for other in _NAMES if DIMENSION[find(one)[1]] == DIMENSION[find(other)[1]]]


@given(st.sampled_from(_PAIRS), st.integers(1, 10_000))
def test_there_and_back(pair: tuple[str, str], value: int) -> None:
    """Between any two names of one dimension; temperatures are rounded to a hundredth."""
    source, target = pair
    back = convert(convert(value, source, target), target, source)
    assert back == approx(value, rel=1e-9, abs=0.02 if DIMENSION[find(source)[1]] == "temperature" else 0)


@given(st.sampled_from(_NAMES))
def test_how_a_name_is_written(name: str) -> None:
    """Capitals, a full stop and spaces change nothing where the name is a word."""
    if len(name) > 3:
        assert find(name.title()) == find(f" {name}. ") == find(name.replace(" ", "-")) == find(name)
