"""The campaign days of measure 2: when each comes round, and those whose date is set by hand.

Some have no fixed date: this year's notice says when. What is set holds for the year it names and
no longer, so that nobody is told last year's date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection

import msgspec
from msgspec import Struct, structs

from integrity_edu.courses import store
from integrity_edu.courses.values import Day
from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.people.permissions import Action, require
from integrity_edu.storage import documents
from integrity_edu.workspace import Workspace

_MONTH = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D?")
_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?")


class Campaign(Struct, frozen=True):
    """A campaign with its next date, None when nobody knows it yet.

    `last` is the end of a campaign that takes a whole month, `when` then its first day or, while
    it is on, today. `lessons` and `cases` are what there is to do for it, as (id, title).
    """

    day: Day
    when: date | None
    last: date | None = None
    set_by_hand: bool = False
    lessons: tuple[tuple[str, str], ...] = ()
    cases: tuple[tuple[str, str], ...] = ()


def campaigns(conn: Connection, today: date) -> list[Campaign]:
    """Every campaign: those with a date, soonest first, then those without."""
    days = [msgspec.json.decode(text, type=Day) for text in documents.bodies(conn, "day")]
    known = store.day_dates(conn)
    lessons, cases = documents.titles(conn, "lesson"), documents.titles(conn, "case")
    found = [
        structs.replace(
            _campaign(day, known, today),
            lessons=tuple((ref, lessons[ref]) for ref in day.lessons if ref in lessons),
            cases=tuple((ref, cases[ref]) for ref in day.cases if ref in cases),
        )
        for day in days
    ]
    return sorted(found, key=lambda one: (one.when is None, one.when or today))


def coming_days(conn: Connection, today: date, limit: int = 4) -> list[tuple[date, Day]]:
    """The next campaigns with a date, soonest first; a day counts on the day itself."""
    dated = [(one.when, one.day) for one in campaigns(conn, today) if one.when]
    return dated[:limit]


def set_date(ws: Workspace, day_id: str, written: str) -> None:
    """Say when this year's notice puts a campaign without a fixed date; nothing written unsets it.

    `written` is a month (2026-09, 2026年9月) or a day (2026-09-20). Raises NotFoundError for a
    campaign whose date is fixed, EduError for what is no month or day, or is over.
    """
    require(ws, Action.SET_CALENDAR)
    body = documents.body(ws.conn, "day", day_id)
    day = msgspec.json.decode(body, type=Day) if body else None
    if day is None or not day.configurable:
        raise NotFoundError("这个日子的日期是固定的，不用填。", "没有固定日期的，才按当年通知填。")
    first, last = _span(written) if written.strip() else (None, None)
    if last is not None and last < ws.today():
        raise EduError("这个日期已经过去了。", "填今年通知里的月份或日期，还没有通知就先空着。")
    with ws.change("library") as db:
        store.set_day_date(db, day_id, "" if first is None else _canonical(first, last))


def _campaign(day: Day, known: Mapping[str, str], today: date) -> Campaign:
    if day.month and day.day:
        when = _in_year(day, today.year)
        return Campaign(day, when if when >= today else _in_year(day, today.year + 1))
    if day.configurable and day.id in known:
        first, last = _span(known[day.id])
        if last >= today:
            whole = last if last != first else None
            return Campaign(day, max(first, today), whole, set_by_hand=True)
    return Campaign(day, None)


def _span(written: str) -> tuple[date, date]:
    """First and last day of what was written."""
    text = written.strip()
    try:
        if found := _DAY.fullmatch(text):
            one = date(*map(int, found.groups()))
            return one, one
        if found := _MONTH.fullmatch(text):
            year, month = map(int, found.groups())
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        pass
    raise EduError("没有看懂这个日期。", "写成 2026-09 或 2026-09-20 这样。")


def _canonical(first: date, last: date | None) -> str:
    return first.isoformat() if first == last else f"{first:%Y-%m}"


def _in_year(day: Day, year: int) -> date:
    """Return the date of a day in a year; a 29 February falls on the 28th in other years."""
    try:
        return date(year, day.month, day.day)
    except ValueError:  # 29 February in a common year
        return date(year, day.month, 28)
