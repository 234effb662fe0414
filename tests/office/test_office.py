"""The office: opened once, duties given and taken, keys that follow, a log nobody rewrites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import structs

from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.office import agenda, directory, store
from integrity_edu.office.agenda import Task
from integrity_edu.office.directory import Student
from integrity_edu.office.keys import my_directory_keys, office_secret
from integrity_edu.office.log import BrokenLogError, LogLine, first_wrong, note, read_log
from integrity_edu.office.members import end_duty, give_duty, members, turn_secret
from integrity_edu.office.opening import (
    LIMITS,
    OfficeError,
    Terms,
    office,
    open_office,
    set_terms,
    terms,
)
from integrity_edu.office.school_keys import (
    SchoolKeyError,
    back_up_school_key,
    make_school_key,
    restore_school_key,
    school_keys,
    school_secret,
)
from integrity_edu.people.permissions import Duty, NoDutyError
from integrity_edu.people.sealing import SealError, is_signed, new_key
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs, Staff

STUDENT = Student("林晓雨", date(2005, 3, 14), number="20230001", unit="计算机 1 班")
PASSPHRASE = "十二个字以上的一句备份口令"


def deeds(ws: Workspace) -> list[str]:
    return [entry.line.deed for entry in read_log(ws) if entry.line]


def test_an_office_is_opened_once(ws: Workspace, staff: Staff) -> None:
    found = office(ws)
    assert found is not None
    assert found.name == "某学院"
    with pytest.raises(OfficeError, match="已经建好"):
        open_office(ws, "另一个")


@pytest.mark.parametrize("name", ["", "  ", "字" * 61, "某\n学院"])
def test_a_name_that_is_none_is_refused(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs, name: str
) -> None:
    sign_in_as(make_person(role=Role.TEACHER))
    with pytest.raises(OfficeError, match="名称"):
        open_office(ws, name)


def test_students_open_no_office(ws: Workspace, person: PersonId) -> None:
    with pytest.raises(NotAllowedError):
        open_office(ws, "某学院")


def test_duties_are_listed_with_their_holders(ws: Workspace, staff: Staff) -> None:
    found = {one.person: one.duties for one in members(ws)}
    assert found == {
        staff.custodian: (Duty.CUSTODIAN,),
        staff.recorder: (Duty.RECORDER,),
        staff.decider: (Duty.DECIDER,),
        staff.reviewer: (Duty.DECIDER,),
    }


def test_only_the_custodian_gives_duties_and_only_to_teachers(
    ws: Workspace, staff: Staff, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    student = make_person()
    with pytest.raises(OfficeError, match="老师账户"):
        give_duty(ws, student, Duty.RECORDER)
    with pytest.raises(OfficeError, match="给过了"):
        give_duty(ws, staff.recorder, Duty.RECORDER)
    sign_in_as(staff.recorder)
    with pytest.raises(NoDutyError):
        give_duty(ws, staff.recorder, Duty.CUSTODIAN)


def test_the_last_custodian_stays(ws: Workspace, staff: Staff) -> None:
    with pytest.raises(OfficeError, match="最后一位"):
        end_duty(ws, staff.custodian, Duty.CUSTODIAN)
    give_duty(ws, staff.decider, Duty.CUSTODIAN)
    assert end_duty(ws, staff.custodian, Duty.CUSTODIAN)


def test_whoever_left_opens_nothing_that_was_sealed_before_or_after(
    ws: Workspace, staff: Staff, sign_in_as: SignInAs, make_person: MakePerson
) -> None:
    student, key = make_person(), new_key()
    keys = my_directory_keys(ws)
    directory.enter(ws, [directory.row_for(keys, student, STUDENT, key, ws.stamp())])
    assert end_duty(ws, staff.recorder, Duty.RECORDER)
    turn_secret(ws)
    assert directory.listed(ws, student).student == STUDENT
    assert directory.archive_key_of(ws, student) == key
    sign_in_as(staff.decider)
    assert directory.archive_key_of(ws, student) == key
    sign_in_as(staff.recorder)
    with pytest.raises(NotAllowedError):
        office_secret(ws)
    with pytest.raises(NotAllowedError):
        directory.listing(ws)


def test_an_old_secret_opens_no_row_sealed_after_the_turn(
    ws: Workspace, staff: Staff, make_person: MakePerson
) -> None:
    student, stolen = make_person(), my_directory_keys(ws)
    row = directory.row_for(stolen, student, STUDENT, new_key(), ws.stamp())
    directory.enter(ws, [row])
    turn_secret(ws)
    now = store.directory_row(ws.conn, student)
    assert now is not None
    with pytest.raises(SealError):
        directory._student(stolen, now)


def test_somebody_who_hands_himself_in_is_found_by_number(
    ws: Workspace, staff: Staff, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    key = new_key()
    directory.hand_oneself_in(ws, STUDENT, key)
    assert b"20230001" not in ws.conn.serialize()
    sign_in_as(staff.decider)
    assert directory.with_number(ws, "20230001") == [person]
    assert directory.with_number(ws, "20230002") == []
    assert directory.archive_key_of(ws, person) == key


def test_turning_takes_in_what_was_handed_in_before(
    ws: Workspace, staff: Staff, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    key = new_key()
    directory.hand_oneself_in(ws, STUDENT, key)
    sign_in_as(staff.custodian)
    turn_secret(ws)
    assert directory.archive_key_of(ws, person) == key


def test_a_row_of_another_person_does_not_open(
    ws: Workspace, staff: Staff, make_person: MakePerson
) -> None:
    one, other = make_person(), make_person()
    keys = my_directory_keys(ws)
    row = directory.row_for(keys, one, STUDENT, new_key(), ws.stamp())
    directory.enter(ws, [replace(row, person=other)])
    with pytest.raises(SealError):
        directory.listing(ws)


def test_the_agenda_says_to_outsiders_only_a_day(
    ws: Workspace, staff: Staff, person: PersonId, sign_in_as: SignInAs
) -> None:
    sign_in_as(person)
    task = Task("object", person, 7)
    agenda.put(ws, date(2026, 11, 26), task)
    (row,) = ws.conn.execute("SELECT * FROM agenda").fetchall()
    assert person.encode() not in b"".join(str(part).encode() for part in row)
    with pytest.raises(NotAllowedError):
        agenda.due_by(ws)
    sign_in_as(staff.decider)
    (due,) = agenda.due_by(ws)
    assert (due.due, due.task) == (date(2026, 11, 26), task)
    agenda.put(ws, date(2026, 12, 2), task)
    assert [one.due for one in agenda.due_by(ws)] == [date(2026, 12, 2)]
    assert agenda.due_by(ws, date(2026, 12, 1)) == []
    sign_in_as(staff.custodian)
    turn_secret(ws)
    assert [one.task for one in agenda.due_by(ws)] == [task]
    agenda.take_off(ws, task)
    assert agenda.due_by(ws) == []


def test_an_agenda_line_put_there_from_outside_is_passed_over(ws: Workspace, staff: Staff) -> None:
    ws.conn.execute("INSERT INTO agenda VALUES ('x', '2026-11-26', x'00'), ('y', 'soon', x'01')")
    assert agenda.due_by(ws) == []


def test_the_log_says_what_was_done_and_notices_a_changed_line(ws: Workspace, staff: Staff) -> None:
    turn_secret(ws)
    note(ws, LogLine("incident", note="丢了一个 U 盘"))
    assert deeds(ws) == [
        "opened", "school_key_made", "duty_given", "duty_given", "duty_given", "key_turned",
        "incident",
    ]  # fmt: skip
    assert first_wrong(ws) is None
    for trigger in ("office_log_is_never_changed", "office_log_is_never_deleted"):
        ws.conn.execute(f"DROP TRIGGER {trigger}")
    ws.conn.execute("UPDATE office_log SET at = '2020-01-01T00:00:00+08:00' WHERE n = 2")
    assert first_wrong(ws) is not None
    assert first_wrong(ws)[0] == 2  # type: ignore[index]


def test_a_log_cut_short_is_noticed_and_not_written_on(ws: Workspace, staff: Staff) -> None:
    ws.conn.execute("DROP TRIGGER office_log_is_never_deleted")
    ws.conn.execute("DELETE FROM office_log WHERE n = 5")
    ws.conn.execute("UPDATE office SET log_length = 4")
    assert first_wrong(ws) is not None
    with pytest.raises(BrokenLogError):
        note(ws, LogLine("incident"))


def test_terms_have_limits(ws: Workspace, staff: Staff) -> None:
    set_terms(ws, "某大学", structs.replace(Terms(), own_days=5))
    assert terms(ws).own_days == 5
    for field, (least, most) in LIMITS.items():
        for wrong in (least - 1, most + 1):
            with pytest.raises(OfficeError):
                set_terms(ws, "某大学", structs.replace(Terms(), **{field: wrong}))
    with pytest.raises(OfficeError, match="不会更短"):
        set_terms(ws, "某大学", structs.replace(Terms(), own_days=8, others_days=7))


def test_nothing_stands_longer_than_five_years() -> None:
    assert LIMITS["years"][1] == 5


def test_the_school_signs_and_a_rotated_key_is_kept(ws: Workspace, staff: Staff) -> None:
    public, _ = school_secret(ws)
    make_school_key(ws)
    other, secret = school_secret(ws)
    assert other != public
    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(b"text")
    assert is_signed(other, b"text", signature)
    assert [key.retired_at is None for key in school_keys(ws)] == [True, False]


def test_a_backed_up_key_comes_back_with_its_passphrase_only(
    ws: Workspace, staff: Staff, sign_in_as: SignInAs
) -> None:
    public, _ = school_secret(ws)
    pem = back_up_school_key(ws, PASSPHRASE)
    assert b"ENCRYPTED PRIVATE KEY" in pem
    make_school_key(ws)
    with pytest.raises(SchoolKeyError, match="口令不对"):
        restore_school_key(ws, pem, PASSPHRASE + "吗")
    with pytest.raises(SchoolKeyError, match="口令不对"):
        restore_school_key(ws, b"-----BEGIN NOTHING-----", PASSPHRASE)
    restore_school_key(ws, pem, PASSPHRASE)
    assert school_secret(ws)[0] == public
    assert sum(key.retired_at is None for key in school_keys(ws)) == 1
    turn_secret(ws)
    assert school_secret(ws)[0] == public
    with pytest.raises(SchoolKeyError, match="12"):
        back_up_school_key(ws, "短口令")
    sign_in_as(staff.decider)
    with pytest.raises(NoDutyError):
        back_up_school_key(ws, PASSPHRASE)
