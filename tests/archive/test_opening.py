"""An archive is opened by adults, knowingly, once; training flows in only then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from integrity_edu.archive import ledger
from integrity_edu.archive.education import PaperFact, Training, record_training
from integrity_edu.archive.entries import Basic, Section
from integrity_edu.archive.ledger import NotOpenedError
from integrity_edu.archive.opening import (
    OpeningError,
    disclaimer,
    notice,
    open_archive,
    renew_basic,
    status,
)
from integrity_edu.archive.reading import my_archive
from integrity_edu.clock import ManualClock
from integrity_edu.ids import PersonId
from integrity_edu.people.accounts import rename
from integrity_edu.people.permissions import TooYoungError
from integrity_edu.workspace import Actor, Workspace

MakePerson = Callable[..., PersonId]
SignInAs = Callable[..., Actor]
PASSED = Training(
    "assessment_passed",
    "信用与法",
    "credit-law",
    "2026-11",
    date(2026, 11, 20),
    PaperFact("结课测验", 123456, "12 题对 11 题"),
    0.5,
)


def test_the_notice_tells_what_is_kept_and_how_to_object() -> None:
    text = "".join(notice().paragraphs)
    for told in ("会记", "不记", "谁能看", "异议", "最多 5 年", disclaimer()):
        assert told in text


def test_opening_writes_the_basic_data(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)
    assert [entry.content for entry in ledger.entries(ws, person)] == [Basic("林晓雨", "学员1")]
    now = status(ws)
    assert (now.state, now.opened_at) == ("open", ws.stamp())
    assert now.counts == {section: int(section is Section.BASIC) for section in Section}


def test_before_opening_there_is_no_archive(ws: Workspace, person: PersonId) -> None:
    assert status(ws).state == "not_opened"
    with pytest.raises(NotOpenedError):
        my_archive(ws)


def test_another_notice_than_the_present_one_opens_nothing(ws: Workspace, person: PersonId) -> None:
    with pytest.raises(OpeningError):
        open_archive(ws, "2018-01")
    assert status(ws).state == "not_opened"


def test_an_archive_is_opened_once(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)
    with pytest.raises(OpeningError):
        open_archive(ws, notice().version)


def test_an_archive_needs_a_name(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(real_name=""))
    with pytest.raises(OpeningError):
        open_archive(ws, notice().version)


def test_a_minor_opens_no_archive(
    ws: Workspace, clock: ManualClock, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person(birth=date(2008, 11, 23)))
    assert status(ws).state == "too_young"
    assert status(ws).adult_from == date(2026, 11, 24)
    with pytest.raises(TooYoungError):
        open_archive(ws, notice().version)
    with pytest.raises(TooYoungError):
        my_archive(ws)
    clock.forward(days=1)
    open_archive(ws, notice().version)
    assert status(ws).state == "open"


def test_a_changed_name_becomes_a_new_entry(ws: Workspace, person: PersonId) -> None:
    assert not renew_basic(ws)
    open_archive(ws, notice().version)
    assert not renew_basic(ws)
    rename(ws, "大林")
    assert renew_basic(ws)
    assert [entry.content for entry in ledger.entries(ws, person, Section.BASIC)] == [
        Basic("林晓雨", "学员1"),
        Basic("林晓雨", "大林"),
    ]


def test_training_is_recorded_in_an_open_archive(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)
    record_training(ws, PASSED)
    entry = ledger.entries(ws, person, Section.EDUCATION)[0]
    assert entry.content == PASSED
    assert entry.event_date == PASSED.date


def test_training_of_people_without_an_archive_is_not_recorded(
    ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    for birth in (date(2010, 6, 1), date(2005, 3, 14)):
        sign_in_as(make_person(birth=birth))
        record_training(ws, PASSED)
    assert ws.conn.execute("SELECT count(*) FROM ledger").fetchone()[0] == 0


def test_training_belongs_to_the_callers_transaction(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)

    def submit_and_fail() -> None:
        with ws.change("quiz"):
            record_training(ws, PASSED)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        submit_and_fail()
    assert ledger.entries(ws, person, Section.EDUCATION) == []
    assert ledger.first_broken(ws, person) is None


def test_a_damaged_archive_stops_nobodys_lesson(ws: Workspace, person: PersonId) -> None:
    open_archive(ws, notice().version)
    ws.conn.execute("UPDATE archive SET head = zeroblob(32)")
    record_training(ws, PASSED)
    assert ledger.entries(ws, person, Section.EDUCATION) == []
