"""Open a lesson: its text, its course, its neighbours, and where the reader stands."""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.courses import library, progress
from integrity_edu.courses.store import Progress
from integrity_edu.courses.values import Course, Lesson
from integrity_edu.workspace import Workspace


class OpenLesson(Struct, frozen=True):
    """A lesson ready to be read; neighbours are (id, title) in the same course."""

    lesson: Lesson
    course: str
    place: int
    count: int
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    progress: Progress


def open_for_reading(ws: Workspace, lesson_id: str) -> OpenLesson:
    """Open a lesson and note that it is open; NotFoundError when there is none."""
    lesson = library.lesson(ws.conn, lesson_id)
    course = next(one for one in library.courses(ws.conn) if one.file.id == lesson.course)
    return _opened(lesson, course, progress.open_lesson(ws, lesson_id))


def _opened(lesson: Lesson, course: Course, mine: Progress) -> OpenLesson:
    line = [(ref, title) for ref, title, _ in course.lessons]
    at = [ref for ref, _ in line].index(lesson.front.id)
    return OpenLesson(
        lesson=lesson,
        course=course.file.title,
        place=at + 1,
        count=len(line),
        before=line[at - 1] if at else None,
        after=line[at + 1] if at + 1 < len(line) else None,
        progress=mine,
    )
