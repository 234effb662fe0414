"""Campaign days: fixed ones come every year, moving ones when somebody has read the notice."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
from icalendar import Calendar

from integrity_edu.courses.campaigns import Campaign, campaigns, set_date
from integrity_edu.courses.ics import to_ics
from integrity_edu.courses.values import Day
from integrity_edu.errors import EduError, NotAllowedError, NotFoundError
from integrity_edu.workspace import Role, Workspace
from tests.conftest import MakePerson, SignInAs

AS_OF = date(2026, 11, 23)
FIXED = Day("consumers", "消费者权益日", 3, 15, "起于……", (2,), AS_OF)
MOVING = Day("merchants", "诚信兴商宣传月", 0, 0, "起于……", (2,), AS_OF, configurable=True)


@pytest.fixture
def teacher(ws: Workspace, make_person: MakePerson, sign_in_as: SignInAs) -> Workspace:
    with ws.change() as db:
        for place, day in enumerate((FIXED, MOVING)):
            body = msgspec.json.encode(day).decode()
            row = ("day", day.id, place, day.title, body, "")
            db.conn.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", row)
    sign_in_as(make_person(role=Role.TEACHER))
    return ws


def found(ws: Workspace, today: date) -> list[tuple[str, date | None, date | None]]:
    return [(one.day.id, one.when, one.last) for one in campaigns(ws.conn, today)]


def test_without_a_notice_the_month_is_unknown(teacher: Workspace) -> None:
    assert found(teacher, AS_OF) == [
        ("consumers", date(2027, 3, 15), None),
        ("merchants", None, None),
    ]


@pytest.mark.parametrize("written", ["2027-02", "2027年2月", " 2027/2 "])
def test_a_month_of_the_notice_takes_its_place_in_the_order(
    teacher: Workspace, written: str
) -> None:
    set_date(teacher, "merchants", written)

    assert found(teacher, AS_OF)[0] == ("merchants", date(2027, 2, 1), date(2027, 2, 28))


def test_during_the_month_it_is_on_today_and_afterwards_unknown_again(teacher: Workspace) -> None:
    set_date(teacher, "merchants", "2027-02")

    assert found(teacher, date(2027, 2, 20))[0] == (
        "merchants",
        date(2027, 2, 20),
        date(2027, 2, 28),
    )
    assert found(teacher, date(2027, 3, 1))[-1] == ("merchants", None, None)


def test_a_day_may_be_set_and_unset(teacher: Workspace) -> None:
    set_date(teacher, "merchants", "2027年9月20日")
    assert found(teacher, AS_OF)[-1] == ("merchants", date(2027, 9, 20), None)

    set_date(teacher, "merchants", " ")
    assert found(teacher, AS_OF)[-1] == ("merchants", None, None)


@pytest.mark.parametrize(
    "written", ["九月", "2027-13", "2027-02-30", "27-9", "2027", "2026-10", "2026-11-22", "0000-01"]
)
def test_what_is_no_date_ahead_is_refused_and_changes_nothing(
    teacher: Workspace, written: str
) -> None:
    set_date(teacher, "merchants", "2027-09")

    with pytest.raises(EduError):
        set_date(teacher, "merchants", written)

    assert found(teacher, AS_OF)[-1][1] == date(2027, 9, 1)


def test_this_month_may_still_be_set(teacher: Workspace) -> None:
    set_date(teacher, "merchants", "2026-11")

    assert found(teacher, AS_OF)[0][1:] == (AS_OF, date(2026, 11, 30))


@pytest.mark.parametrize("ref", ["consumers", "nothing"])
def test_a_fixed_day_is_not_moved(teacher: Workspace, ref: str) -> None:
    with pytest.raises(NotFoundError):
        set_date(teacher, ref, "2027-09")


def test_a_student_reads_the_calendar_and_does_not_set_it(
    teacher: Workspace, make_person: MakePerson, sign_in_as: SignInAs
) -> None:
    sign_in_as(make_person())

    with pytest.raises(NotAllowedError):
        set_date(teacher, "merchants", "2027-09")


def test_another_calendar_reads_what_is_exported() -> None:
    exported = to_ics(
        [
            Campaign(FIXED, date(2027, 3, 15)),
            Campaign(MOVING, date(2027, 9, 1), date(2027, 9, 30), set_by_hand=True),
            Campaign(MOVING, None),
        ],
        datetime(2026, 11, 23, 8, tzinfo=UTC),
        "诚信学堂",
    )

    first, second = Calendar.from_ical(exported).events

    assert (first["SUMMARY"], first.start, first.end) == (
        "消费者权益日",
        date(2027, 3, 15),
        date(2027, 3, 16),
    )
    assert first.rrules[0]["FREQ"] == ["YEARLY"]
    assert (second["UID"], second.start, second.end) == (
        "merchants-2027@integrity-edu",
        date(2027, 9, 1),
        date(2027, 10, 1),
    )
    assert second.rrules == []
    assert exported.endswith(b"\r\n")
