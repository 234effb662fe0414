"""A class seen by its teacher: states by number, spreads, nobody ranked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.courses.progress import open_lesson
from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.teaching.assignments import QuizTask, assign, start_assigned_quiz, withdraw
from integrity_edu.teaching.classes import join_class
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.teaching.follow import (
    AssignmentProgress,
    StudentState,
    assignment_detail,
    class_progress,
    first_shares,
    spread_of,
)
from integrity_edu.teaching.paths import start_pretest
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.teaching.teaching_kit import Answer, StartCheck, Take

PAPER = QuizTask(measures=(1, 2, 3), count=5, mode="exam")


@pytest.fixture
def due(ws: Workspace) -> date:
    return ws.today() + timedelta(days=4)


@pytest.fixture
def take(
    ws: Workspace,
    class_id: str,
    code: str,
    teacher: PersonId,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    finish_with: Answer,
) -> Take:
    """Students 01, 02, … join, each hands in the paper with so many right; the teacher is back."""

    def act(assignment: str, rights: list[int]) -> None:
        for number, right in enumerate(rights, 1):
            sign_in_as(make_person())
            join_class(ws, code, f"{number:02}")
            sitting = start_assigned_quiz(ws, assignment)
            finish_with(sitting, right)
            finish_sitting(ws, sitting)
        sign_in_as(teacher)

    return act


def counts(progress: AssignmentProgress) -> tuple[int, int, int]:
    return (progress.done, progress.under_way, progress.new)


def test_students_who_have_not_joined_have_not_begun(
    ws: Workspace, class_id: str, due: date
) -> None:
    assign(ws, class_id, "course", "plan", due=due)
    assert counts(class_progress(ws, class_id)[0]) == (0, 0, 40)


def test_each_state_is_counted(
    ws: Workspace,
    class_id: str,
    due: date,
    code: str,
    teacher: PersonId,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    start_check: StartCheck,
    finish_with: Answer,
) -> None:
    assign(ws, class_id, "lesson", "plan-01", due=due)
    for number in ("05", "06"):
        sign_in_as(make_person())
        join_class(ws, code, number)
        open_lesson(ws, "plan-01")
        if number == "06":
            sitting = start_check("plan-01")
            finish_with(sitting, 4)
            finish_sitting(ws, sitting)
    sign_in_as(teacher)
    assert counts(class_progress(ws, class_id)[0]) == (1, 1, 38)


def test_rows_stand_in_student_number_order_whatever_the_results(
    ws: Workspace, class_id: str, due: date, take: Take
) -> None:
    made = assign(ws, class_id, "quiz", PAPER.encode(), title="小测", due=due)
    take(made, [0, 5, 3])
    rows = assignment_detail(ws, made).rows
    assert [row.student_no for row in rows] == [f"{n:02}" for n in range(1, 41)]
    assert [row.state for row in rows[:4]] == ["done", "done", "done", "new"]


def test_a_row_holds_no_result_to_sort_by() -> None:
    names = set(StudentState.__struct_fields__)
    assert names == {"student_no", "name", "state", "done", "total", "excused", "last_at"}


def test_no_spread_under_five_people(ws: Workspace, class_id: str, due: date, take: Take) -> None:
    made = assign(ws, class_id, "quiz", PAPER.encode(), title="小测", due=due)
    take(made, [5, 5, 5, 0])
    assert assignment_detail(ws, made).spread is None


def test_a_spread_from_five_people_on(ws: Workspace, class_id: str, due: date, take: Take) -> None:
    made = assign(ws, class_id, "quiz", PAPER.encode(), title="小测", due=due)
    take(made, [5, 4, 3, 0, 1])
    spread = assignment_detail(ws, made).spread
    assert spread is not None
    assert spread.bands == (1, 1, 0, 1, 2)
    assert spread.people == 5


def test_only_those_who_are_done_are_in_the_spread(
    ws: Workspace,
    class_id: str,
    due: date,
    take: Take,
    code: str,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    teacher: PersonId,
) -> None:
    made = assign(ws, class_id, "quiz", PAPER.encode(), title="小测", due=due)
    take(made, [5, 5, 5, 5])
    sign_in_as(make_person())
    join_class(ws, code, "09")
    start_assigned_quiz(ws, made)
    sign_in_as(teacher)
    assert assignment_detail(ws, made).spread is None


def test_a_lesson_passed_by_pretest_is_marked_excused(
    ws: Workspace,
    class_id: str,
    due: date,
    code: str,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    teacher: PersonId,
    finish_with: Answer,
) -> None:
    made = assign(ws, class_id, "lesson", "plan-01", due=due)
    sign_in_as(make_person(Role.TRAINEE))
    join_class(ws, code, "01")
    sitting = start_pretest(ws, "civil", "plan-01")
    finish_with(sitting, 5)
    finish_sitting(ws, sitting)
    sign_in_as(teacher)
    row = assignment_detail(ws, made).rows[0]
    assert (row.state, row.excused, row.last_at) == ("done", True, ws.stamp())


def test_a_withdrawn_assignment_is_still_followed(ws: Workspace, class_id: str, due: date) -> None:
    made = assign(ws, class_id, "lesson", "plan-01", due=due)
    withdraw(ws, made)
    assert [one.withdrawn for one in class_progress(ws, class_id)] == [True]


@pytest.mark.parametrize("role", list(Role))
def test_only_the_own_teacher_looks(
    ws: Workspace,
    class_id: str,
    due: date,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    role: Role,
) -> None:
    made = assign(ws, class_id, "lesson", "plan-01", due=due)
    sign_in_as(make_person(role))
    with pytest.raises(NotAllowedError):
        class_progress(ws, class_id)
    with pytest.raises(NotAllowedError):
        assignment_detail(ws, made)


def test_an_unknown_assignment_is_a_sentence(ws: Workspace, class_id: str) -> None:
    with pytest.raises(NotFoundError):
        assignment_detail(ws, "a_none")


def test_the_first_try_counts_and_lessons_are_added_up() -> None:
    tries = [("a", "x", 1.0, 4.0), ("a", "x", 4.0, 4.0), ("a", "y", 3.0, 4.0), ("b", "x", 4.0, 4.0)]
    assert first_shares(tries) == [0.5, 1.0]


@given(st.lists(st.floats(0, 1), max_size=60))
def test_a_spread_speaks_of_everybody_or_of_nobody(shares: list[float]) -> None:
    spread = spread_of(shares)
    assert (spread is None) == (len(shares) < 5)
    if spread is not None:
        assert spread.people == len(shares)
        assert len(spread.bands) == 5
