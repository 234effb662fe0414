"""Start and answer an attempt; every change is durable before it is shown."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from integrity_edu import ids
from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.ids import SittingId
from integrity_edu.quiz import drawing, store, timing
from integrity_edu.quiz.grading import CERTAIN_RIGHT, Response
from integrity_edu.quiz.modes import MODES
from integrity_edu.quiz.questions import audience_mask, decode, measures_of
from integrity_edu.quiz.sitting import Item, SetItem, Sitting, Terms, is_overdue
from integrity_edu.workspace import Workspace

SET_BACK = timedelta(seconds=30)
"""A smaller step back is a clock being put right, not set back."""


class ClosedSittingError(EduError):
    """The attempt is over; nothing can be changed any more."""

    code = "quiz.closed"


class PaperRequest(Struct, frozen=True):
    """What is asked for: the `items` of a frozen paper, or named `questions`, or `count` drawn.

    `audience` is one of questions.AUDIENCES; `minutes` None means no clock (it is put into
    `terms`); the same `seed` draws the same paper from the same bank.
    """

    mode: str
    title: str
    audience: str
    seed: int
    measures: tuple[int, ...] = ()
    count: int = 10
    questions: tuple[str, ...] = ()
    minutes: float | None = None
    lesson: str = ""
    assignment: str = ""
    scope: dict[str, object] = {}
    terms: Terms = Terms()
    items: tuple[SetItem, ...] = ()
    paper: str = ""
    variant: int = 0


def start(ws: Workspace, request: PaperRequest) -> SittingId:
    """Draw a paper, freeze the revisions and option orders, and open a sitting on it.

    Raises NotFoundError when the bank has no question for what was asked.
    """
    items = request.items or _drawn(ws, request)
    if not items:
        raise NotFoundError("选的范围里没有题目。", "多选几项措施，或换一个部分。")
    terms = request.terms
    if request.minutes:
        terms = msgspec.structs.replace(terms, minutes=request.minutes)
    now = ws.now()
    ends = timing.deadline(
        now, terms.minutes, terms.multiplier, _moment(terms.closes_at), terms.extra_minutes
    )
    row = store.SittingRow(
        id=ids.new("s"),
        person=ws.actor.person,
        mode=request.mode,
        title=request.title,
        scope=json.dumps({"measures": request.measures, **request.scope}),
        seed=request.seed,
        started_at=now.isoformat(),
        deadline=ends.isoformat() if ends else None,
        position=0,
        state="open",
        submitted_at=None,
        earned=None,
        possible=None,
        lesson=request.lesson or None,
        assignment=request.assignment or None,
        terms=msgspec.json.encode(terms).decode(),
        paper=request.paper or None,
        variant=request.variant,
    )
    # certainty pays up to three points a question
    worth = CERTAIN_RIGHT[3] if MODES[request.mode].certainty else 1.0
    with ws.change("quiz") as db:
        store.add_sitting(db, row, [
            (one.revision, json.dumps(one.shown), one.points * worth, int(one.core))
            for one in items
        ])  # fmt: skip
    return SittingId(row.id)


def _drawn(ws: Workspace, request: PaperRequest) -> list[SetItem]:
    """The questions asked for by name or drawn, with their options shuffled."""
    chance = random.Random(request.seed)
    chosen = list(request.questions) or drawing.draw(
        store.pool(ws.conn, request.measures, audience_mask((request.audience,))),
        request.count,
        request.seed,
    )
    bodies = store.revisions(ws.conn, chosen)
    found = [bodies[question] for question in chosen if question in bodies]
    return [
        SetItem(revision, tuple(drawing.shown_order(decode(body), chance)))
        for revision, body in found
    ]


def _moment(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None


def load(ws: Workspace, sitting_id: str) -> Sitting:
    """The attempt as it stands, exactly as it was left. Only its own learner may load it."""
    row = own(ws, sitting_id)
    return Sitting(
        id=row.id,
        mode=row.mode,
        title=row.title,
        seed=row.seed,
        started_at=datetime.fromisoformat(row.started_at),
        deadline=datetime.fromisoformat(row.deadline) if row.deadline else None,
        position=row.position,
        state=row.state,
        items=tuple(item_of(item) for item in store.items(ws.conn, sitting_id)),
        lesson=row.lesson or "",
        assignment=row.assignment or "",
        terms=terms_of(row),
        pending=row.pending,
        submitted_at=row.submitted_at,
    )


def terms_of(row: store.SittingRow) -> Terms:
    """What was promised when the attempt began."""
    return msgspec.json.decode(row.terms, type=Terms)


def load_item(ws: Workspace, sitting_id: str, position: int) -> Item:
    """One item of the attempt. Only its own learner may load it."""
    own(ws, sitting_id)
    found = store.item(ws.conn, sitting_id, position)
    if found is None:
        raise NotFoundError("没有这道题。", "回到测验再试。")
    return item_of(found)


def save_answer(
    ws: Workspace,
    sitting_id: str,
    position: int,
    response: Response,
    certainty: int | None = None,
    *,
    not_before: datetime | None = None,
) -> datetime:
    """Append an answer (None or empty clears it) and return when; durable once this returns.

    `certainty` is 1, 2 or 3 where the mode asks for it. Every change stays in the history.
    `not_before` is the time by the exam's own clock: a system clock far behind it was set back,
    which is noted, and the answer is given the exam's time, or a restart would gain some.
    Raises ClosedSittingError after submission, after the deadline, or for a confirmed item.
    """
    writable(ws, sitting_id, position)
    now = ws.now()
    with ws.change("answer") as db:
        if not_before is not None and not_before - now > SET_BACK:
            minutes = (not_before - now).total_seconds() / 60
            store.note_clock_back(db, sitting_id, minutes, ws.stamp())
            now = not_before
        store.add_answer(db, sitting_id, position, json.dumps(response), certainty, now.isoformat())
    return now


def history(ws: Workspace, sitting_id: str) -> list[tuple[int, Response, int | None]]:
    """(position, response, certainty) of every change of my attempt, oldest first."""
    own(ws, sitting_id)
    changes = store.answers(ws.conn, sitting_id)
    return [(position, json.loads(text), certainty) for position, text, certainty in changes]


def deadline_of(ws: Workspace, sitting_id: str) -> datetime | None:
    """When my attempt ends as things stand now; a teacher may have moved it."""
    return _moment(own(ws, sitting_id).deadline)


def flag(ws: Workspace, sitting_id: str, position: int, *, flagged: bool) -> None:
    """Mark an item to come back to, or take the mark off."""
    writable(ws, sitting_id, None)
    with ws.change("quiz") as db:
        store.set_flag(db, sitting_id, position, flagged=flagged)


def go_to(ws: Workspace, sitting_id: str, position: int) -> None:
    """Remember which item is on screen, so that a restart opens there."""
    own(ws, sitting_id)
    with ws.change() as db:
        store.set_position(db, sitting_id, position)


def leave(ws: Workspace, sitting_id: str) -> None:
    """Give up an unfinished practice; what was confirmed in it still counts as learnt."""
    row = own(ws, sitting_id)
    if row.state == "open":
        with ws.change("quiz") as db:
            store.close_sitting(db, sitting_id, "left", ws.stamp())


def open_sittings(ws: Workspace) -> list[store.SittingRow]:
    """My unfinished attempts, newest first."""
    return store.sittings(ws.conn, ws.actor.person, "open")


def past_sittings(ws: Workspace, limit: int = 20) -> list[store.SittingRow]:
    """My submitted attempts, newest first."""
    return store.sittings(ws.conn, ws.actor.person, "submitted", limit)


def own(ws: Workspace, sitting_id: str) -> store.SittingRow:
    """One of my attempts; NotFoundError for anybody else's."""
    row = store.sitting(ws.conn, sitting_id)
    if row is None or row.person != ws.actor.person:
        raise NotFoundError("找不到这次测验。", "从“测验”里重新开始一次。")
    return row


def writable(ws: Workspace, sitting_id: str, position: int | None) -> store.SittingRow:
    """One of my attempts that may still be changed, at this item too; else ClosedSittingError."""
    row = own(ws, sitting_id)
    if row.state != "open":
        raise ClosedSittingError("这份卷子已经交了，不能再改。", "可以在“学习记录”里看结果。")
    if row.deadline and is_overdue(datetime.fromisoformat(row.deadline), ws.now()):
        raise ClosedSittingError("时间到了，之前的答案都已存好。", "现在交卷，看看结果。")
    if position is not None and store.is_confirmed(ws.conn, sitting_id, position):
        raise ClosedSittingError("这道题已经确认过了。", "看完解析，去下一题。")
    return row


def item_of(row: store.ItemRow) -> Item:
    """The value of a stored item."""
    by_hand = json.loads(row.detail) if row.detail else {}
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
        fraction=row.fraction,
        possible=row.possible,
        certainty=row.certainty,
        tries=row.tries,
        core=bool(row.core),
        met=tuple(by_hand.get("met", ())),
        comment=by_hand.get("comment", ""),
    )


def measures_of_item(item: Item) -> tuple[int, ...]:
    """The measures an item serves."""
    return measures_of(item.question)
