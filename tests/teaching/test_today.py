"""What the first page says is next."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.archive.opening import NOTICE_VERSION, open_archive
from integrity_edu.clock import ManualClock
from integrity_edu.courses.progress import open_lesson, pass_lesson
from integrity_edu.ids import PersonId
from integrity_edu.quiz import marking, sittings
from integrity_edu.teaching.assignments import QuizTask, assign
from integrity_edu.teaching.classes import join_class
from integrity_edu.teaching.today import MOST_STEPS, greeting_part, minutes_for, today
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MINOR_BIRTH, MakePerson, SignInAs
from tests.teaching.teaching_kit import LESSONS, Answer, StartCheck, StartExam

DUE = date(2026, 11, 27)


@pytest.fixture
def joined(
    ws: Workspace, class_id: str, code: str, make_person: MakePerson, sign_in_as: SignInAs
) -> PersonId:
    """A student of the class, signed in; a lesson due on the 27th and a quiz on the 25th."""
    assign(ws, class_id, "lesson", "law-01", due=DUE)
    task = QuizTask((1, 2), 5, "exam", 20).encode()
    assign(ws, class_id, "quiz", task, title="小测", due=date(2026, 11, 25))
    student = make_person()
    sign_in_as(student)
    join_class(ws, code, "07")
    return student


def kinds(ws: Workspace) -> list[str]:
    return [step.kind for step in today(ws).steps]


def answer_wrongly(ws: Workspace, sitting: str) -> None:
    for item in sittings.load(ws, sitting).items:
        sittings.save_answer(ws, sitting, item.position, False)
    marking.submit(ws, sitting)


def test_somebody_new_begins_with_the_first_lesson_of_his_path(
    ws: Workspace, person: PersonId
) -> None:
    found = today(ws)

    assert found.first_time
    assert found.next_step is not None
    assert (found.next_step.kind, found.next_step.way) == ("lesson", "first")
    assert (found.next_step.ref, found.next_step.minutes) == ("plan-01", 8)


def test_an_unfinished_exam_comes_before_everything_else(
    ws: Workspace, joined: PersonId, start_exam: StartExam, start_check: StartCheck
) -> None:
    answer_wrongly(ws, start_check())
    open_lesson(ws, "plan-02")
    sitting = start_exam()

    found = today(ws)

    assert found.open_sitting is not None
    assert found.next_step is not None
    assert (found.next_step.kind, found.next_step.ref) == ("resume", sitting)
    assert found.next_step.count == 5


def test_an_attempt_against_the_clock_is_resumed_before_a_newer_practice(
    ws: Workspace, joined: PersonId, clock: ManualClock, start_check: StartCheck
) -> None:
    timed = sittings.start(
        ws, sittings.PaperRequest("exam", "限时", "student", 1, (1, 2), 5, minutes=20)
    )
    clock.forward(minutes=1)
    start_check()

    found = today(ws)

    assert found.next_step is not None
    assert (found.next_step.ref, found.next_step.way) == (timed, "exam")


def test_an_exam_whose_time_is_up_is_to_be_handed_in(
    ws: Workspace, person: PersonId, clock: ManualClock
) -> None:
    sittings.start(ws, sittings.PaperRequest("exam", "限时", "student", 1, (1,), 5, minutes=20))
    clock.forward(minutes=21)

    step = today(ws).next_step

    assert step is not None
    assert (step.kind, step.way) == ("resume", "overdue")


def test_then_comes_the_assignment_due_first(ws: Workspace, joined: PersonId) -> None:
    step = today(ws).next_step

    assert step is not None
    assert (step.kind, step.way, step.title, step.minutes) == ("assignment", "due", "小测", 20)


def test_an_assignment_past_its_date_says_so(
    ws: Workspace, joined: PersonId, clock: ManualClock
) -> None:
    clock.forward(days=3)

    step = today(ws).next_step

    assert step is not None
    assert step.way == "late"


def test_an_assignment_being_resumed_is_not_named_twice(ws: Workspace, joined: PersonId) -> None:
    from integrity_edu.teaching.agenda import open_assigned

    quiz = today(ws).assignments[0]
    open_assigned(ws, quiz.id)

    first, second, *_ = today(ws).steps

    assert (first.kind, first.title) == ("resume", "小测")
    assert (second.kind, second.title) == ("assignment", "课文 law-01")


def test_wrong_answers_come_back_the_next_day_before_the_next_lesson(
    ws: Workspace, person: PersonId, start_check: StartCheck, clock: ManualClock
) -> None:
    answer_wrongly(ws, start_check())
    assert "review" not in kinds(ws)
    clock.forward(days=1)

    found = today(ws)

    assert found.next_step is not None
    assert found.next_step.kind == "review"
    assert found.next_step.count == found.queue.left == 4
    assert found.steps[1].kind == "lesson"


def test_questions_no_longer_in_use_do_not_come_back(
    ws: Workspace, person: PersonId, start_check: StartCheck, clock: ManualClock
) -> None:
    answer_wrongly(ws, start_check())
    clock.forward(days=1)
    with ws.change("library") as db:
        db.execute("UPDATE question SET retired = 1")

    assert "review" not in kinds(ws)


def test_the_lesson_where_i_was_comes_before_the_next_one(
    ws: Workspace, person: PersonId, clock: ManualClock
) -> None:
    open_lesson(ws, "law-01")
    clock.forward(hours=1)
    open_lesson(ws, "plan-02")

    step = today(ws).next_step

    assert step is not None
    assert (step.kind, step.way, step.ref) == ("lesson", "continue", "plan-02")


def test_a_passed_lesson_leads_to_the_one_after_it(
    ws: Workspace, person: PersonId, start_check: StartCheck
) -> None:
    pass_lesson(ws, "plan-01", start_check(), excused=False)
    sittings.leave(ws, sittings.open_sittings(ws)[0].id)

    step = today(ws).next_step

    assert step is not None
    assert (step.way, step.ref) == ("next", "plan-02")


def test_with_everything_behind_me_nothing_is_next(
    ws: Workspace, person: PersonId, start_check: StartCheck
) -> None:
    sitting = start_check()
    sittings.leave(ws, sitting)
    for lesson in LESSONS:
        pass_lesson(ws, lesson, sitting, excused=False)

    found = today(ws)

    assert found.next_step is None
    assert found.steps == ()
    assert found.minutes == 0


def test_there_are_never_more_than_three_steps(
    ws: Workspace, joined: PersonId, start_exam: StartExam, start_check: StartCheck,
    clock: ManualClock,
) -> None:  # fmt: skip
    answer_wrongly(ws, start_check())
    clock.forward(days=1)
    start_exam()

    assert len(today(ws).steps) == MOST_STEPS
    assert kinds(ws) == ["resume", "assignment", "review"]


def test_a_teacher_sees_classes_and_no_assignments(ws: Workspace, class_id: str) -> None:
    assign(ws, class_id, "course", "plan", due=DUE)

    found = today(ws)

    assert found.assignments == ()
    assert [line.title for line in found.classes] == ["信用管理 1 班"]
    assert [due.progress.due for due in found.dues] == [DUE]


def test_a_teacher_first_looks_at_who_has_not_begun_what_is_due_soon(
    ws: Workspace, class_id: str
) -> None:
    assign(ws, class_id, "course", "plan", due=DUE)

    step = today(ws).next_step

    assert step is not None
    assert (step.kind, step.ref, step.count) == ("classes", class_id, 40)


def test_what_is_due_in_a_month_does_not_press_a_teacher(ws: Workspace, class_id: str) -> None:
    assign(ws, class_id, "course", "plan", due=date(2026, 12, 23))

    assert "classes" not in kinds(ws)


def test_what_was_taken_back_is_neither_due_nor_pressing(ws: Workspace, class_id: str) -> None:
    from integrity_edu.teaching.assignments import withdraw

    withdraw(ws, assign(ws, class_id, "course", "plan", due=DUE))

    found = today(ws)

    assert found.dues == ()
    assert found.days == ()


def test_a_minor_has_no_archive_line(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(birth=MINOR_BIRTH))

    assert today(ws).archive_line is None


def test_an_adult_is_told_that_the_archive_is_not_open(ws: Workspace, person: PersonId) -> None:
    line = today(ws).archive_line

    assert line is not None
    assert not line.opened


def test_an_open_archive_says_how_much_is_in_it(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, NOTICE_VERSION)

    line = today(ws).archive_line

    assert line is not None
    assert (line.opened, line.learnt, line.looks) == (True, 0, 0)


def test_finished_attempts_are_counted_in_questions(
    ws: Workspace, person: PersonId, start_check: StartCheck, finish_with: Answer
) -> None:
    sitting = start_check()
    finish_with(sitting, 3)
    marking.submit(ws, sitting)

    latest = today(ws).latest[0]

    assert (latest.id, latest.earned, latest.possible) == (sitting, 3, 4)


def test_a_trainee_follows_his_own_path(ws: Workspace, trainee: PersonId) -> None:
    step = today(ws).next_step

    assert step is not None
    assert step.ref == "plan-01"


def test_no_class_no_assignments_for_a_teacher_without_one(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(Role.TEACHER, birth=date(1985, 5, 5)))

    found = today(ws)

    assert found.classes == ()
    assert found.first_time


@given(st.integers(0, 23))
def test_every_hour_has_a_greeting(hour: int) -> None:
    now = datetime(2026, 11, 23, hour, 30, tzinfo=timezone(timedelta(hours=8)))

    assert greeting_part(now) in (
        "night", "morning", "forenoon", "noon", "afternoon", "evening",
    )  # fmt: skip


@given(st.integers(1, 200))
def test_more_questions_never_take_less_time(count: int) -> None:
    assert 1 <= minutes_for(count) <= minutes_for(count + 1)
