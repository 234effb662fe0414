"""Days between answers, beside py-fsrs itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from integrity_edu.review import schedule
from integrity_edu.review.schedule import Memory

DAY = date(2026, 11, 23)
PEER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
ANSWERS = st.lists(st.tuples(st.booleans(), st.integers(1, 60)), min_size=1, max_size=8)
DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))


def memory_after(answers: list[tuple[bool, int]]) -> Memory:
    """The memory after answers, each so many days after the one before."""
    memory, on = None, DAY
    for right, gap in answers:
        on += timedelta(days=gap)
        memory = schedule.remember(memory, right=right, on=on)
    assert memory is not None
    return memory


def table(answers: str) -> list[int]:
    """Days until the next time, each question answered the day it is due, without our fuzz."""
    memory, on, found = None, DAY, []
    for letter in answers:
        memory = schedule.remember(memory, right=letter == "r", on=on)
        found.append(schedule.interval(memory.stability) if letter == "r" else 1)
        on += timedelta(days=found[-1])
    return found


def test_the_table_in_the_docstring_holds() -> None:
    assert table("wrrrrr") == [1, 2, 6, 17, 44, 102]
    assert table("wwrrr") == [1, 1, 1, 2, 4]
    assert table("wrrwrrr") == [1, 2, 6, 1, 2, 4, 8]


@given(ANSWERS)
@settings(deadline=None, max_examples=60)
def test_memory_and_interval_are_those_of_fsrs(answers: list[tuple[bool, int]]) -> None:
    card, at = Card(card_id=1), datetime(2026, 11, 23, 12, tzinfo=UTC)
    for right, gap in answers:
        at += timedelta(days=gap)
        card, _ = PEER.review_card(card, Rating.Good if right else Rating.Again, at)

    found = memory_after(answers)

    assert (found.stability, found.difficulty) == (card.stability, card.difficulty)
    assert schedule.interval(found.stability) == min((card.due - at).days, PEER.maximum_interval)


@given(st.integers(schedule.FUZZ_FROM, 400), st.text(max_size=8))
@settings(deadline=None, max_examples=100)
def test_fuzz_stays_within_the_bounds_fsrs_gives(days: int, seed: str) -> None:
    low, high = schedule.bounds(days)
    memory = Memory(float(days), 5.0, DAY)

    found = (schedule.due(memory, right=True, seed=seed, exam=None) - DAY).days

    assert low <= found <= high
    assert found == (schedule.due(memory, right=True, seed=seed, exam=None) - DAY).days


def test_the_bounds_are_those_fsrs_draws_from() -> None:
    for days in (3, 6, 17, 44, 100):
        low, high = schedule.bounds(days)
        drawn = {PEER._get_fuzzed_interval(interval=timedelta(days=days)).days for _ in range(3000)}
        assert min(drawn) == low
        assert max(drawn) - 1 <= high <= max(drawn)  # py-fsrs rounds up past its own bound


def test_short_intervals_are_not_spread() -> None:
    memory = Memory(2.0, 5.0, DAY)
    dues = {schedule.due(memory, right=True, seed=str(one), exam=None) for one in range(50)}
    assert dues == {DAY + timedelta(days=2)}


def test_after_an_error_the_next_day_however_well_it_was_known() -> None:
    known = Memory(300.0, 2.0, DAY - timedelta(days=300))
    _, due = schedule.after(known, right=False, on=DAY, seed="q", exam=None)
    assert due == DAY + timedelta(days=1)


@given(ANSWERS, st.booleans(), DAYS)
@settings(deadline=None, max_examples=100)
def test_an_exam_never_lengthens_an_interval_nor_shortens_it_below_a_day(
    answers: list[tuple[bool, int]], right: bool, exam: date
) -> None:
    memory = memory_after(answers)
    plain = schedule.due(memory, right=right, seed="q", exam=None)
    pulled = schedule.due(memory, right=right, seed="q", exam=exam)

    assert memory.on + timedelta(days=1) <= pulled <= plain
    if exam > memory.on:
        assert pulled < exam or pulled == memory.on + timedelta(days=1)


def test_before_an_exam_the_gap_is_a_quarter_of_what_is_left() -> None:
    left = {1: 1, 2: 1, 3: 1, 7: 1, 8: 2, 20: 5, 40: 10}
    assert {days: schedule.longest_before(DAY + timedelta(days=days), DAY) for days in left} == left
