"""How an exam is going: who sits it, how much time is left, and what time was added.

Nobody's points appear here (law 9); what was answered is read in marking and in analysis.
"""

from __future__ import annotations

from datetime import datetime
from math import ceil

import msgspec
from msgspec import Struct

from integrity_edu.exams import store
from integrity_edu.exams.extra_time import Extension, extensions_of, multipliers
from integrity_edu.exams.store import Attempt, Event
from integrity_edu.exams.tasks import read_paper_task
from integrity_edu.people.permissions import Action
from integrity_edu.quiz.sitting import Terms
from integrity_edu.quiz.timing import phase
from integrity_edu.teaching.assignments import own_assignment, read_quiz
from integrity_edu.teaching.rosters import StudentLine, roster
from integrity_edu.teaching.store import AssignmentRow
from integrity_edu.workspace import Workspace

STATES = ("in_progress", "overdue", "submitted", "abandoned", "new")


class SeatNow(Struct, frozen=True):
    """One student: one of STATES, the newest attempt, and whole minutes left, None for no clock.

    `added` are the minutes given to this attempt and not taken back; `attempts` how many there are.
    """

    roster: str
    student_no: str
    name: str
    joined: bool
    multiplier: float
    state: str = "new"
    sitting: str = ""
    left: int | None = None
    added: int = 0
    attempts: int = 0

    @property
    def running(self) -> bool:
        """Whether a clock runs that can be moved."""
        return self.left is not None


class Given(Struct, frozen=True):
    """Minutes that were given once: to whom (empty for everybody), why, and when (ISO 8601)."""

    extension: Extension
    name: str
    reason: str
    at: str


class ExamNow(Struct, frozen=True):
    """An exam as it stands, its class in student-number order; `given` newest first.

    `timed` says whether a clock runs for whoever sits it; `mode` is practice, mock or exam.
    """

    assignment: str
    class_id: str
    kind: str
    title: str
    closes_at: datetime | None
    timed: bool
    mode: str
    seats: tuple[SeatNow, ...]
    given: tuple[Given, ...]

    def count(self, state: str) -> int:
        """How many students are in one of STATES."""
        return sum(seat.state == state for seat in self.seats)


def exam_now(ws: Workspace, assignment_id: str) -> ExamNow:
    """One of my exams; NotFoundError, NotAllowedError for another teacher's."""
    task = own_assignment(ws, assignment_id, Action.SEE_CLASS)
    factors = multipliers(ws, task.class_id)
    students = roster(ws, task.class_id)
    attempts: dict[str, list[Attempt]] = {}
    for one in store.attempts(ws.conn, assignment_id):
        attempts.setdefault(one.person, []).append(one)
    events = extensions_of(ws, assignment_id)
    seats = [
        _seat(ws, one, factors.get(one.id, 1.0), attempts.get(one.person or "", []), events)
        for one in students
    ]
    closes, timed, mode = _clock(task)
    return ExamNow(
        assignment=assignment_id,
        class_id=task.class_id,
        kind=task.kind,
        title=task.title,
        closes_at=closes,
        timed=timed,
        mode=mode,
        seats=tuple(seats),
        given=_given(task, seats, events),
    )


def _seat(
    ws: Workspace,
    student: StudentLine,
    multiplier: float,
    attempts: list[Attempt],
    events: dict[str, list[Event]],
) -> SeatNow:
    seat = SeatNow(student.id, student.student_no, student.name, student.joined, multiplier)
    if not attempts:
        return seat
    newest, now = attempts[-1], ws.now()
    ends = datetime.fromisoformat(newest.deadline) if newest.deadline else None
    grace = msgspec.json.decode(newest.terms, type=Terms).grace_minutes
    state = phase(newest.state, ends, grace, now)
    runs = ends is not None and state in ("in_progress", "overdue")
    return msgspec.structs.replace(
        seat,
        state=state,
        sitting=newest.id,
        left=max(0, ceil((ends - now).total_seconds() / 60)) if runs and ends else None,
        added=sum(int(one.minutes) for one in events.get(newest.id, ()) if not one.undone_at),
        attempts=len(attempts),
    )


def _clock(task: AssignmentRow) -> tuple[datetime | None, bool, str]:
    """(closing time, whether a clock runs, mode)."""
    if task.kind == "quiz":
        quiz = read_quiz(task.target)
        return None, quiz.minutes is not None, quiz.mode
    if task.kind != "paper":
        return None, False, "practice"
    paper = read_paper_task(task.target)
    timed = paper.minutes is not None or paper.closes_at is not None
    return paper.closes_at, timed, paper.mode


def _given(
    task: AssignmentRow, seats: list[SeatNow], events: dict[str, list[Event]]
) -> tuple[Given, ...]:
    """The minutes that stand; notes with the same moment and reason are one extension."""
    names = {seat.sitting: seat.name for seat in seats if seat.sitting}
    standing = [one for found in events.values() for one in found if one.undone_at is None]
    found: list[Given] = []
    for extra in read_paper_task(task.target).extra if task.kind == "paper" else ():
        mine = [one for one in standing if (one.at, one.reason) == (extra.at, extra.reason)]
        standing = [one for one in standing if one not in mine]
        numbers = tuple(one.id for one in mine)
        extension = Extension(task.id, extra.minutes, numbers, extra)
        found.append(Given(extension, "", extra.reason, extra.at))
    for one in standing:
        extension = Extension(task.id, int(one.minutes), (one.id,), None)
        found.append(Given(extension, names.get(one.sitting, "—"), one.reason, one.at))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))
