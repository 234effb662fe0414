"""Story 18, the rule: “1.5× student: 60→90 min and close moves; … not marked late”."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.quiz.timing import deadline, phase

START = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
MINUTES = st.integers(1, 300)
MULTIPLIERS = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])
CLOSES = st.none() | st.integers(-60, 600).map(lambda n: START + timedelta(minutes=n))
EXTRA = st.integers(0, 120)


def test_half_as_much_again_makes_ninety_minutes_of_sixty() -> None:
    assert deadline(START, 60, 1.5) == START + timedelta(minutes=90)


def test_the_closing_time_moves_with_the_multiplier() -> None:
    closes = START + timedelta(minutes=60)
    assert deadline(START, 60, 1.5, closes) == START + timedelta(minutes=90)
    assert deadline(START, 60, 1.0, closes) == closes


@given(st.none() | MINUTES, MULTIPLIERS, CLOSES, EXTRA, EXTRA)
def test_extra_minutes_move_the_end_by_just_as_much(
    minutes: int | None, multiplier: float, closes: datetime | None, extra: int, more: int
) -> None:
    before = deadline(START, minutes, multiplier, closes, extra)
    after = deadline(START, minutes, multiplier, closes, extra + more)
    if before is None:
        assert after is None
    else:
        assert after is not None
        assert after - before == timedelta(minutes=more)


@given(MINUTES, CLOSES, EXTRA)
def test_nobody_loses_by_a_larger_multiplier(
    minutes: int, closes: datetime | None, extra: int
) -> None:
    ends = [deadline(START, minutes, by, closes, extra) for by in (1.0, 1.25, 1.5, 2.0, 3.0)]
    assert ends == sorted(end for end in ends if end is not None)


@given(MINUTES, MULTIPLIERS, CLOSES, EXTRA)
def test_it_never_ends_after_the_limit_with_everything_added(
    minutes: int, multiplier: float, closes: datetime | None, extra: int
) -> None:
    end = deadline(START, minutes, multiplier, closes, extra)
    assert end is not None
    assert end <= START + timedelta(minutes=minutes * multiplier + extra)


def test_without_limit_and_closing_time_there_is_no_end() -> None:
    assert deadline(START, None, 1.5, None, 10) is None


@given(st.integers(-100, 200), st.integers(0, 60))
def test_phases_follow_one_another(minute: int, grace: int) -> None:
    order = ["in_progress", "overdue", "abandoned"]
    one = phase("open", START, grace, START + timedelta(minutes=minute))
    later = phase("open", START, grace, START + timedelta(minutes=minute + 1))
    assert order.index(one) <= order.index(later)
    assert (one == "in_progress") == (minute < 0)


def test_without_grace_it_waits_to_be_handed_in() -> None:
    assert phase("open", START, 0, START + timedelta(days=9)) == "overdue"


def test_after_its_grace_it_is_abandoned() -> None:
    assert phase("open", START, 5, START + timedelta(minutes=4)) == "overdue"
    assert phase("open", START, 5, START + timedelta(minutes=5)) == "abandoned"


def test_what_was_handed_in_stays_so() -> None:
    assert phase("submitted", START, 5, START + timedelta(days=1)) == "submitted"
    assert phase("left", None, 0, START) == "abandoned"
