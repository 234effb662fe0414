"""What a passed test is called in the archive: one builder for each fact of training."""

from __future__ import annotations

from datetime import date

from integrity_edu.archive.education import PaperFact, Training
from integrity_edu.quiz.results import score_words
from integrity_edu.quiz.store import SittingRow
from integrity_edu.storage import documents
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace


def fact_of(row: SittingRow) -> PaperFact:
    """Which paper it was and what came of it."""
    return PaperFact(row.title, row.seed, score_words(row))


def day_of(row: SittingRow) -> date:
    """The day an attempt was handed in."""
    return date.fromisoformat((row.submitted_at or row.started_at)[:10])


def exam_passed(row: SittingRow, *, again: bool = False) -> Training:
    """An exam has no document behind it: its own id and seed say which paper it was.

    `again` after a review that let it stand.
    """
    return Training(
        kind="assessment_confirmed" if again else "assessment_passed",
        title=row.title,
        ref=row.id,
        version="",
        date=day_of(row),
        test=fact_of(row),
    )


def exam_under_review(row: SittingRow) -> Training:
    """A passed test that a regrade took below the line: it is looked at again, not taken back.

    Of an exam, or of the check or pre-test that a lesson and its hours rest on.
    """
    return Training(
        kind="assessment_under_review",
        title=row.title,
        ref=row.id,
        version="",
        date=day_of(row),
        test=fact_of(row),
    )


def lesson_passed(title: str, version: str, row: SittingRow) -> Training:
    """A lesson whose check or pre-test was passed; `version` is the lesson's revision."""
    return Training(
        kind="lesson_passed",
        title=title,
        ref=row.lesson or "",
        version=version,
        date=day_of(row),
        test=fact_of(row),
    )


def hours_credited(
    ws: Workspace, path: tuple[str, str], lesson_title: str, hours: float, row: SittingRow
) -> Training:
    """Training hours for a lesson of a path given as (id, title)."""
    ref, title = path
    return Training(
        kind="hours_credited",
        title=tr("{path}：{lesson}", path=title, lesson=lesson_title),
        ref=ref,
        version=documents.digest(ws.conn, "path", ref),
        date=day_of(row),
        test=fact_of(row),
        hours=hours,
    )


def course_completed(ws: Workspace, course: tuple[str, str], day: date) -> Training:
    """A course given as (id, title) whose last lesson was passed on `day`."""
    ref, title = course
    return Training(
        kind="course_completed",
        title=title,
        ref=ref,
        version=documents.digest(ws.conn, "course", ref),
        date=day,
    )
