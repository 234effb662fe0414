"""What came of an attempt, with everything its page shows, and the record of past ones."""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.courses import library
from integrity_edu.courses.library import status_of
from integrity_edu.courses.progress import my_progress
from integrity_edu.plan import reading
from integrity_edu.quiz import results, sittings
from integrity_edu.quiz.results import Result
from integrity_edu.quiz.sources import Sources, sources_of
from integrity_edu.quiz.store import SittingRow
from integrity_edu.storage import documents
from integrity_edu.teaching.paths import PathView, my_paths
from integrity_edu.workspace import Workspace


class LessonAfter(Struct, frozen=True):
    """The lesson an attempt belongs to; status is new, started, passed or excused."""

    id: str
    title: str
    status: str
    next: tuple[str, str] | None
    """(id, title) of the lesson after it in its course."""


class Outcome(Struct, frozen=True):
    """A finished attempt. `passed` is None where there is nothing to pass."""

    result: Result
    sources: Sources
    titles: dict[int, str]
    lesson: LessonAfter | None
    passed: bool | None


class LessonDone(Struct, frozen=True):
    """A lesson behind me; `passed_at` is ISO 8601."""

    id: str
    title: str
    passed_at: str
    excused: bool


class LearningRecord(Struct, frozen=True):
    """What I did, newest first; paths are those that credit hours."""

    papers: tuple[SittingRow, ...]
    lessons: tuple[LessonDone, ...]
    paths: tuple[PathView, ...]


def outcome(ws: Workspace, sitting_id: str) -> Outcome:
    """Everything about one of my handed-in attempts; NotFoundError when it is not mine."""
    measures = reading.measures(ws.conn)
    found = results.result(ws, sitting_id, measures)
    lesson = _lesson_after(ws, found.sitting.lesson)
    return Outcome(
        result=found,
        sources=sources_of(ws, [item.question for item in (*found.wrong, *found.waiting)]),
        titles={measure.number: measure.title for measure in measures},
        lesson=lesson,
        passed=found.passed,
    )


def learning_record(ws: Workspace, papers: int = 100) -> LearningRecord:
    """My past attempts (the newest `papers`), the lessons behind me, and credited hours."""
    titles = documents.titles(ws.conn, "lesson")
    lessons = [
        LessonDone(one.lesson, titles[one.lesson], one.passed_at, one.excused)
        for one in my_progress(ws).values()
        if one.passed_at and one.lesson in titles
    ]
    return LearningRecord(
        papers=tuple(sittings.past_sittings(ws, papers)),
        lessons=tuple(sorted(lessons, key=lambda one: one.passed_at, reverse=True)),
        paths=tuple(view for view in my_paths(ws) if view.total_hours),
    )


def _lesson_after(ws: Workspace, lesson_id: str) -> LessonAfter | None:
    for course in library.courses(ws.conn) if lesson_id else ():
        ids = [ref for ref, _, _ in course.lessons]
        if lesson_id in ids:
            place = ids.index(lesson_id)
            following = course.lessons[place + 1 : place + 2]
            return LessonAfter(
                id=lesson_id,
                title=course.lessons[place][1],
                status=status_of(my_progress(ws).get(lesson_id)),
                next=following[0][:2] if following else None,
            )
    return None
