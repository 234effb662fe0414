"""Put a wrong key right for a class: see first what would change, then do it, or undo it.

A dry run is the regrade itself, rehearsed in a transaction that is rolled back, so that what was
announced is what happens. Whoever hands in later is regraded by doing it once more.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from integrity_edu import ids
from integrity_edu.errors import NotFoundError
from integrity_edu.exams.regrading import attempts, store
from integrity_edu.exams.regrading.rules import CHOICES, answers_fit, crossing
from integrity_edu.exams.regrading.store import RegradeRow
from integrity_edu.exams.regrading.values import (
    Change,
    DryRun,
    Job,
    Regrade,
    Regraded,
    RegradeError,
    Wish,
)
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.passing import passed
from integrity_edu.quiz.question_rules import kind_flaws
from integrity_edu.quiz.questions import Question, decode, digest, encode
from integrity_edu.quiz.sittings import own
from integrity_edu.quiz.store import SittingRow
from integrity_edu.teaching.assignments import lessons_by_course, lessons_of, own_assignment
from integrity_edu.teaching.rosters import roster
from integrity_edu.teaching.store import AssignmentRow
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_THE_KEY = {"key", "blanks", "gaps", "correction", "tolerance", "unit"}
"""The flaws of a question that its key can have."""

_REHEARSAL = "rehearsal"


def propose(ws: Workspace, assignment_id: str, wish: Wish) -> DryRun:
    """Who would get other points, and who would cross the pass line; changes nothing.

    Raises RegradeError for a key that does not fit, or while answers wait for a marker.
    """
    task = own_assignment(ws, assignment_id, Action.REGRADE)
    with ws.change() as db, store.rehearsal(db):
        before = _concerned(ws, task, wish.revision)
        had_passed = {row.id: bool(passed(ws.conn, row)) for row in before}
        _regrade(ws, db, before, Job(_REHEARSAL, _asked(ws, wish), wish), _REHEARSAL)
        after = [attempts.attempt(ws, row.id) for row in before]
        has_passed = {row.id: bool(passed(ws.conn, row)) for row in after}
        touched = {one.sitting for one in store.changes(ws.conn, _REHEARSAL)}
    lines = {
        old.id: (old, new, crossing(before=had_passed[old.id], after=has_passed[old.id]))
        for old, new in zip(before, after, strict=True)
        if old.id in touched
    }
    changes = [
        _line((student.student_no, student.name), *line)
        for student in roster(ws, task.class_id)
        for line in lines.values()
        if line[0].person == student.person
    ]
    return DryRun(tuple(changes), len(before) - len(changes))


def regrade(ws: Workspace, assignment_id: str, wish: Wish, reason: str) -> str:
    """Do it, for a reason that the learners are told; returns the id that `undo` takes.

    The question has its new key from now on. Passes that are lost go under review and stay.
    Raises RegradeError without a reason, and as `propose` does.
    """
    task = own_assignment(ws, assignment_id, Action.REGRADE)
    if not reason.strip():
        raise RegradeError("改判要写明理由。", "写一句学生看得懂的话，比如“原答案与第 14 项不符”。")
    with ws.change("quiz", "teaching") as db:
        job = Job(ids.new("g"), _asked(ws, wish), wish)
        _regrade(ws, db, _concerned(ws, task, wish.revision), job, reason.strip())
    return job.regrade


def undo(ws: Workspace, regrade_id: str) -> None:
    """Give every item, attempt and key back what it had; the history keeps both.

    Raises RegradeError for one undone before, or while a newer regrade of the question stands.
    """
    require(ws, Action.REGRADE)
    with ws.change("quiz", "teaching") as db:
        row = store.regrade(ws.conn, regrade_id)
        if row is None or row.author != ws.actor.person:
            raise NotFoundError("没有这次改判。", "回到班级页，从改判记录里选一次。")
        if row.undone_at is not None:
            raise RegradeError("这次改判已经撤销过了。", "刷新一下改判记录。")
        if store.newer(ws.conn, row):
            raise RegradeError("这道题后来又改判过一次。", "先撤销后面那一次，再撤销这一次。")
        store.set_undone(db, regrade_id, ws.stamp())
        changes = store.changes(ws.conn, regrade_id)
        for _, one in groupby(changes, key=attrgetter("sitting")):
            attempts.take_back(ws, db, list(one))
        if row.new_revision is not None:
            store.point_back(db, row)


def regrades_of(ws: Workspace, sitting_id: str) -> tuple[Regraded, ...]:
    """The regrades that changed one of my attempts and stand, oldest first."""
    require(ws, Action.SEE_OWN_PROGRESS)
    own(ws, sitting_id)
    return tuple(
        Regraded(
            regrade=row.id,
            position=change.position,
            reason=row.reason,
            at=row.at,
            old_earned=change.old_earned,
            old_possible=change.old_possible,
            new_earned=change.new_earned,
            new_possible=change.new_possible,
        )
        for row, change in store.standing(ws.conn, sitting_id)
    )


def my_regrades(ws: Workspace) -> list[Regrade]:
    """The regrades I made, undone ones too, newest first."""
    require(ws, Action.REGRADE)
    return [
        Regrade(row.id, row.question, row.choice, row.reason, row.at, changed, not row.undone_at)
        for row, changed in store.of_author(ws.conn, ws.actor.person)
    ]


def question_asked(ws: Workspace, revision: int) -> Question:
    """The question of a revision as it was asked, to start a new key from."""
    require(ws, Action.REGRADE)
    body = store.body(ws.conn, revision)
    if body is None:
        raise NotFoundError("没有这道题。", "回到题目分析重新选一道。")
    return decode(body)


def _concerned(ws: Workspace, task: AssignmentRow, revision: int) -> list[SittingRow]:
    """The handed-in attempts of the class that asked this revision, oldest first."""
    lessons = lessons_of(task, lessons_by_course(ws.conn)) or ()
    refs = store.attempts(ws.conn, task.class_id, task.id, lessons, revision)
    return [attempts.attempt(ws, ref) for ref in refs]


def _regrade(ws: Workspace, db: Database, rows: list[SittingRow], job: Job, reason: str) -> None:
    wish, revision = job.wish, None
    if wish.new_key is not None:
        body = encode(wish.new_key)
        revision = quiz_store.put_revision(db, digest(body), job.question.id, body)
        store.point_question(db, job.question.id, wish.revision, revision)
    store.add_regrade(
        db,
        RegradeRow(
            id=job.regrade,
            question=job.question.id,
            old_revision=wish.revision,
            new_revision=revision,
            choice=wish.choice,
            reason=reason,
            author=ws.actor.person,
            at=ws.stamp(),
        ),
    )
    for row in rows:
        attempts.change(ws, db, row, job)


def _asked(ws: Workspace, wish: Wish) -> Question:
    """The question as it was asked, after looking whether the wish makes sense for it."""
    old, new = question_asked(ws, wish.revision), wish.new_key
    if wish.choice not in CHOICES:
        raise RegradeError("没有这种改判。", "从四种改判里选一种。")
    if wish.choice in ("drop", "full"):
        if new is not None:
            raise RegradeError("这样改判不需要新答案。", "选“按新答案”或“新旧都算对”再填答案。")
        return old
    if new is None or new == old:
        raise RegradeError("新答案和原来的一样。", "先改好答案，再看谁会变。")
    if not answers_fit(old, new):
        raise RegradeError(
            "只能改答案，选项要和原来的一样。", "选项有错的话，选“去掉这道题”或“全体给分”。"
        )
    for code, flaw, _ in kind_flaws(new):
        if code in _OF_THE_KEY:
            raise RegradeError("新答案还不能用：{flaw}。", "改好以后再看谁会变。", flaw=flaw)
    return old


def _line(
    student: tuple[str, str], old: SittingRow, new: SittingRow, crosses: str | None
) -> Change:
    return Change(
        student_no=student[0],
        name=student[1],
        sitting=old.id,
        old_earned=old.earned or 0.0,
        old_possible=old.possible or 0.0,
        new_earned=new.earned or 0.0,
        new_possible=new.possible or 0.0,
        crosses=crosses,
    )
