"""SQL of compiled documents: the plan's parts and measures, law cards, and what serves them.

Courses keep their documents in the same table; each area reads only its own kinds.
"""

from __future__ import annotations

from sqlite3 import Connection

PLAN, PART, MEASURE, LAW = "plan", "part", "measure", "law"


def bodies(conn: Connection, kind: str) -> list[str]:
    """The JSON of every document of a kind, in order."""
    rows = conn.execute("SELECT body FROM document WHERE kind = ? ORDER BY position", (kind,))
    return [row[0] for row in rows]


def body(conn: Connection, kind: str, ref: str) -> str | None:
    """The JSON of one document."""
    row = conn.execute(
        "SELECT body FROM document WHERE kind = ? AND id = ?", (kind, ref)
    ).fetchone()
    return row[0] if row else None


def served_by(conn: Connection, measure: int, kind: str) -> list[tuple[str, str]]:
    """(id, title) of the documents of a kind that serve a measure."""
    return conn.execute(
        "SELECT d.id, d.title FROM document_measure m JOIN document d USING (kind, id) "
        "WHERE m.measure = ? AND m.kind = ? ORDER BY d.position",
        (measure, kind),
    ).fetchall()


def question_count(conn: Connection, measure: int) -> int:
    """How many questions in use serve a measure."""
    found: int = conn.execute(
        "SELECT count(*) FROM question_measure m JOIN question q ON q.id = m.question "
        "WHERE m.measure = ? AND q.retired = 0",
        (measure,),
    ).fetchone()[0]
    return found
