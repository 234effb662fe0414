"""Start, answer, confirm and submit an attempt; every change is durable before it is shown."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta

from msgspec import Struct

from integrity_edu import ids
from integrity_edu.errors import EduError, NotAllowedError, NotFoundError
from integrity_edu.ids import SittingId
from integrity_edu.quiz import papers, store
from integrity_edu.quiz.grading import Mark, Response, grade, is_answered
from integrity_edu.quiz.questions import audience_mask, decode, measures_of
from integrity_edu.quiz.sitting import Item, Sitting, is_overdue
from integrity_edu.workspace import Workspace


class ClosedSittingError(EduError):
    """The attempt is over; nothing can be changed any more."""

    code = "quiz.closed"


class PaperRequest(Struct, frozen=True):
    """What is asked for. Either `questions` names them, or `count` are drawn from `measures`.

    `audience` is one of questions.AUDIENCES; `minutes` None means no clock; the same `seed`
    draws the same paper from the same bank.
    """

    mode: str
    title: str
    audience: str
    seed: int
    measures: tuple[int, ...] = ()
    count: int = 10
    questions: tuple[str, ...] = ()
    minutes: int | None = None
    lesson: str = ""
    assignment: str = ""
    scope: dict[str, object] = {}


def start(ws: Workspace, request: PaperRequest) -> SittingId:
    """Draw a paper, freeze the revisions and option orders, and open a sitting on it.

    Raises NotFoundError when the bank has no question for what was asked.
    """
    chance = random.Random(request.seed)
    chosen = list(request.questions) or papers.draw(
        store.pool(ws.conn, request.measures, audience_mask((request.audience,))),
        request.count,
        request.seed,
    )
    bodies = store.revisions(ws.conn, chosen)
    if not bodies:
        raise NotFoundError("选的范围里没有题目。", "多选几项措施，或换一个部分。")
    items = []
    for question in chosen:
        if question in bodies:
            revision, body = bodies[question]
            order = papers.shown_order(decode(body), chance)
            items.append((revision, json.dumps(order)))
    now = ws.now()
    deadline = now + timedelta(minutes=request.minutes) if request.minutes else None
    row = store.SittingRow(
        id=ids.new("s"),
        person=ws.actor.person,
        mode=request.mode,
        title=request.title,
        scope=json.dumps({"measures": request.measures, **request.scope}),
        seed=request.seed,
        started_at=now.isoformat(),
        deadline=deadline.isoformat() if deadline else None,
        position=0,
        state="open",
        submitted_at=None,
        earned=None,
        possible=None,
        lesson=request.lesson or None,
        assignment=request.assignment or None,
    )
    with ws.change("quiz") as db:
        store.add_sitting(db, row, items)
    return SittingId(row.id)


def load(ws: Workspace, sitting_id: str) -> Sitting:
    """The attempt as it stands, exactly as it was left. Only its own learner may load it."""
    row = _own(ws, sitting_id)
    return Sitting(
        id=row.id,
        mode=row.mode,
        title=row.title,
        seed=row.seed,
        started_at=datetime.fromisoformat(row.started_at),
        deadline=datetime.fromisoformat(row.deadline) if row.deadline else None,
        position=row.position,
        state=row.state,
        items=tuple(_item(item) for item in store.items(ws.conn, sitting_id)),
        lesson=row.lesson or "",
        assignment=row.assignment or "",
    )


def load_item(ws: Workspace, sitting_id: str, position: int) -> Item:
    """One item of the attempt. Only its own learner may load it."""
    _own(ws, sitting_id)
    found = store.item(ws.conn, sitting_id, position)
    if found is None:
        raise NotFoundError("没有这道题。", "回到测验再试。")
    return _item(found)


def save_answer(ws: Workspace, sitting_id: str, position: int, response: Response) -> datetime:
    """Append an answer (None or empty clears it) and return when; durable once this returns.

    Raises ClosedSittingError after submission, after the deadline, or for a confirmed item.
    """
    _writable(ws, sitting_id, position)
    now = ws.now()
    with ws.change("answer") as db:
        store.add_answer(db, sitting_id, position, json.dumps(response), now.isoformat())
    return now


def confirm(ws: Workspace, sitting_id: str, position: int) -> Mark:
    """Grade one item of a practice or check for good; its explanation may be shown now."""
    row = _writable(ws, sitting_id, position)
    if row.mode not in ("practice", "check"):
        raise NotAllowedError("考试交卷以后才看对错。", "先答完，再交卷。")
    item = load_item(ws, sitting_id, position)
    if not is_answered(item.question, item.response):
        raise EduError("这道题还没有答完。", "先选好或填好，再按确认。")
    mark = grade(item.question, item.response)
    with ws.change("quiz") as db:
        store.set_mark(db, sitting_id, position, mark.earned, ws.stamp())
    return mark


def flag(ws: Workspace, sitting_id: str, position: int, *, flagged: bool) -> None:
    """Mark an item to come back to, or take the mark off."""
    _writable(ws, sitting_id, None)
    with ws.change("quiz") as db:
        store.set_flag(db, sitting_id, position, flagged=flagged)


def go_to(ws: Workspace, sitting_id: str, position: int) -> None:
    """Remember which item is on screen, so that a restart opens there."""
    _own(ws, sitting_id)
    with ws.change() as db:
        store.set_position(db, sitting_id, position)


def submit(ws: Workspace, sitting_id: str) -> Mark:
    """Grade what is not graded yet and close the attempt; unanswered items earn nothing."""
    row = _own(ws, sitting_id)
    if row.state != "open":
        raise ClosedSittingError("这份卷子已经交过了。", "可以在“学习记录”里看结果。")
    at = ws.stamp()
    if row.deadline and is_overdue(datetime.fromisoformat(row.deadline), ws.now()):
        at = row.deadline
    with ws.change("quiz") as db:
        for item in map(_item, store.items(ws.conn, sitting_id)):
            if not item.confirmed:
                mark = grade(item.question, item.response)
                store.set_mark(db, sitting_id, item.position, mark.earned, at)
        store.close_sitting(db, sitting_id, "submitted", at)
    closed = _own(ws, sitting_id)
    return Mark(closed.earned or 0.0, closed.possible or 0.0)


def leave(ws: Workspace, sitting_id: str) -> None:
    """Give up an unfinished practice; what was confirmed in it still counts as learnt."""
    row = _own(ws, sitting_id)
    if row.state == "open":
        with ws.change("quiz") as db:
            store.close_sitting(db, sitting_id, "left", ws.stamp())


def open_sittings(ws: Workspace) -> list[store.SittingRow]:
    """My unfinished attempts, newest first."""
    return store.sittings(ws.conn, ws.actor.person, "open")


def past_sittings(ws: Workspace, limit: int = 20) -> list[store.SittingRow]:
    """My submitted attempts, newest first."""
    return store.sittings(ws.conn, ws.actor.person, "submitted", limit)


def _own(ws: Workspace, sitting_id: str) -> store.SittingRow:
    row = store.sitting(ws.conn, sitting_id)
    if row is None or row.person != ws.actor.person:
        raise NotFoundError("找不到这次测验。", "从“测验”里重新开始一次。")
    return row


def _writable(ws: Workspace, sitting_id: str, position: int | None) -> store.SittingRow:
    row = _own(ws, sitting_id)
    if row.state != "open":
        raise ClosedSittingError("这份卷子已经交了，不能再改。", "可以在“学习记录”里看结果。")
    if row.deadline and is_overdue(datetime.fromisoformat(row.deadline), ws.now()):
        raise ClosedSittingError("时间到了，之前的答案都已存好。", "现在交卷，看看结果。")
    if position is not None and store.is_confirmed(ws.conn, sitting_id, position):
        raise ClosedSittingError("这道题已经确认过了。", "看完解析，去下一题。")
    return row


def _item(row: store.ItemRow) -> Item:
    return Item(
        position=row.position,
        question=decode(row.body),
        revision=row.revision,
        shown=tuple(json.loads(row.shown)),
        flagged=bool(row.flagged),
        confirmed=row.confirmed_at is not None,
        earned=row.earned,
        response=json.loads(row.response) if row.response is not None else None,
        saved_at=row.saved_at,
    )


def measures_of_item(item: Item) -> tuple[int, ...]:
    """The measures an item serves."""
    return measures_of(item.question)
