"""SQL of the plan's own: how many questions stand behind a measure."""

from __future__ import annotations

from sqlite3 import Connection


def question_count(conn: Connection, measure: int) -> int:
    """How many questions in use serve a measure."""
    found: int = conn.execute(
        "SELECT count(*) FROM question_measure m JOIN question q ON q.id = m.question "
        "WHERE m.measure = ? AND q.retired = 0",
        (measure,),
    ).fetchone()[0]
    return found
