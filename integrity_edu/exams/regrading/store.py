"""SQL of regrading: the attempts concerned, what each change was, and the key in use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple

if TYPE_CHECKING:
    from sqlite_utils import Database


class ItemRow(Struct, frozen=True):
    """One marked item; `worth` is what it was worth before any regrade dropped it."""

    position: int
    response: str | None
    certainty: int | None
    fraction: float | None
    earned: float | None
    possible: float
    worth: float


class RegradeRow(Struct, frozen=True):
    """One regrade; undone when `undone_at` is set."""

    id: str
    question: str
    old_revision: int
    new_revision: int | None
    choice: str
    reason: str
    author: str
    at: str
    undone_at: str | None = None


class ChangeRow(Struct, frozen=True):
    """What a regrade did to one item."""

    regrade: str
    sitting: str
    position: int
    old_fraction: float
    old_earned: float
    old_possible: float
    new_fraction: float
    new_earned: float
    new_possible: float


_REGRADE = ", ".join(f"g.{name}" for name in RegradeRow.__struct_fields__)
_CHANGE = ", ".join(ChangeRow.__struct_fields__)


def attempts(
    conn: Connection, class_id: str, assignment: str, lessons: Sequence[str], revision: int
) -> list[str]:
    """What the members of a class handed in for an assignment and that has this revision in it.

    The checks and pre-tests of the assignment's lessons are counted in; oldest first.
    """
    rows = conn.execute(
        "SELECT s.id FROM sitting s JOIN roster r ON r.person = s.person "
        "WHERE r.class = :class AND r.removed_at IS NULL AND s.state = 'submitted' "
        "AND (s.assignment = :task OR s.mode IN ('check', 'pretest') "
        "AND s.lesson IN (SELECT value FROM json_each(:lessons))) "
        "AND EXISTS (SELECT 1 FROM sitting_item i WHERE i.sitting = s.id "
        "AND i.revision = :revision) ORDER BY s.submitted_at, s.rowid",
        {
            "class": class_id,
            "task": assignment,
            "lessons": json.dumps(lessons),
            "revision": revision,
        },
    )
    return [sitting for (sitting,) in rows]


def under_review(conn: Connection, sitting: str) -> str | None:
    """The regrade for which what an attempt brought is under review."""
    (found,) = conn.execute(
        "SELECT coalesce((SELECT max(under_review) FROM hours_credit "
        "WHERE person = s.person AND sitting = s.id), "
        "(SELECT max(under_review) FROM lesson_progress "
        "WHERE person = s.person AND sitting = s.id)) FROM sitting s WHERE s.id = :sitting",
        {"sitting": sitting},
    ).fetchone()
    return found if found is None else str(found)


def items(conn: Connection, sitting: str, revision: int) -> list[ItemRow]:
    """The items of an attempt that asked this revision, in order."""
    rows = conn.execute(
        "SELECT i.position, i.response, i.certainty, i.fraction, i.earned, i.possible, "
        "max(i.possible, coalesce((SELECT max(c.old_possible) FROM regrade_item c "
        "JOIN regrade g ON g.id = c.regrade WHERE c.sitting = i.sitting "
        "AND c.position = i.position AND g.undone_at IS NULL), 0)) "
        "FROM sitting_item i WHERE i.sitting = ? AND i.revision = ? ORDER BY i.position",
        (sitting, revision),
    )
    return [ItemRow(*row) for row in rows]


def points(conn: Connection, sitting: str, position: int) -> tuple[float, float, float]:
    """(fraction, earned, possible) of a marked item as it stands."""
    row: tuple[float, float, float] = conn.execute(
        "SELECT fraction, earned, possible FROM sitting_item WHERE sitting = ? AND position = ?",
        (sitting, position),
    ).fetchone()
    return row


def body(conn: Connection, revision: int) -> str | None:
    """The question of a revision as JSON."""
    row = conn.execute("SELECT body FROM question_revision WHERE id = ?", (revision,)).fetchone()
    return row[0] if row else None


def add_regrade(db: Database, row: RegradeRow) -> None:
    """Store a new regrade."""
    db.execute(
        "INSERT INTO regrade (id, question, old_revision, new_revision, choice, reason, author, "
        "at, undone_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        astuple(row),
    )


def add_change(db: Database, row: ChangeRow) -> None:
    """Store what a regrade does to one item."""
    db.execute(
        f"INSERT INTO regrade_item ({_CHANGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(row)
    )


def set_possible(db: Database, sitting: str, position: int, possible: float) -> None:
    """What an item is worth from now on."""
    db.execute(
        "UPDATE sitting_item SET possible = ? WHERE sitting = ? AND position = ?",
        (possible, sitting, position),
    )


def set_settled(db: Database, sitting: str, settled: int) -> None:
    """Whether what an attempt brought has been drawn from its marks as they stand."""
    db.execute("UPDATE sitting SET settled = ? WHERE id = ?", (settled, sitting))


def set_review(db: Database, sitting: str, regrade: str | None) -> None:
    """Put what an attempt brought under review, or take it out with None; nothing goes away."""
    whose = "person = (SELECT person FROM sitting WHERE id = :sitting) AND sitting = :sitting"
    for table in ("hours_credit", "lesson_progress"):
        db.execute(
            f"UPDATE {table} SET under_review = :regrade WHERE {whose}",
            {"sitting": sitting, "regrade": regrade},
        )


def point_question(db: Database, question: str, old: int, new: int) -> None:
    """Let a question in use have its new key; nothing when its text has moved on since `old`."""
    db.execute(
        "UPDATE question SET corrects = coalesce(corrects, revision), revision = :new "
        "WHERE id = :question AND revision <> :new AND (revision = :old OR corrects = :old)",
        {"question": question, "old": old, "new": new},
    )


def point_back(db: Database, row: RegradeRow) -> None:
    """Give a question the key of the regrade before `row`, or the authored one.

    Nothing when the authored text has changed since: then no correction is in use.
    """
    before = "(SELECT g.new_revision FROM regrade g WHERE g.question = question.id " \
        "AND g.undone_at IS NULL AND g.new_revision IS NOT NULL AND g.id <> :regrade " \
        "ORDER BY g.at DESC, g.rowid DESC LIMIT 1)"  # fmt: skip
    db.execute(
        f"UPDATE question SET revision = coalesce({before}, corrects), "
        f"corrects = CASE WHEN {before} IS NULL THEN NULL ELSE corrects END "
        "WHERE id = :question AND corrects IS NOT NULL AND revision = :new",
        {"regrade": row.id, "question": row.question, "new": row.new_revision},
    )


def regrade(conn: Connection, regrade_id: str) -> RegradeRow | None:
    """One regrade."""
    row = conn.execute(f"SELECT {_REGRADE} FROM regrade g WHERE g.id = ?", (regrade_id,)).fetchone()
    return RegradeRow(*row) if row else None


def newer(conn: Connection, row: RegradeRow) -> bool:
    """Whether the same question was regraded again since, and that stands."""
    found = conn.execute(
        "SELECT 1 FROM regrade g WHERE g.question = ? AND g.undone_at IS NULL "
        "AND g.rowid > (SELECT rowid FROM regrade WHERE id = ?)",
        (row.question, row.id),
    ).fetchone()
    return found is not None


def set_undone(db: Database, regrade_id: str, at: str) -> None:
    """Mark a regrade as undone."""
    db.execute("UPDATE regrade SET undone_at = ? WHERE id = ?", (at, regrade_id))


def changes(conn: Connection, regrade_id: str) -> list[ChangeRow]:
    """What a regrade did, item by item."""
    rows = conn.execute(
        f"SELECT {_CHANGE} FROM regrade_item WHERE regrade = ? ORDER BY sitting, position",
        (regrade_id,),
    )
    return [ChangeRow(*row) for row in rows]


def standing(conn: Connection, sitting: str) -> list[tuple[RegradeRow, ChangeRow]]:
    """The regrades that stand and changed an attempt, oldest first, with what they changed."""
    rows = conn.execute(
        f"SELECT {_REGRADE}, {', '.join(f'c.{name}' for name in ChangeRow.__struct_fields__)} "
        "FROM regrade_item c JOIN regrade g ON g.id = c.regrade "
        "WHERE c.sitting = ? AND g.undone_at IS NULL ORDER BY g.rowid, c.position",
        (sitting,),
    )
    size = len(RegradeRow.__struct_fields__)
    return [(RegradeRow(*row[:size]), ChangeRow(*row[size:])) for row in rows]


def of_author(conn: Connection, author: str) -> list[tuple[RegradeRow, int]]:
    """A teacher's regrades, newest first, each with how many items it changed."""
    rows = conn.execute(
        f"SELECT {_REGRADE}, (SELECT count(*) FROM regrade_item c WHERE c.regrade = g.id) "
        "FROM regrade g WHERE g.author = ? ORDER BY g.rowid DESC",
        (author,),
    )
    return [(RegradeRow(*row[:-1]), row[-1]) for row in rows]


def trace(conn: Connection, change: ChangeRow) -> str:
    """The detail of the mark that a regrade gave one item, JSON."""
    row = conn.execute(
        "SELECT detail FROM mark WHERE sitting = ? AND position = ? AND why = 'regrade' "
        "AND json_extract(detail, '$.regrade') = ? ORDER BY id LIMIT 1",
        (change.sitting, change.position, change.regrade),
    ).fetchone()
    return str(row[0])


@contextmanager
def rehearsal(db: Database) -> Iterator[None]:
    """Everything done inside is undone at the end; used within a transaction."""
    db.execute("SAVEPOINT rehearsal")
    try:
        yield
    finally:
        db.execute("ROLLBACK TO rehearsal")
        db.execute("RELEASE rehearsal")
