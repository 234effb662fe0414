"""SQL of questions, sittings, answers and marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


from msgspec import Struct


class QuestionRow(Struct, frozen=True):
    """A question as it stands in the bank; `revision` is its digest, `audience` a bit mask."""

    id: str
    revision: str
    kind: str
    difficulty: int
    audience: int
    source: str
    lesson: str | None


class SittingRow(Struct, frozen=True):
    """One attempt; times are ISO 8601 text, `terms` JSON of sitting.Terms."""

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
    terms: str = "{}"
    pending: int = 0
    settled: int = 0
    paper: str | None = None
    variant: int = 0
    outcome: str = ""


class ItemRow(Struct, frozen=True):
    """One question of a sitting with the newest answer; `shown` is how its options were ordered."""

    position: int
    body: str
    revision: int
    shown: str
    flagged: int
    confirmed_at: str | None
    earned: float | None
    fraction: float | None
    possible: float
    tries: int
    core: int
    response: str | None
    certainty: int | None
    saved_at: str | None
    detail: str | None = None
    """What whoever marked it by hand said, as JSON."""


class MarkRow(Struct, frozen=True):
    """One mark of the history; `why` is answer, self, teacher or regrade, `detail` JSON."""

    person: str
    question: str
    sitting: str
    position: int
    fraction: float
    certainty: int | None
    at: str
    why: str
    author: str | None = None
    detail: str | None = None


_SITTING = ", ".join(SittingRow.__struct_fields__)
_MARK = ", ".join(MarkRow.__struct_fields__)
_ITEM = """SELECT i.position, r.body, i.revision, i.shown, i.flagged, i.confirmed_at, i.earned,
    i.fraction, i.possible, i.tries, i.core, a.response, a.certainty, a.saved_at,
    (SELECT detail FROM mark WHERE sitting = i.sitting AND position = i.position
        ORDER BY id DESC LIMIT 1)
    FROM sitting_item i JOIN question_revision r ON r.id = i.revision
    LEFT JOIN answer a ON a.id = (SELECT max(id) FROM answer
        WHERE sitting = i.sitting AND position = i.position)
    WHERE i.sitting = ?"""


def put_questions(
    db: Database, rows: Iterable[tuple[QuestionRow, str, Sequence[int]]], source: str
) -> None:
    """Replace the questions of one source by (row, body, measures); what is gone is retired.

    A teacher's new key stands as long as the text it corrects does.
    """
    conn = db.conn
    conn.execute("UPDATE question SET retired = 1 WHERE source = ?", (source,))
    conn.execute("DELETE FROM question_measure WHERE source = ?", (source,))
    add_questions(db, rows)


def add_questions(db: Database, rows: Iterable[tuple[QuestionRow, str, Sequence[int]]]) -> None:
    """Add or update questions given as (row, body, measures)."""
    conn = db.conn
    for row, body, measures in rows:
        revision = put_revision(db, row.revision, row.id, body)
        conn.execute(
            "INSERT INTO question (id, revision, kind, difficulty, audience, source, lesson) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "revision = CASE corrects WHEN excluded.revision THEN revision "
            "ELSE excluded.revision END, "
            "corrects = CASE corrects WHEN excluded.revision THEN corrects END, "
            "kind = excluded.kind, source = excluded.source, difficulty = excluded.difficulty, "
            "audience = excluded.audience, lesson = excluded.lesson, retired = 0",
            (row.id, revision, row.kind, row.difficulty, row.audience, row.source, row.lesson),
        )
        conn.execute("DELETE FROM question_measure WHERE question = ?", (row.id,))
        conn.executemany(
            "INSERT INTO question_measure (measure, kind, difficulty, question, audience, source) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(n, row.kind, row.difficulty, row.id, row.audience, row.source) for n in measures],
        )


def put_revision(db: Database, digest: str, question: str, body: str) -> int:
    """The number of a revision, stored if it is new."""
    found = db.conn.execute(
        "SELECT id FROM question_revision WHERE digest = ?", (digest,)
    ).fetchone()
    if found:
        return int(found[0])
    made = db.conn.execute(
        "INSERT INTO question_revision (digest, question, body) VALUES (?, ?, ?)",
        (digest, question, body),
    )
    return int(made.lastrowid or 0)


def pool(
    conn: Connection, measures: Sequence[int], audience: int, *, by_hand: bool = True
) -> list[tuple[int, str, str, int]]:
    """(measure, question, source, difficulty) of every question in use for an audience mask.

    Without `by_hand` those that a person has to mark stay out.
    """
    marks = ",".join("?" * len(measures))
    return conn.execute(
        f"SELECT measure, question, source, difficulty FROM question_measure "
        f"WHERE measure IN ({marks}) AND audience & ? AND (? OR kind <> 'short') "
        "ORDER BY measure, question",
        (*measures, audience, by_hand),
    ).fetchall()


def revisions(conn: Connection, questions: Sequence[str]) -> dict[str, tuple[int, str]]:
    """question → (revision, body) as they stand now; unknown ids are left out."""
    found: dict[str, tuple[int, str]] = {}
    for question in questions:
        row = conn.execute(
            "SELECT q.revision, r.body FROM question q "
            "JOIN question_revision r ON r.id = q.revision WHERE q.id = ? AND q.retired = 0",
            (question,),
        ).fetchone()
        if row:
            found[question] = (row[0], row[1])
    return found


def counts_by_measure(conn: Connection, audience: int) -> dict[int, int]:
    """measure → number of questions in use for an audience mask."""
    return dict(
        conn.execute(
            "SELECT measure, count(*) FROM question_measure WHERE audience & ? GROUP BY measure",
            (audience,),
        )
    )


def add_sitting(
    db: Database, row: SittingRow, items: Sequence[tuple[int, str, float, int]]
) -> None:
    """Store a new sitting with its (revision, shown, points, core) items in order."""
    db.table("sitting").insert({name: getattr(row, name) for name in row.__struct_fields__})
    db.conn.executemany(
        "INSERT INTO sitting_item (sitting, position, revision, shown, possible, core) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(row.id, place, *item) for place, item in enumerate(items)],
    )


def sitting(conn: Connection, sitting_id: str) -> SittingRow | None:
    """One sitting."""
    row = conn.execute(f"SELECT {_SITTING} FROM sitting WHERE id = ?", (sitting_id,)).fetchone()
    return SittingRow(*row) if row else None


def sittings(conn: Connection, person: str, state: str, limit: int = 20) -> list[SittingRow]:
    """A person's sittings in one state, newest first; what was only read is no past paper."""
    rows = conn.execute(
        f"SELECT {_SITTING} FROM sitting WHERE person = ? AND state = ? "
        "AND (state = 'open' OR mode <> 'study') "
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


def add_answer(
    db: Database, sitting_id: str, position: int, response: str, certainty: int | None, at: str
) -> None:
    """Append one change of an answer."""
    db.execute(
        "INSERT INTO answer (sitting, position, response, certainty, saved_at) "
        "VALUES (?, ?, ?, ?, ?)",
        (sitting_id, position, response, certainty, at),
    )


def answers(conn: Connection, sitting_id: str) -> list[tuple[int, str, int | None]]:
    """(position, response, certainty) of every change of an attempt, oldest first."""
    return conn.execute(
        "SELECT position, response, certainty FROM answer WHERE sitting = ? ORDER BY id",
        (sitting_id,),
    ).fetchall()


def set_flag(db: Database, sitting_id: str, position: int, *, flagged: bool) -> None:
    """Flag or unflag one item."""
    db.execute(
        "UPDATE sitting_item SET flagged = ? WHERE sitting = ? AND position = ?",
        (int(flagged), sitting_id, position),
    )


def set_position(db: Database, sitting_id: str, position: int) -> None:
    """Remember which item is on screen."""
    db.execute("UPDATE sitting SET position = ? WHERE id = ?", (position, sitting_id))


def set_tries(db: Database, sitting_id: str, position: int, tries: int) -> None:
    """Count the confirmations of one item."""
    db.execute(
        "UPDATE sitting_item SET tries = ? WHERE sitting = ? AND position = ?",
        (tries, sitting_id, position),
    )


def settle_item(db: Database, sitting_id: str, item: ItemRow, at: str) -> None:
    """Close one item with the answer that counts, before anybody has marked it."""
    db.execute(
        "UPDATE sitting_item SET confirmed_at = ?, response = ?, certainty = ? "
        "WHERE sitting = ? AND position = ?",
        (at, item.response, item.certainty, sitting_id, item.position),
    )


def set_mark(db: Database, mark: MarkRow, earned: float) -> None:
    """Append a mark to the history and let it be the item's mark from now on."""
    slots = ", ".join(f":{name}" for name in MarkRow.__struct_fields__)
    values = {name: getattr(mark, name) for name in MarkRow.__struct_fields__}
    db.execute(
        "UPDATE sitting_item SET fraction = :fraction, earned = :earned, first = first OR NOT "
        "EXISTS (SELECT 1 FROM mark WHERE person = :person AND question = :question) "
        "WHERE sitting = :sitting AND position = :position",
        {**values, "earned": earned},
    )
    db.execute(f"INSERT INTO mark ({_MARK}) VALUES ({slots})", values)


def close_sitting(db: Database, sitting_id: str, state: str, at: str) -> None:
    """Submit, leave or abandon a sitting and add it up."""
    db.execute(
        "UPDATE sitting SET state = ?, submitted_at = ? WHERE id = ?", (state, at, sitting_id)
    )
    add_up(db, sitting_id)


def add_up(db: Database, sitting_id: str) -> None:
    """The totals of a sitting are the sums of its items; `pending` counts those not yet marked.

    An item's `rest` is how right everything else on the paper was, 0 to 1, for item analysis.
    """
    db.execute(
        "UPDATE sitting SET (earned, possible, pending) = (SELECT coalesce(sum(earned), 0), "
        "coalesce(sum(possible), 0), coalesce(sum(fraction IS NULL AND confirmed_at IS NOT NULL), "
        "0) FROM sitting_item WHERE sitting = sitting.id) WHERE id = ?",
        (sitting_id,),
    )
    right, possible = db.execute(
        "SELECT sum(fraction * possible), sum(possible) FROM sitting_item "
        "WHERE sitting = ? AND fraction IS NOT NULL",
        (sitting_id,),
    ).fetchone()
    db.execute(
        "UPDATE sitting_item SET rest = CASE WHEN :possible > possible "
        "THEN (:right - fraction * possible) / (:possible - possible) END "
        "WHERE sitting = :sitting AND fraction IS NOT NULL",
        {"right": right, "possible": possible, "sitting": sitting_id},
    )


def core_missed(conn: Connection, sitting_id: str) -> int:
    """How many questions of a sitting's must-pass core are not right."""
    (count,) = conn.execute(
        "SELECT count(*) FROM sitting_item WHERE sitting = ? AND core AND "
        "coalesce(fraction, 0) < 1",
        (sitting_id,),
    ).fetchone()
    return int(count)


def unsettled(conn: Connection, person: str) -> list[SittingRow]:
    """A person's handed-in attempts whose marks changed since what they brought was drawn."""
    rows = conn.execute(
        f"SELECT {_SITTING} FROM sitting WHERE person = ? AND settled = 0 "
        "AND state = 'submitted' AND pending = 0 ORDER BY submitted_at, rowid",
        (person,),
    )
    return [SittingRow(*row) for row in rows]


def set_outcome(db: Database, sitting_id: str, outcome: str) -> None:
    """Note what has been drawn from a sitting: '', passed or review."""
    db.execute("UPDATE sitting SET settled = 1, outcome = ? WHERE id = ?", (outcome, sitting_id))


def marks_of_item(conn: Connection, sitting_id: str, position: int) -> list[MarkRow]:
    """Every mark one item was given, oldest first."""
    rows = conn.execute(
        f"SELECT {_MARK} FROM mark WHERE sitting = ? AND position = ? ORDER BY id",
        (sitting_id, position),
    )
    return [MarkRow(*row) for row in rows]


def is_confirmed(conn: Connection, sitting_id: str, position: int) -> bool:
    """Whether an item was confirmed, so that its answer stands."""
    row = conn.execute(
        "SELECT confirmed_at FROM sitting_item WHERE sitting = ? AND position = ?",
        (sitting_id, position),
    ).fetchone()
    return row is not None and row[0] is not None


def note_clock_back(db: Database, sitting_id: str, minutes: float, at: str) -> None:
    """Note that the clock was found set back by so much; once for as long as it stays so."""
    db.execute(
        "INSERT INTO sitting_event (sitting, at, kind, minutes) SELECT :sitting, :at, "
        "'clock_back', :minutes WHERE coalesce(abs(:minutes - (SELECT minutes FROM sitting_event "
        "WHERE sitting = :sitting AND kind = 'clock_back' ORDER BY id DESC LIMIT 1)), 1) >= 1",
        {"sitting": sitting_id, "at": at, "minutes": minutes},
    )
