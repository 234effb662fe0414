"""What came out of an attempt, what goes wrong again, and what is known of each measure."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from integrity_edu.errors import EduError
from integrity_edu.library import roots
from integrity_edu.plan.plan_file import read_plan
from integrity_edu.quiz import marking, results, sittings
from integrity_edu.quiz.results import Tally
from integrity_edu.quiz.sitting import is_overdue, minute_to_announce, passes, seconds_left
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.workspace import Workspace

MEASURES = list(read_plan(roots.content_root())[0].measure)
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=8)))


def sit(ws: Workspace, answers: dict[str, str], mode: str = "exam") -> str:
    """Answer the named questions with the options given and submit."""
    request = PaperRequest(
        mode=mode, title="练习", audience="student", seed=1, questions=tuple(answers)
    )
    ref = sittings.start(ws, request)
    for position, choice in enumerate(answers.values()):
        sittings.save_answer(ws, ref, position, [choice])
    marking.submit(ws, ref)
    return ref


def test_a_result_counts_by_part_and_by_measure(stocked: Workspace) -> None:
    ref = sit(stocked, {"s1-0": "a", "s1-1": "b", "s2-0": "a", "s8-0": "c"})

    found = results.result(stocked, ref, MEASURES)

    assert (found.right, found.asked) == (2, 4)
    assert found.by_measure == (Tally(1, 1, 2), Tally(2, 1, 1), Tally(8, 0, 1))
    assert found.by_part == (Tally(1, 2, 3), Tally(2, 0, 1))
    assert [item.question.id for item in found.wrong] == ["s1-1", "s8-0"]


def test_a_question_of_two_measures_counts_for_both_and_once_for_a_part(
    stocked: Workspace,
) -> None:
    ref = sit(stocked, {"two-measures": "a"})

    found = results.result(stocked, ref, MEASURES)

    assert found.by_measure == (Tally(1, 1, 1), Tally(8, 1, 1))
    assert found.by_part == (Tally(1, 1, 1), Tally(2, 1, 1))


def test_again_only_wrong_asks_just_the_wrong_ones(stocked: Workspace) -> None:
    ref = sit(stocked, {"s1-0": "a", "s1-1": "b", "s2-0": "c"})

    again = sittings.load(stocked, results.again_only_wrong(stocked, ref, 7, "student"))

    assert [item.question.id for item in again.items] == ["s1-1", "s2-0"]
    assert again.mode == "practice"


def test_again_only_wrong_after_everything_right_says_so(stocked: Workspace) -> None:
    ref = sit(stocked, {"s1-0": "a"})

    with pytest.raises(EduError, match="全部答对"):
        results.again_only_wrong(stocked, ref, 7, "student")


def test_an_answer_left_unsubmitted_is_not_a_result(stocked: Workspace) -> None:
    request = PaperRequest(mode="exam", title="卷", audience="student", seed=1, questions=("s1-0",))
    ref = sittings.start(stocked, request)
    sittings.save_answer(stocked, ref, 0, ["b"])

    assert stocked.conn.execute("SELECT count(*) FROM mark").fetchone() == (0,)


@pytest.mark.parametrize(
    ("earned", "possible", "passed"),
    [(4, 5, True), (3, 5, False), (3, 4, False), (3, 3, True), (2, 3, False), (0, 0, False)],
)
def test_a_check_is_passed_with_four_of_five(earned: float, possible: float, passed: bool) -> None:
    assert passes(earned, possible) is passed


def test_time_is_up_at_the_deadline_and_never_without_one() -> None:
    assert is_overdue(NOON, NOON)
    assert not is_overdue(NOON, NOON - timedelta(seconds=1))
    assert not is_overdue(None, NOON)


def test_seconds_left_are_never_negative() -> None:
    assert seconds_left(NOON, NOON - timedelta(seconds=90)) == 90
    assert seconds_left(NOON, NOON + timedelta(seconds=90)) == 0


@pytest.mark.parametrize(
    ("before", "after", "minute"),
    [
        (601, 600, 10),
        (600, 599, None),
        (305, 295, 5),
        (61, 60, 1),
        (700, 650, None),
        (60, 30, None),
    ],
)
def test_a_minute_is_announced_once_when_it_is_crossed(
    before: int, after: int, minute: int | None
) -> None:
    assert minute_to_announce(before, after) == minute
