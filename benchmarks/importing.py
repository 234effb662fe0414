"""100,000 questions of all kinds out of a file into the bank, beside a bare insert of their rows."""

from __future__ import annotations

import gc
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure, in_turn, timed
from integrity_edu.clock import system_clock
from integrity_edu.library.importing import import_file
from integrity_edu.quiz.questions import (
    AUDIENCES,
    CaseSet,
    Cloze,
    Criterion,
    Day,
    Fill,
    Gap,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Point,
    Question,
    Short,
    Single,
    encode,
)
from integrity_edu.storage.database import close, open_database
from integrity_edu.workspace import Workspace

COUNT = 100_000
ROUNDS = 3
WORDS = (
    "信用信息异议修复诚信档案授权查询共享惩戒激励个人公共机构社会平台记录管理办法规定措施服务部门"
)
TABLES = ("question_revision", "question", "question_measure", "search_doc")
DRAWN = ("single",) * 9 + ("multiple",) * 4 + ("judge",) * 3 + (
    "fill", "number", "date", "match", "order", "cloze", "case", "short",
)  # fmt: skip


def made_up(number: int, chance: random.Random) -> Question:
    """A sound question of a kind drawn as often as in a usual bank."""

    def text(length: int) -> str:
        return "".join(chance.choices(WORDS, k=length))

    def options(count: int) -> tuple[Option, ...]:
        return tuple(Option("abcdef"[at], text(10), text(8)) for at in range(count))

    common: dict[str, Any] = {
        "id": f"made-{number}",
        "stem": text(40),
        "explanation": text(30),
        "rests_on": (Point(measure=number % 29 + 1, quote=text(12)),),
        "difficulty": number % 5 + 1,
        "audience": AUDIENCES[: number % 4 + 1],
        "as_of": date(2026, 11, 23),
        "bloom": "理解",
    }
    match chance.choice(DRAWN):
        case "single":
            return Single(**common, options=options(4), key=("a",))
        case "multiple":
            return Multiple(**common, options=options(5), key=("a", "c"))
        case "judge":
            return Judge(**common, key=bool(number % 2))
        case "fill":
            stem = common["stem"] + "{{1}}" + text(5) + "{{2}}。"
            return Fill(**common | {"stem": stem}, blanks=((text(3), text(4)), (text(3),)))
        case "number":
            return Number(**common, key=number % 90 + 1, unit="日")
        case "date":
            return Day(**common, key=date(2026, 1, number % 28 + 1))
        case "match":
            key = {"a": "b", "b": "c", "c": "a"}
            return Match(**common, left=options(3), right=options(4), key=key)
        case "order":
            return Order(**common, options=options(4), key=("d", "b", "a", "c"))
        case "cloze":
            stem = common["stem"] + "{{1}}" + text(5) + "{{2}}。"
            gaps = tuple(Gap(options(3), key="b") for _ in range(2))
            return Cloze(**common | {"stem": stem}, gaps=gaps)
        case "case":
            small: dict[str, Any] = {"stem": text(20), "explanation": text(20)}
            parts = (
                Single(id="p1", **small, options=options(4), key=("b",)),
                Judge(id="p2", **small, key=True),
            )
            return CaseSet(**common, parts=parts)
        case _:
            rubric = tuple(Criterion(str(at), text(12), 2) for at in (1, 2, 3))
            return Short(**common, answer=text(40), rubric=rubric)


def questions(count: int) -> Iterator[Question]:
    chance = random.Random(11)
    return (made_up(number, chance) for number in range(count))


def fresh(folder: Path, name: str) -> Workspace:
    """An empty data file under that name, in the place of one that was there."""
    for tail in ("", "-wal", "-shm"):
        (folder / f"{name}{tail}").unlink(missing_ok=True)
    return Workspace(open_database(folder / name), system_clock)


def measure() -> list[Figure]:
    """Milliseconds from the file to the durable commit; both sides begin with an empty data file."""
    folder = Path(tempfile.mkdtemp(prefix="integrity-edu-bench-"))
    path = folder / "bank.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(encode(question) + "\n" for question in questions(COUNT))

    def ours() -> float:
        ws = fresh(folder, "ours.sqlite")
        spent = timed(lambda: import_file(ws, path))
        close(ws.conn)
        return spent

    ours()
    rows = {table: rows_of(folder / "ours.sqlite", table) for table in TABLES}
    tokens = tokens_of(rows["search_doc"])
    gc.collect()
    gc.freeze()  # the program does not have these rows lying about

    def theirs() -> float:
        close(fresh(folder, "raw.sqlite").conn)
        conn = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
        conn.execute("PRAGMA synchronous=FULL")
        spent = timed(lambda: insert(conn, rows, tokens))
        conn.close()
        return spent

    try:
        value, limit = in_turn(ours, theirs, ROUNDS)
    finally:
        shutil.rmtree(folder)
    return [Figure("import_questions", value, "ms", limit, 2.0)]


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    conn = sqlite3.connect(path)
    found = conn.execute(f"SELECT * FROM {table}").fetchall()
    conn.close()
    if len(found) < COUNT:
        raise AssertionError(f"{table}: {len(found)} rows of {COUNT}")
    return found


def tokens_of(docs: list[tuple[object, ...]]) -> list[tuple[object, str]]:
    from integrity_edu.storage.search import grams

    return [(row[0], grams(str(row[4]))) for row in docs]


def insert(
    conn: sqlite3.Connection,
    rows: dict[str, list[tuple[object, ...]]],
    tokens: list[tuple[object, str]],
) -> None:
    """The very rows, ready-made, one durable commit; foreign keys off as a bare script has them."""
    conn.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        marks = ",".join("?" * len(found[0]))
        conn.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
    conn.executemany("INSERT INTO search_gram(rowid, grams) VALUES (?, ?)", tokens)
    conn.execute("COMMIT")
