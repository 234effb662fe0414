"""The next review chosen from 1,000 and from 100,000 cards."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.house import fill_bank, make_house, open_house
from benchmarks.measure import Figure, in_turn, median_of
from integrity_edu.review.queue import next_card
from integrity_edu.workspace import Workspace

SMALL, LARGE = 1_000, 100_000
LIMIT_MS = 1.0
ROUNDS, CALLS = 15, 200


def next_review() -> list[Figure]:
    small, large = with_cards(SMALL), with_cards(LARGE)
    value, limit = in_turn(
        lambda: median_of(lambda: next_card(large), CALLS),
        lambda: median_of(lambda: next_card(small), CALLS),
        ROUNDS,
    )
    return [
        Figure("next_review", value, "ms", LIMIT_MS, LIMIT_MS, relative=False),
        Figure("next_review_scale", value, "ms", limit, 1.2),
    ]


def with_cards(count: int) -> Workspace:
    """A house whose student got every question of a bank of `count` wrong, a third of it due."""
    folder, person = make_house()
    ws = open_house(folder, person)
    fill_bank(ws, count)
    today = ws.today()
    with ws.change("bench") as db:
        db.execute(
            "INSERT INTO sitting (id, person, mode, title, scope, terms, seed, started_at, state, "
            "submitted_at) VALUES ('s_bench', ?, 'practice', '', '{}', '{}', 1, ?, 'submitted', ?)",
            (person, ws.stamp(), ws.stamp()),
        )
        long_ago = (ws.now() - timedelta(days=200)).isoformat()
        db.conn.executemany(
            "INSERT INTO mark (person, question, sitting, position, fraction, at, why) "
            "VALUES (?, ?, 's_bench', ?, 0, ?, 'answer')",
            ((person, f"b-{number}", number, long_ago) for number in range(count)),
        )
        db.conn.executemany(
            "INSERT INTO review_card VALUES (?, ?, ?, 1.0, 6.4, 1, 1, ?, 0)",
            (
                (person, f"b-{number}", (today + timedelta(days=number % 300 - 100)).isoformat(),
                 long_ago[:10])
                for number in range(count)
            ),
        )  # fmt: skip
        db.execute("INSERT INTO review_state SELECT person, max(id) FROM mark GROUP BY person")
    ws.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    next_card(ws)
    return ws
