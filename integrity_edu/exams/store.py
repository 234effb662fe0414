"""SQL of exams: answers waiting for a marker, extra time, and who sits which paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from sqlite_utils import Database


class WrittenRow(Struct, frozen=True):
    """A short answer in a handed-in exam; `detail` is that of its newest mark."""

    sitting: str
    position: int
    person: str
    body: str
    response: str | None
    fraction: float | None
    possible: float
    certainty: int | None
    assignment: str
    detail: str | None


class Seat(Struct, frozen=True):
    """A student's row in a class: where on the list, and the personal multiplier of time."""

    roster: str
    person: str | None
    position: int
    multiplier: float


class Attempt(Struct, frozen=True):
    """One sitting of an assignment; times are ISO 8601, `terms` JSON."""

    id: str
    person: str
    state: str
    started_at: str
    submitted_at: str | None
    deadline: str | None
    terms: str
    pending: int
    earned: float | None
    possible: float | None


class Event(Struct, frozen=True):
    """Minutes given to a sitting, why, and whether they were taken back."""

    id: int
    sitting: str
    at: str
    minutes: float
    reason: str
    undone_at: str | None


_WRITTEN = """SELECT i.sitting, i.position, s.person, r.body, i.response, i.fraction, i.possible,
    i.certainty, s.assignment, (SELECT m.detail FROM mark m WHERE m.sitting = i.sitting
        AND m.position = i.position AND m.why <> 'regrade' ORDER BY m.id DESC LIMIT 1)
    FROM sitting s JOIN sitting_item i ON i.sitting = s.id
    JOIN question_revision r ON r.id = i.revision
    WHERE s.state = 'submitted' AND s.mode IN ('exam', 'mock')
    AND json_extract(r.body, '$.kind') = 'short'"""
_ATTEMPT = ", ".join(f"s.{name}" for name in Attempt.__struct_fields__)
_SEAT = "id, person, position, multiplier"


def written(conn: Connection, class_id: str, assignment: str) -> list[WrittenRow]:
    """The short answers of a class in what its members handed in for an assignment."""
    rows = conn.execute(
        f"{_WRITTEN} AND s.assignment = ? AND s.person IN (SELECT person FROM roster "
        "WHERE class = ? AND removed_at IS NULL) ORDER BY i.sitting, i.position",
        (assignment, class_id),
    )
    return [WrittenRow(*row) for row in rows]


def written_item(conn: Connection, sitting: str, position: int) -> WrittenRow | None:
    """One short answer of a handed-in exam that belongs to an assignment."""
    row = conn.execute(
        f"{_WRITTEN} AND s.assignment IS NOT NULL AND i.sitting = ? AND i.position = ?",
        (sitting, position),
    ).fetchone()
    return WrittenRow(*row) if row else None


def comments(conn: Connection, sitting: str) -> list[tuple[int, str]]:
    """(position, detail of the newest mark) of the items that a teacher marked."""
    return conn.execute(
        "SELECT position, detail FROM mark WHERE id IN (SELECT max(id) FROM mark "
        "WHERE sitting = ? AND why <> 'regrade' GROUP BY position) AND why = 'teacher' "
        "AND detail IS NOT NULL ORDER BY position",
        (sitting,),
    ).fetchall()


def unmark(db: Database, sitting: str, position: int) -> None:
    """Let an item wait for its marker again; the history of its marks stays."""
    db.execute(
        "UPDATE sitting_item SET fraction = NULL, earned = NULL, rest = NULL "
        "WHERE sitting = ? AND position = ?",
        (sitting, position),
    )


def unsettle(db: Database, sitting: str) -> None:
    """What an attempt brought has to be looked at again."""
    db.execute("UPDATE sitting SET settled = 0 WHERE id = ?", (sitting,))


def seats(conn: Connection, class_id: str) -> list[Seat]:
    """The rows of a class as they were added."""
    rows = conn.execute(
        f"SELECT {_SEAT} FROM roster WHERE class = ? AND removed_at IS NULL ORDER BY position",
        (class_id,),
    )
    return [Seat(*row) for row in rows]


def seat(conn: Connection, class_id: str, person: str) -> Seat | None:
    """A person's row in a class."""
    row = conn.execute(
        f"SELECT {_SEAT} FROM roster WHERE class = ? AND person = ? AND removed_at IS NULL",
        (class_id, person),
    ).fetchone()
    return Seat(*row) if row else None


def set_multiplier(db: Database, roster_id: str, value: float) -> float:
    """Give a row another multiplier; returns the one before."""
    (before,) = db.execute("SELECT multiplier FROM roster WHERE id = ?", (roster_id,)).fetchone()
    db.execute("UPDATE roster SET multiplier = ? WHERE id = ?", (value, roster_id))
    return float(before)


def attempts(conn: Connection, assignment: str, person: str | None = None) -> list[Attempt]:
    """The sittings of an assignment, of one person or of everybody, oldest first."""
    rows = conn.execute(
        f"SELECT {_ATTEMPT} FROM sitting s WHERE s.assignment = :task "
        "AND (:person IS NULL OR s.person = :person) ORDER BY s.started_at, s.rowid",
        {"task": assignment, "person": person},
    )
    return [Attempt(*row) for row in rows]


def attempt(conn: Connection, sitting: str) -> Attempt:
    """One sitting."""
    row = conn.execute(f"SELECT {_ATTEMPT} FROM sitting s WHERE s.id = ?", (sitting,)).fetchone()
    return Attempt(*row)


def set_time(db: Database, sitting: str, deadline: str | None, terms: str) -> None:
    """Move the end of a sitting."""
    db.execute(
        "UPDATE sitting SET deadline = ?, terms = ? WHERE id = ?", (deadline, terms, sitting)
    )


def set_target(db: Database, assignment: str, target: str) -> None:
    """Change what is set in an assignment."""
    db.execute("UPDATE assignment SET target = ? WHERE id = ?", (target, assignment))


def add_event(db: Database, values: dict[str, object]) -> int:
    """Note minutes given to a sitting; returns the number of the note."""
    made = db.execute(
        "INSERT INTO sitting_event (sitting, at, kind, minutes, author, reason) "
        "VALUES (:sitting, :at, 'extended', :minutes, :author, :reason)",
        values,
    )
    return int(made.lastrowid or 0)


def events(conn: Connection, numbers: Sequence[int]) -> list[Event]:
    """Notes of minutes given, by number."""
    rows = conn.execute(
        "SELECT id, sitting, at, minutes, reason, undone_at FROM sitting_event "
        "WHERE kind = 'extended' AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(numbers)),),
    )
    return [Event(*row) for row in rows]


def extensions(conn: Connection, sitting: str) -> list[Event]:
    """Minutes given to one sitting, oldest first, also those taken back."""
    rows = conn.execute(
        "SELECT id, sitting, at, minutes, reason, undone_at FROM sitting_event "
        "WHERE kind = 'extended' AND sitting = ? ORDER BY id",
        (sitting,),
    )
    return [Event(*row) for row in rows]


def set_event_undone(db: Database, number: int, at: str) -> None:
    """Note that minutes were taken back."""
    db.execute("UPDATE sitting_event SET undone_at = ? WHERE id = ?", (at, number))


def corrections(conn: Connection, revisions: Iterable[int]) -> dict[int, int]:
    """Revision → the one with the new key, for questions that a teacher has corrected."""
    return dict(
        conn.execute(
            "SELECT corrects, revision FROM question WHERE corrects IN "
            "(SELECT value FROM json_each(?))",
            (json.dumps(list(revisions)),),
        )
    )


def papers_of_class(conn: Connection, class_id: str) -> list[str]:
    """The assignments of a class that are papers."""
    rows = conn.execute("SELECT id FROM assignment WHERE class = ? AND kind = 'paper'", (class_id,))
    return [row[0] for row in rows]
