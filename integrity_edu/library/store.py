"""SQL of the compiled library: documents, the measures they serve, and what was compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from sqlite3 import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Document:
    """One compiled thing: `body` is the JSON of its value type, `digest` its revision."""

    kind: str
    id: str
    position: int
    title: str
    body: str
    digest: str


def put_documents(
    db: Database, documents: Sequence[Document], served: Sequence[tuple[int, str, str]]
) -> None:
    """Replace all documents, and the (measure, kind, id) they serve; the first of an id wins."""
    db.execute("DELETE FROM document")
    db.execute("DELETE FROM document_measure")
    db.conn.executemany(
        "INSERT OR IGNORE INTO document VALUES (?, ?, ?, ?, ?, ?)", map(astuple, documents)
    )
    db.conn.executemany("INSERT OR IGNORE INTO document_measure VALUES (?, ?, ?)", served)


def meta(conn: Connection, name: str) -> str:
    """One remembered value; empty when there is none."""
    row = conn.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def set_meta(db: Database, name: str, value: str) -> None:
    """Remember one value."""
    db.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
