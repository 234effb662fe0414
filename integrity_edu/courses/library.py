"""Read compiled courses, lessons, cases, days, sayings and paths."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection

import msgspec
from msgspec import Struct

from integrity_edu.courses import store
from integrity_edu.courses.store import Progress
from integrity_edu.courses.values import Case, Course, Lesson, Path, Saying, Term
from integrity_edu.errors import NotFoundError
from integrity_edu.storage import documents
from integrity_edu.workspace import Workspace


class LessonLine(Struct, frozen=True):
    """One lesson in a list: status is new, started, passed or excused."""

    id: str
    title: str
    minutes: int
    status: str
    measures: frozenset[int] = frozenset()


class CourseLine(Struct, frozen=True):
    """One course with its lessons and how many of them are behind the reader."""

    id: str
    title: str
    summary: str
    audience: tuple[str, ...]
    hours: float
    lessons: tuple[LessonLine, ...]

    @property
    def done(self) -> int:
        """Lessons passed or excused."""
        return sum(lesson.status in ("passed", "excused") for lesson in self.lessons)


def status_of(progress: Progress | None) -> str:
    """The one function that turns progress into a status: new, started, passed or excused."""
    if progress is None:
        return "new"
    if progress.passed_at is None:
        return "started"
    return "excused" if progress.excused else "passed"


def courses(conn: Connection) -> list[Course]:
    """All courses in order."""
    return [msgspec.json.decode(text, type=Course) for text in documents.bodies(conn, "course")]


def my_courses(ws: Workspace, audience: str) -> list[CourseLine]:
    """The courses written for `audience` (student, trainee, teacher or minor) with my progress."""
    mine = store.progress(ws.conn, ws.actor.person)
    served = documents.measures(ws.conn, "lesson")
    return [
        _line(course, mine, served)
        for course in courses(ws.conn)
        if audience in course.file.audience
    ]


def _line(
    course: Course, mine: dict[str, Progress], served: Mapping[str, frozenset[int]]
) -> CourseLine:
    lessons = tuple(
        LessonLine(ref, title, minutes, status_of(mine.get(ref)), served.get(ref, frozenset()))
        for ref, title, minutes in course.lessons
    )
    file = course.file
    return CourseLine(file.id, file.title, file.summary, file.audience, file.hours, lessons)


def lesson(conn: Connection, lesson_id: str) -> Lesson:
    """One lesson; NotFoundError when there is none."""
    text = documents.body(conn, "lesson", lesson_id)
    if text is None:
        raise NotFoundError("没有这一课，也许它换了名字。", "从“课程”里重新找一找。")
    return msgspec.json.decode(text, type=Lesson)


def cases(conn: Connection) -> list[Case]:
    """All cases in order."""
    return [msgspec.json.decode(text, type=Case) for text in documents.bodies(conn, "case")]


def case(conn: Connection, case_id: str) -> Case:
    """One case; NotFoundError when there is none."""
    text = documents.body(conn, "case", case_id)
    if text is None:
        raise NotFoundError("没有这个案例，也许它换了名字。", "从“案例”里重新找一找。")
    return msgspec.json.decode(text, type=Case)


def paths(conn: Connection, audience: str) -> list[Path]:
    """The learning paths made for `audience`."""
    found = [msgspec.json.decode(text, type=Path) for text in documents.bodies(conn, "path")]
    return [path for path in found if audience in path.audience]


def terms(conn: Connection) -> list[Term]:
    """The glossary, in order of the words."""
    return [msgspec.json.decode(text, type=Term) for text in documents.bodies(conn, "term")]


def term(conn: Connection, term_id: str) -> Term:
    """One word of the glossary; NotFoundError when there is none."""
    text = documents.body(conn, "term", term_id)
    if text is None:
        raise NotFoundError("术语表里没有这个词。", "到“术语”里找一找别的说法。")
    return msgspec.json.decode(text, type=Term)


def saying_of(conn: Connection, today: date) -> Saying | None:
    """The saying of the day: one after the other, the same all day."""
    found = documents.bodies(conn, "saying")
    if not found:
        return None
    return msgspec.json.decode(found[today.toordinal() % len(found)], type=Saying)
