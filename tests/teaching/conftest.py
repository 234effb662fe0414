"""A small library of three lessons, a class, and ways to take a test."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from integrity_edu.courses.values import (
    Course,
    CourseFile,
    Lesson,
    LessonFront,
    Path,
    Pretest,
    Step,
)
from integrity_edu.ids import PersonId, SittingId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.questions import AUDIENCES, Judge, Point, audience_mask, digest, encode
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.quiz.store import QuestionRow, put_questions
from integrity_edu.teaching.classes import make_class, my_classes
from integrity_edu.teaching.roster_import import RosterLine, read_rows
from integrity_edu.teaching.rosters import add_students
from integrity_edu.workspace import Role, Workspace

DAY = date(2026, 11, 23)
LESSONS = {"plan-01": "plan", "plan-02": "plan", "law-01": "law"}
CHECK_SIZE, OWN_SIZE = 4, 5

Take = Callable[..., SittingId]
SignIn = Callable[[PersonId], object]


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
    documents = [("course", one.file.id, one.file.title, one, "c1")
                 for one in (course_of("plan", 1), course_of("law", 2))]  # fmt: skip
    lessons = [lesson_of(ref) for ref in LESSONS]
    documents += [("lesson", one.front.id, one.front.title, one, one.digest) for one in lessons]
    paths = [path_of("civil", "trainee", 0.5), path_of("fresh", "student", 0.0)]
    documents += [
        ("path", one.id, one.title, one, "p1") for one in (*paths, path_of("teen", "minor", 0.0))
    ]
    questions = []
    for lesson in lessons:
        measure, ref = lesson.front.measures[0], lesson.front.id
        questions += [question(name, measure, ref) for name in lesson.front.check]
        questions += [question(f"{ref}-own{n}", measure, ref) for n in range(OWN_SIZE)]
        questions += [question(f"m{measure}-{n}", measure) for n in range(3)]
    mask = audience_mask(AUDIENCES)
    rows = [
        (QuestionRow(one.id, digest(encode(one)), "judge", 2, mask, "authored", one.lesson or None),
         encode(one), one.measures)
        for one in questions
    ]  # fmt: skip
    with ws.change("library") as db:
        for place, (kind, ref, title, thing, mark) in enumerate(documents):
            body = msgspec.json.encode(thing).decode()
            values = {"kind": kind, "id": ref, "position": place, "title": title}
            db.table("document").insert({**values, "body": body, "digest": mark})
        put_questions(db, rows, "authored")


@pytest.fixture(autouse=True)
def library(ws) -> None:
    fill_library(ws)


@pytest.fixture
def teacher(make_person) -> PersonId:
    return make_person(Role.TEACHER, birth=date(1985, 5, 5))


@pytest.fixture
def trainee(make_person, sign_in_as) -> PersonId:
    """An adult trainee, signed in."""
    made = make_person(Role.TRAINEE, birth=date(1990, 1, 1))
    sign_in_as(made)
    return made


@pytest.fixture
def class_id(ws, teacher, sign_in_as) -> str:
    """A class of 40 with numbers 01 to 40; its teacher is signed in."""
    sign_in_as(teacher)
    made = make_class(ws, "信用管理 1 班")
    add_students(ws, made, forty())
    return made


@pytest.fixture
def code(ws, class_id) -> str:
    return my_classes(ws)[0].code


def forty() -> tuple[RosterLine, ...]:
    return read_rows("\n".join(f"{n:02} 同学{n:02}" for n in range(1, 41))).rows


@pytest.fixture
def finish_with(ws) -> Callable[[str, int], None]:
    """Answers every question of an open sitting, the first `right` of them rightly."""

    def answer(sitting: str, right: int) -> None:
        for item in sittings.load(ws, sitting).items:
            sittings.save_answer(ws, sitting, item.position, item.position < right)

    return answer


@pytest.fixture
def start_check(ws) -> Callable[[str], SittingId]:
    def start(lesson: str = "plan-01", mode: str = "check") -> SittingId:
        front = lesson_of(lesson).front
        request = PaperRequest(
            mode=mode, title=f"{front.title} 课后检查", audience="student", seed=7,
            questions=front.check, lesson=lesson,
        )  # fmt: skip
        return sittings.start(ws, request)

    return start


@pytest.fixture
def start_exam(ws) -> Callable[[], SittingId]:
    def start(mode: str = "exam") -> SittingId:
        request = PaperRequest(
            mode=mode, title="综合测验", audience="student", seed=11, measures=(1, 2, 3), count=5
        )
        return sittings.start(ws, request)

    return start


@pytest.fixture
def count(ws) -> Callable[..., int]:
    """How many rows of a table fulfil a condition."""

    def rows(table: str, where: str = "1") -> int:
        return int(ws.conn.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])

    return rows


def scope_of(ws: Workspace, sitting: str) -> dict[str, object]:
    text = ws.conn.execute("SELECT scope FROM sitting WHERE id = ?", (sitting,)).fetchone()[0]
    return dict(json.loads(text))
