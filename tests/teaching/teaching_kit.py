"""A small library of three lessons, and the types of what the fixtures hand out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
from sqlite_utils import Database

from integrity_edu.courses.values import (
    Course,
    CourseFile,
    Lesson,
    LessonFront,
    Path,
    Pretest,
    Step,
)
from integrity_edu.ids import SittingId
from integrity_edu.quiz.questions import AUDIENCES, Judge, Point, audience_mask, digest, encode
from integrity_edu.quiz.store import QuestionRow, put_questions
from integrity_edu.teaching.finishing import Finished
from integrity_edu.workspace import Workspace

DAY = date(2026, 11, 23)
LESSONS = {"plan-01": "plan", "plan-02": "plan", "law-01": "law"}
CHECK_SIZE, OWN_SIZE = 4, 5

StartCheck = Callable[..., SittingId]
StartExam = Callable[..., SittingId]
Answer = Callable[[str, int], None]
HandIn = Callable[[str, int], Finished]
PassCheck = Callable[..., Finished]
Take = Callable[[str, list[int]], None]
Count = Callable[..., int]


def lesson_of(lesson_id: str) -> Lesson:
    check = tuple(f"{lesson_id}-q{n}" for n in range(1, CHECK_SIZE + 1))
    front = LessonFront(
        id=lesson_id,
        title=f"课文 {lesson_id}",
        minutes=8,
        audience=AUDIENCES,
        measures=(1 + list(LESSONS).index(lesson_id),),
        objectives=(),
        sources=(),
        as_of=DAY,
        check=check,
    )
    return Lesson(front, LESSONS[lesson_id], "<p>正文</p>", (), "正文", f"digest-{lesson_id}")


def course_of(course_id: str, order: int) -> Course:
    file = CourseFile(course_id, f"课程 {course_id}", "……", AUDIENCES, order, 1.0)
    mine = [ref for ref, course in LESSONS.items() if course == course_id]
    return Course(file, tuple((ref, f"课文 {ref}", 8) for ref in mine))


def path_of(path_id: str, audience: str, hours: float) -> Path:
    steps = tuple(Step(lesson, True, hours) for lesson in LESSONS)
    return Path(path_id, f"路径 {path_id}", "……", (audience,), steps, Pretest(5, 0.8))


def question(ref: str, measure: int, lesson: str = "") -> Judge:
    return Judge(
        id=ref,
        stem=f"{ref} 这样做对吗？",
        explanation="因为方案这样写。",
        rests_on=(Point(measure=measure, quote="诚信"),),
        difficulty=2,
        audience=AUDIENCES,
        as_of=DAY,
        measures=(measure,),
        lesson=lesson,
        key=True,
    )


def fill_library(ws: Workspace) -> None:
    """Three lessons in two courses, a path for each audience, 12 questions for each lesson."""
    lessons = [lesson_of(ref) for ref in LESSONS]
    paths = (path_of("civil", "trainee", 0.5), path_of("fresh", "student", 0.0))
    with ws.change("library") as db:
        for place, course in enumerate((course_of("plan", 1), course_of("law", 2))):
            _put(db, ("course", course.file.id, course.file.title, course), place, "c1")
        for place, lesson in enumerate(lessons):
            _put(db, ("lesson", lesson.front.id, lesson.front.title, lesson), place, lesson.digest)
        for place, path in enumerate((*paths, path_of("teen", "minor", 0.0))):
            _put(db, ("path", path.id, path.title, path), place, "p1")
        put_questions(db, [_row(one) for lesson in lessons for one in _bank(lesson)], "authored")


def _put(db: Database, document: tuple[str, str, str, object], place: int, mark: str) -> None:
    kind, ref, title, thing = document
    body = msgspec.json.encode(thing).decode()
    values = {"kind": kind, "id": ref, "position": place, "title": title}
    db.table("document").insert({**values, "body": body, "digest": mark})


def _bank(lesson: Lesson) -> list[Judge]:
    measure, ref = lesson.front.measures[0], lesson.front.id
    return [
        *(question(name, measure, ref) for name in lesson.front.check),
        *(question(f"{ref}-own{n}", measure, ref) for n in range(OWN_SIZE)),
        *(question(f"m{measure}-{n}", measure) for n in range(3)),
    ]


def _row(one: Judge) -> tuple[QuestionRow, str, tuple[int, ...]]:
    body, mask = encode(one), audience_mask(AUDIENCES)
    row = QuestionRow(one.id, digest(body), "judge", 2, mask, "authored", one.lesson or None)
    return row, body, one.measures
