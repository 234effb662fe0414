"""An archive opened late holds what was passed as an adult, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from integrity_edu.archive.entries import Section, Training
from integrity_edu.archive.opening import OpeningError, notice, open_archive
from integrity_edu.archive.reading import my_archive
from integrity_edu.clock import ManualClock
from integrity_edu.teaching.earlier import open_with_what_was_learnt
from integrity_edu.teaching.finishing import Finished, finish_sitting
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.teaching.teaching_kit import Answer, PassCheck, StartCheck, StartExam


@pytest.fixture
def pass_check(ws: Workspace, start_check: StartCheck, finish_with: Answer) -> PassCheck:
    """Passes the check of a lesson."""

    def go(lesson: str) -> Finished:
        sitting = start_check(lesson)
        finish_with(sitting, 99)
        return finish_sitting(ws, sitting)

    return go


def kept(ws: Workspace) -> list[tuple[str, str]]:
    entries = my_archive(ws).section(Section.EDUCATION)
    facts = [entry.content for entry in entries]
    return [(one.kind, one.ref) for one in facts if isinstance(one, Training)]


def test_lessons_passed_before_are_entered(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, pass_check: PassCheck
) -> None:
    sign_in_as(make_person())
    pass_check("plan-01")

    entered = open_with_what_was_learnt(ws, notice().version)

    assert entered == 1
    assert kept(ws) == [("lesson_passed", "plan-01")]


def test_a_course_completed_before_is_entered_once(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, pass_check: PassCheck
) -> None:
    sign_in_as(make_person())
    pass_check("plan-01")
    pass_check("plan-02")

    open_with_what_was_learnt(ws, notice().version)

    assert kept(ws).count(("course_completed", "plan")) == 1


def test_hours_of_a_trainee_are_entered(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, pass_check: PassCheck
) -> None:
    sign_in_as(make_person(role=Role.TRAINEE))
    hours = pass_check("plan-01").hours

    open_with_what_was_learnt(ws, notice().version)

    facts = [entry.content for entry in my_archive(ws).section(Section.EDUCATION)]
    entered = [one.hours for one in facts if isinstance(one, Training) and one.hours]
    assert sum(entered) == hours


def test_what_was_not_passed_stays_out(
    ws: Workspace,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    start_exam: StartExam,
    finish_with: Answer,
) -> None:
    sign_in_as(make_person())
    exam = start_exam()
    finish_with(exam, 0)
    finish_sitting(ws, exam)

    assert open_with_what_was_learnt(ws, notice().version) == 0


def test_what_was_learnt_before_18_stays_out(
    ws: Workspace,
    clock: ManualClock,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    pass_check: PassCheck,
) -> None:
    birthday = clock().date() + timedelta(days=10)
    sign_in_as(make_person(birth=date(birthday.year - 18, birthday.month, birthday.day)))
    pass_check("plan-01")
    clock.forward(days=12)
    pass_check("law-01")

    open_with_what_was_learnt(ws, notice().version)

    assert ("lesson_passed", "plan-01") not in kept(ws)
    assert ("lesson_passed", "law-01") in kept(ws)


def test_nothing_is_entered_into_an_archive_already_open(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, pass_check: PassCheck
) -> None:
    sign_in_as(make_person())
    open_archive(ws, notice().version)
    pass_check("plan-01")

    with pytest.raises(OpeningError):
        open_with_what_was_learnt(ws, notice().version)

    assert kept(ws) == [("lesson_passed", "plan-01")]
