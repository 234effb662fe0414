"""Assignments: what can be set, what the student finds, in which state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from integrity_edu.clock import ManualClock
from integrity_edu.courses.progress import open_lesson
from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sittings import ClosedSittingError
from integrity_edu.teaching.assignments import (
    AssignmentError,
    Kind,
    QuizTask,
    assign,
    extend,
    my_assignments,
    restore,
    start_assigned_quiz,
    withdraw,
)
from integrity_edu.teaching.classes import ClosedClassError, close_class, join_class
from integrity_edu.teaching.finishing import Finished, finish_sitting
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.teaching.teaching_kit import Answer, PassCheck, StartCheck, StartExam

EXAM = QuizTask(measures=(1, 2, 3), count=6, mode="exam", minutes=30)
PRACTICE = QuizTask(measures=(1, 2, 3), count=6, mode="practice")


@pytest.fixture
def due(ws: Workspace) -> date:
    return ws.today() + timedelta(days=4)


@pytest.fixture
def student(
    make_person: MakePerson, sign_in_as: SignInAs, teacher: PersonId, ws: Workspace, code: str
) -> PersonId:
    """A student who joined as 07; the teacher is signed in."""
    made = make_person()
    sign_in_as(made)
    join_class(ws, code, "07")
    sign_in_as(teacher)
    return made


@pytest.fixture
def pass_check(start_check: StartCheck, finish_with: Answer, ws: Workspace) -> PassCheck:
    def act(lesson: str) -> Finished:
        sitting = start_check(lesson)
        finish_with(sitting, 4)
        return finish_sitting(ws, sitting)

    return act


def mine(ws: Workspace) -> list[tuple[str, int, int]]:
    return [(one.state, one.done, one.total) for one in my_assignments(ws)]


def test_an_untitled_assignment_takes_the_title_of_its_lesson(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    assign(ws, class_id, "lesson", "plan-01", due=due)
    sign_in_as(student)
    assert [(one.title, one.class_title, one.due) for one in my_assignments(ws)] == [
        ("课文 plan-01", "信用管理 1 班", due)
    ]


def test_a_due_date_in_the_past_is_refused(ws: Workspace, class_id: str, due: date) -> None:
    with pytest.raises(AssignmentError, match="截止日期已经过去了"):
        assign(ws, class_id, "lesson", "plan-01", due=ws.today() - timedelta(days=1))
    made = assign(ws, class_id, "lesson", "plan-01", due=ws.today())
    with pytest.raises(AssignmentError):
        extend(ws, made, ws.today() - timedelta(days=1))


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_what_the_content_does_not_have_is_not_assigned(
    ws: Workspace, class_id: str, due: date, kind: Kind
) -> None:
    with pytest.raises(NotFoundError):
        assign(ws, class_id, kind, "none", title="x", due=due)


@pytest.mark.parametrize(
    "target",
    ["", "[]", "{}", "plan-01", '{"measures":[],"count":3,"mode":"exam"}',
     '{"measures":[30],"count":3,"mode":"exam"}', '{"measures":[1],"count":0,"mode":"exam"}',
     '{"measures":[1],"count":3,"mode":"check"}', '{"measures":[29],"count":3,"mode":"exam"}',
     '{"measures":[1],"count":3,"mode":"exam","lesson":"plan-01"}'],
)  # fmt: skip
def test_a_quiz_that_cannot_be_set_is_a_sentence(
    ws: Workspace, class_id: str, due: date, target: str
) -> None:
    with pytest.raises(AssignmentError):
        assign(ws, class_id, "quiz", target, title="小测", due=due)


def test_a_quiz_needs_a_title(ws: Workspace, class_id: str, due: date) -> None:
    with pytest.raises(AssignmentError, match="任务名称"):
        assign(ws, class_id, "quiz", EXAM.encode(), due=due)


def test_a_closed_class_gets_no_assignment(ws: Workspace, class_id: str, due: date) -> None:
    close_class(ws, class_id)
    with pytest.raises(ClosedClassError):
        assign(ws, class_id, "lesson", "plan-01", due=due)


@pytest.mark.parametrize("role", list(Role))
def test_only_the_own_teacher_assigns(
    ws: Workspace,
    class_id: str,
    due: date,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    role: Role,
) -> None:
    made = assign(ws, class_id, "lesson", "plan-01", due=due)
    sign_in_as(make_person(role))
    for act in (
        lambda: assign(ws, class_id, "lesson", "plan-01", due=due),
        lambda: extend(ws, made, due),
        lambda: withdraw(ws, made),
        lambda: restore(ws, made),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_a_course_goes_from_new_through_under_way_to_done(
    ws: Workspace,
    class_id: str,
    due: date,
    student: PersonId,
    sign_in_as: SignInAs,
    pass_check: PassCheck,
) -> None:
    assign(ws, class_id, "course", "plan", due=due)
    sign_in_as(student)
    assert mine(ws) == [("new", 0, 2)]
    open_lesson(ws, "plan-01")
    assert mine(ws) == [("under_way", 0, 2)]
    pass_check("plan-01")
    assert mine(ws) == [("under_way", 1, 2)]
    pass_check("plan-02")
    assert mine(ws) == [("done", 2, 2)]


def test_a_lesson_passed_before_it_was_assigned_is_done(
    ws: Workspace,
    class_id: str,
    due: date,
    student: PersonId,
    teacher: PersonId,
    sign_in_as: SignInAs,
    pass_check: PassCheck,
) -> None:
    sign_in_as(student)
    pass_check("plan-01")
    sign_in_as(teacher)
    assign(ws, class_id, "lesson", "plan-01", due=due)
    sign_in_as(student)
    assert mine(ws) == [("done", 1, 1)]


def test_a_course_that_left_the_content_is_not_done(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    assign(ws, class_id, "course", "plan", due=due)
    ws.conn.execute("DELETE FROM document WHERE kind = 'course'")
    sign_in_as(student)
    assert mine(ws) == [("new", 0, 0)]


def test_a_quiz_goes_from_new_through_under_way_to_done(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    made = assign(ws, class_id, "quiz", EXAM.encode(), title="小测", due=due)
    sign_in_as(student)
    assert mine(ws) == [("new", 0, 1)]
    sitting = start_assigned_quiz(ws, made)
    assert mine(ws) == [("under_way", 0, 1)]
    finish_sitting(ws, sitting)
    assert mine(ws) == [("done", 1, 1)]


def test_the_same_paper_taken_on_ones_own_is_not_the_assignment(
    ws: Workspace,
    class_id: str,
    due: date,
    student: PersonId,
    sign_in_as: SignInAs,
    start_exam: StartExam,
) -> None:
    assign(ws, class_id, "quiz", EXAM.encode(), title="小测", due=due)
    sign_in_as(student)
    finish_sitting(ws, start_exam())
    assert mine(ws) == [("new", 0, 1)]


def test_the_whole_class_gets_one_paper(
    ws: Workspace,
    class_id: str,
    due: date,
    code: str,
    make_person: MakePerson,
    sign_in_as: SignInAs,
) -> None:
    made = assign(ws, class_id, "quiz", EXAM.encode(), title="小测", due=due)
    papers = []
    for number, role in (("07", Role.STUDENT), ("08", Role.STUDENT), ("09", Role.TRAINEE)):
        sign_in_as(make_person(role))
        join_class(ws, code, number)
        sitting = sittings.load(ws, start_assigned_quiz(ws, made))
        papers.append((sitting.seed, [item.question.id for item in sitting.items]))
    assert papers[0] == papers[1] == papers[2]
    assert papers[0][0] != 0


def test_starting_again_goes_on_with_the_open_paper(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    made = assign(ws, class_id, "quiz", EXAM.encode(), title="小测", due=due)
    sign_in_as(student)
    assert start_assigned_quiz(ws, made) == start_assigned_quiz(ws, made)


def test_an_exam_is_taken_once(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    made = assign(ws, class_id, "quiz", EXAM.encode(), title="小测", due=due)
    sign_in_as(student)
    finish_sitting(ws, start_assigned_quiz(ws, made))
    with pytest.raises(ClosedSittingError):
        start_assigned_quiz(ws, made)


def test_a_practice_may_be_taken_again(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    made = assign(ws, class_id, "quiz", PRACTICE.encode(), title="练习", due=due)
    sign_in_as(student)
    first = start_assigned_quiz(ws, made)
    finish_sitting(ws, first)
    assert start_assigned_quiz(ws, made) != first


def test_somebody_outside_the_class_cannot_start_its_paper(
    ws: Workspace, class_id: str, due: date, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    made = assign(ws, class_id, "quiz", EXAM.encode(), title="小测", due=due)
    sign_in_as(make_person())
    with pytest.raises(NotFoundError):
        start_assigned_quiz(ws, made)


def test_a_lesson_is_not_started_as_a_quiz(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    made = assign(ws, class_id, "lesson", "plan-01", due=due)
    sign_in_as(student)
    with pytest.raises(NotFoundError):
        start_assigned_quiz(ws, made)


def test_withdrawing_is_undone_by_restoring(
    ws: Workspace,
    class_id: str,
    due: date,
    student: PersonId,
    teacher: PersonId,
    sign_in_as: SignInAs,
) -> None:
    made = assign(ws, class_id, "lesson", "plan-01", due=due)
    withdraw(ws, made)
    sign_in_as(student)
    assert mine(ws) == []
    sign_in_as(teacher)
    restore(ws, made)
    sign_in_as(student)
    assert mine(ws) == [("new", 0, 1)]


def test_late_means_past_due_and_not_done(
    ws: Workspace,
    class_id: str,
    due: date,
    student: PersonId,
    sign_in_as: SignInAs,
    clock: ManualClock,
    pass_check: PassCheck,
) -> None:
    assign(ws, class_id, "lesson", "plan-01", due=due)
    sign_in_as(student)
    clock.forward(days=4)
    assert [one.late for one in my_assignments(ws)] == [False]
    clock.forward(days=1)
    assert [one.late for one in my_assignments(ws)] == [True]
    pass_check("plan-01")
    assert [one.late for one in my_assignments(ws)] == [False]


def test_extending_moves_the_date(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    made = assign(ws, class_id, "lesson", "plan-01", due=due)
    extend(ws, made, due + timedelta(days=7))
    sign_in_as(student)
    assert [one.due for one in my_assignments(ws)] == [due + timedelta(days=7)]


def test_a_closed_class_leaves_the_students_page(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    assign(ws, class_id, "lesson", "plan-01", due=due)
    close_class(ws, class_id)
    sign_in_as(student)
    assert mine(ws) == []


def test_the_one_due_first_comes_first(
    ws: Workspace, class_id: str, due: date, student: PersonId, sign_in_as: SignInAs
) -> None:
    assign(ws, class_id, "lesson", "plan-01", title="后", due=due)
    assign(ws, class_id, "lesson", "plan-02", title="先", due=ws.today())
    sign_in_as(student)
    assert [one.title for one in my_assignments(ws)] == ["先", "后"]
