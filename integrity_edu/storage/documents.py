"""The compiled library as one JSON document a row.

Kinds: plan, part, measure, law, course, lesson, case, day, saying, path,
term, workdays. Which value type a kind decodes to is the business of the area that reads it.
"""

from __future__ import annotations

from sqlite3 import Connection


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


def titles(conn: Connection, kind: str) -> dict[str, str]:
    """id → title of every document of a kind, in order."""
    return dict(
        conn.execute("SELECT id, title FROM document WHERE kind = ? ORDER BY position", (kind,))
    )


def digest(conn: Connection, kind: str, ref: str) -> str:
    """The revision of a document as compiled; empty when it is gone."""
    row = conn.execute(
        "SELECT digest FROM document WHERE kind = ? AND id = ?", (kind, ref)
    ).fetchone()
    return row[0] if row else ""


def serving(conn: Connection, measure: int, kind: str) -> list[tuple[str, str]]:
    """(id, title) of the documents of a kind that serve a measure."""
    return conn.execute(
        "SELECT d.id, d.title FROM document_measure m JOIN document d USING (kind, id) "
        "WHERE m.measure = ? AND m.kind = ? ORDER BY d.position",
        (measure, kind),
    ).fetchall()


def measures(conn: Connection, kind: str) -> dict[str, frozenset[int]]:
    """id → the measures a document of a kind serves; those that serve none are left out."""
    found: dict[str, set[int]] = {}
    rows = conn.execute("SELECT id, measure FROM document_measure WHERE kind = ?", (kind,))
    for ref, measure in rows:
        found.setdefault(ref, set()).add(measure)
    return {ref: frozenset(numbers) for ref, numbers in found.items()}
