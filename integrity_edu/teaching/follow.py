"""How a class is getting on: states in student-number order and spreads, never a ranking.

Only the class's own teacher sees any of it. Results appear as a spread over the class and only
from five people on; there is no way to sort by them (law 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from integrity_edu.courses.store import Progress
from integrity_edu.ids import AssignmentId
from integrity_edu.people.permissions import Action
from integrity_edu.teaching import store
from integrity_edu.teaching.assignments import lessons_by_course, lessons_of, own_assignment
from integrity_edu.teaching.classes import own_class
from integrity_edu.teaching.rosters import roster
from integrity_edu.teaching.standing import Standing, state_of
from integrity_edu.teaching.store import AssignmentRow, Paper
from integrity_edu.workspace import Workspace

FEWEST_FOR_SPREAD = 5
"""Below this a spread would speak of single people."""

BANDS = 5


class AssignmentProgress(Struct, frozen=True):
    """How many of the class are done, under way, and have not begun."""

    assignment: AssignmentId
    kind: str
    title: str
    done: int
    under_way: int
    new: int
    due: date
    withdrawn: bool


class StudentState(Struct, frozen=True):
    """One student and one assignment; `last_at` is ISO 8601, `excused` means all by pre-test."""

    student_no: str
    name: str
    state: str
    done: int
    total: int
    excused: bool
    last_at: str | None


class Distribution(Struct, frozen=True):
    """How many people answered which share right the first time, in five bands.

    0 to under 20 %, … , 80 to 100 %.
    """

    bands: tuple[int, ...]

    @property
    def people(self) -> int:
        """How many people it speaks of."""
        return sum(self.bands)


class AssignmentDetail(Struct, frozen=True):
    """One assignment: its class in student-number order; `spread` is None under five people."""

    progress: AssignmentProgress
    rows: tuple[StudentState, ...]
    spread: Distribution | None


def class_progress(ws: Workspace, class_id: str) -> list[AssignmentProgress]:
    """Every assignment of one of my classes with its counts, the one due last first."""
    own_class(ws, class_id, Action.SEE_CLASS)
    people = [row.person for row in store.roster(ws.conn, class_id)]
    look = _look(ws, class_id)
    return [
        _progress(task, [look.standing(task, person) for person in people])
        for task in store.assignments_of_class(ws.conn, class_id)
    ]


def assignment_detail(ws: Workspace, assignment_id: str) -> AssignmentDetail:
    """How each student of the class stands, in student-number order, and the spread of results."""
    task = own_assignment(ws, assignment_id, Action.SEE_CLASS)
    look = _look(ws, task.class_id)
    students = roster(ws, task.class_id)
    standings = [look.standing(task, student.person) for student in students]
    rows = tuple(
        StudentState(
            student_no=student.student_no,
            name=student.name,
            state=standing.state,
            done=standing.done,
            total=standing.total,
            excused=standing.excused,
            last_at=standing.last_at,
        )
        for student, standing in zip(students, standings, strict=True)
    )
    done = {
        student.person
        for student, standing in zip(students, standings, strict=True)
        if standing.state == "done" and student.person
    }
    lessons = lessons_of(task, look.lessons) or ()
    results = store.results_of_class(ws.conn, task.class_id, task.id, lessons)
    shares = first_shares([result for result in results if result[0] in done])
    return AssignmentDetail(_progress(task, standings), rows, spread_of(shares))


def first_shares(results: Sequence[tuple[str, str, float, float]]) -> list[float]:
    """The share each person got right at the first try; later tries are practice.

    `results` are (person, lesson, earned, possible), oldest first.
    """
    seen: set[tuple[str, str]] = set()
    sums: dict[str, tuple[float, float]] = {}
    for person, lesson, earned, possible in results:
        if (person, lesson) not in seen:
            seen.add((person, lesson))
            before = sums.get(person, (0.0, 0.0))
            sums[person] = (before[0] + earned, before[1] + possible)
    return [earned / possible for earned, possible in sums.values() if possible]


def spread_of(shares: Sequence[float]) -> Distribution | None:
    """Shares (0 to 1) in five bands; None for fewer than five people."""
    if len(shares) < FEWEST_FOR_SPREAD:
        return None
    bands = [0] * BANDS
    for share in shares:
        bands[min(BANDS - 1, int(share * BANDS + 1e-9))] += 1
    return Distribution(tuple(bands))


class _Look(Struct, frozen=True):
    """All that is needed to tell the states of one class."""

    lessons: dict[str, tuple[str, ...]]
    progress: dict[str, dict[str, Progress]]
    papers: dict[tuple[str, str], list[Paper]]

    def standing(self, task: AssignmentRow, person: str | None) -> Standing:
        """The state of one student; who has not joined has not begun."""
        mine = self.progress.get(person, {}) if person else {}
        papers = self.papers.get((person, task.id), []) if person else []
        return state_of(lessons_of(task, self.lessons), mine, papers)


def _look(ws: Workspace, class_id: str) -> _Look:
    lessons = lessons_by_course(ws.conn)
    tasks = store.assignments_of_class(ws.conn, class_id)
    asked = {lesson for task in tasks for lesson in lessons_of(task, lessons) or ()}
    papers: dict[tuple[str, str], list[Paper]] = {}
    for paper in store.papers_of_class(ws.conn, class_id):
        papers.setdefault((paper.person, paper.assignment), []).append(paper)
    return _Look(lessons, store.progress_of_class(ws.conn, class_id, sorted(asked)), papers)


def _progress(task: AssignmentRow, standings: Sequence[Standing]) -> AssignmentProgress:
    states = [standing.state for standing in standings]
    return AssignmentProgress(
        assignment=AssignmentId(task.id),
        kind=task.kind,
        title=task.title,
        done=states.count("done"),
        under_way=states.count("under_way"),
        new=states.count("new"),
        due=date.fromisoformat(task.due),
        withdrawn=task.withdrawn_at is not None,
    )
