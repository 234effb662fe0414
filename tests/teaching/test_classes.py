"""Making, closing and joining classes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity_edu.clock import ManualClock
from integrity_edu.errors import EduError, NotAllowedError, NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.teaching.assignments import assign
from integrity_edu.teaching.claims import claim_of, code_hash, level_code
from integrity_edu.teaching.classes import (
    ClassTitleError,
    ClosedClassError,
    JoinError,
    close_class,
    join_class,
    leave_class,
    make_class,
    my_classes,
    my_memberships,
    rename_class,
    reopen_class,
)
from integrity_edu.teaching.rosters import roster
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs


def test_a_new_class_has_a_readable_code_of_its_own(
    ws: Workspace, teacher: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(teacher)
    make_class(ws, "一班")
    make_class(ws, "二班")
    first, second = (line.code for line in my_classes(ws))
    assert first != second
    assert [len(part) for part in first.split("-")] == [4, 4, 4]


def test_the_code_itself_is_not_in_the_data_file(ws: Workspace, code: str, tmp_path: Path) -> None:
    ws.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = (tmp_path / "data" / "integrity-edu.sqlite").read_bytes()
    assert level_code(code).encode() not in data
    assert code.encode() not in data
    assert code_hash(code) in data


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TRAINEE])
def test_only_teachers_make_classes(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, role: Role
) -> None:
    sign_in_as(make_person(role))
    with pytest.raises(NotAllowedError):
        make_class(ws, "一班")


@pytest.mark.parametrize("title", ["", "  ", "长" * 41, "一\x00班", "\ud800"])
def test_a_title_is_short_and_printable(
    ws: Workspace, teacher: PersonId, sign_in_as: SignInAs, title: str
) -> None:
    sign_in_as(teacher)
    with pytest.raises(ClassTitleError):
        make_class(ws, title)


def test_a_line_counts_students_and_open_assignments(
    ws: Workspace, class_id: str, code: str, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    assign(ws, class_id, "lesson", "plan-01", due=ws.today())
    teacher = ws.actor.person
    sign_in_as(make_person())
    join_class(ws, code, "07")
    sign_in_as(teacher)
    line = my_classes(ws)[0]
    assert (line.size, line.joined, line.open_assignments) == (40, 1, 1)


def test_an_assignment_past_its_date_is_not_open(
    ws: Workspace, class_id: str, clock: ManualClock
) -> None:
    assign(ws, class_id, "lesson", "plan-01", due=ws.today())
    clock.forward(days=1)
    assert my_classes(ws)[0].open_assignments == 0


def test_renaming_keeps_code_and_students(ws: Workspace, class_id: str, code: str) -> None:
    rename_class(ws, class_id, "信用管理 2 班")
    line = my_classes(ws)[0]
    assert (line.title, line.code, line.size) == ("信用管理 2 班", code, 40)


def test_a_closed_class_can_be_reopened(ws: Workspace, class_id: str) -> None:
    close_class(ws, class_id)
    assert my_classes(ws)[0].closed
    reopen_class(ws, class_id)
    assert not my_classes(ws)[0].closed


@pytest.mark.parametrize(
    "act", [close_class, reopen_class, lambda ws, ref: rename_class(ws, ref, "x")]
)
def test_another_teacher_changes_nothing(
    ws: Workspace,
    class_id: str,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    act: Callable[[Workspace, str], None],
) -> None:
    sign_in_as(make_person(Role.TEACHER))
    with pytest.raises(NotAllowedError):
        act(ws, class_id)


def test_another_teachers_classes_are_not_mine(
    ws: Workspace, class_id: str, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(Role.TEACHER))
    assert my_classes(ws) == []


def test_an_unknown_class_is_a_sentence(ws: Workspace, class_id: str) -> None:
    with pytest.raises(NotFoundError):
        close_class(ws, "c_none")


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TRAINEE])
def test_students_and_trainees_join_with_code_and_number(
    ws: Workspace,
    class_id: str,
    code: str,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    role: Role,
) -> None:
    teacher = ws.actor.person
    me = make_person(role)
    sign_in_as(me)
    assert join_class(ws, code, "07").title == "信用管理 1 班"
    assert [one.title for one in my_memberships(ws)] == ["信用管理 1 班"]
    sign_in_as(teacher)
    assert {line.student_no: line.person for line in roster(ws, class_id)}["07"] == me


def test_code_and_number_are_levelled(
    ws: Workspace, code: str, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    join_class(ws, f" {code.lower().replace('-', '　')} ", "０７ ")
    assert len(my_memberships(ws)) == 1


def test_joining_twice_changes_nothing(
    ws: Workspace, code: str, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    assert join_class(ws, code, "07") == join_class(ws, code, "07")
    assert len(my_memberships(ws)) == 1


def test_a_wrong_code_is_a_plain_sentence(
    ws: Workspace, class_id: str, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    with pytest.raises(JoinError, match="没有这个班级码"):
        join_class(ws, "ABCD-EFGH-JKMN", "07")


def test_a_number_that_is_not_on_the_list_is_a_plain_sentence(
    ws: Workspace, code: str, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    with pytest.raises(JoinError, match="没有这个学号"):
        join_class(ws, code, "7")


def test_a_taken_number_is_a_plain_sentence(
    ws: Workspace, code: str, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person())
    join_class(ws, code, "07")
    sign_in_as(make_person())
    with pytest.raises(JoinError, match="已经有人用了"):
        join_class(ws, code, "07")


def test_one_person_takes_one_row(
    ws: Workspace, code: str, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    join_class(ws, code, "07")
    with pytest.raises(JoinError, match="另一个学号"):
        join_class(ws, code, "08")


def test_a_closed_class_takes_nobody(
    ws: Workspace,
    class_id: str,
    code: str,
    person: PersonId,
    sign_in_as: SignInAs,
    teacher: PersonId,
) -> None:
    sign_in_as(teacher)
    close_class(ws, class_id)
    sign_in_as(person)
    with pytest.raises(ClosedClassError):
        join_class(ws, code, "07")


def test_a_teacher_does_not_join(ws: Workspace, code: str) -> None:
    with pytest.raises(NotAllowedError):
        join_class(ws, code, "07")


def test_leaving_frees_the_row_and_joining_brings_it_back(
    ws: Workspace, class_id: str, code: str, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    join_class(ws, code, "07")
    leave_class(ws, class_id)
    assert my_memberships(ws) == []
    join_class(ws, code, "07")
    assert len(my_memberships(ws)) == 1


def test_leaving_a_class_one_is_not_in_is_a_sentence(
    ws: Workspace, class_id: str, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    with pytest.raises(NotFoundError):
        leave_class(ws, class_id)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=20), number=st.text(max_size=20))
def test_whatever_is_typed_joins_or_is_a_sentence(
    ws: Workspace, code: str, person: PersonId, sign_in_as: SignInAs, typed: str, number: str
) -> None:
    sign_in_as(person)
    for one in (typed, code):
        try:
            join_class(ws, one, number)
        except EduError:
            continue
        leave_class(ws, my_memberships(ws)[0].id)


@given(st.text(alphabet="0123456789AB", min_size=1), st.text(alphabet="0123456789AB", min_size=1))
def test_a_claim_needs_code_and_number(one: str, other: str) -> None:
    assert (claim_of("ABCD", one) == claim_of("ABCD", other)) == (one == other)
    assert claim_of("ABCD", one) != claim_of("ABCE", one)
