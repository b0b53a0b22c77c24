"""Holidays by name, on the date they have in a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .clock import Clock
from .tokens import Tokens
from .when import When

Rule = Callable[[int], date]


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The `n`th Monday (0) to Sunday (6) of a month, `n` from 1; -1 is the last one."""
    if n < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=(following.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _floating(month: int, weekday: int, n: int, offset: int = 0) -> Rule:
    return lambda year: nth_weekday(year, month, weekday, n) + timedelta(days=offset)


def _from_easter(offset: int) -> Rule:
    return lambda year: easter(year) + timedelta(days=offset)


_RULES: dict[str, Rule] = {
    "christmas|christmas day|xmas|x-mas|xmas day|x-mas day": _fixed(12, 25),
    "christmas eve|xmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "new year's eve|new years eve|new year eve|nye": _fixed(12, 31),
    "new year's day|new years day|new year day|new year's|new years|new year": _fixed(1, 1),
    "valentine's day|valentines day|valentine day|valentine's|valentines": _fixed(2, 14),
    "halloween|all hallows eve|halloween day": _fixed(10, 31),
    "all saints day|all saints' day": _fixed(11, 1),
    "all souls day|all souls' day": _fixed(11, 2),
    "independence day|us independence day|usa independence day|fourth of july|4th of july": _fixed(7, 4),
    "juneteenth|freedom day|jubilee day": _fixed(6, 19),
    "veterans day|veteran's day|armistice day": _fixed(11, 11),
    "st patrick's day|st patricks day|st. patrick's day|saint patrick's day": _fixed(3, 17),
    "saint patricks day|saint patrick|st patrick": _fixed(3, 17),
    "groundhog day|groundhog's day": _fixed(2, 2),
    "april fools|april fool's day|april fools day|april fools' day": _fixed(4, 1),
    "may day|international workers day|international workers' day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "earth day": _fixed(4, 22),
    "bastille day": _fixed(7, 14),
    "guy fawkes day|guy fawkes night|bonfire night": _fixed(11, 5),
    "white lover day|white day": _fixed(3, 14),
    "inauguration day": _fixed(1, 20),
    "teacher's day|teachers day|teachers' day": _fixed(9, 10),
    "women's day|womens day|international women's day": _fixed(3, 8),
    "children's day|childrens day": _fixed(6, 1),
    "labour day|labor day": _floating(9, 0, 1),
    "memorial day": _floating(5, 0, -1),
    "thanksgiving|thanksgiving day|thanks giving|thanks giving day|turkey day": _floating(11, 3, 4),
    "black friday": _floating(11, 3, 4, 1),
    "cyber monday": _floating(11, 3, 4, 4),
    "martin luther king day|mlk day|martin luther king jr day|mlk": _floating(1, 0, 3),
    "presidents day|president's day|presidents' day|washington's birthday": _floating(2, 0, 3),
    "columbus day|indigenous peoples day|indigenous people's day": _floating(10, 0, 2),
    "mother's day|mothers day|mothers' day": _floating(5, 6, 2),
    "father's day|fathers day|fathers' day": _floating(6, 6, 3),
    "easter|easter sunday|easter day": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter saturday|holy saturday": _from_easter(-1),
    "good friday": _from_easter(-2),
    "maundy thursday": _from_easter(-3),
    "ash wednesday": _from_easter(-46),
    "fat tuesday|shrove tuesday|mardi gras": _from_easter(-47),
    "palm sunday": _from_easter(-7),
    "ascension day|ascension|ascension of christ": _from_easter(39),
    "pentecost|whitsunday|whit sunday": _from_easter(49),
    "whit monday|pentecost monday": _from_easter(50),
    "trinity sunday": _from_easter(56),
    "corpus christi": _from_easter(60),
}
_BY_NAME = {tuple(filter(None, Tokens(name).low)): rule for names, rule in _RULES.items() for name in names.split("|")}
# The new year of these is another day.
_OTHER_CALENDARS = {
    "islamic",
    "hijri",
    "arabic",
    "chinese",
    "lunar",
    "jewish",
    "persian",
    "orthodox",
    "korean",
    "hindu",
}
_FIRST = {name[0] for name in _BY_NAME}
_LONGEST = max(map(len, _BY_NAME))


def holiday_at(tokens: Tokens, i: int, clock: Clock) -> tuple[When, int] | None:
    """The holiday at token `i`, next the way the clock looks unless a year or "this", "next", "last" says otherwise."""
    low = tokens.low
    which = low[i] if low[i] in ("this", "next", "last", "upcoming", "coming", "previous") else ""
    j = i + 1 if which or low[i] == "the" else i
    if low[j] not in _FIRST or (j and low[j - 1] in _OTHER_CALENDARS):
        return None
    for count in range(_LONGEST, 0, -1):
        rule = _BY_NAME.get(tuple(low[j : j + count]))
        if rule is not None:
            year, end = _year_after(tokens, j + count, clock)
            day = rule(year) if year else _nearest(rule, which, clock)
            return When(day=day), end
    return None


def _nearest(rule: Rule, which: str, clock: Clock) -> date:
    today = clock.today
    this = rule(today.year)
    if which in ("last", "previous"):
        return this if this < today else rule(today.year - 1)
    if which == "this":
        return this
    return this if clock.sees(this) else rule(today.year + clock.way)


def _year_after(tokens: Tokens, j: int, clock: Clock) -> tuple[int, int]:
    """The year of "Easter 2027", "Christmas of next year"; 0 and the same index where there is none."""
    low = tokens.low
    k = j + 1 if low[j] in ("of", "in", ",", "the") else j
    k = k + 1 if low[k] == "year" else k
    if len(low[k]) == 4 and low[k].isdigit() and "1000" < low[k] < "3000":
        return int(low[k]), k + 1
    step = {"this": 0, "next": 1, "last": -1, "previous": -1, "following": 1}.get(low[k])
    if step is not None and low[k + 1] == "year":
        return clock.today.year + step, k + 2
    return 0, j
