"""Whoever leaves the office opens nothing more, not even with a key that was copied away."""

from __future__ import annotations

import pytest

from integrity_edu.archive import ledger, store
from integrity_edu.archive.conduct import record
from integrity_edu.archive.entries import Section
from integrity_edu.archive.key_turning import dismiss, turn_archive_keys, waiting_for_keys
from integrity_edu.archive.keys import archive_key
from integrity_edu.archive.reading import look_at, my_archive
from integrity_edu.archive.records import records_of
from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.office import agenda
from integrity_edu.people.permissions import Duty, NoDutyError
from integrity_edu.people.sealing import SealError
from integrity_edu.workspace import Workspace
from tests.archive.record_facts import conduct
from tests.archive.test_due_process import NEEDED
from tests.conftest import SignInAs, Staff


def test_a_teacher_who_left_opens_nothing(
    ws: Workspace, student: PersonId, staff: Staff, sign_in_as: SignInAs
) -> None:
    n = record(ws, student, conduct(), NEEDED)
    copied = archive_key(ws, student)
    sign_in_as(staff.custodian)
    assert dismiss(ws, staff.recorder, Duty.RECORDER)
    assert waiting_for_keys(ws) == 1
    assert turn_archive_keys(ws, lambda *_: True) == 1
    assert waiting_for_keys(ws) == 0
    assert [one.task.what for one in agenda.due_by(ws)] == ["tell", "expire"]

    sign_in_as(staff.recorder)
    with pytest.raises(NoDutyError):
        look_at(ws, student, "想再看一眼", [Section.CONDUCT])
    with pytest.raises(NotAllowedError):
        records_of(ws, student)
    for row, wrapped in store.ledger(ws.conn, student):
        assert wrapped is not None
        with pytest.raises(SealError):
            ledger._open(copied, row, wrapped)

    sign_in_as(student)
    assert [one.n for one in records_of(ws, student)] == [n]
    assert my_archive(ws).broken is None
    sign_in_as(staff.decider)
    assert [one.n for one in records_of(ws, student)] == [n]


def test_turning_that_was_stopped_goes_on_where_it_stopped(
    ws: Workspace, student: PersonId, staff: Staff, sign_in_as: SignInAs
) -> None:
    sign_in_as(staff.custodian)
    dismiss(ws, staff.reviewer, Duty.DECIDER)
    seen: list[tuple[int, int]] = []
    turn_archive_keys(ws, lambda done, all_: seen.append((done, all_)) or False)  # type: ignore[func-returns-value]
    assert seen == [(1, 1)]
    assert turn_archive_keys(ws, lambda *_: True) == 0


def test_a_duty_that_is_not_the_last_turns_nothing(
    ws: Workspace, student: PersonId, staff: Staff, sign_in_as: SignInAs
) -> None:
    from integrity_edu.office.members import give_duty

    sign_in_as(staff.custodian)
    give_duty(ws, staff.recorder, Duty.DECIDER)
    assert not dismiss(ws, staff.recorder, Duty.DECIDER)
    assert waiting_for_keys(ws) == 0
