"""A two-character word among 100,000 questions: the first 50 and the count, beside a LIKE scan."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measure import Figure, median_of
from integrity_edu.clock import system_clock
from integrity_edu.storage.database import open_database
from integrity_edu.storage.search import Doc, reindex, search
from integrity_edu.workspace import Workspace

COUNT = 100_000
WORDS = ("信用", "丁七", "异议")
COMMON = (
    "信用异议修复诚信档案授权查询共享惩戒激励个人公共机构社会系统平台记录管理办法规定措施服务部门"
)


def search_docs() -> Iterator[Doc]:
    chance = random.Random(3)
    for number in range(COUNT):
        body = "".join(chance.choice(COMMON) for _ in range(40))
        if number == COUNT // 2:
            body += "丁七"
        yield Doc("question", f"q{number}", body[:12], body)


def measure() -> list[Figure]:
    """The slowest of a common, a rare and a middling word."""
    folder = Path(tempfile.mkdtemp(prefix="integrity-edu-bench-"))
    ws = Workspace(open_database(folder / "s.sqlite"), system_clock)
    with ws.change("bench") as db:
        reindex(db, search_docs())
    worst, scan = 0.0, 0.0
    for word in WORDS:
        ours = median_of(partial(search, ws.conn, word), 21)

        def like(word: str = word) -> None:
            ws.conn.execute(
                "SELECT count(*) FROM search_doc WHERE body LIKE ?", (f"%{word}%",)
            ).fetchone()
            ws.conn.execute(
                "SELECT id FROM search_doc WHERE body LIKE ? LIMIT 50", (f"%{word}%",)
            ).fetchall()

        theirs = median_of(like, 5)
        if ours > worst:
            worst, scan = ours, theirs
    return [Figure("search_two_characters", worst, "ms", scan, 5.0, relative=False)]
