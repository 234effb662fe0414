"""Students of a class: sealed, ordered by number, removed and put back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from integrity_edu.errors import EduError, NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.teaching.classes import ClosedClassError, close_class, join_class, make_class
from integrity_edu.teaching.roster_import import RosterLine, read_rows
from integrity_edu.teaching.rosters import (
    RosterError,
    StudentLine,
    add_students,
    link_account,
    remove_student,
    restore_student,
    roster,
)
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs
from tests.teaching.teaching_kit import Count


def numbers(ws: Workspace, class_id: str) -> list[str]:
    return [line.student_no for line in roster(ws, class_id)]


def row_of(ws: Workspace, class_id: str, number: str) -> StudentLine:
    return next(line for line in roster(ws, class_id) if line.student_no == number)


def test_names_and_numbers_are_not_in_the_data_file(
    ws: Workspace, class_id: str, tmp_path: Path
) -> None:
    add_students(ws, class_id, read_rows("20260314159 欧阳端木").rows)
    assert row_of(ws, class_id, "20260314159").name == "欧阳端木"
    parts = [path.read_bytes() for path in (tmp_path / "data").glob("integrity-edu.sqlite*")]
    ws.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    parts.append((tmp_path / "data" / "integrity-edu.sqlite").read_bytes())
    for data in parts:
        for secret in ("欧阳端木", "20260314159"):
            assert secret.encode() not in data
            assert secret.encode("utf-16-le") not in data


def test_what_the_sql_sees_of_a_row_is_sealed(ws: Workspace, class_id: str) -> None:
    text = repr(ws.conn.execute("SELECT * FROM roster").fetchall())
    assert "同学" not in text


def test_students_stand_in_the_order_of_their_numbers(
    ws: Workspace, teacher: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(teacher)
    mine = make_class(ws, "小班")
    add_students(ws, mine, read_rows("10 甲\n9 乙\n2 丙\nB1 丁").rows)
    assert numbers(ws, mine) == ["2", "9", "10", "B1"]


def test_a_number_the_class_has_is_skipped_and_named(ws: Workspace, class_id: str) -> None:
    report = add_students(ws, class_id, read_rows("41 新同学\n07 又一个").rows)
    assert report.added == 1
    assert [(one.line, one.reason) for one in report.skipped] == [(2, "班里已经有这个学号。")]
    assert len(numbers(ws, class_id)) == 41


def test_rows_made_by_hand_are_checked_too(ws: Workspace, class_id: str) -> None:
    rows = [RosterLine(1, "=1", "甲"), RosterLine(2, "50", ""), RosterLine(3, "51", "\ud800")]
    report = add_students(ws, class_id, rows)
    assert (report.added, len(report.skipped)) == (0, 3)


def test_adding_is_all_or_nothing(ws: Workspace, class_id: str, count: Count) -> None:
    ws.conn.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON roster WHEN NEW.position = 43 "
        "BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        add_students(ws, class_id, read_rows("41 甲\n42 乙\n43 丙").rows)
    assert count("roster") == 40


def test_a_closed_class_takes_no_students(ws: Workspace, class_id: str) -> None:
    close_class(ws, class_id)
    with pytest.raises(ClosedClassError):
        add_students(ws, class_id, read_rows("41 甲").rows)


def test_removing_is_undone_by_restoring(ws: Workspace, class_id: str) -> None:
    before = roster(ws, class_id)
    remove_student(ws, before[6].id)
    assert len(roster(ws, class_id)) == 39
    restore_student(ws, before[6].id)
    assert roster(ws, class_id) == before


def test_a_removed_students_number_is_free(ws: Workspace, class_id: str) -> None:
    remove_student(ws, row_of(ws, class_id, "07").id)
    assert add_students(ws, class_id, read_rows("07 新来的").rows).added == 1


def test_restoring_a_number_given_out_again_is_refused(ws: Workspace, class_id: str) -> None:
    old = row_of(ws, class_id, "07").id
    remove_student(ws, old)
    add_students(ws, class_id, read_rows("07 新来的").rows)
    with pytest.raises(RosterError):
        restore_student(ws, old)


def test_an_account_that_moved_to_another_row_stays_there(
    ws: Workspace, class_id: str, make_person: MakePerson
) -> None:
    student, old, other = make_person(), row_of(ws, class_id, "07"), row_of(ws, class_id, "08")
    link_account(ws, old.id, student)
    remove_student(ws, old.id)
    link_account(ws, other.id, student)
    restore_student(ws, old.id)
    assert row_of(ws, class_id, "07").person is None
    assert row_of(ws, class_id, "08").person == student


def test_the_teacher_ties_and_unties_accounts(
    ws: Workspace, class_id: str, make_person: MakePerson
) -> None:
    student, row = make_person(), row_of(ws, class_id, "07")
    link_account(ws, row.id, student)
    assert row_of(ws, class_id, "07").joined
    link_account(ws, row.id, None)
    assert not row_of(ws, class_id, "07").joined


def test_a_teachers_account_is_not_a_student(
    ws: Workspace, class_id: str, make_person: MakePerson
) -> None:
    with pytest.raises(RosterError):
        link_account(ws, row_of(ws, class_id, "07").id, make_person(Role.TEACHER))


def test_one_account_has_one_row(ws: Workspace, class_id: str, make_person: MakePerson) -> None:
    student = make_person()
    link_account(ws, row_of(ws, class_id, "07").id, student)
    with pytest.raises(RosterError):
        link_account(ws, row_of(ws, class_id, "08").id, student)


def test_an_unknown_account_or_row_is_a_sentence(ws: Workspace, class_id: str) -> None:
    with pytest.raises(EduError):
        link_account(ws, row_of(ws, class_id, "07").id, PersonId("p_none"))
    with pytest.raises(EduError):
        remove_student(ws, "r_none")


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_sees_or_changes_the_roster(
    ws: Workspace,
    class_id: str,
    code: str,
    make_person: MakePerson,
    sign_in_as: SignInAs,
    role: Role,
) -> None:
    row = row_of(ws, class_id, "07").id
    other = make_person(role)
    sign_in_as(other)
    if role is not Role.TEACHER:
        join_class(ws, code, "07")
    for act in (
        lambda: roster(ws, class_id),
        lambda: add_students(ws, class_id, read_rows("41 甲").rows),
        lambda: remove_student(ws, row),
        lambda: restore_student(ws, row),
        lambda: link_account(ws, row, other),
    ):
        with pytest.raises(NotAllowedError):
            act()
