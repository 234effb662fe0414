"""What lies before a learner: what comes next, what is saved, how much time is left."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.quiz import sittings
from integrity_edu.quiz.desk import Desk, ExamClock, Step
from integrity_edu.quiz.marking import Verdict
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.workspace import Workspace

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
QUESTIONS = ("s1-0", "s2-0", "judge")


def desk(ws: Workspace, mode: str = "practice") -> Desk:
    request = PaperRequest(mode, "练习", "student", 7, questions=QUESTIONS)
    return Desk(sittings.load(ws, sittings.start(ws, request)))


def test_a_practice_confirms_before_it_goes_on(stocked: Workspace) -> None:
    at = desk(stocked)
    assert (at.step, at.can_step) == (Step.CONFIRM, False)

    at.answer(["a"])
    assert at.can_step

    at.confirmed(0, Verdict(True, 1.0, 1.0))
    assert (at.step, at.explained) == (Step.NEXT, True)


def test_an_exam_goes_on_without_confirming_and_ends_at_handing_in(stocked: Workspace) -> None:
    at = desk(stocked, "exam")
    assert (at.step, at.can_step, at.explained) == (Step.NEXT, True, False)

    at.go(2)

    assert at.step is Step.HAND_IN


def test_going_beyond_the_ends_or_nowhere_is_no_move(stocked: Workspace) -> None:
    at = desk(stocked)
    assert [at.go(place) for place in (-1, 0, 3, 2)] == [False, False, False, True]


def test_states_tell_right_from_wrong_only_after_confirming(stocked: Workspace) -> None:
    at = desk(stocked)
    at.answer(["b"])
    assert at.states == ["answered", "empty", "empty"]

    at.confirmed(0, Verdict(True, 0.0, 0.0))

    assert at.states == ["wrong", "empty", "empty"]
    assert (at.answered, at.unanswered) == (1, [1, 2])


def test_saving_is_over_when_every_write_has_returned(stocked: Workspace) -> None:
    at = desk(stocked)
    at.answer(["a"])
    at.answer(["b"])
    at.saved(0, NOW)
    half_way = at.saving

    at.saved(0, NOW)

    assert (half_way, at.saving) == (True, False)
    assert at.item.saved_at == NOW.isoformat()


def test_an_answer_that_could_not_be_written_stays_lost_until_it_is_saved(
    stocked: Workspace,
) -> None:
    at = desk(stocked)
    at.answer(["a"])
    at.not_saved(0)
    assert (at.lost, at.saving) == ([0], False)

    at.again(0)
    at.saved(0, NOW)

    assert (at.lost, at.saving) == ([], False)


def test_flags_go_on_and_off(stocked: Workspace) -> None:
    at = desk(stocked)
    assert [at.flag(), at.flagged, at.flag(), at.flagged] == [True, [0], False, []]


def test_the_clock_counts_from_the_time_of_loading() -> None:
    passed = [100.0]
    clock = ExamClock(NOW + timedelta(minutes=10), NOW, lambda: passed[0])
    assert (clock.seconds, clock.text) == (600, "10:00")

    passed[0] += 55

    assert (clock.seconds, clock.text) == (545, "09:05")


def test_the_clock_never_goes_below_nothing() -> None:
    passed = [0.0]
    clock = ExamClock(NOW, NOW + timedelta(hours=1), lambda: passed[0])
    assert (clock.seconds, clock.text) == (0, "00:00")


@pytest.mark.parametrize(("ahead", "left"), [(60, 540), (-60, 600)])
def test_the_clock_follows_the_wall_forward_only(ahead: int, left: int) -> None:
    clock = ExamClock(NOW + timedelta(minutes=10), NOW, lambda: 0.0)
    clock.catch_up(NOW + timedelta(seconds=ahead))
    assert clock.seconds == left


@given(st.lists(st.integers(1, 120), max_size=40))
def test_each_warning_is_given_at_most_once_and_none_after_the_end(steps: list[int]) -> None:
    passed = [0.0]
    clock = ExamClock(NOW + timedelta(minutes=12), NOW, lambda: passed[0])
    said = []
    for step in steps:
        passed[0] += step
        said.append(clock.tick())

    warnings = [minutes for minutes in said if minutes]
    assert warnings == sorted(set(warnings), reverse=True)
