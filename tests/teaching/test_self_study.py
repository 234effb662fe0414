"""Paths: pre-tests that excuse, hours that only tests credit."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.clock import ManualClock
from integrity_edu.courses.progress import open_lesson, remember_place
from integrity_edu.errors import NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.teaching.audience import audience_of
from integrity_edu.teaching.finishing import Finished, finish_sitting
from integrity_edu.teaching.paths import (
    AlreadyPassedError,
    PaperLine,
    StepLine,
    hours_sheet,
    my_paths,
    path_view,
    start_pretest,
)
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.teaching.teaching_kit import Answer, Count, PassCheck, StartCheck


@pytest.fixture
def pass_check(start_check: StartCheck, finish_with: Answer, ws: Workspace) -> PassCheck:
    def act(lesson: str = "plan-01") -> Finished:
        sitting = start_check(lesson)
        finish_with(sitting, 4)
        return finish_sitting(ws, sitting)

    return act


def step(ws: Workspace, lesson: str = "plan-01") -> StepLine:
    return next(one for one in path_view(ws, "civil").steps if one.lesson == lesson)


@pytest.mark.parametrize(
    ("role", "birth", "audience"),
    [
        (Role.STUDENT, date(2005, 3, 14), "student"),
        (Role.TRAINEE, date(1990, 1, 1), "trainee"),
        (Role.TEACHER, date(1980, 1, 1), "teacher"),
        (Role.STUDENT, date(2010, 6, 1), "minor"),
        (Role.STUDENT, date(2008, 11, 23), "minor"),
        (Role.STUDENT, date(2008, 11, 22), "student"),
    ],
)
def test_audience_follows_role_and_age(
    ws: Workspace,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    role: Role,
    birth: date,
    audience: str,
) -> None:
    sign_in_as(make_person(role, birth=birth))
    assert audience_of(ws) == audience


@pytest.mark.parametrize(
    ("role", "birth", "paths"),
    [
        (Role.TRAINEE, date(1990, 1, 1), ["civil"]),
        (Role.STUDENT, date(2005, 3, 14), ["fresh"]),
        (Role.STUDENT, date(2010, 6, 1), ["teen"]),
        (Role.TEACHER, date(1980, 1, 1), []),
    ],
)
def test_everybody_sees_the_paths_made_for_him(
    ws: Workspace,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    role: Role,
    birth: date,
    paths: list[str],
) -> None:
    sign_in_as(make_person(role, birth=birth))
    assert [view.path.id for view in my_paths(ws)] == paths


def test_a_path_made_for_others_is_not_there(ws: Workspace, trainee: PersonId) -> None:
    with pytest.raises(NotFoundError):
        path_view(ws, "fresh")


def test_a_fresh_path_has_nothing_credited(ws: Workspace, trainee: PersonId) -> None:
    view = path_view(ws, "civil")
    assert (view.done, view.credited_hours, view.total_hours) == (0, 0, 1.5)
    assert {one.state for one in view.steps} == {"new"}


def test_leaving_the_window_open_for_three_hours_credits_nothing(
    ws: Workspace, trainee: PersonId, clock: ManualClock, count: Count
) -> None:
    open_lesson(ws, "plan-01")
    clock.forward(hours=3)
    remember_place(ws, "plan-01", 1.0)
    assert step(ws).state == "started"
    assert path_view(ws, "civil").credited_hours == 0
    assert count("hours_credit") == 0


def test_a_pretest_left_open_for_three_hours_credits_nothing(
    ws: Workspace, trainee: PersonId, clock: ManualClock, finish_with: Answer, count: Count
) -> None:
    finish_with(start_pretest(ws, "civil", "plan-01"), 5)
    clock.forward(hours=3)
    assert step(ws).state == "new"
    assert count("hours_credit") == 0


def test_a_passed_check_credits_the_hours_of_the_lesson(
    ws: Workspace, trainee: PersonId, pass_check: PassCheck
) -> None:
    assert pass_check().hours == 0.5
    assert (step(ws).state, step(ws).credited) == ("passed", True)
    assert path_view(ws, "civil").credited_hours == 0.5


def test_a_failed_check_credits_nothing(
    ws: Workspace, trainee: PersonId, start_check: StartCheck, finish_with: Answer, count: Count
) -> None:
    sitting = start_check()
    finish_with(sitting, 3)
    finished = finish_sitting(ws, sitting)
    assert (finished.passed, finished.hours, finished.lesson_passed) == (False, 0, None)
    assert count("hours_credit") == 0


def test_a_second_pass_credits_nothing_new(
    ws: Workspace, trainee: PersonId, pass_check: PassCheck, count: Count
) -> None:
    pass_check()
    again = pass_check()
    assert (again.passed, again.hours, again.lesson_passed) == (True, 0, None)
    assert count("hours_credit") == 1


@pytest.mark.parametrize(
    ("asked", "right", "excused"), [(5, 4, True), (5, 3, False), (4, 3, False), (4, 4, True)]
)
def test_four_of_five_excuse_and_three_of_four_do_not(
    ws: Workspace, trainee: PersonId, finish_with: Answer, asked: int, right: int, excused: bool
) -> None:
    ws.conn.execute(
        "UPDATE document SET body = replace(body, '\"per_lesson\":5', ?) WHERE kind = 'path'",
        (f'"per_lesson":{asked}',),
    )
    sitting = start_pretest(ws, "civil", "plan-01")
    finish_with(sitting, right)
    finished = finish_sitting(ws, sitting)
    assert finished.mark.possible == asked
    assert finished.passed is excused
    assert (step(ws).state, step(ws).credited) == (("excused" if excused else "new"), excused)
    assert finished.hours == (0.5 if excused else 0)


def test_a_pretest_draws_from_lesson_and_measure_but_not_from_the_check(
    ws: Workspace, trainee: PersonId
) -> None:
    items = sittings.load(ws, start_pretest(ws, "civil", "plan-01")).items
    asked = {item.question.id for item in items}
    assert len(asked) == 5
    assert all(one.startswith(("plan-01-own", "m1-")) for one in asked)


def test_a_pretest_falls_back_on_the_check_when_the_bank_has_no_more(
    ws: Workspace, trainee: PersonId
) -> None:
    gone = "LIKE '%own%' OR {0} LIKE 'm1-%'"
    ws.conn.execute(f"UPDATE question SET retired = 1 WHERE id {gone.format('id')}")
    ws.conn.execute(f"DELETE FROM question_measure WHERE question {gone.format('question')}")
    items = sittings.load(ws, start_pretest(ws, "civil", "plan-01")).items
    assert {item.question.id for item in items} == {f"plan-01-q{n}" for n in range(1, 5)}


def test_starting_a_pretest_again_goes_on_with_the_open_one(
    ws: Workspace, trainee: PersonId
) -> None:
    first = start_pretest(ws, "civil", "plan-01")
    assert start_pretest(ws, "civil", "plan-01") == first
    assert start_pretest(ws, "civil", "plan-02") != first


def test_a_pretest_tells_nothing_before_it_is_handed_in(ws: Workspace, trainee: PersonId) -> None:
    assert not sittings.load(ws, start_pretest(ws, "civil", "plan-01")).explains


def test_a_passed_lesson_needs_no_pretest(
    ws: Workspace, trainee: PersonId, pass_check: PassCheck
) -> None:
    pass_check()
    with pytest.raises(AlreadyPassedError):
        start_pretest(ws, "civil", "plan-01")


@pytest.mark.parametrize(("path", "lesson"), [("civil", "none"), ("fresh", "plan-01"), ("x", "y")])
def test_a_pretest_belongs_to_a_lesson_of_my_paths(
    ws: Workspace, trainee: PersonId, path: str, lesson: str
) -> None:
    with pytest.raises(NotFoundError):
        start_pretest(ws, path, lesson)


def test_reading_after_an_excuse_credits_nothing_twice(
    ws: Workspace, trainee: PersonId, finish_with: Answer, pass_check: PassCheck
) -> None:
    sitting = start_pretest(ws, "civil", "plan-01")
    finish_with(sitting, 5)
    finish_sitting(ws, sitting)
    assert pass_check().hours == 0
    assert [line.way for line in hours_sheet(ws, "civil")] == ["pretest"]
    assert step(ws).state == "passed"


def test_the_sheet_names_the_test_behind_every_hour(
    ws: Workspace, trainee: PersonId, pass_check: PassCheck, clock: ManualClock
) -> None:
    pass_check("plan-02")
    clock.forward(days=1)
    pass_check("plan-01")
    lines = hours_sheet(ws, "civil")
    assert [line.lesson_title for line in lines] == ["课文 plan-02", "课文 plan-01"]
    assert lines[1].test == PaperLine("课文 plan-01 课后检查", 4, 4, 7)
    assert lines[1].credited_at == ws.stamp()


@pytest.mark.parametrize("birth", [date(2005, 3, 14), date(2010, 6, 1)])
def test_students_learn_without_hours(
    ws: Workspace,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    pass_check: PassCheck,
    count: Count,
    birth: date,
) -> None:
    sign_in_as(make_person(Role.STUDENT, birth=birth))
    finished = pass_check()
    assert (finished.lesson_passed, finished.hours) == ("课文 plan-01", 0)
    assert count("hours_credit") == 0
