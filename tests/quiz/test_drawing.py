"""How a paper is drawn and shown: by seed, without repeats, evenly, never solved already."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.quiz.drawing import draw, shown_of, shown_order
from integrity_edu.quiz.questions import CaseSet, Cloze, Match, Multiple, Order, Question, Single
from tests.strategies import orders, questions

SEEDS = st.integers(100_000, 999_999)
SOURCES = st.sampled_from(["authored", "generated"])


@st.composite
def pools(draw: st.DrawFn) -> list[tuple[int, str, str, int]]:
    """(measure, question, source, difficulty); some questions serve several measures."""
    rows: set[tuple[int, str, str, int]] = set()
    for number in range(draw(st.integers(0, 25))):
        source = draw(SOURCES)
        for measure in draw(st.sets(st.integers(1, 6), min_size=1, max_size=3)):
            rows.add((measure, f"q-{number:02d}", source, 2))
    return sorted(rows)


@given(pools(), st.integers(1, 30), SEEDS)
def test_the_same_seed_draws_the_same_paper(
    pool: list[tuple[int, str, str, int]], count: int, seed: int
) -> None:
    assert draw(pool, count, seed) == draw(pool, count, seed)


@given(pools(), st.integers(1, 30), SEEDS)
def test_no_question_is_drawn_twice_and_none_is_missing(
    pool: list[tuple[int, str, str, int]], count: int, seed: int
) -> None:
    drawn = draw(pool, count, seed)
    there = {row[1] for row in pool}

    assert len(drawn) == len(set(drawn)) == min(count, len(there))
    assert set(drawn) <= there


@given(st.integers(1, 29), st.integers(4, 9), SEEDS, st.data())
def test_a_paper_is_even_over_its_measures(
    measures: int, each: int, seed: int, data: st.DataObject
) -> None:
    pool = [
        (m, f"m{m:02d}-{n}", "authored", 2) for m in range(1, measures + 1) for n in range(each)
    ]
    count = data.draw(st.integers(1, measures * each))

    served = Counter(question[:3] for question in draw(pool, count, seed))

    amounts = [served[f"m{m:02d}"] for m in range(1, measures + 1)]
    assert max(amounts) - min(amounts) <= 1


def test_another_seed_draws_another_paper() -> None:
    pool = [(m, f"m{m:02d}-{n}", "authored", 2) for m in range(1, 30) for n in range(8)]

    papers = {tuple(draw(pool, 20, seed)) for seed in range(100_000, 100_020)}

    assert len(papers) == 20


def test_generated_questions_are_few_while_authored_ones_last() -> None:
    pool = [(1, f"a-{n:03d}", "authored", 2) for n in range(300)]
    pool += [(1, f"g-{n:03d}", "generated", 2) for n in range(300)]

    drawn = draw(pool, 200, 123_456)

    share = sum(question.startswith("g-") for question in drawn) / len(drawn)
    assert 0.2 < share < 0.45


def ids_shown(question: Question) -> list[str]:
    match question:
        case Single() | Multiple() | Order():
            return [option.id for option in question.options]
        case Match():
            return [option.id for option in question.right]
        case Cloze():
            return [
                f"{number}:{option.id}"
                for number, gap in enumerate(question.gaps, 1)
                for option in gap.options
            ]
        case CaseSet():
            return [f"{part.id}:{ref}" for part in question.parts for ref in ids_shown(part)]
        case _:
            return []


@given(questions(), SEEDS)
def test_what_is_shown_is_a_permutation(question: Question, seed: int) -> None:
    shown = shown_order(question, random.Random(seed))

    assert sorted(shown) == sorted(ids_shown(question))


@given(questions(), SEEDS)
def test_parts_and_gaps_keep_their_place_and_lose_their_prefix(
    question: Question, seed: int
) -> None:
    shown = shown_order(question, random.Random(seed))
    if isinstance(question, CaseSet):
        found = [list(shown_of(shown, part.id)) for part in question.parts]
        assert [sorted(one) for one in found] == [
            sorted(ids_shown(part)) for part in question.parts
        ]
    if isinstance(question, Cloze):
        for number, gap in enumerate(question.gaps, 1):
            ids = [option.id for option in gap.options]
            assert sorted(shown_of(shown, str(number))) == sorted(ids)


@given(questions(), SEEDS)
def test_the_same_seed_shows_the_same_order(question: Question, seed: int) -> None:
    first = shown_order(question, random.Random(seed))

    assert shown_order(question, random.Random(seed)) == first


@given(questions(), SEEDS)
def test_options_with_a_natural_order_stay(question: Question, seed: int) -> None:
    if isinstance(question, Single | Multiple) and not question.shuffle:
        assert shown_order(question, random.Random(seed)) == ids_shown(question)


@given(orders(), SEEDS)
def test_an_ordering_never_starts_out_solved(question: Order, seed: int) -> None:
    assert tuple(shown_order(question, random.Random(seed))) != question.key
