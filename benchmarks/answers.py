"""One answer saved durably, beside one raw durable commit of the same bytes."""

from __future__ import annotations

import json
import sqlite3
import statistics

from benchmarks.house import make_house, open_house
from benchmarks.measure import Figure, timed
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sittings import PaperRequest

ROUNDS = 1200


def answer_saved() -> list[Figure]:
    folder, person = make_house()
    ws = open_house(folder, person)
    request = PaperRequest(
        mode="exam",
        title="bench",
        audience="student",
        seed=1,
        measures=tuple(range(1, 30)),
        count=20,
    )
    sitting = sittings.start(ws, request)
    raw = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute(
        "CREATE TABLE answer (id INTEGER PRIMARY KEY, sitting TEXT NOT NULL, position INTEGER NOT "
        "NULL, response TEXT NOT NULL, saved_at TEXT NOT NULL) STRICT"
    )
    raw.execute("CREATE INDEX by_item ON answer (sitting, position, id)")
    choices = [["a"], ["b"], ["c"], None]

    def ours(place: int) -> float:
        return timed(lambda: sittings.save_answer(ws, sitting, place % 20, choices[place % 4]))

    def theirs(place: int) -> float:
        def commit() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute(
                "INSERT INTO answer (sitting, position, response, saved_at) VALUES (?, ?, ?, ?)",
                (sitting, place % 20, json.dumps(choices[place % 4]), ws.stamp()),
            )
            raw.execute("COMMIT")

        return timed(commit)

    mine: list[float] = []
    other: list[float] = []
    for place in range(ROUNDS):
        for act, into in ((ours, mine), (theirs, other))[:: 1 if place % 2 else -1]:
            into.append(act(place))
    value, limit = statistics.median(mine), statistics.median(other)
    return [Figure("answer_saved", value, "ms", limit, 1.3)]
