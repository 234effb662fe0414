"""All SQL of teaching: classes, rosters, assignments, and what was credited for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple

from integrity_edu.courses.store import Progress

if TYPE_CHECKING:
    from sqlite_utils import Database


class ClassRow(Struct, frozen=True):
    """One class; `sealed` holds its code for the teacher."""

    id: str
    teacher: str
    title: str
    created_at: str
    code_hash: bytes
    sealed: bytes
    closed_at: str | None


class ClassCounts(Struct, frozen=True):
    """How many students a class has, how many of them joined, and its assignments not yet due."""

    size: int
    joined: int
    open_assignments: int


class RosterRow(Struct, frozen=True):
    """One student of a class; number and name are in `sealed`."""

    id: str
    class_id: str
    person: str | None
    claim: bytes
    sealed: bytes
    position: int
    added_at: str
    removed_at: str | None


class AssignmentRow(Struct, frozen=True):
    """One assignment; `due` is an ISO 8601 date, `target` a course, a lesson or a quiz as JSON."""

    id: str
    class_id: str
    kind: str
    target: str
    title: str
    due: str
    created_at: str
    withdrawn_at: str | None


class Paper(Struct, frozen=True):
    """One sitting that belongs to an assignment."""

    id: str
    person: str
    assignment: str
    state: str
    started_at: str
    submitted_at: str | None


class Credit(Struct, frozen=True):
    """Training hours credited for a lesson of a path, with the test they rest on."""

    lesson: str
    hours: float
    way: str
    credited_at: str
    title: str
    right: float
    asked: float
    seed: int
    under_review: str | None = None


_CLASS = "id, teacher, title, created_at, code_hash, sealed, closed_at"
_ROSTER = "id, class, person, claim, sealed, position, added_at, removed_at"
_TASK = "a.id, a.class, a.kind, a.target, a.title, a.due, a.created_at, a.withdrawn_at"
_PAPER = "s.id, s.person, s.assignment, s.state, s.started_at, s.submitted_at"


def add_class(db: Database, row: ClassRow) -> None:
    """Store a new class."""
    db.execute(
        f"INSERT INTO class ({_CLASS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        astuple(row),
    )


def class_row(conn: Connection, class_id: str) -> ClassRow | None:
    """One class."""
    row = conn.execute(f"SELECT {_CLASS} FROM class WHERE id = ?", (class_id,)).fetchone()
    return ClassRow(*row) if row else None


def class_by_hash(conn: Connection, code_hash: bytes) -> ClassRow | None:
    """The class with this code."""
    row = conn.execute(f"SELECT {_CLASS} FROM class WHERE code_hash = ?", (code_hash,)).fetchone()
    return ClassRow(*row) if row else None


def classes_of(conn: Connection, teacher: str) -> list[ClassRow]:
    """A teacher's classes, those still running first, oldest first."""
    rows = conn.execute(
        f"SELECT {_CLASS} FROM class WHERE teacher = ? "
        "ORDER BY closed_at IS NOT NULL, created_at, rowid",
        (teacher,),
    )
    return [ClassRow(*row) for row in rows]


def class_counts(conn: Connection, class_id: str, today: str) -> ClassCounts:
    """Students, joined students, and assignments neither withdrawn nor past their due date."""
    size, joined = conn.execute(
        "SELECT count(*), count(person) FROM roster WHERE class = ? AND removed_at IS NULL",
        (class_id,),
    ).fetchone()
    (tasks,) = conn.execute(
        "SELECT count(*) FROM assignment WHERE class = ? AND withdrawn_at IS NULL AND due >= ?",
        (class_id, today),
    ).fetchone()
    return ClassCounts(size, joined, tasks)


def set_class_title(db: Database, class_id: str, title: str) -> None:
    """Rename a class."""
    db.execute("UPDATE class SET title = ? WHERE id = ?", (title, class_id))


def set_class_closed(db: Database, class_id: str, at: str | None) -> None:
    """Close a class, or reopen it with None."""
    db.execute("UPDATE class SET closed_at = ? WHERE id = ?", (at, class_id))


def add_students(db: Database, rows: Iterable[RosterRow]) -> None:
    """Store new rows of a roster."""
    db.conn.executemany(
        f"INSERT INTO roster ({_ROSTER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [astuple(row) for row in rows],
    )


def roster(conn: Connection, class_id: str) -> list[RosterRow]:
    """The students of a class, as they were added; removed ones are left out."""
    rows = conn.execute(
        f"SELECT {_ROSTER} FROM roster WHERE class = ? AND removed_at IS NULL ORDER BY position",
        (class_id,),
    )
    return [RosterRow(*row) for row in rows]


def roster_row(conn: Connection, roster_id: str) -> RosterRow | None:
    """One row of a roster, removed or not."""
    row = conn.execute(f"SELECT {_ROSTER} FROM roster WHERE id = ?", (roster_id,)).fetchone()
    return RosterRow(*row) if row else None


def row_by_claim(conn: Connection, class_id: str, claim: bytes) -> RosterRow | None:
    """The student of a class with this claim."""
    row = conn.execute(
        f"SELECT {_ROSTER} FROM roster WHERE class = ? AND claim = ? AND removed_at IS NULL",
        (class_id, claim),
    ).fetchone()
    return RosterRow(*row) if row else None


def row_of_person(conn: Connection, class_id: str, person: str) -> RosterRow | None:
    """The row a person has taken in a class."""
    row = conn.execute(
        f"SELECT {_ROSTER} FROM roster WHERE class = ? AND person = ? AND removed_at IS NULL",
        (class_id, person),
    ).fetchone()
    return RosterRow(*row) if row else None


def next_position(conn: Connection, class_id: str) -> int:
    """Where the next student of a class goes."""
    (last,) = conn.execute(
        "SELECT coalesce(max(position), 0) FROM roster WHERE class = ?", (class_id,)
    ).fetchone()
    return int(last) + 1


def set_person(db: Database, roster_id: str, person: str | None) -> None:
    """Tie a row to an account, or untie it with None."""
    db.execute("UPDATE roster SET person = ? WHERE id = ?", (person, roster_id))


def set_removed(db: Database, roster_id: str, at: str | None) -> None:
    """Take a student off a class, or put him back with None."""
    db.execute("UPDATE roster SET removed_at = ? WHERE id = ?", (at, roster_id))


def memberships(conn: Connection, person: str) -> list[tuple[str, str, str, bool]]:
    """(class, title, teacher's nickname, closed) of every class a person joined, oldest first."""
    rows = conn.execute(
        "SELECT c.id, c.title, p.nickname, c.closed_at IS NOT NULL FROM roster r "
        "JOIN class c ON c.id = r.class JOIN person p ON p.id = c.teacher "
        "WHERE r.person = ? AND r.removed_at IS NULL ORDER BY c.created_at, c.rowid",
        (person,),
    )
    return [(ref, title, teacher, bool(closed)) for ref, title, teacher, closed in rows]


def multiplier(conn: Connection, class_id: str, person: str) -> float:
    """How many times the limit a person of a class may take; 1 for most."""
    row = conn.execute(
        "SELECT multiplier FROM roster WHERE class = ? AND person = ? AND removed_at IS NULL",
        (class_id, person),
    ).fetchone()
    return float(row[0]) if row else 1.0


def add_assignment(db: Database, row: AssignmentRow) -> None:
    """Store a new assignment."""
    db.execute(
        "INSERT INTO assignment (id, class, kind, target, title, due, created_at, withdrawn_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        astuple(row),
    )


def assignment(conn: Connection, assignment_id: str) -> AssignmentRow | None:
    """One assignment."""
    row = conn.execute(
        f"SELECT {_TASK} FROM assignment a WHERE a.id = ?", (assignment_id,)
    ).fetchone()
    return AssignmentRow(*row) if row else None


def assignments_of_class(conn: Connection, class_id: str) -> list[AssignmentRow]:
    """Every assignment of a class, withdrawn ones too, the one due last first."""
    rows = conn.execute(
        f"SELECT {_TASK} FROM assignment a WHERE a.class = ? ORDER BY a.due DESC, a.rowid DESC",
        (class_id,),
    )
    return [AssignmentRow(*row) for row in rows]


def assignments_for(conn: Connection, person: str) -> list[tuple[str, AssignmentRow]]:
    """(class title, assignment) of a person's running classes, the one due first first."""
    rows = conn.execute(
        f"SELECT c.title, {_TASK} FROM roster r JOIN class c ON c.id = r.class "
        "JOIN assignment a ON a.class = c.id WHERE r.person = ? AND r.removed_at IS NULL "
        "AND c.closed_at IS NULL AND a.withdrawn_at IS NULL ORDER BY a.due, a.rowid",
        (person,),
    )
    return [(row[0], AssignmentRow(*row[1:])) for row in rows]


def set_due(db: Database, assignment_id: str, due: str) -> None:
    """Move the due date."""
    db.execute("UPDATE assignment SET due = ? WHERE id = ?", (due, assignment_id))


def set_withdrawn(db: Database, assignment_id: str, at: str | None) -> None:
    """Withdraw an assignment, or put it back with None."""
    db.execute("UPDATE assignment SET withdrawn_at = ? WHERE id = ?", (at, assignment_id))


def papers_of(conn: Connection, person: str) -> list[Paper]:
    """A person's sittings for assignments, oldest first."""
    rows = conn.execute(
        f"SELECT {_PAPER} FROM sitting s WHERE s.person = ? AND s.assignment IS NOT NULL "
        "ORDER BY s.started_at, s.rowid",
        (person,),
    )
    return [Paper(*row) for row in rows]


def papers_of_class(conn: Connection, class_id: str) -> list[Paper]:
    """The sittings of a class for its own assignments, oldest first."""
    rows = conn.execute(
        f"SELECT {_PAPER} FROM roster r JOIN sitting s ON s.person = r.person "
        "JOIN assignment a ON a.id = s.assignment AND a.class = r.class "
        "WHERE r.class = ? AND r.removed_at IS NULL ORDER BY s.started_at, s.rowid",
        (class_id,),
    )
    return [Paper(*row) for row in rows]


def progress_of_class(
    conn: Connection, class_id: str, lessons: Sequence[str]
) -> dict[str, dict[str, Progress]]:
    """Person → lesson → where that student of the class stands, for these lessons only."""
    found: dict[str, dict[str, Progress]] = {}
    rows = conn.execute(
        "SELECT r.person, p.lesson, p.opened_at, p.seen_at, p.scroll, p.passed_at, p.excused, "
        "p.revision FROM roster r JOIN lesson_progress p ON p.person = r.person "
        "WHERE r.class = ? AND r.removed_at IS NULL "
        "AND p.lesson IN (SELECT value FROM json_each(?))",
        (class_id, json.dumps(lessons)),
    )
    for person, lesson, opened, seen, scroll, passed, excused, revision in rows:
        one = Progress(lesson, opened, seen, scroll, passed, bool(excused), revision)
        found.setdefault(person, {})[lesson] = one
    return found


def results_of_class(
    conn: Connection, class_id: str, assignment_id: str, lessons: Sequence[str]
) -> list[tuple[str, str, float, float]]:
    """(person, lesson or "", earned, possible) of the tests handed in for one assignment.

    These are the sittings of the assignment itself and the checks and pre-tests of `lessons`;
    oldest first.
    """
    return conn.execute(
        "SELECT s.person, coalesce(s.lesson, ''), s.earned, s.possible FROM roster r "
        "JOIN sitting s ON s.person = r.person WHERE r.class = :class AND r.removed_at IS NULL "
        "AND s.state = 'submitted' AND (s.assignment = :task OR s.mode IN ('check', 'pretest') "
        "AND s.lesson IN (SELECT value FROM json_each(:lessons))) "
        "ORDER BY s.submitted_at, s.rowid",
        {"class": class_id, "task": assignment_id, "lessons": json.dumps(lessons)},
    ).fetchall()


def lesson_questions(
    conn: Connection, lesson: str, audience: int
) -> list[tuple[int, str, str, int]]:
    """(0, question, source, difficulty) of a lesson's own questions, in the shape of a pool.

    Those that a person has to mark stay out: nobody marks a pre-test.
    """
    return conn.execute(
        "SELECT 0, id, source, difficulty FROM question "
        "WHERE lesson = ? AND retired = 0 AND audience & ? AND kind <> 'short' ORDER BY id",
        (lesson, audience),
    ).fetchall()


def open_pretest(conn: Connection, person: str, lesson: str) -> str | None:
    """The pre-test of a lesson that a person has begun and not handed in."""
    row = conn.execute(
        "SELECT id FROM sitting WHERE person = ? AND state = 'open' AND mode = 'pretest' "
        "AND lesson = ? ORDER BY started_at DESC",
        (person, lesson),
    ).fetchone()
    return row[0] if row else None


def add_credit(db: Database, values: dict[str, object]) -> bool:
    """Credit hours once for each person, path and lesson; True when they are new."""
    cursor = db.execute(
        "INSERT INTO hours_credit (person, path, lesson, hours, way, credited_at, sitting) "
        "VALUES (:person, :path, :lesson, :hours, :way, :credited_at, :sitting) "
        "ON CONFLICT DO NOTHING",
        values,
    )
    return cursor.rowcount == 1


def credits_of(conn: Connection, person: str, path: str) -> list[Credit]:
    """What was credited to a person on a path, oldest first."""
    rows = conn.execute(
        "SELECT h.lesson, h.hours, h.way, h.credited_at, s.title, s.earned, s.possible, s.seed, "
        "h.under_review FROM hours_credit h JOIN sitting s ON s.id = h.sitting "
        "WHERE h.person = ? AND h.path = ? ORDER BY h.credited_at, h.rowid",
        (person, path),
    )
    return [Credit(*row) for row in rows]


def all_credits(conn: Connection, person: str) -> list[tuple[str, str, float, str]]:
    """(path, lesson, hours, sitting) of all hours credited to a person, oldest first."""
    return conn.execute(
        "SELECT path, lesson, hours, sitting FROM hours_credit WHERE person = ? "
        "ORDER BY credited_at, rowid",
        (person,),
    ).fetchall()
