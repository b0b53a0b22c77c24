"""Planner packs and composed requests: labels give the steps back, connectives and result words parse."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lamlite.pointer.plan_decode import place
from lamlite.pointer.plan_tags import text_of
from models.recipe.clauses import clause_of
from models.recipe.compose import Composer, written
from models.recipe.compound import Compound
from models.recipe.phrases import connectives, results
from models.recipe.plan_labels import Inexpressible, PlanLabels, labels_of
from models.recipe.plan_mixture import HELD_OUT, PACKS, pack_compounds
from models.recipe.plan_packs import lint_planner, parse, read_planner
from models.recipe.verbs import gerund, participle

from .pools import small_pool

FILES = sorted(PACKS.glob("*.pack"))


def respelled(compound: Compound, labels: PlanLabels) -> list[tuple[str, tuple[int, ...]]]:
    """The steps that the labels spell."""
    order = [0]
    for unit in range(1, len(labels.units)):
        order.insert(place(order, unit, labels.orders[unit].index(True)), unit)
    steps: list[tuple[str, tuple[int, ...]]] = []
    ids: dict[int, list[int]] = {}
    for unit in order:
        needs = tuple(sorted(step for a, b in labels.needs if a == unit for step in ids[b]))
        ids[unit] = list(range(len(steps) + 1, len(steps) + 1 + labels.units[unit].count))
        steps += [(text_of(compound.request, labels.words, words), needs) for words in labels.units[unit].steps()]
    return steps


def clean(steps: list[tuple[str, tuple[int, ...]]]) -> list[tuple[str, tuple[int, ...]]]:
    return [(" ".join(task.split()), tuple(sorted(needs))) for task, needs in steps]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_labels_of_the_packs_give_their_steps_back(path: Path) -> None:
    compounds, faults = read_planner(path)
    assert not faults
    lost = 0
    for compound in compounds:
        try:
            labels = labels_of(compound)
        except Inexpressible:
            lost += 1
            continue
        assert clean(respelled(compound, labels)) == clean(compound.steps())
    assert lost <= 0.02 * len(compounds)


@pytest.mark.parametrize("unseen", [False, True])
def test_composed_requests_are_labelled(unseen: bool) -> None:
    rng, composer, lost = random.Random(5), Composer(small_pool(), unseen=unseen), 0
    for _ in range(400):
        compound = composer.draw(rng)
        assert 1 <= compound.count <= 8
        try:
            labels = labels_of(compound)
        except Inexpressible:
            lost += 1
            continue
        assert clean(respelled(compound, labels)) == clean(compound.steps())
    assert lost < 20


def test_composed_requests_can_be_written_and_read() -> None:
    rng, composer = random.Random(6), Composer(small_pool())
    for _ in range(100):
        compound = composer.draw(rng)
        if "\n" not in compound.request and "{" not in compound.request:
            assert clean(parse(written(compound)).steps()) == clean(compound.steps())


def test_the_same_seed_composes_the_same() -> None:
    draws = [
        [Composer(small_pool()).draw(rng).request for _ in range(20)] for rng in (random.Random(1), random.Random(1))
    ]
    assert draws[0] == draws[1]


def test_connectives_are_many_and_well_formed() -> None:
    every = [phrase for phrases in connectives().values() for phrase in phrases]
    assert len(every) >= 400
    assert sum(phrase.held_out for phrase in every) >= 200
    pairs = [p for kind in ("independent", "ordered", "reversed", "final", "dependent") for p in connectives()[kind]]
    assert all(phrase.slots == {"A", "B"} for phrase in pairs)
    assert all(phrase.slots == {"A", "B", "C"} for phrase in connectives()["series"])


def test_results_that_are_used_are_given() -> None:
    found = results()
    given = set(found.yields) | {"answer"}
    assert set(found.uses) == given
    assert {use.gives for uses in found.uses.values() for use in uses} - {""} <= given
    assert sum(len(uses) for uses in found.uses.values()) >= 150


def test_held_out_packs_are_not_trained_on() -> None:
    trained = {compound.request for compound in pack_compounds()}
    for path in FILES:
        if path.stem in HELD_OUT:
            assert not trained & {compound.request for compound in read_planner(path)[0]}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{1:call Ana} and {2:turn} or {1:text} {2:it off}", "in turns"),
        ("{1-2:get} {1:the price} and {2:the size}, {3<1:note it}", "needed apart"),
        ("{1-3:send} {1-2:to Ana} {1:this} {2:that} and {3:more}", "only some"),
        ("{1:half a wo}rd", "inside a word"),
    ],
)
def test_what_tags_cannot_say_is_reported(line: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(Inexpressible, match=why):
        labels_of(parse(line))
    pack = tmp_path / "one.pack"
    pack.write_text(line + "\n", encoding="utf-8")
    assert any(why in fault for fault in lint_planner(pack))


def test_clauses_lose_their_politeness_and_compounds_are_left_out() -> None:
    clause = clause_of("Could you please turn on the lights, thanks", "own")
    assert clause is not None
    assert (clause.before, clause.core, clause.after) == ("Could you please ", "turn on the lights", ", thanks")
    assert clause_of("turn on the lights and play some jazz", "own") is None


def test_verb_forms() -> None:
    assert [gerund(v) for v in ("call", "write", "set", "play")] == ["calling", "writing", "setting", "playing"]
    assert [participle(v) for v in ("call", "write", "set", "copy")] == ["called", "written", "set", "copied"]
