"""Set a saved paper to a class, and begin it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from integrity_edu import ids
from integrity_edu.errors import NotFoundError
from integrity_edu.exams import store
from integrity_edu.exams.store import Attempt, Seat
from integrity_edu.exams.tasks import (
    CannotStartError,
    PaperTask,
    added_minutes,
    counted_share,
    must_wait,
    read_paper_task,
    window,
)
from integrity_edu.ids import AssignmentId, SittingId
from integrity_edu.papers import blueprint, saving
from integrity_edu.papers import store as paper_store
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz import sittings, timing
from integrity_edu.quiz.sitting import SetItem, Terms
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.teaching import store as teaching_store
from integrity_edu.teaching.assignments import LONGEST_TITLE, AssignmentError
from integrity_edu.teaching.classes import own_running_class
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.teaching.store import AssignmentRow
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from sqlite_utils import Database


class Offer(Struct, frozen=True):
    """A paper set to me: how often I sat it, when I may begin, and what counts so far.

    `cannot` says why not now; `share` is None before anything counts; `going_on` is an attempt
    that is still open.
    """

    title: str
    task: PaperTask
    taken: int
    minutes: float | None
    closes_at: datetime | None
    cannot: CannotStartError | None
    share: float | None
    going_on: SittingId | None


def set_paper(
    ws: Workspace, class_id: str, task: PaperTask, *, title: str = "", due: date | None = None
) -> AssignmentId:
    """Set one of my papers to one of my classes; an empty title takes the paper's.

    It is due on the day it closes, or on `due`. Raises AssignmentError for times that do not fit
    each other, NotFoundError for a paper that is not mine, ClosedClassError, NotAllowedError.
    """
    own_running_class(ws, class_id, Action.ASSIGN)
    task = read_paper_task(task.encode())  # bounds are checked where a task is read
    paper = saving.paper(ws, task.paper)
    if paper.withdrawn:
        raise AssignmentError("这份卷子已经收回了。", "先恢复它，或者换一份。")
    row = AssignmentRow(
        id=ids.new("a"),
        class_id=class_id,
        kind="paper",
        target=task.encode(),
        title=_title(title.strip() or paper.title),
        due=_due(ws, task, due).isoformat(),
        created_at=ws.stamp(),
        withdrawn_at=None,
    )
    with ws.change("teaching") as db:
        teaching_store.add_assignment(db, row)
    return AssignmentId(row.id)


def offer(ws: Workspace, assignment_id: str) -> Offer:
    """A paper on my page, before I begin it; NotFoundError unless it is there."""
    require(ws, Action.TAKE_QUIZ)
    row, seat = _mine(ws, assignment_id)
    task = read_paper_task(row.target)
    mine = store.attempts(ws.conn, row.id, ws.actor.person)
    when = window(task, seat.multiplier)
    going_on = next((one for one in mine if _is_open(ws, one)), None)
    shares = [
        one.earned / one.possible
        for one in mine
        if one.state == "submitted" and not one.pending and one.possible and one.earned is not None
    ]
    return Offer(
        title=row.title,
        task=task,
        taken=len(_ended(mine)),
        minutes=task.minutes + added_minutes(task, seat.multiplier) if task.minutes else None,
        closes_at=when.closes,
        cannot=None if going_on else must_wait(task, when, _ended(mine), ws.now()),
        share=counted_share(shares, task.counts),
        going_on=SittingId(going_on.id) if going_on else None,
    )


def start_set_paper(ws: Workspace, assignment_id: str) -> SittingId:
    """Begin a paper set to me, or go on with the attempt that is open.

    Neighbours on the class list get different variants, and so does whoever sits it again. An
    attempt that outlived its grace period is closed first. Raises CannotStartError with the
    reason, NotFoundError unless the paper is on my page.
    """
    require(ws, Action.TAKE_QUIZ)
    with ws.change("quiz") as db:  # looked up inside: two windows must not open two papers
        row, seat = _mine(ws, assignment_id)
        task = read_paper_task(row.target)
        for one in store.attempts(ws.conn, row.id, ws.actor.person):
            if _is_open(ws, one):
                return SittingId(one.id)
            if one.state == "open":
                finish_sitting(ws, one.id)
        ended = _ended(store.attempts(ws.conn, row.id, ws.actor.person))
        cannot = must_wait(task, window(task, seat.multiplier), ended, ws.now())
        if cannot is not None:
            raise cannot
        begun = sittings.start(ws, _request(ws, row, seat, len(ended)))
        keep_keys(ws, db, row.id)
        return begun


def last_close(ws: Workspace, assignment_id: str) -> datetime | None:
    """Until when anybody of the class may still sit a paper; None for no closing time.

    Keys are not shown before: those with more time would have them in their hands.
    """
    row = teaching_store.assignment(ws.conn, assignment_id)
    if row is None or row.kind != "paper":
        return None
    task = read_paper_task(row.target)
    if task.closes_at is None:
        return None
    most = max((seat.multiplier for seat in store.seats(ws.conn, row.class_id)), default=1.0)
    grace = timedelta(minutes=task.grace_minutes)
    ends = [
        datetime.fromisoformat(one.deadline)
        for one in store.attempts(ws.conn, assignment_id)
        if one.state == "open" and one.deadline
    ]
    closes = window(task, most).closes
    assert closes is not None
    return max([closes, *ends]) + grace


def keep_keys(ws: Workspace, db: Database, assignment_id: str) -> None:
    """Keep the keys of a paper from all who sat it until the last of the class is done."""
    until = last_close(ws, assignment_id)
    for one in store.attempts(ws.conn, assignment_id) if until else ():
        terms = msgspec.json.decode(one.terms, type=Terms)
        kept = replace(terms, keys_at=until.isoformat() if until else None)
        store.set_time(db, one.id, one.deadline, msgspec.json.encode(kept).decode())


def _request(ws: Workspace, row: AssignmentRow, seat: Seat, taken: int) -> PaperRequest:
    task = read_paper_task(row.target)
    paper = paper_store.paper(ws.conn, task.paper)
    if paper is None:
        raise NotFoundError("找不到这份卷子。", "请老师重新布置一次。")
    plan = blueprint.decode(paper.blueprint)
    variant = (seat.position + taken) % paper.variants
    return PaperRequest(
        mode=task.mode,
        title=row.title,
        audience=plan.audience,
        seed=paper.seed,
        assignment=row.id,
        paper=task.paper,
        variant=variant,
        items=_with_new_keys(ws, saving.items(ws, task.paper, variant)),
        terms=Terms(
            rule=plan.rule,
            pass_share=plan.pass_share,
            minutes=float(task.minutes) if task.minutes else None,
            multiplier=seat.multiplier,
            closes_at=task.closes_at.isoformat() if task.closes_at else None,
            extra_minutes=float(task.extra_minutes),
            grace_minutes=task.grace_minutes,
            reveal=task.reveal,
        ),
    )


def _with_new_keys(ws: Workspace, items: tuple[SetItem, ...]) -> tuple[SetItem, ...]:
    """The items of a frozen paper, where a teacher has corrected a key with the new one."""
    new = store.corrections(ws.conn, [item.revision for item in items])
    return tuple(replace(item, revision=new.get(item.revision, item.revision)) for item in items)


def _mine(ws: Workspace, assignment_id: str) -> tuple[AssignmentRow, Seat]:
    for _, row in teaching_store.assignments_for(ws.conn, ws.actor.person):
        if row.id == assignment_id and row.kind == "paper":
            seat = store.seat(ws.conn, row.class_id, ws.actor.person)
            assert seat is not None
            return row, seat
    raise NotFoundError("这个任务不在你的页面上了。", "也许老师收回了它，刷新一下再看。")


def _is_open(ws: Workspace, one: Attempt) -> bool:
    """Whether an attempt may still be gone on with or handed in."""
    ends = datetime.fromisoformat(one.deadline) if one.deadline else None
    grace = msgspec.json.decode(one.terms, type=Terms).grace_minutes
    return timing.phase(one.state, ends, grace, ws.now()) in ("in_progress", "overdue")


def _ended(attempts: list[Attempt]) -> list[datetime]:
    """When each attempt that counts as taken ended."""
    return [
        datetime.fromisoformat(one.submitted_at or one.started_at)
        for one in attempts
        if one.state != "open"
    ]


def _due(ws: Workspace, task: PaperTask, due: date | None) -> date:
    opens, closes = task.opens_at, task.closes_at
    if closes is not None and (closes <= ws.now() or (opens is not None and closes <= opens)):
        raise AssignmentError("截止时间要在现在和开始时间之后。", "把截止时间改晚一些。")
    day = due or (closes.date() if closes else None)
    if day is None:
        raise AssignmentError("还没有截止日期。", "写上截止时间，或选一个截止日期。")
    if day < ws.today():
        raise AssignmentError("截止日期已经过去了。", "选今天或以后的一天。")
    return day


def _title(title: str) -> str:
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise AssignmentError("任务名称要 1 到 60 个字。", "写一个学生看得懂的名称。")
    return title
