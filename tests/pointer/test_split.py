"""The pointer Planner: tags and labels round trip, and whatever the scores are, the plan is valid and adds no word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from lamlite.backends.onnx import OnnxEncoder
from lamlite.core.context import Context
from lamlite.core.limits import Limits
from lamlite.core.plan import Plan, Step
from lamlite.pointer.heads import Heads
from lamlite.pointer.plan_decode import TagScores
from lamlite.pointer.plan_tags import (
    LB,
    LI,
    MAY_BEGIN,
    MAY_END,
    MAY_FOLLOW,
    STATES,
    TAG_OF,
    TAGS,
    B,
    I,
    O,
    P,
    S,
    path_of,
    text_of,
    units_of,
    words_of,
)
from lamlite.pointer.reader import Reader
from lamlite.pointer.split import LONGEST, PointerPlanner
from lamlite.pointer.words import Words

WORDS = Path(__file__).parents[2] / "models" / "words"
CONTEXT = Context(datetime(2026, 1, 5, 9, tzinfo=timezone.utc))
REQUESTS = (
    "add milk, eggs and rye bread to my groceries list, then text Dana that I'm leaving",
    "before you lock the door, turn off the lights",
    "",
    "   ",
    "hi",
    "?!",
    "🙂 🙃👩‍👩‍👧 then 🎉",
    "شغّل الموسيقى ثم أطفئ الأنوار",
    "\x00\x01\u200f\u202e\ufeff",
    "कल सुबह अलार्म लगाओ और बत्ती बंद करो",
    "[CLS] [SEP] [PAD] [MASK] [unused1]",
    "\n\n1. call Ana\n2. call Luis\n",
    "a" * 900,
    "call Ana and then " * 80,
    "I said. " * 150,
    "x" * (LONGEST + 1),
)


class Random:
    """An encoder of random vectors."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def encode(self, embeds: npt.NDArray[np.float32], types: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        assert len(embeds) == len(types) <= 512
        return np.asarray(self._rng.normal(size=embeds.shape) * 2, np.float32)


def planner(seed: int, scale: float, settings: dict[str, float] | None = None) -> PointerPlanner:
    rng = np.random.default_rng(seed)
    shapes = {"tag.weight": (7, 384), "tag.bias": (7,), "tag_first": (7,), "tag_after": (7, 7),
              "order.0.weight": (128, 768), "order.0.bias": (128,), "order.2.weight": (4, 128), "order.2.bias": (4,),
              "need_query.weight": (96, 768),
              "need_query.bias": (96,), "need_key.weight": (96, 768), "need_key.bias": (96,),
              "need_near": (7,)}  # fmt: skip
    heads = Heads({name: rng.normal(size=shape) * scale for name, shape in shapes.items()})
    return PointerPlanner(Reader(Words(WORDS), Random(seed), heads), settings)


def said(request: str, task: str) -> bool:
    """Whether the task's words stand in the request in this order."""
    words: Iterator[str] = iter(re.findall(r"\S+", re.sub(r"([^\w\s])", r" \1 ", request)))
    return all(word in words for word in re.findall(r"\S+", re.sub(r"([^\w\s])", r" \1 ", task)))


def check(request: str, plan: Plan) -> None:
    assert 1 <= len(plan.steps) <= Limits().steps
    assert [step.id for step in plan.steps] == list(range(1, len(plan.steps) + 1))
    assert 0.0 <= plan.confidence <= 1.0
    for step in plan.steps:
        assert all(other < step.id for other in step.needs)
        assert said(request, step.task)
        assert step.task.strip() or not request.strip()
    for other in plan.others:
        assert other.steps != plan.steps
        assert other.others == ()
        check(request, other)


@pytest.mark.parametrize("seed", range(6))
def test_any_scores_give_a_valid_plan(seed: int) -> None:
    made = planner(seed, (0.02, 0.1, 0.5)[seed % 3])
    for request in REQUESTS:
        check(request, made.plan(request, CONTEXT))


def test_no_step_said_is_the_whole_request() -> None:
    silent = planner(0, 0.0)
    silent._reader.heads._w["tag.bias"][O] = 50.0
    plan = silent.plan("well hello there", CONTEXT)
    assert [step.task for step in plan.steps] == ["well hello there"]


def test_second_reading_is_offered_only_where_it_is_close() -> None:
    steps = (Step(1, "call Ana"),)
    assert Plan(steps, 0.6, (Plan(steps, 0.3), Plan(steps, 0.1))).alternative == Plan(steps, 0.3)
    assert Plan(steps, 0.9, (Plan(steps, 0.1),)).alternative is None


def test_the_whole_request_is_always_among_the_readings() -> None:
    for request in REQUESTS:
        plan = planner(3, 0.02).plan(request, CONTEXT)
        assert any(len(reading.steps) == 1 for reading in (plan, *plan.others))


def test_long_requests_keep_every_word_in_at_most_the_limit_of_steps() -> None:
    sure = planner(0, 0.0)
    sure._reader.heads._w["tag.bias"][B] = 50.0
    plan = sure.plan("one two three four five six seven eight nine ten", CONTEXT)
    assert [step.task for step in plan.steps][-1] == "eight nine ten"
    assert len(plan.steps) == 8


@pytest.mark.parametrize(
    ("request_", "tags", "steps"),
    [
        ("turn it off", [B, I, I], ["turn it off"]),
        ("add milk, eggs to it", [P, LB, O, LB, S, S], ["add milk to it", "add eggs to it"]),
        ("left and right margin", [LB, O, LB, S], ["left margin", "right margin"]),
        ("time rice and pasta for 20 and 15 minutes", [P, LB, O, LB, S, LB, O, LB, S],
         ["time rice for 20 minutes", "time pasta for 15 minutes"]),
        ("book one and two and three for Ana and Bo", [P, LB, O, LB, O, LB, S, LB, O, LB],
         ["book one for Ana and Bo", "book two for Ana and Bo", "book three for Ana and Bo"]),
        ("turn um the lamp on", [B, O, I, I, I], ["turn the lamp on"]),
    ],
)  # fmt: skip
def test_tags_spell_steps(request_: str, tags: list[int], steps: list[str]) -> None:
    spans = words_of(request_)
    assert path_of(tags) is not None
    assert [text_of(request_, spans, words) for unit in units_of(tags) for words in unit.steps()] == steps


@pytest.mark.parametrize("tags", [[I], [S], [LI], [P, S], [P, LB], [LB, O, LB], [B, LI], [P, B], [O, LI], [LB, S, B]])
def test_tags_that_spell_nothing_are_not_legal(tags: list[int]) -> None:
    assert path_of(tags) is None


def test_a_tag_leads_to_at_most_one_state() -> None:
    for allowed in [MAY_BEGIN, *MAY_FOLLOW]:
        for tag in range(TAGS):
            assert (allowed & (tag == TAG_OF)).sum() <= 1


def every_path(length: int) -> Iterator[list[int]]:
    paths = [[state] for state in range(STATES) if MAY_BEGIN[state]]
    for _ in range(length - 1):
        paths = [[*path, after] for path in paths for after in range(STATES) if MAY_FOLLOW[path[-1], after]]
    yield from (path for path in paths if MAY_END[path[-1]])


@pytest.mark.parametrize("seed", range(5))
def test_best_sequences_and_their_total_are_exact(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = TagScores(*(np.asarray(rng.normal(size=s) * 2, np.float32) for s in ((4, 7), (7,), (7, 7))))
    found = {}
    for path in every_path(4):
        tags = tuple(int(TAG_OF[state]) for state in path)
        total = scores.first[tags[0]] + sum(scores.words[i, t] for i, t in enumerate(tags))
        found[tags] = float(total + sum(scores.after[a, b] for a, b in itertools.pairwise(tags)))
    ranked = sorted(found.values(), reverse=True)
    best = scores.best(3)
    assert [score for _, score in best] == pytest.approx(ranked[:3], abs=1e-3)
    assert [found[tuple(tags)] for tags, _ in best] == pytest.approx(ranked[:3], abs=1e-3)
    assert scores.best(1)[0][0] == best[0][0]
    assert scores.total() == pytest.approx(np.logaddexp.reduce(ranked), abs=1e-3)


BUNDLED = WORDS.parent / "planner"


@pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled Planner has not been built")
@pytest.mark.parametrize(
    ("request_", "steps"),
    [
        ("turn off the kitchen lights", [("turn off the kitchen lights", ())]),
        ("could you please call Ana and then text Luis", [("call Ana", ()), ("text Luis", ())]),
        ("before you lock the door, turn off the lights", [("turn off the lights", ()), ("lock the door", ())]),
        ("add milk, eggs and bread to my list", [("add milk to my list", ()), ("add eggs to my list", ()),
                                                 ("add bread to my list", ())]),
        ("find a cafe near me and book a table there", [("find a cafe near me", ()), ("book a table there", (1,))]),
        ("invite Ana and Luis to dinner", [("invite Ana and Luis to dinner", ())]),
    ],
)  # fmt: skip
def test_the_bundled_model_plans(request_: str, steps: list[tuple[str, tuple[int, ...]]]) -> None:
    reader = Reader(Words(WORDS), OnnxEncoder(BUNDLED / "encoder.onnx"), Heads.load(BUNDLED / "heads.npz"))
    plan = PointerPlanner(reader).plan(request_, CONTEXT)
    assert [(step.task, step.needs) for step in plan.steps] == steps
    check(request_, plan)
