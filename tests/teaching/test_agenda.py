"""The days ahead, and where an assignment leads."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from integrity_edu.clock import ManualClock
from integrity_edu.courses.progress import pass_lesson
from integrity_edu.courses.values import Day
from integrity_edu.errors import NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.quiz import marking
from integrity_edu.teaching.agenda import agenda, assignments_of, coming, open_assigned
from integrity_edu.teaching.assignments import QuizTask, assign, withdraw
from integrity_edu.teaching.classes import join_class
from integrity_edu.workspace import Workspace
from tests.conftest import MakePerson, SignInAs
from tests.teaching.teaching_kit import DAY, StartCheck


@pytest.fixture
def days(ws: Workspace) -> None:
    """Three campaign days, one of them without a date."""
    found = (("constitution", 12, 4), ("merchants", 0, 0), ("consumers", 3, 15))
    with ws.change("library") as db:
        for place, (ref, month, day) in enumerate(found):
            one = Day(ref, ref, month, day, "起于……", (2,), DAY)
            values = {"kind": "day", "id": ref, "position": place, "title": ref, "digest": "d"}
            db.table("document").insert({**values, "body": msgspec.json.encode(one).decode()})


@pytest.fixture
def set_work(ws: Workspace, class_id: str) -> dict[str, str]:
    """A course, a lesson and an exam, set by the class's teacher."""
    task = QuizTask((1, 2), 5, "exam", 20).encode()
    due = date(2026, 11, 27)
    return {
        "course": assign(ws, class_id, "course", "plan", due=due),
        "lesson": assign(ws, class_id, "lesson", "law-01", due=date(2026, 11, 24)),
        "quiz": assign(ws, class_id, "quiz", task, title="小测", due=due),
    }


@pytest.fixture
def student(
    ws: Workspace, set_work: dict[str, str], code: str, make_person: MakePerson,
    sign_in_as: SignInAs,
) -> PersonId:  # fmt: skip
    made = make_person()
    sign_in_as(made)
    join_class(ws, code, "07")
    return made


@pytest.mark.usefixtures("days", "person")
def test_days_without_a_date_stand_apart(ws: Workspace) -> None:
    found = agenda(ws)

    assert [one.day.id for one in found.campaigns if one.when] == ["constitution", "consumers"]
    assert [one.day.id for one in found.campaigns if not one.when] == ["merchants"]


@pytest.mark.usefixtures("days", "person")
def test_a_day_gone_by_comes_next_year(ws: Workspace, clock: ManualClock) -> None:
    clock.forward(days=20)

    assert [one.when for one in agenda(ws).campaigns] == [
        date(2027, 3, 15),
        date(2027, 12, 4),
        None,
    ]


@pytest.mark.usefixtures("days", "student")
def test_own_dates_and_public_ones_come_in_one_order(ws: Workspace) -> None:
    found = coming(ws, agenda(ws).due, 4)

    assert [(day.when.isoformat(), day.own) for day in found] == [
        ("2026-11-24", True),
        ("2026-11-27", True),
        ("2026-11-27", True),
        ("2026-12-04", False),
    ]


@pytest.mark.usefixtures("student")
def test_what_is_done_is_no_longer_due(ws: Workspace, start_check: StartCheck) -> None:
    before = len(agenda(ws).due)
    pass_lesson(ws, "law-01", start_check("law-01"), excused=False)

    assert len(agenda(ws).due) == before - 1


@pytest.mark.usefixtures("student")
def test_what_is_done_stands_below_what_is_not(ws: Workspace, start_check: StartCheck) -> None:
    pass_lesson(ws, "law-01", start_check("law-01"), excused=False)

    assert [one.state for one in assignments_of(ws)] == ["new", "new", "done"]


@pytest.mark.usefixtures("set_work")
def test_a_teacher_sees_the_dates_he_set(ws: Workspace) -> None:
    assert [day.kind for day in agenda(ws).due] == ["class"] * 3


@pytest.mark.usefixtures("student")
def test_a_lesson_set_opens_that_lesson(ws: Workspace, set_work: dict[str, str]) -> None:
    assert open_assigned(ws, set_work["lesson"]) == ("lesson", "law-01")


@pytest.mark.usefixtures("student")
def test_a_course_set_opens_its_first_lesson_left(
    ws: Workspace, set_work: dict[str, str], start_check: StartCheck
) -> None:
    pass_lesson(ws, "plan-01", start_check(), excused=False)

    assert open_assigned(ws, set_work["course"]) == ("lesson", "plan-02")


@pytest.mark.usefixtures("student")
def test_a_course_all_read_opens_its_first_lesson_again(
    ws: Workspace, set_work: dict[str, str], start_check: StartCheck
) -> None:
    for lesson in ("plan-01", "plan-02"):
        pass_lesson(ws, lesson, start_check(), excused=False)

    assert open_assigned(ws, set_work["course"]) == ("lesson", "plan-01")


@pytest.mark.usefixtures("student")
def test_a_quiz_set_is_begun_once_and_gone_on_with(ws: Workspace, set_work: dict[str, str]) -> None:
    first = open_assigned(ws, set_work["quiz"])

    assert first[0] == "sitting"
    assert open_assigned(ws, set_work["quiz"]) == first


@pytest.mark.usefixtures("student")
def test_an_exam_handed_in_leads_to_its_result(ws: Workspace, set_work: dict[str, str]) -> None:
    _, sitting = open_assigned(ws, set_work["quiz"])
    marking.submit(ws, sitting)

    assert open_assigned(ws, set_work["quiz"]) == ("result", sitting)


def test_what_was_taken_back_leads_nowhere(
    ws: Workspace, teacher: PersonId, student: PersonId, set_work: dict[str, str],
    sign_in_as: SignInAs,
) -> None:  # fmt: skip
    sign_in_as(teacher)
    withdraw(ws, set_work["lesson"])
    sign_in_as(student)

    with pytest.raises(NotFoundError):
        open_assigned(ws, set_work["lesson"])
