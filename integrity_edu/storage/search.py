"""Full text search that finds every Chinese word of any length, as one types.

Texts are indexed as overlapping pairs of characters (with the last one alone), queries are cut
the same way: a two-character word is then one token, so hits and their count come straight from
one posting list. SQLite's own trigram tokenizer cannot answer two characters at all.
Longer words are the conjunction of their pairs, checked against the stored text.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import add
from sqlite3 import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

KINDS = ("measure", "law", "lesson", "case", "term", "question")
"""In the order in which hits are listed; a document's id is its kind's place × 10⁹ + number."""

_RUN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[a-z0-9]+")
"""Chinese characters with 々 and 〇 (as escapes: U+F900 turns into another one when normalised)."""

_RUN_AS_WRITTEN = re.compile(_RUN.pattern.replace("a-z", "A-Za-z"))

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
"""As SQLite's lower() does it; str.lower() can make a text longer, and marks would slip."""

_LEAD, _SNIPPET = 14, 60
"""Characters before the first match and in a whole piece; a longer word makes a longer piece."""

MOST_WORDS = 60
"""A query that long was pasted; SQLite would refuse some hundred conditions."""


@dataclass(frozen=True, slots=True)
class Doc:
    """A searchable text: `ref` is the id of the thing within its kind."""

    kind: str
    ref: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One found text with a piece of it around the first match; marks are character offsets."""

    kind: str
    ref: str
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The first hits and how many there are in all."""

    hits: tuple[Hit, ...]
    count: int


def grams(text: str) -> str:
    """The tokens of a text: pairs of Chinese characters, last one alone, Latin words whole.

    What comes twice is told twice; the index keeps no places, so it takes it once by itself.
    """
    runs = _RUN_AS_WRITTEN.findall(text)
    return " ".join(
        [run.lower() if run.isascii() else " ".join(map(add, run, run[1:] + " ")) for run in runs]
    )


def _match(runs: list[str]) -> str:
    """The FTS5 query that holds for every text containing all runs (and perhaps a few more)."""
    terms: list[str] = []
    for run in runs:
        if run.isascii() or len(run) == 1:
            terms.append(f'"{run}"*')
        else:
            terms += [f'"{a}{b}"' for a, b in pairwise(run)]
    return " AND ".join(dict.fromkeys(terms))


def search(conn: Connection, query: str, limit: int = 50) -> Found:
    """Texts that contain every word of `query`, plan first, then laws, lessons, cases, questions.

    Words are parted by anything that is neither a Chinese character, a Latin letter nor a digit;
    case is levelled. Only the first MOST_WORDS count. An empty query finds nothing.
    """
    runs = list(dict.fromkeys(_RUN.findall(query.translate(_LOWER))))[:MOST_WORDS]
    if not runs:
        return Found((), 0)
    match = _match(runs)
    if all(len(run) <= 2 and not run.isascii() for run in runs):  # pairs are exact: no need to look
        count = conn.execute(
            "SELECT count(*) FROM search_gram WHERE search_gram MATCH ?", (match,)
        ).fetchone()[0]
        rows = conn.execute(
            "SELECT kind, ref, title, body FROM search_doc WHERE id IN (SELECT rowid FROM "
            "search_gram WHERE search_gram MATCH ? ORDER BY rowid LIMIT ?) ORDER BY id",
            (match, limit),
        ).fetchall()
    else:
        test = " AND ".join("instr(lower(body), ?)" for _ in runs)
        where = f"id IN (SELECT rowid FROM search_gram WHERE search_gram MATCH ?) AND {test}"
        count = conn.execute(
            f"SELECT count(*) FROM search_doc WHERE {where}", (match, *runs)
        ).fetchone()[0]
        rows = conn.execute(
            f"SELECT kind, ref, title, body FROM search_doc WHERE {where} ORDER BY id LIMIT ?",
            (match, *runs, limit),
        ).fetchall()
    return Found(
        tuple(_hit(kind, ref, title, body, runs) for kind, ref, title, body in rows), count
    )


def _hit(kind: str, ref: str, title: str, body: str, runs: list[str]) -> Hit:
    low = body.translate(_LOWER)
    first, length = min((at, len(run)) for run in runs if (at := low.find(run)) >= 0)
    start = max(0, first - _LEAD)
    end = max(start + _SNIPPET, first + length)
    piece = body[start:end].replace("\n", " ")
    lead = "…" if start else ""
    tail = "…" if end < len(body) else ""
    snippet = lead + piece + tail
    marks = tuple(
        (found.start(), found.end())
        for run in runs
        for found in re.finditer(re.escape(run), snippet.translate(_LOWER))
    )
    return Hit(kind, ref, title, snippet, marks)


def reindex(db: Database, docs: Iterable[Doc]) -> None:
    """Replace the whole index; `body` of a doc should repeat its title so that it is found too."""
    db.execute("INSERT INTO search_gram(search_gram) VALUES ('delete-all')")
    db.execute("DELETE FROM search_doc")
    counters = dict.fromkeys(KINDS, 0)
    rows, tokens = [], []
    for doc in docs:
        counters[doc.kind] += 1
        key = KINDS.index(doc.kind) * 1_000_000_000 + counters[doc.kind]
        rows.append((key, doc.kind, doc.ref, doc.title, doc.body))
        tokens.append((key, grams(doc.body)))
    db.conn.executemany("INSERT INTO search_doc VALUES (?, ?, ?, ?, ?)", rows)
    db.conn.executemany("INSERT INTO search_gram(rowid, grams) VALUES (?, ?)", tokens)
