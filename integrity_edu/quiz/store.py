"""SQL of questions, sittings and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


from msgspec import Struct


class QuestionRow(Struct, frozen=True):
    """A question as it stands in the bank; `audience` is a bit mask."""

    id: str
    revision: str
    kind: str
    difficulty: int
    audience: int
    source: str
    lesson: str | None


class SittingRow(Struct, frozen=True):
    """One attempt; times are ISO 8601 text."""

    id: str
    person: str
    mode: str
    title: str
    scope: str
    seed: int
    started_at: str
    deadline: str | None
    position: int
    state: str
    submitted_at: str | None
    earned: float | None
    possible: float | None
    lesson: str | None
    assignment: str | None


class ItemRow(Struct, frozen=True):
    """One question of a sitting with the newest answer; `shown` is how its options were ordered."""

    position: int
    body: str
    revision: str
    shown: str
    flagged: int
    confirmed_at: str | None
    earned: float | None
    response: str | None
    saved_at: str | None


_SITTING = ", ".join(SittingRow.__struct_fields__)
_ITEM = """SELECT i.position, r.body, i.revision, i.shown, i.flagged, i.confirmed_at, i.earned,
    a.response, a.saved_at
    FROM sitting_item i JOIN question_revision r ON r.digest = i.revision
    LEFT JOIN answer a ON a.id = (SELECT max(id) FROM answer
        WHERE sitting = i.sitting AND position = i.position)
    WHERE i.sitting = ?"""


def put_questions(
    db: Database, rows: Iterable[tuple[QuestionRow, str, Sequence[int]]], source: str
) -> None:
    """Replace the questions of one source by (row, body, measures); what is gone is retired."""
    conn = db.conn
    conn.execute("UPDATE question SET retired = 1 WHERE source = ?", (source,))
    for row, body, measures in rows:
        conn.execute(
            "INSERT OR IGNORE INTO question_revision VALUES (?, ?, ?)", (row.revision, row.id, body)
        )
        conn.execute(
            "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO UPDATE SET "
            "revision = excluded.revision, kind = excluded.kind, source = excluded.source, "
            "difficulty = excluded.difficulty, audience = excluded.audience, "
            "lesson = excluded.lesson, retired = 0",
            (row.id, row.revision, row.kind, row.difficulty, row.audience, row.source, row.lesson),
        )
        conn.execute("DELETE FROM question_measure WHERE question = ?", (row.id,))
        conn.executemany(
            "INSERT INTO question_measure VALUES (?, ?)", [(number, row.id) for number in measures]
        )


def pool(
    conn: Connection, measures: Sequence[int], audience: int
) -> list[tuple[int, str, str, int]]:
    """(measure, question, source, difficulty) of every question in use for an audience mask."""
    marks = ",".join("?" * len(measures))
    return conn.execute(
        f"SELECT m.measure, q.id, q.source, q.difficulty FROM question_measure m "
        f"JOIN question q ON q.id = m.question WHERE m.measure IN ({marks}) "
        "AND q.retired = 0 AND q.audience & ? ORDER BY m.measure, q.id",
        (*measures, audience),
    ).fetchall()


def revisions(conn: Connection, questions: Sequence[str]) -> dict[str, tuple[str, str]]:
    """question → (revision, body) as they stand now; unknown ids are left out."""
    found: dict[str, tuple[str, str]] = {}
    for question in questions:
        row = conn.execute(
            "SELECT q.revision, r.body FROM question q "
            "JOIN question_revision r ON r.digest = q.revision WHERE q.id = ? AND q.retired = 0",
            (question,),
        ).fetchone()
        if row:
            found[question] = (row[0], row[1])
    return found


def counts_by_measure(conn: Connection, audience: int) -> dict[int, int]:
    """measure → number of questions in use for an audience mask."""
    return dict(
        conn.execute(
            "SELECT m.measure, count(*) FROM question_measure m JOIN question q "
            "ON q.id = m.question WHERE q.retired = 0 AND q.audience & ? GROUP BY m.measure",
            (audience,),
        )
    )


def add_sitting(db: Database, row: SittingRow, items: Sequence[tuple[str, str]]) -> None:
    """Store a new sitting with its (revision, shown) items in order."""
    db.table("sitting").insert({name: getattr(row, name) for name in row.__struct_fields__})
    db.conn.executemany(
        "INSERT INTO sitting_item (sitting, position, revision, shown, possible) "
        "VALUES (?, ?, ?, ?, 1)",
        [(row.id, place, revision, shown) for place, (revision, shown) in enumerate(items)],
    )


def sitting(conn: Connection, sitting_id: str) -> SittingRow | None:
    """One sitting."""
    row = conn.execute(f"SELECT {_SITTING} FROM sitting WHERE id = ?", (sitting_id,)).fetchone()
    return SittingRow(*row) if row else None


def sittings(conn: Connection, person: str, state: str, limit: int = 20) -> list[SittingRow]:
    """A person's sittings in one state, newest first."""
    rows = conn.execute(
        f"SELECT {_SITTING} FROM sitting WHERE person = ? AND state = ? "
        "ORDER BY coalesce(submitted_at, started_at) DESC, rowid DESC LIMIT ?",
        (person, state, limit),
    )
    return [SittingRow(*row) for row in rows]


def items(conn: Connection, sitting_id: str) -> list[ItemRow]:
    """The items of a sitting in order."""
    return [ItemRow(*row) for row in conn.execute(f"{_ITEM} ORDER BY i.position", (sitting_id,))]


def item(conn: Connection, sitting_id: str, position: int) -> ItemRow | None:
    """One item of a sitting."""
    row = conn.execute(f"{_ITEM} AND i.position = ?", (sitting_id, position)).fetchone()
    return ItemRow(*row) if row else None


def add_answer(db: Database, sitting_id: str, position: int, response: str, at: str) -> None:
    """Append one change of an answer."""
    db.execute(
        "INSERT INTO answer (sitting, position, response, saved_at) VALUES (?, ?, ?, ?)",
        (sitting_id, position, response, at),
    )


def set_flag(db: Database, sitting_id: str, position: int, *, flagged: bool) -> None:
    """Flag or unflag one item."""
    db.execute(
        "UPDATE sitting_item SET flagged = ? WHERE sitting = ? AND position = ?",
        (int(flagged), sitting_id, position),
    )


def set_position(db: Database, sitting_id: str, position: int) -> None:
    """Remember which item is on screen."""
    db.execute("UPDATE sitting SET position = ? WHERE id = ?", (position, sitting_id))


def set_mark(db: Database, sitting_id: str, position: int, earned: float, at: str) -> None:
    """Store the mark of one confirmed item."""
    db.execute(
        "UPDATE sitting_item SET earned = ?, confirmed_at = ? WHERE sitting = ? AND position = ?",
        (earned, at, sitting_id, position),
    )


def close_sitting(db: Database, sitting_id: str, state: str, at: str) -> None:
    """Submit or leave a sitting; the totals are the sums of its items."""
    db.execute(
        "UPDATE sitting SET state = ?, submitted_at = ?, "
        "earned = (SELECT coalesce(sum(earned), 0) FROM sitting_item WHERE sitting = sitting.id), "
        "possible = (SELECT sum(possible) FROM sitting_item WHERE sitting = sitting.id) "
        "WHERE id = ?",
        (state, at, sitting_id),
    )


def marks_by_question(conn: Connection, person: str) -> list[tuple[str, float, str]]:
    """(question, earned, when) of every graded item of a person, oldest first."""
    return conn.execute(
        "SELECT r.question, i.earned, i.confirmed_at FROM sitting s "
        "JOIN sitting_item i ON i.sitting = s.id "
        "JOIN question_revision r ON r.digest = i.revision "
        "WHERE s.person = ? AND i.earned IS NOT NULL ORDER BY i.confirmed_at, s.rowid, i.position",
        (person,),
    ).fetchall()


def measures_of_questions(conn: Connection) -> list[tuple[int, str]]:
    """(measure, question) of every question in use."""
    return conn.execute(
        "SELECT m.measure, m.question FROM question_measure m JOIN question q "
        "ON q.id = m.question WHERE q.retired = 0"
    ).fetchall()


def is_confirmed(conn: Connection, sitting_id: str, position: int) -> bool:
    """Whether an item was confirmed, so that its answer stands."""
    row = conn.execute(
        "SELECT confirmed_at FROM sitting_item WHERE sitting = ? AND position = ?",
        (sitting_id, position),
    ).fetchone()
    return row is not None and row[0] is not None
