"""Hand in an attempt and draw every consequence of it in one transaction.

What can come of a test: a lesson passed or excused, hours credited, a course completed, a fact of
training in the archive. Nothing else, and nothing at all of a test that was not passed (law 1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from integrity_edu.archive.education import record_training
from integrity_edu.courses import library
from integrity_edu.courses.library import status_of
from integrity_edu.courses.progress import my_progress, pass_lesson
from integrity_edu.courses.values import Path, Step
from integrity_edu.errors import NotFoundError
from integrity_edu.people.permissions import Action, may, require
from integrity_edu.quiz import marking
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.grading import Mark
from integrity_edu.quiz.passing import passed
from integrity_edu.quiz.store import SittingRow
from integrity_edu.storage import documents
from integrity_edu.teaching import store, training
from integrity_edu.teaching.audience import audience_of
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from sqlite_utils import Database


ENTERED = ("exam", "check", "pretest")
"""What a passed attempt of these modes brought stands in the archive."""


class Finished(Struct, frozen=True):
    """What came of an attempt.

    `passed` is None for practice. `lesson_passed` and `course_completed` are titles, given only
    when they are news; `hours` are the training hours newly credited.
    """

    mark: Mark
    passed: bool | None
    lesson_passed: str | None = None
    hours: float = 0.0
    course_completed: str | None = None


class _Attempt(Struct, frozen=True):
    """The attempt just handed in."""

    row: SittingRow
    mark: Mark


def finish_sitting(ws: Workspace, sitting_id: str) -> Finished:
    """Hand in one of my attempts and record what it brought, all or nothing.

    Raises ClosedSittingError when it was handed in before, NotFoundError when it is not mine.
    """
    require(ws, Action.TAKE_QUIZ)
    with ws.change("teaching") as db:
        mark = marking.submit(ws, sitting_id)
        row = quiz_store.sitting(ws.conn, sitting_id)
        if row is None or row.submitted_at is None:
            raise NotFoundError("找不到这次测验。", "从“测验”里重新开始一次。")
        if row.pending or row.state != "submitted":
            return Finished(mark, None)
        return _draw(ws, db, _Attempt(row, mark))


def settle(ws: Workspace) -> None:
    """Draw what follows from my attempts whose marks changed since: marked by hand, regraded."""
    waiting = quiz_store.unsettled(ws.conn, ws.actor.person)
    if not waiting:
        return
    with ws.change("teaching") as db:
        for row in waiting:
            _draw(ws, db, _Attempt(row, Mark(row.earned or 0.0, row.possible or 0.0)))


def _draw(ws: Workspace, db: Database, attempt: _Attempt) -> Finished:
    """Enter what a test brought, and only what was not entered before."""
    row, now_passed = attempt.row, passed(ws.conn, attempt.row)
    before = row.outcome
    finished = Finished(attempt.mark, now_passed)
    if now_passed and before != "passed":
        if row.mode == "exam":
            record_training(ws, training.exam_passed(row, again=before == "review"))
        elif row.mode in ("check", "pretest"):
            finished = _lesson_learnt(ws, db, attempt)
            if before == "review":
                record_training(ws, training.exam_passed(row, again=True))
    elif before == "passed" and row.mode in ENTERED:
        record_training(ws, training.exam_under_review(row))
    after = "passed" if now_passed else "review" if before else ""
    quiz_store.set_outcome(db, row.id, after)
    return finished


def _lesson_learnt(ws: Workspace, db: Database, attempt: _Attempt) -> Finished:
    lesson = attempt.row.lesson or ""
    title = documents.titles(ws.conn, "lesson").get(lesson)
    if title is None:  # the content has changed since: the test stands, the lesson is gone
        return Finished(attempt.mark, passed=True)
    news = pass_lesson(ws, lesson, attempt.row.id, excused=attempt.row.mode == "pretest")
    if news:
        version = documents.digest(ws.conn, "lesson", lesson)
        record_training(ws, training.lesson_passed(title, version, attempt.row))
    hours = _credit_hours(ws, db, attempt, title)
    course = _complete_course(ws, attempt) if news else None
    return Finished(
        mark=attempt.mark,
        passed=True,
        lesson_passed=title if news else None,
        hours=hours,
        course_completed=course,
    )


def _credit_hours(ws: Workspace, db: Database, attempt: _Attempt, lesson_title: str) -> float:
    """Credit the lesson on every path made for the learner that gives hours, once each."""
    if not may(ws.actor.role, Action.CREDIT_HOURS):
        return 0.0
    mine = library.paths(ws.conn, audience_of(ws))
    steps = [(path, step) for path in mine for step in path.steps]
    credited = 0.0
    for path, step in steps:
        wanted = step.lesson == attempt.row.lesson and step.hours > 0
        if wanted and _credit(ws, db, attempt, path, step):
            where = (path.id, path.title)
            record_training(
                ws, training.hours_credited(ws, where, lesson_title, step.hours, attempt.row)
            )
            credited += step.hours
    return credited


def _credit(ws: Workspace, db: Database, attempt: _Attempt, path: Path, step: Step) -> bool:
    """Credit one step; False when it was credited before."""
    values = {
        "person": ws.actor.person,
        "path": path.id,
        "lesson": step.lesson,
        "hours": step.hours,
        "way": attempt.row.mode,
        "credited_at": ws.stamp(),
        "sitting": attempt.row.id,
    }
    return store.add_credit(db, values)


def _complete_course(ws: Workspace, attempt: _Attempt) -> str | None:
    """The title of the course whose last lesson was just passed, after recording it."""
    mine = my_progress(ws)
    for course in library.courses(ws.conn):
        lessons = [ref for ref, _, _ in course.lessons]
        states = {status_of(mine.get(ref)) for ref in lessons}
        if attempt.row.lesson in lessons and states <= {"passed", "excused"}:
            done = training.course_completed(
                ws, (course.file.id, course.file.title), training.day_of(attempt.row)
            )
            record_training(ws, done)
            return course.file.title
    return None
