"""The formulas of item analysis beside the same worked out person by person."""

from __future__ import annotations

import statistics as textbook

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.exams.analysis import statistics
from integrity_edu.exams.analysis.statistics import Row, Sums

SHARES = st.integers(0, 20).map(lambda n: n / 20)
PAIRS = st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=60)
TABLES = st.integers(2, 6).flatmap(
    lambda items: st.lists(
        st.lists(SHARES, min_size=items, max_size=items), min_size=2, max_size=40
    )
)


@given(PAIRS)
def test_facility_is_the_mean(pairs: list[tuple[float, float]]) -> None:
    found = statistics.facility(statistics.sums_of(pairs))
    assert found == pytest.approx(textbook.fmean(x for x, _ in pairs))


@given(PAIRS)
def test_the_item_rest_correlation_is_pearsons(pairs: list[tuple[float, float]]) -> None:
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    found = statistics.item_rest_correlation(statistics.sums_of(pairs))
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(textbook.correlation(xs, ys), abs=1e-9)


@given(PAIRS, st.integers(0, 60))
def test_sums_of_parts_are_the_sums_of_the_whole(
    pairs: list[tuple[float, float]], cut: int
) -> None:
    whole = statistics.sums_of(pairs)
    parts = statistics.sums_of(pairs[:cut]) + statistics.sums_of(pairs[cut:])
    for name in Sums.__struct_fields__:
        assert getattr(parts, name) == pytest.approx(getattr(whole, name))


def test_answers_without_a_rest_count_for_facility_only() -> None:
    sums = statistics.sums_of([(1.0, None), (0.0, 0.2), (1.0, 0.8)])
    assert statistics.facility(sums) == pytest.approx(2 / 3)
    assert statistics.item_rest_correlation(sums) == pytest.approx(1.0)


@given(TABLES)
def test_alpha_is_the_textbooks(earned: list[list[float]]) -> None:
    totals = [sum(row) for row in earned]
    found = statistics.reliability([statistics.set_sums(earned)])
    if textbook.pvariance(totals) < 1e-12:
        assert found is None
    else:
        k = len(earned[0])
        items = sum(textbook.pvariance(column) for column in zip(*earned, strict=True))
        wanted = k / (k - 1) * (1 - items / textbook.pvariance(totals))
        assert found == pytest.approx(wanted, abs=1e-6)


@given(TABLES)
def test_alpha_is_at_most_one(earned: list[list[float]]) -> None:
    found = statistics.reliability([statistics.set_sums(earned)])
    assert found is None or found <= 1 + 1e-9


def test_kr_20_of_right_and_wrong() -> None:
    """Four people, three items, p = 3/4, 2/4, 1/4: KR-20 = 3/2 (1 - 0.625 / 1.25)."""
    earned = [[1.0, 1.0, 1.0], [1.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    assert statistics.reliability([statistics.set_sums(earned)]) == pytest.approx(0.75)


def test_parallel_papers_are_pooled() -> None:
    earned = [[1.0, 1.0, 1.0], [1.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    one = statistics.set_sums(earned)
    assert statistics.reliability([one, one]) == pytest.approx(0.75)


@given(st.lists(SHARES, max_size=50))
def test_thirds_do_not_touch_and_hold_a_third_each(rests: list[float]) -> None:
    cuts = statistics.cut_points(rests)
    if cuts is not None:
        low, high = cuts
        assert low < high
        assert sum(rest <= low for rest in rests) >= len(rests) // 3
        assert sum(rest >= high for rest in rests) >= len(rests) // 3


def test_nobody_stands_out_where_all_did_equally_well() -> None:
    assert statistics.cut_points([0.5] * 30) is None


def test_a_wrong_response_the_top_prefers_is_suspect() -> None:
    rows = [Row("甲", 10, 2, 8, right=True), Row("乙", 12, 9, 1, right=False)]
    found = statistics.suspect(rows)
    assert found is not None
    assert found.response == "乙"


def test_leaving_it_open_is_never_suspect() -> None:
    rows = [Row("甲", 10, 2, 8, right=True), Row("", 12, 9, 1, right=False)]
    assert statistics.suspect(rows) is None


@pytest.mark.parametrize(
    ("facility", "discrimination", "flag"),
    [(0.29, 0.4, ("hard",)), (0.81, 0.4, ("easy",)), (0.5, 0.09, ("weak",)),
     (0.5, -0.01, ("negative",)), (0.3, 0.1, ()), (0.8, 0.1, ()), (0.5, None, ())],
)  # fmt: skip
def test_flags_stand_at_the_published_cut_offs(
    facility: float, discrimination: float | None, flag: tuple[str, ...]
) -> None:
    found = statistics.flags(facility, discrimination, check_key=False, unused=False)
    assert found == flag


def test_suspect_keys_come_before_everything_else() -> None:
    assert statistics.badness(("check_key",), 0.9) < statistics.badness(("negative",), -1.0)
    assert statistics.badness(("negative",), -0.5) < statistics.badness(("negative",), -0.1)
    assert statistics.badness(("unused",), 0.1) < statistics.badness((), 0.1)
