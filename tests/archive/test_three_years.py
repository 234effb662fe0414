"""Measure 21, counted: met, not met, open, not yet; and never a verdict on a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from integrity_edu.archive import objections
from integrity_edu.archive.catalogue import RecordKind
from integrity_edu.archive.conduct import confirm, record, tell
from integrity_edu.archive.record_entries import Confirmed, Objected, Recorded, Told, Withdrawn
from integrity_edu.archive.record_flow import Happened, Record, begin, step
from integrity_edu.archive.three_years import Reckoning, reckon_all, three_years
from integrity_edu.clock import ManualClock
from integrity_edu.errors import NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.workspace import Workspace
from tests.archive.record_facts import conduct
from tests.archive.test_due_process import NEEDED
from tests.conftest import SignInAs, Staff

TODAY = date(2026, 11, 24)
SINCE = date(2023, 11, 24)
OLD = date(2020, 1, 1)
A, B = PersonId("p_a"), PersonId("p_b")


def in_force(ended: date) -> Record:
    told = Told(1, "in_person", ended, ended, "1")
    record = begin(A, Happened(1, B, Recorded(conduct(day=ended))))
    record = step(record, Happened(2, B, told))
    return step(record, Happened(3, PersonId("p_c"), Confirmed(1, ended + timedelta(days=9))))


def objected(ended: date) -> Record:
    made = Objected(1, "wrong", "不是我", ended, ended)
    return step(in_force(ended), Happened(4, A, made))


def test_no_record_in_three_years_meets_it() -> None:
    assert three_years([], OLD, TODAY) == Reckoning("met", SINCE)


@pytest.mark.parametrize(
    ("ended", "answer"), [(SINCE, "met"), (SINCE + timedelta(days=1), "not_met")]
)
def test_the_day_on_which_the_act_ended_decides(ended: date, answer: str) -> None:
    assert three_years([in_force(ended)], OLD, TODAY).answer == answer


def test_a_record_in_force_says_from_when_it_would_be_met() -> None:
    found = three_years([in_force(date(2025, 6, 1)), in_force(date(2026, 2, 1))], OLD, TODAY)
    assert found == Reckoning("not_met", SINCE, (1, 1), date(2029, 2, 1))


def test_a_record_under_objection_leaves_it_open_and_is_no_no() -> None:
    assert three_years([objected(date(2026, 1, 1))], OLD, TODAY).answer == "open"


def test_a_record_in_force_beside_a_disputed_one_decides() -> None:
    both = [objected(date(2026, 1, 1)), in_force(date(2026, 1, 1))]
    assert three_years(both, OLD, TODAY).answer == "not_met"


def test_what_was_withdrawn_or_not_told_does_not_count() -> None:
    entry = Withdrawn(1, "不成立", None, TODAY)
    withdrawn = step(in_force(date(2026, 1, 1)), Happened(5, B, entry))
    fresh = begin(A, Happened(1, B, Recorded(conduct(day=date(2026, 1, 1)))))
    assert three_years([withdrawn, fresh], OLD, TODAY).answer == "met"


def test_good_conduct_stands_against_nobody() -> None:
    kept = begin(A, Happened(1, B, Recorded(conduct(RecordKind.HONOUR, date(2026, 1, 1)))))
    assert three_years([kept], OLD, TODAY).answer == "met"


def test_less_than_three_years_of_archive_is_not_yet() -> None:
    found = three_years([], date(2024, 9, 1), TODAY)
    assert found == Reckoning("not_yet", SINCE, from_day=date(2027, 9, 1))


def test_the_day_before_the_leap_day_stands_for_it() -> None:
    assert three_years([], OLD, date(2028, 2, 29)).since == date(2025, 2, 28)


@given(st.dates(date(2018, 1, 1), TODAY), st.dates(date(2018, 1, 1), TODAY), st.booleans())
def test_it_is_met_exactly_when_nothing_stands_against_it(
    ended: date, opened: date, disputed: bool
) -> None:
    made = objected(ended) if disputed else in_force(ended)
    found = three_years([made], opened, TODAY)
    assert (found.answer == "met") == (ended <= SINCE and opened <= SINCE)
    assert (found.answer == "open") == (disputed and ended > SINCE)


def test_many_are_reckoned_and_only_archives_with_conduct_are_opened(
    ws: Workspace, student: PersonId, staff: Staff, clock: ManualClock, sign_in_as: SignInAs
) -> None:
    assert reckon_all(ws, [student, PersonId("p_nobody")]) == {
        student: Reckoning("not_yet", date(2023, 11, 23), from_day=date(2029, 11, 23))
    }
    made = structs.replace(conduct(), until=date(2031, 6, 1))
    n = record(ws, student, made, NEEDED)
    tell(ws, student, n, "in_person", ws.today())
    clock.forward(days=8)
    sign_in_as(staff.decider)
    confirm(ws, student, n)
    assert reckon_all(ws, [student])[student].answer == "not_met"
    sign_in_as(student)
    objections.object_to(ws, n, "wrong", "不是这样")
    sign_in_as(staff.decider)
    assert reckon_all(ws, [student])[student].answer == "open"


def test_nobody_without_a_duty_reckons_for_others(ws: Workspace, person: PersonId) -> None:
    with pytest.raises(NotAllowedError):
        reckon_all(ws, [person])
