"""A class that sits an exam: questions whose key is a, and people who answer as they are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from integrity_edu.ids import AssignmentId, PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.questions import Criterion, Option, Question, Short, Single
from integrity_edu.teaching.assignments import QuizTask, assign, start_assigned_quiz
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.workspace import Workspace
from tests.quiz.small_bank import common

DAY = date(2026, 11, 23)
OPTIONS = tuple(Option(ref, f"选项{ref}", "注") for ref in "abcd")
RUBRIC = (Criterion("who", "说出由谁处理", 1), Criterion("when", "说出几天之内", 3))
ANSWER = "由受理机构在收到异议之日起三个工作日内处理。"

SignIn = Callable[..., object]
Answers = Callable[[int, str], object]
"""(which student, question id) → the response."""


def single(ref: str, key: str = "a") -> Single:
    return Single(**common(ref, 1), options=OPTIONS, key=(key,))  # type: ignore[arg-type]


def short(ref: str) -> Short:
    return Short(**common(ref, 1), answer=ANSWER, rubric=RUBRIC)  # type: ignore[arg-type]


def bank(size: int) -> list[Question]:
    return [single(f"q{n:02}") for n in range(size)]


def set_quiz(ws: Workspace, class_id: str, count: int, mode: str = "exam") -> AssignmentId:
    task = QuizTask((1,), count, mode, minutes=60, seed=5)  # type: ignore[arg-type]
    return assign(ws, class_id, "quiz", task.encode(), title="期中考试", due=date(2026, 12, 1))


def sit(ws: Workspace, assignment: str, answer: Callable[[str], object]) -> str:
    """Whoever is signed in takes it to the end."""
    sitting = start_assigned_quiz(ws, assignment)
    for item in sittings.load(ws, sitting).items:
        sittings.save_answer(ws, sitting, item.position, answer(item.question.id))
    finish_sitting(ws, sitting)
    return sitting


def sit_all(
    ws: Workspace, sign_in_as: SignIn, people: Sequence[PersonId], task: str, answers: Answers
) -> list[str]:
    """Everybody takes it; returns their sittings in order."""
    found = []
    for number, person in enumerate(people):
        sign_in_as(person)
        found.append(sit(ws, task, lambda ref, number=number: answers(number, ref)))  # type: ignore[misc]
    return found


def position_of(ws: Workspace, sitting: str, question: str) -> int:
    row = ws.conn.execute(
        "SELECT i.position FROM sitting_item i JOIN question_revision r ON r.id = i.revision "
        "WHERE i.sitting = ? AND r.question = ?", (sitting, question),
    ).fetchone()  # fmt: skip
    return int(row[0])


def revision_of(ws: Workspace, question: str) -> int:
    (found,) = ws.conn.execute(
        "SELECT min(id) FROM question_revision WHERE question = ?", (question,)
    ).fetchone()
    return int(found)


TOUCHED = ("sitting", "sitting_item", "question", "hours_credit", "lesson_progress", "answer",
           "assignment", "roster")  # fmt: skip
HISTORY = ("mark", "regrade", "regrade_item", "question_revision", "sitting_event")


def state(ws: Workspace, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of some tables, bytes and all."""
    return {
        table: ws.conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in tables or TOUCHED
    }
