"""SQL of cards, notes and of reading marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct

from integrity_edu.quiz.modes import MODES
from integrity_edu.review.marks import Mark

if TYPE_CHECKING:
    from sqlite_utils import Database


class CardRow(Struct, frozen=True):
    """One row of `review_card`; days are ISO 8601."""

    question: str
    due: str
    stability: float
    difficulty: float
    answers: int
    lapses: int
    answered_on: str
    fraction: float


class EntryRow(Struct, frozen=True):
    """One question of a wrong-book: in use, with its card if it ever went wrong."""

    question: str
    kind: str
    due: str | None
    favourite: int
    cause: str
    measures: str


class NoteRow(Struct, frozen=True):
    """One row of `question_note`; `note` is sealed."""

    question: str
    favourite: int
    cause: str
    note: bytes | None


_CARD = ", ".join(CardRow.__struct_fields__)
_MARK = "m.question, m.sitting, m.position, m.fraction, m.certainty, m.at, m.why"

# an exam that others may still sit keeps its keys; datetime() makes both times UTC
_KEPT = (
    "datetime(coalesce(json_extract(s.terms, '$.keys_at'), json_extract(s.terms, '$.closes_at'))) "
    "> datetime(:now)"
)
_MAY_BE_SEEN = f"""EXISTS (SELECT 1 FROM question q WHERE q.id = c.question AND q.retired = 0)
    AND NOT EXISTS (SELECT 1 FROM mark m JOIN sitting s ON s.id = m.sitting
        WHERE m.person = c.person AND m.question = c.question AND s.mode = 'exam' AND {_KEPT})"""


def newest_mark(conn: Connection, person: str) -> int:
    """The number of a person's newest mark, 0 for none."""
    (found,) = conn.execute("SELECT max(id) FROM mark WHERE person = ?", (person,)).fetchone()
    return found or 0


def seen_mark(conn: Connection, person: str) -> int:
    """Up to which mark a person's cards have been moved."""
    row = conn.execute("SELECT mark FROM review_state WHERE person = ?", (person,)).fetchone()
    return row[0] if row else 0


def set_seen_mark(db: Database, person: str, mark: int) -> None:
    """Note up to which mark a person's cards have been moved."""
    db.execute("INSERT OR REPLACE INTO review_state (person, mark) VALUES (?, ?)", (person, mark))


def marks_since(conn: Connection, person: str, mark: int) -> list[Mark]:
    """A person's marks after a number, oldest first."""
    rows = conn.execute(
        f"SELECT {_MARK} FROM mark m WHERE person = ? AND id > ? ORDER BY id", (person, mark)
    )
    return [Mark(*row) for row in rows]


def marks_of(conn: Connection, person: str, question: str) -> list[Mark]:
    """All marks of a person at one question, oldest first."""
    rows = conn.execute(
        f"SELECT {_MARK} FROM mark m WHERE person = ? AND question = ? ORDER BY id",
        (person, question),
    )
    return [Mark(*row) for row in rows]


def marks_with_modes(conn: Connection, person: str, now: str) -> list[Mark]:
    """All marks of a person, oldest first, with the mode of their sitting."""
    rows = conn.execute(
        f"SELECT {_MARK}, s.mode, coalesce(s.mode = 'exam' AND {_KEPT}, 0) "
        "FROM mark m JOIN sitting s ON s.id = m.sitting WHERE m.person = :person ORDER BY m.id",
        {"person": person, "now": now},
    )
    return [Mark(*row) for row in rows]


def marks_by_measure(conn: Connection, person: str) -> list[tuple[int, Mark]]:
    """(measure, mark) of all marks of a person at questions in use, oldest first."""
    rows = conn.execute(
        f"SELECT q.measure, {_MARK} FROM mark m JOIN question_measure q "
        "ON q.question = m.question WHERE m.person = ? ORDER BY m.id",
        (person,),
    )
    return [(row[0], Mark(*row[1:])) for row in rows]


def measures_of_sittings(conn: Connection, sittings: Iterable[str]) -> dict[str, int]:
    """sitting → over how many measures its marked questions go."""
    found = {}
    for sitting in set(sittings):
        (found[sitting],) = conn.execute(
            "SELECT count(DISTINCT q.measure) FROM mark m JOIN question_measure q "
            "ON q.question = m.question WHERE m.sitting = ?",
            (sitting,),
        ).fetchone()
    return found


def card(conn: Connection, person: str, question: str) -> CardRow | None:
    """One card."""
    row = conn.execute(
        f"SELECT {_CARD} FROM review_card WHERE person = ? AND question = ?", (person, question)
    ).fetchone()
    return CardRow(*row) if row else None


def cards(conn: Connection, person: str) -> list[CardRow]:
    """All cards of a person, by question."""
    rows = conn.execute(
        f"SELECT {_CARD} FROM review_card WHERE person = ? ORDER BY question", (person,)
    )
    return [CardRow(*row) for row in rows]


def put_card(db: Database, person: str, row: CardRow) -> None:
    """Store a card."""
    db.execute(
        f"INSERT OR REPLACE INTO review_card (person, {_CARD}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (person, *(getattr(row, name) for name in CardRow.__struct_fields__)),
    )


def remove_card(db: Database, person: str, question: str) -> None:
    """Take a card away."""
    db.execute("DELETE FROM review_card WHERE person = ? AND question = ?", (person, question))


def set_dues(db: Database, person: str, dues: Iterable[tuple[str, str]]) -> None:
    """Move cards to other days: (question, day)."""
    db.conn.executemany(
        "UPDATE review_card SET due = ? WHERE person = ? AND question = ?",
        [(day, person, question) for question, day in dues],
    )


def due(conn: Connection, person: str, day: str, now: str, limit: int) -> list[str]:
    """Questions due by a day, most overdue first; walks the index and stops at `limit`."""
    rows = conn.execute(
        "SELECT c.question FROM review_card c WHERE c.person = :person AND c.due <= :day "
        f"AND {_MAY_BE_SEEN} ORDER BY c.due, c.question LIMIT :limit",
        {"person": person, "day": day, "now": now, "limit": limit},
    )
    return [question for (question,) in rows]


def reviewed_on(conn: Connection, person: str, day: str) -> int:
    """How many different questions were answered in reviews on a day.

    Reads backwards from the newest mark and stops at the day before, so it costs what was
    answered that day, however long the history. Only a paper with a clock, handed in late, is
    marked at an earlier time than it is written down; such marks are stepped over.
    """
    rows = conn.execute(
        "SELECT m.at, m.question, m.why, s.mode FROM mark m JOIN sitting s ON s.id = m.sitting "
        "WHERE m.person = ? ORDER BY m.id DESC",
        (person,),
    )
    found = set()
    for at, question, why, mode in rows:
        if at[:10] < day and not MODES[mode].timed:
            break
        if mode == "review" and why in ("answer", "self") and at[:10] == day:
            found.add(question)
    return len(found)


def entries(conn: Connection, person: str) -> list[EntryRow]:
    """Every question in use that a person has a card for or likes, by question."""
    rows = conn.execute(
        "SELECT q.id, q.kind, c.due, coalesce(n.favourite, 0), coalesce(n.cause, ''), coalesce("
        "(SELECT group_concat(measure) FROM question_measure WHERE question = q.id), '') "
        "FROM (SELECT question FROM review_card WHERE person = :person UNION "
        "SELECT question FROM question_note WHERE person = :person AND favourite = 1) k "
        "JOIN question q ON q.id = k.question AND q.retired = 0 "
        "LEFT JOIN review_card c ON c.person = :person AND c.question = q.id "
        "LEFT JOIN question_note n ON n.person = :person AND n.question = q.id ORDER BY q.id",
        {"person": person},
    )
    return [EntryRow(*row) for row in rows]


def bodies(conn: Connection, questions: Sequence[str]) -> dict[str, str]:
    """question → its JSON as it stands now, for a page of questions."""
    slots = ",".join("?" * len(questions))
    return dict(
        conn.execute(
            "SELECT q.id, r.body FROM question q JOIN question_revision r ON r.id = q.revision "
            f"WHERE q.id IN ({slots})",
            tuple(questions),
        )
    )


def notes(conn: Connection, person: str, questions: Sequence[str]) -> dict[str, NoteRow]:
    """question → a person's note, where there is one."""
    slots = ",".join("?" * len(questions))
    rows = conn.execute(
        "SELECT question, favourite, cause, note FROM question_note "
        f"WHERE person = ? AND question IN ({slots})",
        (person, *questions),
    )
    return {row[0]: NoteRow(*row) for row in rows}


def put_note(db: Database, person: str, row: NoteRow, at: str) -> None:
    """Store a note."""
    db.execute(
        "INSERT OR REPLACE INTO question_note (person, question, favourite, cause, note, "
        "changed_at) VALUES (?, ?, ?, ?, ?, ?)",
        (person, row.question, row.favourite, row.cause, row.note, at),
    )


def remove_note(db: Database, person: str, question: str) -> None:
    """Take a note away."""
    db.execute("DELETE FROM question_note WHERE person = ? AND question = ?", (person, question))
