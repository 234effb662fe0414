"""The days ahead: campaign days of measure 2 and what is due, in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from integrity_edu.courses import library, store
from integrity_edu.courses.campaigns import Campaign, campaigns, coming_days
from integrity_edu.courses.store import Progress
from integrity_edu.errors import NotFoundError
from integrity_edu.people.permissions import Action, may
from integrity_edu.quiz.sittings import past_sittings
from integrity_edu.teaching.assignments import (
    MyAssignment,
    lessons_by_course,
    my_assignments,
    start_assigned_quiz,
)
from integrity_edu.teaching.classes import my_classes
from integrity_edu.teaching.follow import AssignmentProgress, class_progress
from integrity_edu.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ClassDue:
    """One assignment a teacher has running, with the class it was set for."""

    class_id: str
    class_title: str
    progress: AssignmentProgress


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A day ahead: an assignment or a class (my own dates), or a campaign day.

    `ref` is the id of that.
    """

    when: date
    title: str
    kind: Literal["assignment", "class", "day"]
    ref: str

    @property
    def own(self) -> bool:
        """Whether it is due for me rather than a public day."""
        return self.kind != "day"


@dataclass(frozen=True, slots=True)
class Agenda:
    """Campaigns (those with a date first, soonest first) and my own due dates."""

    campaigns: tuple[Campaign, ...]
    due: tuple[ComingDay, ...]


def agenda(ws: Workspace) -> Agenda:
    """All days of the year ahead for whoever is acting."""
    due = due_days(ws.today(), assignments_of(ws), class_dues(ws))
    return Agenda(tuple(campaigns(ws.conn, ws.today())), due)


def assignments_of(ws: Workspace) -> list[MyAssignment]:
    """What I have been set: what is still to do before what is done, by due date; none for a teacher."""
    if not may(ws.actor.role, Action.SEE_ASSIGNMENTS):
        return []
    return sorted(my_assignments(ws), key=lambda one: (one.state == "done", one.due))


def class_dues(ws: Workspace) -> list[ClassDue]:
    """What is running in my classes, the one due first first; a student has none."""
    if not may(ws.actor.role, Action.SEE_CLASS):
        return []
    found = [
        ClassDue(line.id, line.title, progress)
        for line in my_classes(ws)
        if not line.closed and line.open_assignments
        for progress in class_progress(ws, line.id)
        if not progress.withdrawn and progress.due >= ws.today()
    ]
    return sorted(found, key=lambda one: one.progress.due)


def due_days(
    today: date, assignments: Sequence[MyAssignment], dues: Sequence[ClassDue]
) -> tuple[ComingDay, ...]:
    """My own dates that are still ahead, soonest first; what is done has none."""
    mine = [
        ComingDay(one.due, one.title, "assignment", one.id)
        for one in assignments
        if one.state != "done" and one.due >= today
    ]
    set_by_me = [
        ComingDay(one.progress.due, one.progress.title, "class", one.class_id) for one in dues
    ]
    return tuple(sorted((*mine, *set_by_me), key=lambda day: day.when))


def coming(ws: Workspace, due: Sequence[ComingDay], limit: int) -> tuple[ComingDay, ...]:
    """My own dates and the public ones together, soonest first."""
    public = [
        ComingDay(when, day.title, "day", day.id)
        for when, day in coming_days(ws.conn, ws.today(), limit)
    ]
    return tuple(sorted((*due, *public), key=lambda day: day.when)[:limit])


def lessons_left(
    ws: Workspace, one: MyAssignment, progress: Mapping[str, Progress]
) -> list[tuple[str, int]]:
    """(lesson, minutes) of an assignment's lessons that are not passed yet, in order."""
    minutes = {
        ref: minutes for course in library.courses(ws.conn) for ref, _, minutes in course.lessons
    }
    asked = (
        lessons_by_course(ws.conn).get(one.target, ()) if one.kind == "course" else (one.target,)
    )
    return [
        (ref, minutes[ref])
        for ref in asked
        if ref in minutes and library.status_of(progress.get(ref)) not in ("passed", "excused")
    ]


def open_assigned(ws: Workspace, assignment_id: str) -> tuple[str, str]:
    """Where an assignment is worked on: ("sitting", id), ("result", id) or ("lesson", id).

    A quiz is begun, or gone on with; an exam already handed in leads to its result. Raises
    NotFoundError for an assignment that was taken back or whose lessons are gone.
    """
    one = next((one for one in assignments_of(ws) if one.id == assignment_id), None)
    if one is None:
        raise NotFoundError("这个任务不在你的页面上了。", "也许老师收回了它，刷新一下再看。")
    if one.kind == "quiz":
        return _paper(ws, one)
    left = lessons_left(ws, one, store.progress(ws.conn, ws.actor.person))
    asked = (
        lessons_by_course(ws.conn).get(one.target, ()) if one.kind == "course" else (one.target,)
    )
    lesson = left[0][0] if left else next(iter(asked), "")
    if not lesson:
        raise NotFoundError("这门课已经不在了。", "请告诉老师，换一个任务。")
    return "lesson", lesson


def _paper(ws: Workspace, one: MyAssignment) -> tuple[str, str]:
    if one.state == "done":
        mine = [row for row in past_sittings(ws) if row.assignment == one.id]
        if mine:
            return "result", mine[0].id
    return "sitting", start_assigned_quiz(ws, one.id)
