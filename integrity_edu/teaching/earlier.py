"""Open an archive with what was learnt before it: the facts of training since the 18th birthday.

What lies before that stays out for good, and so does everything that was not passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from integrity_edu.archive.education import Training, record_training
from integrity_edu.archive.opening import open_archive
from integrity_edu.courses import library
from integrity_edu.courses.library import status_of
from integrity_edu.courses.progress import my_progress
from integrity_edu.people.store import adult_from
from integrity_edu.quiz import sittings
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.passing import passed
from integrity_edu.storage import documents
from integrity_edu.teaching import store, training
from integrity_edu.workspace import Workspace

MOST_PAPERS = 10_000


def open_with_what_was_learnt(ws: Workspace, notice_version: str) -> int:
    """Open my archive and enter what I passed as an adult, in the order it happened.

    Returns how many facts of training were entered. All or nothing; raises as open_archive does.
    """
    with ws.change("archive"):
        open_archive(ws, notice_version)
        since = adult_from(ws.conn, ws.actor.person)
        found = [*_lessons(ws), *_exams(ws), *_hours(ws), *_courses(ws)]
        facts = sorted((one for one in found if one.date >= since), key=lambda one: one.date)
        for fact in facts:
            record_training(ws, fact)
    return len(facts)


def _lessons(ws: Workspace) -> Iterator[Training]:
    titles = documents.titles(ws.conn, "lesson")
    for one in my_progress(ws).values():
        row = quiz_store.sitting(ws.conn, one.sitting) if one.sitting else None
        if one.passed_at and row and one.lesson in titles:
            yield training.lesson_passed(titles[one.lesson], one.revision or "", row)


def _exams(ws: Workspace) -> Iterator[Training]:
    for row in sittings.past_sittings(ws, MOST_PAPERS):
        if row.mode == "exam" and passed(ws.conn, row):
            yield training.exam_passed(row)


def _hours(ws: Workspace) -> Iterator[Training]:
    paths, titles = documents.titles(ws.conn, "path"), documents.titles(ws.conn, "lesson")
    for path, lesson, hours, sitting in store.all_credits(ws.conn, ws.actor.person):
        row = quiz_store.sitting(ws.conn, sitting)
        if row and path in paths and lesson in titles:
            where = (path, paths[path])
            yield training.hours_credited(ws, where, titles[lesson], hours, row)


def _courses(ws: Workspace) -> Iterator[Training]:
    mine = my_progress(ws)
    for course in library.courses(ws.conn):
        lessons = [mine.get(ref) for ref, _, _ in course.lessons]
        if {status_of(one) for one in lessons} <= {"passed", "excused"}:
            days = [
                date.fromisoformat(one.passed_at[:10]) for one in lessons if one and one.passed_at
            ]
            file = course.file
            yield training.course_completed(ws, (file.id, file.title), max(days))
