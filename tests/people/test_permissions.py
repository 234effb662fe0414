"""The whole matrix of roles and actions against a table written down by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from integrity_edu.clock import ManualClock
from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.people.permissions import (
    FOR_ADULTS,
    NEEDED_DUTIES,
    Action,
    Duty,
    NoDutyError,
    TooYoungError,
    may,
    require,
)
from integrity_edu.workspace import Role, Workspace

# action: student, teacher, trainee
MATRIX = {
    "sign_in": (True, True, True),
    "edit_profile": (True, True, True),
    "change_settings": (True, True, True),
    "read_lesson": (True, True, True),
    "take_quiz": (True, True, True),
    "see_own_progress": (True, True, True),
    "open_archive": (True, True, True),
    "see_own_archive": (True, True, True),
    "export_archive": (True, True, True),
    "give_access": (True, True, True),
    "object": (True, True, True),
    "look_at_archive": (False, True, False),
    "open_office": (False, True, False),
    "keep_office": (False, True, False),
    "record_conduct": (False, True, False),
    "decide": (False, True, False),
    "see_office": (False, True, False),
    "join_class": (True, False, True),
    "see_assignments": (True, False, True),
    "make_class": (False, True, False),
    "see_class": (False, True, False),
    "assign": (False, True, False),
    "export_grades": (False, True, False),
    "edit_questions": (False, True, False),
    "print_paper": (False, True, False),
    "make_paper": (False, True, False),
    "mark": (False, True, False),
    "regrade": (False, True, False),
    "give_time": (False, True, False),
    "set_calendar": (False, True, True),
    "credit_hours": (False, False, True),
    "back_up": (True, True, True),
    "restore": (True, True, True),
}
ROLES = (Role.STUDENT, Role.TEACHER, Role.TRAINEE)


def test_the_matrix_names_every_action_and_every_role() -> None:
    assert {action.value for action in Action} == set(MATRIX)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize("action", list(Action))
def test_every_role_may_exactly_what_the_matrix_says(action: Action) -> None:
    assert tuple(may(role, action) for role in ROLES) == MATRIX[action.value]


@pytest.mark.parametrize("role", ROLES)
def test_require_follows_the_matrix_for_adults(
    ws: Workspace,
    make_person: Callable[..., PersonId],
    sign_in_as: Callable[..., object],
    role: Role,
) -> None:
    sign_in_as(make_person(role=role))
    for action in Action:
        if action in NEEDED_DUTIES and role is Role.TEACHER:
            with pytest.raises(NoDutyError):
                require(ws, action)
        elif MATRIX[action.value][ROLES.index(role)]:
            require(ws, action)
        else:
            with pytest.raises(NotAllowedError):
                require(ws, action)


def test_nobody_signed_in_may_nothing(ws: Workspace) -> None:
    for action in Action:
        with pytest.raises(NotAllowedError):
            require(ws, action)


def test_minors_may_all_but_the_affairs_of_adults(
    ws: Workspace, make_person: Callable[..., PersonId], sign_in_as: Callable[..., object]
) -> None:
    sign_in_as(make_person(birth=date(2010, 6, 1)))
    for action in Action:
        if not may(Role.STUDENT, action):
            continue
        if action in FOR_ADULTS:
            with pytest.raises(TooYoungError):
                require(ws, action)
        else:
            require(ws, action)


def test_the_first_day_of_adulthood_opens_the_affairs_of_adults(
    ws: Workspace,
    clock: ManualClock,
    make_person: Callable[..., PersonId],
    sign_in_as: Callable[..., object],
) -> None:
    sign_in_as(make_person(birth=date(2008, 11, 23)))
    with pytest.raises(TooYoungError):
        require(ws, Action.OPEN_ARCHIVE)
    clock.forward(days=1)
    require(ws, Action.OPEN_ARCHIVE)


# action: custodian, recorder, decider
DUTIES = {
    Action.KEEP_OFFICE: (True, False, False),
    Action.RECORD_CONDUCT: (False, True, False),
    Action.DECIDE: (False, False, True),
    Action.SEE_OFFICE: (True, True, True),
    Action.LOOK_AT_ARCHIVE: (True, True, True),
}


@pytest.mark.parametrize("at", range(3))
def test_every_duty_may_exactly_what_its_column_says(
    ws: Workspace,
    make_person: Callable[..., PersonId],
    sign_in_as: Callable[..., object],
    at: int,
) -> None:
    teacher = make_person(role=Role.TEACHER)
    sign_in_as(teacher)
    duty = (Duty.CUSTODIAN, Duty.RECORDER, Duty.DECIDER)[at]
    ws.conn.execute(
        "INSERT INTO duty VALUES (?, ?, ?, '2026-11-23', NULL)", (teacher, duty.value, teacher)
    )
    assert set(DUTIES) == set(NEEDED_DUTIES)
    for action, row in DUTIES.items():
        if row[at]:
            require(ws, action)
        else:
            with pytest.raises(NoDutyError):
                require(ws, action)
    ws.conn.execute("UPDATE duty SET ended_at = '2026-11-23'")
    with pytest.raises(NoDutyError):
        require(ws, Action.SEE_OFFICE)
