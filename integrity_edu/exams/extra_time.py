"""More time: for a person in every exam, for one attempt, or for everybody who sits a paper.

Extra time moves the limit and the closing time alike (quiz.timing.deadline), so an attempt's
deadline moves by exactly as much, whichever of the two it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.exams import store
from integrity_edu.exams.setting import keep_keys
from integrity_edu.exams.store import Attempt, Event
from integrity_edu.exams.tasks import Extra, read_paper_task
from integrity_edu.people.permissions import Action
from integrity_edu.quiz.sitting import Terms
from integrity_edu.quiz.timing import phase
from integrity_edu.teaching import store as teaching_store
from integrity_edu.teaching.assignments import own_assignment, read_quiz
from integrity_edu.teaching.classes import own_class
from integrity_edu.teaching.store import AssignmentRow
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from sqlite_utils import Database

LEAST, MOST = 1.0, 3.0
MOST_MINUTES = 600


class ExtraTimeError(EduError):
    """This time cannot be given."""

    code = "extra_time"


class Extension(Struct, frozen=True):
    """Minutes that were given; `undo_extension` takes them back.

    `events` are the attempts' notes of it; `for_all` says that whoever begins later has it too.
    """

    assignment: str
    minutes: int
    events: tuple[int, ...]
    for_all: Extra | None


def set_multiplier(ws: Workspace, roster_id: str, value: float) -> float:
    """Let a student have 1 to 3 times the limit from the next attempt on.

    Returns the multiplier before; giving that back undoes it. Raises ExtraTimeError.
    """
    row = teaching_store.roster_row(ws.conn, roster_id)
    if row is None:
        raise NotFoundError("名单上没有这一行。", "刷新名单再看。")
    own_class(ws, row.class_id, Action.GIVE_TIME)
    if not LEAST <= value <= MOST:
        raise ExtraTimeError("时间倍数在 1 到 3 之间。", "不需要延长就写 1。")
    with ws.change("teaching") as db:
        before = store.set_multiplier(db, roster_id, value)
        for paper in store.papers_of_class(ws.conn, row.class_id):
            keep_keys(ws, db, paper)
        return before


def multipliers(ws: Workspace, class_id: str) -> dict[str, float]:
    """Roster row → multiplier, in one of my classes."""
    own_class(ws, class_id, Action.GIVE_TIME)
    return {seat.roster: seat.multiplier for seat in store.seats(ws.conn, class_id)}


def extend(
    ws: Workspace, assignment_id: str, minutes: int, reason: str, *, sitting: str = ""
) -> Extension:
    """Give minutes to one open attempt, or to everybody: who sits it now and who begins later.

    Whoever sits it sees the new end as soon as the change is heard. Raises ExtraTimeError
    without a reason, or where no clock runs.
    """
    task = own_assignment(ws, assignment_id, Action.GIVE_TIME)
    if not 1 <= minutes <= MOST_MINUTES:
        raise ExtraTimeError("一次可以加 1 到 {most} 分钟。", "改一下分钟数。", most=MOST_MINUTES)
    if not reason.strip():
        raise ExtraTimeError("延长时间要写明理由。", "写一句，比如“停电十分钟”。")
    extra = Extra(minutes, reason.strip(), ws.stamp())
    with ws.change("quiz", "teaching") as db:
        given = [
            _move(ws, db, one, extra)
            for one in _running(ws, assignment_id)
            if sitting in ("", one.id)
        ]
        for_all = not sitting and _set_for_all(db, task, extra)
        if not given and not for_all:
            raise ExtraTimeError("没有正在计时的答卷。", "已经交了的卷子不能再加时间。")
        keep_keys(ws, db, assignment_id)
    return Extension(assignment_id, minutes, tuple(given), extra if for_all else None)


def undo_extension(ws: Workspace, extension: Extension) -> None:
    """Take minutes back, once; attempts handed in meanwhile stay as they are."""
    task = own_assignment(ws, extension.assignment, Action.GIVE_TIME)
    with ws.change("quiz", "teaching") as db:
        if extension.for_all is not None:
            _unset_for_all(db, task, extension.for_all)
        for event in store.events(ws.conn, extension.events):
            one = store.attempt(ws.conn, event.sitting)
            if event.undone_at is None and one.state == "open":
                _set_time(db, one, -int(event.minutes))
                store.set_event_undone(db, event.id, ws.stamp())
        keep_keys(ws, db, task.id)


def extensions_of(ws: Workspace, assignment_id: str) -> dict[str, list[Event]]:
    """Sitting → the minutes it was given, for everybody who sits or sat an assignment."""
    own_assignment(ws, assignment_id, Action.GIVE_TIME)
    found = {one.id: store.extensions(ws.conn, one.id) for one in _all(ws, assignment_id)}
    return {sitting: events for sitting, events in found.items() if events}


def _all(ws: Workspace, assignment_id: str) -> list[Attempt]:
    return store.attempts(ws.conn, assignment_id)


def _running(ws: Workspace, assignment_id: str) -> list[Attempt]:
    """Open attempts with a clock, those whose time is just up included."""
    return [
        one
        for one in _all(ws, assignment_id)
        if one.deadline is not None
        and phase(
            one.state,
            datetime.fromisoformat(one.deadline),
            _terms(one).grace_minutes,
            ws.now(),
        )
        in ("in_progress", "overdue")
    ]


def _move(ws: Workspace, db: Database, one: Attempt, extra: Extra) -> int:
    _set_time(db, one, extra.minutes)
    values = {
        "sitting": one.id,
        "at": extra.at,
        "minutes": extra.minutes,
        "author": ws.actor.person,
        "reason": extra.reason,
    }
    return store.add_event(db, values)


def _set_time(db: Database, one: Attempt, minutes: int) -> None:
    terms = _terms(one)
    moved = replace(terms, extra_minutes=terms.extra_minutes + minutes)
    assert one.deadline is not None
    ends = datetime.fromisoformat(one.deadline) + timedelta(minutes=minutes)
    store.set_time(db, one.id, ends.isoformat(), msgspec.json.encode(moved).decode())


def _terms(one: Attempt) -> Terms:
    return msgspec.json.decode(one.terms, type=Terms)


def _set_for_all(db: Database, task: AssignmentRow, extra: Extra) -> bool:
    """Let whoever begins later have the minutes; False where no clock will run."""
    if task.kind == "quiz":
        quiz = read_quiz(task.target)
        if quiz.minutes is None:
            return False
        longer = replace(quiz, minutes=quiz.minutes + extra.minutes)
        store.set_target(db, task.id, longer.encode())
        return True
    if task.kind != "paper":
        return False
    paper = read_paper_task(task.target)
    if paper.minutes is None and paper.closes_at is None:
        return False
    store.set_target(db, task.id, replace(paper, extra=(*paper.extra, extra)).encode())
    return True


def _unset_for_all(db: Database, task: AssignmentRow, extra: Extra) -> None:
    if task.kind == "quiz":
        quiz = read_quiz(task.target)
        shorter = replace(quiz, minutes=max(1, (quiz.minutes or 0) - extra.minutes))
        store.set_target(db, task.id, shorter.encode())
        return
    paper = read_paper_task(task.target)
    if extra in paper.extra:
        kept = list(paper.extra)
        kept.remove(extra)
        store.set_target(db, task.id, replace(paper, extra=tuple(kept)).encode())
