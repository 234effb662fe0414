"""Item analysis of 10 million answers beside the same sums by hand; a million answers graded."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.measure import Figure, in_turn, timed
from integrity_edu.clock import system_clock
from integrity_edu.exams.analysis.reports import PaperAnalysis, analyse_bank
from integrity_edu.ids import PersonId
from integrity_edu.quiz.grading import RULES, fraction, right_response
from integrity_edu.quiz.questions import (
    Cloze,
    Fill,
    Gap,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Single,
    digest,
    encode,
)
from integrity_edu.storage.database import close, open_database
from integrity_edu.workspace import Actor, Role, Workspace

SITTINGS = 200_000
ITEMS = 50
QUESTIONS = 2_000
ROUNDS = 3
GRADED = 1_000_000

# the share of right answers rises with how able the sitter is; wrong ones spread over b, c and d
_CHANCE = (
    "((({n} * 2654435761 + {p} * 40503 + 12345) % 4294967291) * 48271 % 2147483647 / 2147483647.0)"
)
_RIGHT = f"({_CHANCE.format(n='n', p='p')} < 0.35 + 0.5 * ability)"
_FILL = (
    # one row a sitter, totals worked out from the same arithmetic as the items
    f"""CREATE TABLE sitter AS WITH RECURSIVE
        place (p) AS (SELECT 0 UNION ALL SELECT p + 1 FROM place WHERE p < {ITEMS - 1}),
        one (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < {SITTINGS}),
        able (n, ability) AS (SELECT n, {_CHANCE.format(n="n", p="9973")} FROM one)
        SELECT n, ability, (SELECT sum({_RIGHT}) FROM place) AS earned FROM able""",
    f"""INSERT INTO sitting (id, person, mode, title, scope, terms, seed, started_at, state,
            submitted_at, earned, possible, settled)
        SELECT printf('s_%016d', n), printf('p_%016d', n), 'mock', 'bench', '{{}}', '{{}}', n,
            '2026-11-23T09:00:00+08:00', 'submitted', '2026-11-23T10:00:00+08:00', earned,
            {ITEMS}, 1 FROM sitter ORDER BY n""",
    f"""WITH RECURSIVE place (p) AS (SELECT 0 UNION ALL SELECT p + 1 FROM place WHERE p < {ITEMS - 1})
        INSERT INTO sitting_item (sitting, position, revision, shown, confirmed_at, fraction,
            earned, possible, response, first, rest)
        SELECT printf('s_%016d', n), p, (n * 37 + p * 41) % {QUESTIONS} + 1, '["a","b","c","d"]',
            '2026-11-23T10:00:00+08:00', CAST({_RIGHT} AS REAL), CAST({_RIGHT} AS REAL), 1,
            CASE WHEN {_RIGHT} THEN '["a"]' ELSE
                CASE (n + p * 7) % 3 WHEN 0 THEN '["b"]' WHEN 1 THEN '["c"]' ELSE '["d"]' END END,
            1, (earned - {_RIGHT}) / {ITEMS - 1}.0
        FROM sitter CROSS JOIN place ORDER BY n""",
    "DROP TABLE sitter",
)

BY_HAND = """SELECT revision, response, count(*), sum(fraction), sum(fraction * fraction),
    sum(rest), sum(rest * rest), sum(fraction * rest), sum(rest >= :high), sum(rest <= :low)
    FROM sitting_item WHERE first = 1 AND rest IS NOT NULL GROUP BY revision, response"""
CUTS_BY_HAND = """SELECT earned / possible FROM sitting WHERE state = 'submitted' AND possible > 0
    ORDER BY 1 LIMIT 1 OFFSET :place"""


def item_analysis() -> list[Figure]:
    """Everything the page needs, questions read and flagged, beside the bare sums in SQL."""
    with tempfile.TemporaryDirectory(prefix="integrity-edu-bench-") as folder:
        path = Path(folder) / "answers.sqlite"
        took = timed(lambda: _build(path))
        size = path.stat().st_size / 1e9
        rows = SITTINGS * ITEMS
        print(
            f"# built {rows:,} answers in {took / 1000:.0f} s, {size:.2f} GB (not measured)",
            file=sys.stderr,
        )
        ws = Workspace(open_database(path), system_clock)
        ws.act_as(Actor(PersonId("p_bench"), Role.TEACHER, b""))
        by_hand(ws.conn)  # both find the file in the disk cache
        _check(ws)
        ours, theirs = in_turn(
            lambda: timed(lambda: analyse_bank(ws)), lambda: timed(lambda: by_hand(ws.conn)), ROUNDS
        )
        close(ws.conn)
    print(f"# item analysis {ours / 1000:.2f} s, by hand {theirs / 1000:.2f} s", file=sys.stderr)
    return [Figure("item_analysis", ours, "ms", theirs, 1.2)]


def by_hand(conn: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The cut points and the sums as anybody would write them."""
    third = SITTINGS // 3
    (low,) = conn.execute(CUTS_BY_HAND, {"place": third - 1}).fetchone()
    (high,) = conn.execute(CUTS_BY_HAND, {"place": SITTINGS - third}).fetchone()
    return conn.execute(BY_HAND, {"low": low, "high": high}).fetchall()


def grading() -> list[Figure]:
    """A million answers of mixed kinds, half of them right, under every rule in turn."""
    cases = [(one, answer) for one in _kinds() for answer in (right_response(one), _wrong(one))]
    rounds = GRADED // len(cases)

    def grade_all() -> None:
        for place in range(rounds):
            rule = RULES[place % len(RULES)]
            for question, answer in cases:
                fraction(question, answer, rule)

    took = statistics.median(timed(grade_all) for _ in range(3))
    print(f"# graded {rounds * len(cases):,} answers in {took / 1000:.2f} s", file=sys.stderr)
    return [Figure("grading_million", took, "ms", 0, 60_000, relative=False)]


def _build(path: Path) -> None:
    close(open_database(path))
    conn = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-400000",
                   "temp_store=MEMORY"):  # fmt: skip
        conn.execute(f"PRAGMA {pragma}")
    index = conn.execute("SELECT sql FROM sqlite_master WHERE name = 'item_analysis'").fetchone()[0]
    conn.execute("BEGIN")
    conn.execute("DROP INDEX item_analysis")
    for number in range(1, QUESTIONS + 1):
        body = encode(_single(f"b-{number}"))
        conn.execute(
            "INSERT INTO question_revision (id, digest, question, body) VALUES (?, ?, ?, ?)",
            (number, digest(body), f"b-{number}", body),
        )
    for statement in _FILL:
        conn.execute(statement)
    conn.execute(index)
    conn.execute("COMMIT")
    conn.execute("PRAGMA journal_mode=WAL")
    conn.close()
    os.sync()


def _check(ws: Workspace) -> None:
    """Both have seen every answer."""
    found: PaperAnalysis = analyse_bank(ws)
    assert sum(one.people for one in found.items) == SITTINGS * ITEMS
    assert len(found.items) == QUESTIONS


def _common(ref: str) -> dict[str, object]:
    return {"id": ref, "stem": "问什么？", "explanation": "因为。", "as_of": date(2026, 11, 23)}


OPTIONS = tuple(Option(ref, f"选项{ref}", "注") for ref in "abcd")


def _single(ref: str) -> Single:
    return Single(**_common(ref), options=OPTIONS, key=("a",))  # type: ignore[arg-type]


def _kinds() -> list[Question]:
    gaps = (Gap(OPTIONS, "a"), Gap(OPTIONS, "b"))
    pairs = {"a": "b", "b": "a", "c": "d"}
    return [
        _single("q1"),
        Multiple(**_common("q2"), options=OPTIONS, key=("a", "b")),  # type: ignore[arg-type]
        Judge(**_common("q3"), key=False),  # type: ignore[arg-type]
        Fill(**_common("q4"), blanks=(("诚信", "守信"), ("３个工作日",))),  # type: ignore[arg-type]
        Number(**_common("q5"), key=15, unit="个工作日"),  # type: ignore[arg-type]
        Match(**_common("q6"), left=OPTIONS[:3], right=OPTIONS, key=pairs),  # type: ignore[arg-type]
        Order(**_common("q7"), options=OPTIONS, key=("d", "c", "b", "a")),  # type: ignore[arg-type]
        Cloze(**_common("q8"), gaps=gaps),  # type: ignore[arg-type]
    ]


def _wrong(question: Question) -> object:
    match question:
        case Single():
            return ["c"]
        case Multiple():
            return ["a", "c"]
        case Judge():
            return True
        case Fill():
            return ["信用", "3 个工作日"]
        case Number():
            return "二十"
        case Match():
            return {"a": "a", "b": "a", "c": "d"}
        case Order():
            return ["a", "b", "c", "d"]
        case _:
            return json.loads('["a", "c"]')
