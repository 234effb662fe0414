"""Confirm single answers, mark one's own short answers, and hand an attempt in."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from integrity_edu.errors import EduError, NotAllowedError
from integrity_edu.quiz import sittings, store, timing
from integrity_edu.quiz.grading import (
    Mark,
    certainty_mark,
    fraction,
    is_answered,
    is_begun,
    needs_marker,
    rubric_fraction,
)
from integrity_edu.quiz.hints import hints
from integrity_edu.quiz.modes import MODES
from integrity_edu.quiz.questions import Short
from integrity_edu.quiz.sitting import Item
from integrity_edu.quiz.sittings import ClosedSittingError, item_of, own, terms_of, writable
from integrity_edu.quiz.store import SittingRow
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from sqlite_utils import Database


class Verdict(Struct, frozen=True):
    """What a confirmation brought.

    `settled` False means another try is open, and `hint` helps. `fraction` None means that the
    answer waits for its rubric to be ticked.
    """

    settled: bool
    fraction: float | None = None
    earned: float = 0.0
    possible: float = 1.0
    tries: int = 1
    hint: str = ""

    @property
    def right(self) -> bool:
        """Whether everything was right, at the first try."""
        return self.fraction == 1.0


def tries_of(item: Item, mode: str) -> int:
    """How often a question may be confirmed: once more than there are hints."""
    most = MODES[mode].tries
    return min(most, 1 + len(hints(item.question))) if most > 1 else 1


def confirm(ws: Workspace, sitting_id: str, position: int) -> Verdict:
    """Grade one item where answers are explained at once; its explanation may be shown now.

    Raises NotAllowedError in an exam, EduError for half an answer or a missing certainty.
    """
    row = writable(ws, sitting_id, position)
    if MODES[row.mode].explains != "confirm":
        raise NotAllowedError("考试交卷以后才看对错。", "先答完，再交卷。")
    item = sittings.load_item(ws, sitting_id, position)
    if not is_answered(item.question, item.response):
        raise EduError("这道题还没有答完。", "先选好或填好，再按确认。")
    if MODES[row.mode].certainty and item.certainty is None:
        raise EduError("还没有说有几分把握。", "在 1、2、3 里选一个，再按确认。")
    right = fraction(item.question, item.response, terms_of(row).rule)
    tries, allowed = item.tries + 1, tries_of(item, row.mode)
    again = tries < allowed and right < 1.0 and not needs_marker(item.question)
    with ws.change("quiz") as db:
        if MODES[row.mode].tries > 1:
            store.set_tries(db, sitting_id, position, tries)
        if again:
            return Verdict(settled=False, tries=tries, hint=hints(item.question)[tries - 1])
        return _settle(ws, db, row, item, right * (1 - (tries - 1) / allowed))


def mark_self(ws: Workspace, sitting_id: str, position: int, met: tuple[str, ...]) -> Mark:
    """Mark one's own short answer by the criteria it met; may be changed until handed in.

    In a practice after confirming, in a mock exam after handing in. NotAllowedError in an exam.
    """
    row = own(ws, sitting_id)
    item = sittings.load_item(ws, sitting_id, position)
    question = item.question
    open_now = row.state == "open" and MODES[row.mode].explains == "confirm"
    own_mock = row.state == "submitted" and row.mode == "mock"
    if row.mode == "exam" or not item.confirmed or not isinstance(question, Short):
        raise NotAllowedError("这道题现在不由自己评。", "考试里的简答题由老师批改。")
    if not open_now and not own_mock:
        raise ClosedSittingError("这份卷子已经交了，不能再改。", "可以在“学习记录”里看结果。")
    right = rubric_fraction(question, met)
    earned = _points(row, item, right)
    with ws.change("quiz") as db:
        mark = _mark_row(ws, row, item, right, "self")
        ticked = replace(mark, detail=json.dumps({"met": sorted(met)}))
        store.set_mark(db, ticked, earned)
        if row.state == "submitted":
            store.add_up(db, sitting_id)
    return Mark(earned, item.possible)


def submit(ws: Workspace, sitting_id: str) -> Mark:
    """Grade what is not graded yet and close the attempt; unanswered items earn nothing.

    Handed in after the deadline counts as handed in at the deadline; after the grace period too
    the attempt is abandoned: everything stays stored, nothing of it is graded.
    """
    row = own(ws, sitting_id)
    if row.state != "open":
        raise ClosedSittingError("这份卷子已经交过了。", "可以在“学习记录”里看结果。")
    deadline = datetime.fromisoformat(row.deadline) if row.deadline else None
    terms = terms_of(row)
    phase = timing.phase(row.state, deadline, terms.grace_minutes, ws.now())
    with ws.change("quiz") as db:
        if phase == "abandoned":
            store.close_sitting(db, sitting_id, "abandoned", ws.stamp())
        else:
            at = row.deadline if phase == "overdue" and row.deadline else ws.stamp()
            if MODES[row.mode].counts:
                _grade_the_rest(ws, db, row)
            store.close_sitting(db, sitting_id, "submitted", at)
    closed = own(ws, sitting_id)
    return Mark(closed.earned or 0.0, closed.possible or 0.0)


def _grade_the_rest(ws: Workspace, db: Database, row: SittingRow) -> None:
    rule = terms_of(row).rule
    for stored in store.items(ws.conn, row.id):
        item = item_of(stored)
        if item.confirmed:
            continue
        waits = needs_marker(item.question) and is_begun(item.question, item.response)
        store.settle_item(db, row.id, stored, ws.stamp())
        if not waits:
            right = fraction(item.question, item.response, rule)
            store.set_mark(db, _mark_row(ws, row, item, right, "answer"), _points(row, item, right))


def _settle(ws: Workspace, db: Database, row: SittingRow, item: Item, right: float) -> Verdict:
    """Close one item with its answer; a short answer still waits for its rubric."""
    stored = store.item(ws.conn, row.id, item.position)
    assert stored is not None
    store.settle_item(db, row.id, stored, ws.stamp())
    if needs_marker(item.question):
        return Verdict(settled=True, possible=item.possible)
    earned = _points(row, item, right)
    store.set_mark(db, _mark_row(ws, row, item, right, "answer"), earned)
    return Verdict(
        settled=True, fraction=right, earned=earned, possible=item.possible, tries=item.tries + 1
    )


def _points(row: SittingRow, item: Item, right: float) -> float:
    """Points for how right it was; a certainty given counts as its mode says."""
    if MODES[row.mode].certainty and item.certainty:
        return certainty_mark(right, item.certainty).earned
    return right * item.possible


def _mark_row(ws: Workspace, row: SittingRow, item: Item, right: float, why: str) -> store.MarkRow:
    return store.MarkRow(
        person=row.person,
        question=item.question.id,
        sitting=row.id,
        position=item.position,
        fraction=right,
        certainty=item.certainty,
        at=ws.stamp(),
        why=why,
    )
