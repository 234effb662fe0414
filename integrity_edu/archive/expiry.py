"""When the time of a record is over its content goes, and what is left says that it went and why."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from msgspec import Struct

from integrity_edu.archive import ledger
from integrity_edu.archive.conduct import end_content
from integrity_edu.archive.entries import Destroyed
from integrity_edu.archive.ledger import Entry, NotOpenedError
from integrity_edu.archive.records import records_of
from integrity_edu.errors import EduError, NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.office import agenda
from integrity_edu.office.log import LogLine, note
from integrity_edu.people.permissions import Action, require
from integrity_edu.workspace import Workspace

FAR_AHEAD = timedelta(days=366)
REASON = "保存期满"


class ClockAheadError(EduError):
    """The computer says a day so far ahead that nothing is destroyed on its word alone."""

    code = "clock_ahead"


class Gone(Struct, frozen=True):
    """Content that was destroyed: entry numbers, why, and when that was written (ISO 8601)."""

    numbers: tuple[int, ...]
    reason: str
    at: str


def expire_mine(ws: Workspace) -> int:
    """Destroy what has had its time in the archive of whoever is acting; returns how many records.

    Raises NotOpenedError, ClockAheadError.
    """
    return _expire(ws, ws.actor.person)


def expire_due(ws: Workspace, *, sure_of_date: bool = False) -> int:
    """Destroy what the agenda says has had its time; returns how many records.

    Raises NotAllowedError without a duty, ClockAheadError unless `sure_of_date`.
    """
    require(ws, Action.SEE_OFFICE)
    total = 0
    for due in agenda.due_by(ws, ws.today()):
        if due.task.what != "expire":
            continue
        with suppress(NotAllowedError, NotOpenedError):  # taken back: its owner's program does it
            total += _expire(ws, due.task.person, sure_of_date=sure_of_date)
        agenda.take_off(ws, due.task)
    if total:
        with ws.change("office"):
            note(ws, LogLine("expired", count=total))
    return total


def gone(entries: list[Entry]) -> list[Gone]:
    """What was destroyed, from entries that were read already: the proof that it is not there."""
    return [
        Gone((entry.content.n, *entry.content.also), entry.content.reason, entry.recorded_at)
        for entry in entries
        if isinstance(entry.content, Destroyed)
    ]


def _expire(ws: Workspace, person: PersonId, *, sure_of_date: bool = False) -> int:
    over = [
        one
        for one in records_of(ws, person)
        if one.conduct.until is not None and one.conduct.until <= ws.today()
    ]
    if over and not sure_of_date:
        _check_clock(ws, person)
    with ws.change("archive"):
        for record in over:
            end_content(ws, record, REASON)
    return len(over)


def _check_clock(ws: Workspace, person: PersonId) -> None:
    """A clock set years ahead must not destroy anything: whoever looks is asked first."""
    last = date.fromisoformat(ledger.entries(ws, person)[-1].recorded_at[:10])
    if ws.today() - last > FAR_AHEAD:
        raise ClockAheadError(
            "电脑上的日期是 {day}，比这份档案上次写入晚了一年多，先没有销毁到期的内容。",
            "看看日期对不对；对的话，请档案室的老师确认后再销毁。",
            day=ws.today(),
        )
