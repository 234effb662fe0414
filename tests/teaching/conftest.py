"""A class of forty and ways to take a test, on a small library."""

from __future__ import annotations

from datetime import date

import pytest

from integrity_edu.ids import ClassId, PersonId, SittingId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.teaching.classes import make_class, my_classes
from integrity_edu.teaching.roster_import import RosterLine, read_rows
from integrity_edu.teaching.rosters import add_students
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.teaching.teaching_kit import (
    Answer,
    Count,
    StartCheck,
    StartExam,
    fill_library,
    lesson_of,
)


@pytest.fixture(autouse=True)
def library(ws: Workspace) -> None:
    fill_library(ws)


@pytest.fixture
def teacher(make_person: MakePerson) -> PersonId:
    return make_person(Role.TEACHER, birth=date(1985, 5, 5))


@pytest.fixture
def trainee(make_person: MakePerson, sign_in_as: SignInAs) -> PersonId:
    """An adult trainee, signed in."""
    made = make_person(Role.TRAINEE, birth=date(1990, 1, 1))
    sign_in_as(made)
    return made


@pytest.fixture
def class_id(ws: Workspace, teacher: PersonId, sign_in_as: SignInAs) -> ClassId:
    """A class of 40 with numbers 01 to 40; its teacher is signed in."""
    sign_in_as(teacher)
    made = make_class(ws, "信用管理 1 班")
    add_students(ws, made, forty())
    return made


@pytest.fixture
def code(ws: Workspace, class_id: str) -> str:
    return my_classes(ws)[0].code


def forty() -> tuple[RosterLine, ...]:
    return read_rows("\n".join(f"{n:02} 同学{n:02}" for n in range(1, 41))).rows


@pytest.fixture
def finish_with(ws: Workspace) -> Answer:
    """Answers every question of an open sitting, the first `right` of them rightly."""

    def answer(sitting: str, right: int) -> None:
        for item in sittings.load(ws, sitting).items:
            sittings.save_answer(ws, sitting, item.position, item.position < right)

    return answer


@pytest.fixture
def start_check(ws: Workspace) -> StartCheck:
    def start(lesson: str = "plan-01", mode: str = "check") -> SittingId:
        front = lesson_of(lesson).front
        request = PaperRequest(
            mode=mode, title=f"{front.title} 课后检查", audience="student", seed=7,
            questions=front.check, lesson=lesson,
        )  # fmt: skip
        return sittings.start(ws, request)

    return start


@pytest.fixture
def start_exam(ws: Workspace) -> StartExam:
    def start(mode: str = "exam") -> SittingId:
        request = PaperRequest(
            mode=mode, title="综合测验", audience="student", seed=11, measures=(1, 2, 3), count=5
        )
        return sittings.start(ws, request)

    return start


@pytest.fixture
def count(ws: Workspace) -> Count:
    """How many rows of a table fulfil a condition."""

    def rows(table: str, where: str = "1") -> int:
        return int(ws.conn.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])

    return rows
