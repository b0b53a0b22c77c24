"""Request and tools as one token sequence, the same in training and in service.

select   [CLS] request [SEP] (T) name : description ( parameter names ) (T) ... [SEP]
fill     [CLS] request (S) label : other source ... [SEP] (T) name : description
         (P) parameter ( type , required ) : description (O) option (O) option (P) ... [SEP]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .params import OPTIONS, Param, leaves, spoken
from .words import CLS, COLON, COMMA, LEFT, OPTION, PARAMETER, SEP, SOURCE, TOOL, Words

LONGEST = 512
REQUEST = 200  # tokens of the request that are read
SELECT = 400  # tokens of a select sequence
FAR = 17  # bucket of a token when no word of the request matches a parameter's name
_COMMON = frozenset("of the to in is for and or number num a an name value".split())


@dataclass
class Tokens:
    """A token sequence under construction: ids and segment of each (0 the user's words, 1 the tools')."""

    ids: list[int] = field(default_factory=list)
    types: list[int] = field(default_factory=list)

    def add(self, ids: Sequence[int], segment: int) -> None:
        """Append tokens to a segment."""
        self.ids.extend(ids)
        self.types.extend([segment] * len(ids))


@dataclass
class SelectInput(Tokens):
    """`tools[i]` is the position of the i-th tool's marker; `stop` that of the last [SEP]; `request` its tokens."""

    tools: list[int] = field(default_factory=list)
    request: int = 0
    stop: int = 0


@dataclass
class FillInput(Tokens):
    """What `fill` reads.

    Attributes:
        params: The leaves of the tool, those that fit into the sequence.
        owner: Of each token: 0 a source, k+1 the description of parameter k, -1 none.
        chars: Of each token with an owner: (source index or -1 for a description, start, end) in its text.
        starts: Marker position of each parameter; `stops` where its tokens end.
        options: Of each parameter, marker positions of its options; `option_stops` where they end.
        near: Of each parameter, bucket 0..16 of each request token's distance to a word of its name, or FAR.
        texts: The source texts.
    """

    params: list[Param] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    chars: list[tuple[int, int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    options: list[list[int]] = field(default_factory=list)
    option_stops: list[list[int]] = field(default_factory=list)
    near: list[list[int] | None] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def put(self, ids: Sequence[int], segment: int, owner: int = -1, source: int = -1,
            offsets: Sequence[tuple[int, int]] = ()) -> None:  # fmt: skip
        """Append tokens with their owner and characters."""
        self.add(ids, segment)
        self.owner.extend([owner] * len(ids))
        self.chars.extend([(source, a, b) for a, b in offsets] or [(-1, 0, 0)] * len(ids))


def tool_ids(words: Words, tool: Mapping[str, Any], limit: int) -> list[int]:
    """A tool as select and retrieve read it: its name, description and parameter names."""
    ids = list(words.ids(spoken(tool["name"]))[:14])
    if tool.get("description"):
        ids += [COLON, *words.ids(str(tool["description"])[:400])[:40]]
    names: list[int] = []
    for name in list(tool.get("parameters", {}).get("properties", {}))[:8]:
        names += [*words.ids(spoken(name))[:4], COMMA]
    if names:
        ids += [LEFT, *names[:24]]
    return ids[:limit]


def select_input(words: Words, request: str, tools: Sequence[Mapping[str, Any]]) -> SelectInput:
    """The request beside all of `tools`, each cut to its share of the sequence."""
    found = SelectInput()
    asked = words.ids(request)[:REQUEST]
    found.request = len(asked)
    found.add([CLS, *asked, SEP], 0)
    share = max(12, (SELECT - len(found.ids) - 1) // max(1, len(tools)))
    for tool in tools:
        found.tools.append(len(found.ids))
        found.add([TOOL, *tool_ids(words, tool, share - 1)], 1)
    found.stop = len(found.ids)
    found.add([SEP], 1)
    return found


def _near(words: Words, params: Sequence[Param], request: Sequence[int]) -> list[list[int] | None]:
    common = {token for word in _COMMON for token in words.ids(word)}
    names = [set(words.ids(param.label)) - common for param in params]
    found: list[list[int] | None] = []
    for index, name in enumerate(names):
        others = set().union(*(other for i, other in enumerate(names) if i != index)) if len(names) > 1 else set()
        places = [i for i, token in enumerate(request) if token in name - others]
        if not places:
            found.append(None)
            continue
        nearest = [min((i - place for place in places), key=lambda d: (abs(d), -d)) for i in range(len(request))]
        found.append([max(-8, min(8, distance)) + 8 for distance in nearest])
    return found


def _put_param(found: FillInput, words: Words, index: int, budget: int) -> None:
    param = found.params[index]
    found.starts.append(len(found.ids))
    found.put([PARAMETER, *words.ids(param.label)[-10:]], 1)
    found.put(words.ids(f"( {param.type_words}{' , required' if param.required else ''} )"), 1)
    if param.description:
        ids, offsets = words.tokens(param.description[:600])
        cut = min(44, budget)
        found.put([COLON], 1)
        found.put(ids[:cut], 1, index + 1, -1, offsets[:cut])
    marks: list[int] = []
    for option in param.options[:OPTIONS]:
        marks.append(len(found.ids))
        found.put([OPTION, *words.ids(spoken(str(option)))[:8]], 1)
    found.options.append(marks)
    found.stops.append(len(found.ids))
    found.option_stops.append([*marks[1:], len(found.ids)] if marks else [])


def fill_input(words: Words, sources: Sequence[tuple[str, str]], tool: Mapping[str, Any]) -> FillInput:
    """The request (first of `sources`, (label, text) each) beside one tool and its parameters.

    `tool["parameters"]` has its references resolved. Parameters that no longer fit into 512 tokens are left out of
    `params`: the decoder treats them as absent.
    """
    found = FillInput()
    found.put([CLS], 0)
    for number, (label, text) in enumerate(sources):
        if number:
            found.put([SOURCE, *words.ids(label)[:8], COLON], 0)
        ids, offsets = words.tokens(text)
        room = REQUEST if number == 0 else min(40, max(0, 300 - len(found.ids)))
        found.put(ids[:room], 0, 0, number, offsets[:room])
        found.texts.append(text)
    found.put([SEP], 0)
    found.put([TOOL, *words.ids(spoken(tool["name"]))[:16]], 1)
    if tool.get("description"):
        found.put([COLON, *words.ids(str(tool["description"])[:500])[:48]], 1)
    params = list(leaves(tool.get("parameters", {})))
    fixed = sum(9 + len(p.label.split()) + sum(3 for _ in p.options[:OPTIONS]) for p in params)
    budget = max(6, (LONGEST - 1 - len(found.ids) - fixed) // max(1, len(params)))
    for index, param in enumerate(params):
        size = len(found.ids)
        found.params.append(param)
        _put_param(found, words, index, budget)
        if len(found.ids) >= LONGEST:
            _drop_last(found, size)
            break
    found.put([SEP], 1)
    asked = words.ids(sources[0][1])[:REQUEST]
    found.near = _near(words, found.params, asked)
    return found


def _drop_last(found: FillInput, size: int) -> None:
    for rows in (found.ids, found.types, found.owner, found.chars):
        del rows[size:]
    for per_param in (found.params, found.starts, found.stops, found.options, found.option_stops):
        per_param.pop()
