"""A teacher with a class, and students with accounts in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from integrity_edu.ids import ClassId, PersonId
from integrity_edu.teaching.classes import make_class
from integrity_edu.teaching.roster_import import read_rows
from integrity_edu.teaching.rosters import add_students, link_account, roster
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs

FillClass = Callable[[int], list[PersonId]]


@pytest.fixture
def teacher(make_person: MakePerson) -> PersonId:
    return make_person(Role.TEACHER, birth=date(1985, 5, 5))


@pytest.fixture
def class_id(ws: Workspace, teacher: PersonId, sign_in_as: SignInAs) -> ClassId:
    """An empty class; its teacher is signed in."""
    sign_in_as(teacher)
    return make_class(ws, "信用管理 1 班")


@pytest.fixture
def fill_class(
    ws: Workspace,
    class_id: ClassId,
    make_person: MakePerson,
    teacher: PersonId,
    sign_in_as: SignInAs,
) -> FillClass:
    """Puts this many students with accounts on the list; the teacher stays signed in."""

    def fill(size: int) -> list[PersonId]:
        sign_in_as(teacher)
        lines = "\n".join(f"{n:02} 同学{n:02}" for n in range(1, size + 1))
        add_students(ws, class_id, read_rows(lines).rows)
        people = [make_person() for _ in range(size)]
        for line, person in zip(roster(ws, class_id), people, strict=True):
            link_account(ws, line.id, person)
        return people

    return fill
