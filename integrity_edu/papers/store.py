"""SQL of papers and of the cells they are drawn from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from sqlite_utils import Database

    from integrity_edu.papers.blueprint import Row


class PaperRow(Struct, frozen=True):
    """A saved paper; `blueprint` is JSON, times are ISO 8601 text."""

    id: str
    owner: str
    title: str
    blueprint: str
    seed: int
    variants: int
    made_at: str
    withdrawn_at: str | None = None


class ItemRow(Struct, frozen=True):
    """One question of one variant; `shown` is a JSON list of option ids."""

    variant: int
    position: int
    revision: int
    shown: str
    section: int
    points: float
    core: int


_PAPER = ", ".join(PaperRow.__struct_fields__)
_ITEM = ", ".join(ItemRow.__struct_fields__)


def pool(conn: Connection, row: Row, audience: int) -> list[str]:
    """The ids of all questions in use that fit a cell, each once, in a fixed order.

    A cell of measures is read from the covering primary key of question_measure, as one JSON
    array for each measure: a third quicker than a row for each question.
    """
    terms: list[str] = []
    values: list[object] = []
    if row.kind:
        terms.append("kind = ?")
        values.append(row.kind)
    if row.difficulty:
        terms.append(f"difficulty IN ({_marks(row.difficulty)})")
        values += row.difficulty
    terms.append("audience & ?")
    values.append(audience)
    where = " AND ".join(terms)
    found: list[str] = []
    if row.measures:
        for measure in sorted(set(row.measures)):
            found += _ids(conn, f"question_measure WHERE measure = ? AND {where}", measure, *values)
        return sorted(set(found))
    if row.lessons:
        terms.insert(0, f"lesson IN ({_marks(row.lessons)})")
        values = [*row.lessons, *values]
    where = " AND ".join((*terms, "retired = 0"))
    return sorted(_ids(conn, f"question WHERE {where}", *values, name="id"))


def _ids(conn: Connection, rest: str, *values: object, name: str = "question") -> list[str]:
    text = conn.execute(f"SELECT json_group_array({name}) FROM {rest}", values).fetchone()[0]
    return msgspec.json.decode(text, type=list[str])


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def current(conn: Connection, questions: Iterable[str]) -> dict[str, tuple[int, str]]:
    """question → (revision, body) of those in use; others are left out."""
    rows = conn.execute(
        "SELECT q.id, q.revision, r.body FROM json_each(?) wanted "
        "JOIN question q ON q.id = wanted.value JOIN question_revision r ON r.id = q.revision "
        "WHERE q.retired = 0",
        (json.dumps(list(questions)),),
    )
    return {ref: (revision, body) for ref, revision, body in rows}


def bodies(conn: Connection, revisions: Iterable[int]) -> dict[int, tuple[str, str]]:
    """revision → (question, body)."""
    rows = conn.execute(
        "SELECT r.id, r.question, r.body FROM json_each(?) wanted "
        "JOIN question_revision r ON r.id = wanted.value",
        (json.dumps(list(revisions)),),
    )
    return {revision: (ref, body) for revision, ref, body in rows}


def add_paper(db: Database, row: PaperRow, items: Iterable[ItemRow]) -> None:
    """Store a paper with all its variants."""
    db.table("paper").insert({name: getattr(row, name) for name in row.__struct_fields__})
    db.conn.executemany(
        f"INSERT INTO paper_item (paper, {_ITEM}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (row.id, one.variant, one.position, one.revision, one.shown, one.section, one.points,
             one.core)
            for one in items
        ),
    )  # fmt: skip


def paper(conn: Connection, paper_id: str) -> PaperRow | None:
    """One paper."""
    row = conn.execute(f"SELECT {_PAPER} FROM paper WHERE id = ?", (paper_id,)).fetchone()
    return PaperRow(*row) if row else None


def papers(conn: Connection, owner: str, *, withdrawn: bool = False) -> list[PaperRow]:
    """Somebody's papers, newest first; those taken back only when asked for."""
    state = "NOT NULL" if withdrawn else "NULL"
    rows = conn.execute(
        f"SELECT {_PAPER} FROM paper WHERE owner = ? AND withdrawn_at IS {state} "
        "ORDER BY made_at DESC, rowid DESC",
        (owner,),
    )
    return [PaperRow(*row) for row in rows]


def items(conn: Connection, paper_id: str, variant: int | None = None) -> list[ItemRow]:
    """The questions of one variant in order, or those of all variants."""
    rows = conn.execute(
        f"SELECT {_ITEM} FROM paper_item WHERE paper = ?1 AND (?2 IS NULL OR variant = ?2) "
        "ORDER BY variant, position",
        (paper_id, variant),
    )
    return [ItemRow(*row) for row in rows]


def set_item(
    db: Database, paper_id: str, place: tuple[int, int], revision: int, shown: str
) -> None:
    """Put another question at (variant, position)."""
    db.execute(
        "UPDATE paper_item SET revision = ?, shown = ? "
        "WHERE paper = ? AND variant = ? AND position = ?",
        (revision, shown, paper_id, *place),
    )


def set_title(db: Database, paper_id: str, title: str, blueprint: str) -> None:
    """Rename a paper; its blueprint carries the title too."""
    db.execute(
        "UPDATE paper SET title = ?, blueprint = ? WHERE id = ?", (title, blueprint, paper_id)
    )


def set_withdrawn(db: Database, paper_id: str, at: str | None) -> None:
    """Take a paper back, or bring it back with None."""
    db.execute("UPDATE paper SET withdrawn_at = ? WHERE id = ?", (at, paper_id))


def is_sat(conn: Connection, paper_id: str) -> bool:
    """Whether anybody has begun it."""
    found = conn.execute("SELECT 1 FROM sitting WHERE paper = ? LIMIT 1", (paper_id,)).fetchone()
    return found is not None
