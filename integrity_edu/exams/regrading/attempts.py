"""Regrade one attempt, and take that back: marks, totals, and what the attempt had brought."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import astuple

from integrity_edu.errors import NotFoundError
from integrity_edu.exams.regrading import store
from integrity_edu.exams.regrading.rules import Case, Points, crossing, regraded
from integrity_edu.exams.regrading.store import ChangeRow, ItemRow
from integrity_edu.exams.regrading.values import Job, RegradeError, Trace
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.passing import passed
from integrity_edu.quiz.sittings import terms_of
from integrity_edu.quiz.store import MarkRow, SittingRow
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from sqlite_utils import Database


def attempt(ws: Workspace, sitting: str) -> SittingRow:
    """An attempt as it stands."""
    row = quiz_store.sitting(ws.conn, sitting)
    if row is None:
        raise NotFoundError("找不到这次测验。", "刷新以后再试。")
    return row


def change(ws: Workspace, db: Database, row: SittingRow, job: Job) -> None:
    """Regrade the items of an attempt that asked the question, with everything that follows.

    A pass that is lost puts what it brought under review; nothing is taken away.
    """
    had_passed = passed(ws.conn, row)
    review = store.under_review(ws.conn, row.id)
    trace = Trace(job.regrade, job.wish.choice, row.settled, review)
    changes = [
        _change(ws, row, item, job) for item in store.items(ws.conn, row.id, job.wish.revision)
    ]
    found = [one for one in changes if one is not None]
    for one in found:
        store.add_change(db, one)
        points = Points(one.new_fraction, one.new_earned, one.new_possible)
        _mark(ws, db, one, points, trace)
    if not found:
        return
    quiz_store.add_up(db, row.id)
    store.set_settled(db, row.id, 0)
    now_passed = passed(ws.conn, attempt(ws, row.id))
    if now_passed:
        store.set_review(db, row.id, None)
    elif crossing(before=bool(had_passed), after=bool(now_passed)) == "down":
        store.set_review(db, row.id, job.regrade)


def take_back(ws: Workspace, db: Database, changes: Sequence[ChangeRow]) -> None:
    """Give the items of one attempt what they had before a regrade, which is marked as undone.

    Items that were marked again since stay as they are. What had been drawn from the attempt
    before counts as drawn again, unless somebody looked at it in between.
    """
    first = changes[0]
    trace = msgspec.json.decode(store.trace(ws.conn, first), type=Trace)
    row = attempt(ws, first.sitting)
    for one in changes:
        new = Points(one.new_fraction, one.new_earned, one.new_possible)
        if Points(*store.points(ws.conn, one.sitting, one.position)) == new:
            old = Points(one.old_fraction, one.old_earned, one.old_possible)
            _mark(ws, db, one, old, Trace(one.regrade, undone=True))
    quiz_store.add_up(db, row.id)
    store.set_settled(db, row.id, 0 if row.settled else trace.settled)
    store.set_review(db, row.id, _review_after(ws, row.id, trace))


def _review_after(ws: Workspace, sitting: str, trace: Trace) -> str | None:
    """Which regrade an attempt is under review for, once another was undone.

    The one it was under review for before, if that stands; else the newest that stands. Where
    none does and the pass is gone all the same, it had rested on the regrade just undone.
    """
    if passed(ws.conn, attempt(ws, sitting)):
        return None
    standing = [row.id for row, _ in store.standing(ws.conn, sitting)]
    for wanted in (store.under_review(ws.conn, sitting), trace.review):
        if wanted in standing:
            return wanted
    return standing[-1] if standing else trace.regrade


def _change(ws: Workspace, row: SittingRow, item: ItemRow, job: Job) -> ChangeRow | None:
    """What a regrade does to one item; None when it does nothing."""
    if item.fraction is None or item.earned is None:
        raise RegradeError("这道题还有没批完的答卷。", "先把简答题批完，再改判。")
    now = Points(item.fraction, item.earned, item.possible)
    response = json.loads(item.response) if item.response else None
    case = Case(job.question, response, terms_of(row).rule, now, item.worth)
    then = regraded(case, job.wish.choice, job.wish.new_key)
    if then == now:
        return None
    return ChangeRow(job.regrade, row.id, item.position, *astuple(now), *astuple(then))


def _mark(ws: Workspace, db: Database, change: ChangeRow, points: Points, trace: Trace) -> None:
    whose = quiz_store.marks_of_item(ws.conn, change.sitting, change.position)[-1]
    mark = MarkRow(
        person=whose.person,
        question=whose.question,
        sitting=change.sitting,
        position=change.position,
        fraction=points.fraction,
        certainty=whose.certainty,
        at=ws.stamp(),
        why="regrade",
        author=ws.actor.person,
        detail=msgspec.json.encode(trace).decode(),
    )
    quiz_store.set_mark(db, mark, points.earned)
    store.set_possible(db, change.sitting, change.position, points.possible)
