"""Drawing is exact: what is short is truly short, and everything else can be drawn."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrity_edu.papers.blueprint import Blueprint, Row, Section
from integrity_edu.papers.drawing import Paper, ShortageError, draw, shortage

SEEDS = st.integers(100_000, 999_999)
NOTHING = st.just(0.0)
Case = tuple[Blueprint, list[list[str]]]


@st.composite
def cases(draw: st.DrawFn, overlap: st.SearchStrategy[float] = NOTHING) -> Case:
    """One to four rows in one to three sections, with pools of up to seven of nine questions."""
    refs = [f"q{n}" for n in range(9)]
    pools: list[list[str]] = []
    sections = []
    for number in range(draw(st.integers(1, 3))):
        rows = []
        for _ in range(draw(st.integers(1, 2))):
            pools.append(sorted(draw(st.sets(st.sampled_from(refs), max_size=7))))
            rows.append(Row((len(pools),), count=draw(st.integers(1, 3)),
                            points=draw(st.sampled_from([1.0, 2.0])), core=draw(st.booleans())))  # fmt: skip
        fixed = (f"f{number}",) if draw(st.booleans()) else ()
        sections.append(Section(f"{number}", tuple(rows), fixed, draw(st.booleans())))
    if draw(st.booleans()):  # a fixed question may be a candidate too
        first = sections[0]
        sections[0] = Section(first.title, first.rows, (*first.fixed, "q0"), first.shuffle)
    return Blueprint("x", tuple(sections), overlap=draw(overlap)), pools


def one_paper_exists(blueprint: Blueprint, pools: list[list[str]], copies: int = 1) -> bool:
    """By trying everything."""
    wanted = [row for row, one in enumerate(blueprint.rows) for _ in range(one.count * copies)]
    fixed = frozenset(blueprint.fixed)

    def fill(place: int, used: frozenset[str]) -> bool:
        if place == len(wanted):
            return True
        return any(
            fill(place + 1, used | {ref}) for ref in pools[wanted[place]] if ref not in used | fixed
        )

    return fill(0, frozenset())


def shares(papers: tuple[Paper, ...]) -> int:
    """The most drawn questions any two papers have in common."""
    drawn = [{one.question for one in paper if one.row is not None} for paper in papers]
    return max((len(a & b) for a, b in combinations(drawn, 2)), default=0)


def meets(paper: Paper, blueprint: Blueprint, pools: list[list[str]]) -> bool:
    """Whether a paper is what its blueprint asks for, row by row."""
    refs = [one.question for one in paper]
    rows = Counter(one.row for one in paper if one.row is not None)
    return (
        len(set(refs)) == len(refs) == blueprint.size
        and [rows[at] for at in range(len(blueprint.rows))] == [r.count for r in blueprint.rows]
        and all(
            one.question in pools[one.row]
            and (one.points, one.core)
            == (blueprint.rows[one.row].points, blueprint.rows[one.row].core)
            for one in paper
            if one.row is not None
        )
        and {one.question for one in paper if one.row is None} == set(blueprint.fixed)
        and [one.section for one in paper] == sorted(one.section for one in paper)
    )


@settings(deadline=None)
@given(cases(), SEEDS)
def test_either_a_paper_meets_every_row_or_a_true_shortage_is_named(case: Case, seed: int) -> None:
    blueprint, pools = case
    short = shortage(blueprint, pools)

    assert (short is None) == one_paper_exists(blueprint, pools)
    if short is None:
        (paper,) = draw(blueprint, pools, seed)
        assert meets(paper, blueprint, pools)
    else:
        there = set().union(*(pools[row] for row in short.rows)) - set(blueprint.fixed)
        assert short.needed == sum(blueprint.rows[row].count for row in short.rows)
        assert short.there == len(there) < short.needed
        with pytest.raises(ShortageError):
            draw(blueprint, pools, seed)


@settings(deadline=None)
@given(cases(), st.integers(2, 3), SEEDS)
def test_papers_that_may_share_nothing_are_found_exactly_when_they_exist(
    case: Case, papers: int, seed: int
) -> None:
    blueprint, pools = case
    short = shortage(blueprint, pools, papers)

    assert (short is None) == one_paper_exists(blueprint, pools, papers)
    if short is None:
        found = draw(blueprint, pools, seed, papers)
        assert all(meets(paper, blueprint, pools) for paper in found)
        assert shares(found) == 0


@settings(deadline=None)
@given(cases(st.floats(0, 1)), st.integers(1, 5), SEEDS)
def test_no_two_papers_share_more_than_they_may(case: Case, papers: int, seed: int) -> None:
    blueprint, pools = case
    if shortage(blueprint, pools, papers):
        with pytest.raises(ShortageError):
            draw(blueprint, pools, seed, papers)
        return
    found = draw(blueprint, pools, seed, papers)

    assert len(found) == papers
    assert all(meets(paper, blueprint, pools) for paper in found)
    assert shares(found) <= blueprint.overlap * blueprint.drawn + 1e-9


@settings(deadline=None)
@given(cases(st.just(1.0)), st.integers(1, 6), SEEDS)
def test_papers_that_may_share_everything_need_no_more_than_one_does(
    case: Case, papers: int, seed: int
) -> None:
    blueprint, pools = case

    assert (shortage(blueprint, pools, papers) is None) == one_paper_exists(blueprint, pools)


@settings(deadline=None)
@given(cases(st.floats(0, 1)), st.integers(1, 3), SEEDS)
def test_the_same_seed_draws_the_same_papers(case: Case, papers: int, seed: int) -> None:
    blueprint, pools = case
    if shortage(blueprint, pools, papers) is None:
        assert draw(blueprint, pools, seed, papers) == draw(blueprint, pools, seed, papers)


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(1, 5), st.integers(1, 20), SEEDS)
def test_parallel_papers_use_a_cell_evenly(there: int, count: int, papers: int, seed: int) -> None:
    count = min(count, there)
    blueprint = Blueprint("x", (Section("", (Row((1,), count=count),)),), overlap=1.0)
    pool = [f"q{n:02d}" for n in range(there)]

    used = Counter(one.question for paper in draw(blueprint, [pool], seed, papers) for one in paper)

    amounts = [used[ref] for ref in pool]
    assert max(amounts) - min(amounts) <= 1


@given(SEEDS)
def test_questions_keep_the_order_of_the_rows_where_they_are_not_mixed(seed: int) -> None:
    rows = (Row((1,), count=2), Row((2,), count=2))
    blueprint = Blueprint("x", (Section("", rows, fixed=("f",), shuffle=False),))
    pools = [[f"a{n}" for n in range(5)], [f"b{n}" for n in range(5)]]

    (paper,) = draw(blueprint, pools, seed)

    assert [one.question[0] for one in paper] == ["f", "a", "a", "b", "b"]


def one_row(count: int, overlap: float = 0.0) -> Blueprint:
    row = Row((14,), kind="multiple", difficulty=(3,), count=count)
    return Blueprint("x", (Section("", (row,)),), overlap=overlap)


def test_the_short_cell_is_named_with_what_to_do() -> None:
    short = shortage(one_row(5), [["a", "b"]])

    assert short is not None
    assert short.sentence == "第 14 项 · 多选 · 难度 3：要 5 题，只有 2 题；再写 3 题或少抽 3 题。"


def test_a_question_that_serves_two_cells_is_counted_once() -> None:
    rows = (Row((1,), count=1), Row((2,), count=2))
    short = shortage(Blueprint("x", (Section("", rows),)), [["both"], ["both", "other"]])

    assert short is not None
    assert short.sentence == (
        "第 1 项；第 2 项：这几格合起来要 3 题，只有 2 题；再写 1 题或少抽 1 题。"
    )


def test_parallel_papers_that_share_nothing_name_what_they_lack() -> None:
    short = shortage(one_row(5), [[f"q{n}" for n in range(12)]], 3)

    assert short is not None
    assert short.sentence == (
        "第 14 项 · 多选 · 难度 3：3 份卷子互不重复，要 15 题，只有 12 题；再写 3 题，或者每份少抽 1 题。"
    )


def test_the_cell_that_keeps_papers_too_alike_is_named() -> None:
    rows = (Row((1,), count=5), Row((2,), count=5))
    blueprint = Blueprint("x", (Section("", rows),), overlap=0.2)
    short = shortage(blueprint, [[f"a{n}" for n in range(100)], [f"b{n}" for n in range(6)]], 4)

    assert short is not None
    assert short.cells == ("第 2 项",)
    assert short.there == 6
    assert short.missing > 0
    assert "4 份卷子按现在的重复上限没有排开" in short.sentence


def test_a_hundred_papers_from_a_bank_of_enough_share_little() -> None:
    blueprint = one_row(20, overlap=0.3)
    found = draw(blueprint, [[f"q{n:04d}" for n in range(400)]], 7, 100)

    assert shares(found) <= 6
