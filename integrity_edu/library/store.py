"""SQL of the compiled library and of imported questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct

from integrity_edu.quiz.store import QuestionRow
from integrity_edu.storage.search import KINDS, Doc, grams

if TYPE_CHECKING:
    from sqlite_utils import Database

_AT_ONCE = 1_000
"""Values bound in one statement; SQLite takes 32,766."""

_QUESTIONS_FROM = KINDS.index("question") * 1_000_000_000
"""Questions are the last kind of the search index: every larger id is one of them."""


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


class Standing(Struct, frozen=True):
    """A question as the bank has it; `digests` of what stands and of what a new key stands for."""

    source: str
    retired: bool
    digests: tuple[str | None, str | None]


def standing(conn: Connection, questions: Sequence[str]) -> dict[str, Standing]:
    """question → how it stands; unknown ids are left out."""
    found: dict[str, Standing] = {}
    for at in range(0, len(questions), _AT_ONCE):
        some = questions[at : at + _AT_ONCE]
        rows = conn.execute(
            "SELECT q.id, q.source, q.retired, r.digest, "
            "(SELECT digest FROM question_revision WHERE id = q.corrects) "
            "FROM question q JOIN question_revision r ON r.id = q.revision "
            f"WHERE q.id IN ({_marks(some)})",
            tuple(some),
        )
        for ref, source, retired, *digests in rows:
            found[ref] = Standing(source, bool(retired), (digests[0], digests[1]))
    return found


def ids(conn: Connection) -> set[str]:
    """Every question id the bank ever had."""
    return {row[0] for row in conn.execute("SELECT id FROM question")}


def put_many(db: Database, rows: Sequence[tuple[QuestionRow, str, Sequence[int]]]) -> None:
    """Add questions whose ids the bank has never had, as (row, body, measures).

    Rows go in by the order of each table's index.
    """
    conn = db.conn
    (last,) = conn.execute("SELECT coalesce(max(id), 0) FROM question_revision").fetchone()
    by_digest = sorted(rows, key=lambda one: one[0].revision)
    numbers = {row.id: last + place for place, (row, _, _) in enumerate(by_digest, start=1)}
    _insert(
        conn,
        "question_revision (id, digest, question, body)",
        [(numbers[row.id], row.revision, row.id, body) for row, body, _ in by_digest],
    )
    _insert(
        conn,
        "question (id, revision, kind, difficulty, audience, source, lesson)",
        sorted(
            (
                row.id,
                numbers[row.id],
                row.kind,
                row.difficulty,
                row.audience,
                row.source,
                row.lesson,
            )
            for row, _, _ in rows
        ),
    )
    put_measures(db, [(row, measures) for row, _, measures in rows])


def put_measures(db: Database, rows: Iterable[tuple[QuestionRow, Sequence[int]]]) -> None:
    """Put questions that come into use into the cells papers are drawn from."""
    _insert(
        db.conn,
        "question_measure (measure, kind, difficulty, question, audience, source)",
        sorted(
            (number, row.kind, row.difficulty, row.id, row.audience, row.source)
            for row, measures in rows
            for number in measures
        ),
    )


def imported(conn: Connection, questions: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """question → (body, retired) of those that were imported; others are left out."""
    found: dict[str, tuple[str, bool]] = {}
    for at in range(0, len(questions), _AT_ONCE):
        some = questions[at : at + _AT_ONCE]
        rows = conn.execute(
            "SELECT q.id, r.body, q.retired FROM question q "
            "JOIN question_revision r ON r.id = q.revision "
            f"WHERE q.source = 'imported' AND q.id IN ({_marks(some)})",
            tuple(some),
        )
        found |= {ref: (body, bool(retired)) for ref, body, retired in rows}
    return found


def bodies(conn: Connection, sources: Sequence[str]) -> Iterator[str]:
    """The canonical JSON of every question in use of these sources, by id."""
    rows = conn.execute(
        "SELECT r.body FROM question q JOIN question_revision r ON r.id = q.revision "
        f"WHERE q.retired = 0 AND q.source IN ({_marks(sources)}) ORDER BY q.id",
        tuple(sources),
    )
    return (body for (body,) in rows)


def retire(db: Database, questions: Sequence[str]) -> None:
    """Take questions out of use; what was answered stays."""
    one_each = [(ref,) for ref in questions]
    db.conn.executemany("UPDATE question SET retired = 1 WHERE id = ?", one_each)
    db.conn.executemany("DELETE FROM question_measure WHERE question = ?", one_each)


def unretire(db: Database, rows: Sequence[tuple[QuestionRow, Sequence[int]]]) -> None:
    """Bring retired questions back into use."""
    ids = [(row.id,) for row, _ in rows]
    db.conn.executemany("UPDATE question SET retired = 0 WHERE id = ?", ids)
    put_measures(db, rows)


def index_questions(db: Database, docs: Sequence[tuple[Doc, str]]) -> None:
    """Add questions with their tokens behind everything the search index holds."""
    conn = db.conn
    (last,) = conn.execute("SELECT coalesce(max(id), 0) FROM search_doc").fetchone()
    first = max(last, _QUESTIONS_FROM) + 1
    _insert(
        conn,
        "search_doc (id, kind, ref, title, body)",
        [(key, doc.kind, doc.ref, doc.title, doc.body) for key, (doc, _) in enumerate(docs, first)],
    )
    tokens = [(key, tokens) for key, (_, tokens) in enumerate(docs, first)]
    _insert(conn, "search_gram (rowid, grams)", tokens)


def unindex_questions(db: Database, questions: Collection[str]) -> None:
    """Take questions out of the search index, which forgets a text only when told it again."""
    conn = db.conn
    rows = conn.execute("SELECT id, ref FROM search_doc WHERE id > ?", (_QUESTIONS_FROM,))
    keys = [key for key, ref in rows if ref in questions]
    for key in keys:
        (body,) = conn.execute("SELECT body FROM search_doc WHERE id = ?", (key,)).fetchone()
        conn.execute(
            "INSERT INTO search_gram (search_gram, rowid, grams) VALUES ('delete', ?, ?)",
            (key, grams(body)),
        )
    conn.executemany("DELETE FROM search_doc WHERE id = ?", [(key,) for key in keys])


def _insert(conn: Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        conn.executemany(f"INSERT INTO {into} VALUES ({_marks(rows[0])})", rows)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
