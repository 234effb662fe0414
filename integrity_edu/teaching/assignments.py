"""Assignments: a teacher sets a course, a lesson or a quiz; the class finds it on its page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from integrity_edu import ids
from integrity_edu.courses import library
from integrity_edu.courses.progress import my_progress
from integrity_edu.errors import EduError, NotFoundError
from integrity_edu.ids import AssignmentId, SittingId
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz import sittings
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.questions import audience_mask
from integrity_edu.quiz.sitting import Terms
from integrity_edu.quiz.sittings import ClosedSittingError, PaperRequest
from integrity_edu.storage import documents
from integrity_edu.teaching import store
from integrity_edu.teaching.classes import own_class, own_running_class
from integrity_edu.teaching.standing import Standing, state_of
from integrity_edu.teaching.store import AssignmentRow
from integrity_edu.workspace import Workspace

LONGEST_TITLE = 60
Kind = Literal["course", "lesson", "quiz"]


class AssignmentError(EduError):
    """What was to be assigned cannot be."""

    code = "assignment"


class QuizTask(Struct, frozen=True, forbid_unknown_fields=True):
    """The quiz of an assignment, frozen with its seed so that the whole class gets one paper.

    `audience` chooses the questions for everybody; `seed` 0 lets `assign` draw one; `minutes`
    None means no clock.
    """

    measures: Annotated[tuple[Annotated[int, Meta(ge=1, le=29)], ...], Meta(min_length=1)]
    count: Annotated[int, Meta(ge=1, le=100)]
    mode: Literal["practice", "exam"]
    minutes: Annotated[int, Meta(ge=1, le=300)] | None = None
    seed: int = 0
    audience: Literal["student", "trainee", "minor"] = "student"

    def encode(self) -> str:
        """The target of an assignment, as JSON."""
        return msgspec.json.encode(self).decode()


class MyAssignment(Struct, frozen=True):
    """One assignment on a student's page; `late` means past its due date and not done."""

    id: AssignmentId
    class_title: str
    kind: str
    target: str
    title: str
    due: date
    state: str
    done: int
    total: int
    late: bool


def assign(
    ws: Workspace, class_id: str, kind: Kind, target: str, *, title: str = "", due: date
) -> AssignmentId:
    """Assign a course or lesson by id, or a quiz by `QuizTask(...).encode()`.

    An empty title takes that of the course or lesson. Raises AssignmentError for a due date in
    the past, a title that cannot be used, or a quiz without questions; NotFoundError,
    ClosedClassError, NotAllowedError.
    """
    own_running_class(ws, class_id, Action.ASSIGN)
    named = ""
    if kind == "quiz":
        target = _frozen_quiz(ws.conn, target)
    else:
        named = _named(ws.conn, kind, target)
    row = AssignmentRow(
        id=ids.new("a"),
        class_id=class_id,
        kind=kind,
        target=target,
        title=_title(title.strip() or named),
        due=_due(ws, due),
        created_at=ws.stamp(),
        withdrawn_at=None,
    )
    with ws.change("teaching") as db:
        store.add_assignment(db, row)
    return AssignmentId(row.id)


def extend(ws: Workspace, assignment_id: str, due: date) -> None:
    """Move the due date; AssignmentError for one in the past."""
    own_assignment(ws, assignment_id, Action.ASSIGN)
    day = _due(ws, due)
    with ws.change("teaching") as db:
        store.set_due(db, assignment_id, day)


def withdraw(ws: Workspace, assignment_id: str) -> None:
    """Take an assignment back; what was done for it stays the students'."""
    own_assignment(ws, assignment_id, Action.ASSIGN)
    with ws.change("teaching") as db:
        store.set_withdrawn(db, assignment_id, ws.stamp())


def restore(ws: Workspace, assignment_id: str) -> None:
    """Undo `withdraw`."""
    own_assignment(ws, assignment_id, Action.ASSIGN)
    with ws.change("teaching") as db:
        store.set_withdrawn(db, assignment_id, None)


def my_assignments(ws: Workspace) -> list[MyAssignment]:
    """What my classes have set me, the one due first first."""
    require(ws, Action.SEE_ASSIGNMENTS)
    progress, papers = my_progress(ws), store.papers_of(ws.conn, ws.actor.person)
    lessons = lessons_by_course(ws.conn)
    found = []
    for class_title, row in store.assignments_for(ws.conn, ws.actor.person):
        own_papers = [paper for paper in papers if paper.assignment == row.id]
        standing = state_of(lessons_of(row, lessons), progress, own_papers)
        found.append(_mine(class_title, row, standing, ws.today()))
    return found


def start_assigned_quiz(ws: Workspace, assignment_id: str) -> SittingId:
    """Begin the paper of an assignment, or go on with the one already begun.

    An exam is taken once (ClosedSittingError afterwards), a practice as often as one likes.
    NotFoundError unless the assignment is on my page.
    """
    require(ws, Action.TAKE_QUIZ)
    with ws.change("quiz"):  # looked up inside: two windows must not open two papers
        row = _my_quiz(ws, assignment_id)
        task = read_quiz(row.target)
        mine = [p for p in store.papers_of(ws.conn, ws.actor.person) if p.assignment == row.id]
        for paper in mine:
            if paper.state == "open":
                return SittingId(paper.id)
        if task.mode == "exam" and any(paper.state == "submitted" for paper in mine):
            raise ClosedSittingError("这份卷子已经交过了。", "可以在“学习记录”里看结果。")
        longer = store.multiplier(ws.conn, row.class_id, ws.actor.person)
        return sittings.start(ws, _request(row, task, Terms(multiplier=longer)))


def own_assignment(ws: Workspace, assignment_id: str, action: Action) -> AssignmentRow:
    """An assignment of one of my classes; NotFoundError, NotAllowedError for another teacher's."""
    require(ws, action)
    row = store.assignment(ws.conn, assignment_id)
    if row is None:
        raise NotFoundError("没有这个任务。", "回到班级页重新选一个。")
    own_class(ws, row.class_id, action)
    return row


def read_quiz(target: str) -> QuizTask:
    """The quiz of a target; AssignmentError when it is none."""
    try:
        return msgspec.json.decode(target, type=QuizTask)
    except msgspec.MsgspecError as error:
        raise AssignmentError(
            "这份小测的设置读不懂。", "重新选范围、题数和时间，再布置一次。"
        ) from error


def paper_size(ws: Workspace, target: str) -> tuple[int, int | None]:
    """(questions, minutes) of a set paper; minutes None without a limit. Source: exams.tasks."""
    from integrity_edu.papers import store as paper_store

    task = json.loads(target)
    return len(paper_store.items(ws.conn, task["paper"], 0)), task.get("minutes")


def lessons_by_course(conn: Connection) -> dict[str, tuple[str, ...]]:
    """Course → its lessons in order."""
    return {
        course.file.id: tuple(ref for ref, _, _ in course.lessons)
        for course in library.courses(conn)
    }


def lessons_of(
    row: AssignmentRow, lessons: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...] | None:
    """The lessons an assignment asks for; None for a quiz."""
    match row.kind:
        case "course":
            return lessons.get(row.target, ())
        case "lesson":
            return (row.target,)
    return None


def _mine(class_title: str, row: AssignmentRow, standing: Standing, today: date) -> MyAssignment:
    due = date.fromisoformat(row.due)
    return MyAssignment(
        id=AssignmentId(row.id),
        class_title=class_title,
        kind=row.kind,
        target=row.target,
        title=row.title,
        due=due,
        state=standing.state,
        done=standing.done,
        total=standing.total,
        late=today > due and standing.state != "done",
    )


def _my_quiz(ws: Workspace, assignment_id: str) -> AssignmentRow:
    for _, row in store.assignments_for(ws.conn, ws.actor.person):
        if row.id == assignment_id and row.kind == "quiz":
            return row
    raise NotFoundError("这个任务不在你的页面上了。", "也许老师收回了它，刷新一下再看。")


def _request(row: AssignmentRow, task: QuizTask, terms: Terms) -> PaperRequest:
    return PaperRequest(
        mode=task.mode,
        title=row.title,
        audience=task.audience,
        seed=task.seed,
        measures=task.measures,
        count=task.count,
        minutes=task.minutes,
        assignment=row.id,
        terms=terms,
    )


def _frozen_quiz(conn: Connection, target: str) -> str:
    task = read_quiz(target)
    if not quiz_store.pool(conn, task.measures, audience_mask((task.audience,))):
        raise AssignmentError("选的范围里没有题目。", "多选几项措施，或换一个部分。")
    return msgspec.structs.replace(task, seed=task.seed or ids.new_seed()).encode()


def _named(conn: Connection, kind: str, target: str) -> str:
    title = documents.titles(conn, kind).get(target)
    if title is None:
        raise NotFoundError("没有要布置的这一项，也许它换了名字。", "从“课程”里重新选一个。")
    return title


def _title(title: str) -> str:
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise AssignmentError("任务名称要 1 到 60 个字。", "写一个学生看得懂的名称。")
    return title


def _due(ws: Workspace, due: date) -> str:
    if due < ws.today():
        raise AssignmentError("截止日期已经过去了。", "选今天或以后的一天。")
    return due.isoformat()
