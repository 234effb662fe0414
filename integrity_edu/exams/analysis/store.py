"""SQL of item analysis: answers added up where they lie, and those of one class."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection

from msgspec import Struct


class Group(Struct, frozen=True):
    """Everybody who gave one response to one revision; x is the fraction, y the rest."""

    revision: int
    response: str | None
    count: int
    x: float
    xx: float
    y: float
    yy: float
    xy: float
    top: int
    bottom: int
    right: int


class Answer(Struct, frozen=True):
    """One marked item of a handed-in attempt."""

    person: str
    sitting: str
    revision: int
    response: str | None
    fraction: float | None
    earned: float | None
    possible: float
    rest: float | None


def groups(conn: Connection, low: float, high: float) -> Iterator[Group]:
    """All first attempts on the file by (revision, response), in that order.

    The index holds every column that is asked for and already lies in the order of the groups:
    one pass over it, and nothing is sorted. `low` and `high` bound the bottom and top thirds.
    """
    rows = conn.execute(
        "SELECT revision, response, count(*), sum(fraction), sum(fraction * fraction), sum(rest), "
        "sum(rest * rest), sum(fraction * rest), sum(rest >= :high), sum(rest <= :low), "
        "min(fraction) = 1.0 FROM sitting_item INDEXED BY item_analysis "
        "WHERE first = 1 AND rest IS NOT NULL GROUP BY revision, response",
        {"low": low, "high": high},
    )
    return (Group(*row) for row in rows)


def shares(conn: Connection) -> list[float]:
    """The share earned in every handed-in attempt, as far as points are not bets on certainty."""
    return [
        share
        for (share,) in conn.execute(
            "SELECT earned / possible FROM sitting "
            "WHERE state = 'submitted' AND possible > 0 AND mode <> 'certainty'"
        )
    ]


def answers(conn: Connection, class_id: str, assignment: str) -> list[Answer]:
    """Every item of what the members of a class handed in for an assignment, oldest first."""
    rows = conn.execute(
        "SELECT s.person, s.id, i.revision, i.response, i.fraction, i.earned, i.possible, i.rest "
        "FROM roster r JOIN sitting s ON s.person = r.person "
        "JOIN sitting_item i ON i.sitting = s.id "
        "WHERE r.class = ? AND r.removed_at IS NULL AND s.assignment = ? "
        "AND s.state = 'submitted' ORDER BY s.submitted_at, s.rowid, i.position",
        (class_id, assignment),
    )
    return [Answer(*row) for row in rows]


def body(conn: Connection, revision: int) -> str:
    """The question of a revision as JSON."""
    (found,) = conn.execute(
        "SELECT body FROM question_revision WHERE id = ?", (revision,)
    ).fetchone()
    return str(found)
