"""Histories of marks, written straight into the tables."""

from __future__ import annotations

from datetime import datetime

from integrity_edu import ids
from integrity_edu.clock import ManualClock
from integrity_edu.quiz.questions import Question, Single
from integrity_edu.workspace import Workspace
from tests.quiz.small_bank import OPTIONS, common, put

MEASURES = (1, 2, 8)


def single(ref: str, *measures: int) -> Question:
    return Single(**common(ref, *measures), options=OPTIONS, key=("a",))  # type: ignore[arg-type]


def stock(ws: Workspace, count: int) -> list[str]:
    """Put so many singles into the bank, over measures 1, 2 and 8 in turn; returns their ids."""
    made = [single(f"q{place:03}", MEASURES[place % 3]) for place in range(count)]
    put(ws, made)
    return [one.id for one in made]


def sat(
    ws: Workspace,
    fractions: dict[str, float],
    *,
    mode: str = "practice",
    certainty: int | None = None,
    terms: str = "{}",
) -> str:
    """A finished sitting now, marked as given; returns its id."""
    person, at, ref = ws.actor.person, ws.stamp(), ids.new("s")
    with ws.change("quiz") as db:
        db.execute(
            "INSERT INTO sitting (id, person, mode, title, scope, terms, seed, started_at, state, "
            "submitted_at) VALUES (?, ?, ?, '', '{}', ?, 1, ?, 'submitted', ?)",
            (ref, person, mode, terms, at, at),
        )
    for position, (question, fraction) in enumerate(fractions.items()):
        mark(ws, ref, position, question, fraction, certainty=certainty)
    return ref


def mark(
    ws: Workspace,
    sitting: str,
    position: int,
    question: str,
    fraction: float,
    *,
    why: str = "answer",
    certainty: int | None = None,
) -> None:
    """Append one mark now."""
    with ws.change("quiz") as db:
        db.execute(
            "INSERT INTO mark (person, question, sitting, position, fraction, certainty, at, why) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (ws.actor.person, question, sitting, position, fraction, certainty, ws.stamp(), why),
        )


def all_cards(ws: Workspace) -> list[tuple[object, ...]]:
    """Every card of everybody, as stored."""
    return ws.conn.execute("SELECT * FROM review_card ORDER BY person, question").fetchall()


def due_of(ws: Workspace, question: str) -> str:
    (day,) = ws.conn.execute(
        "SELECT due FROM review_card WHERE question = ?", (question,)
    ).fetchone()
    return str(day)


def days_of(ws: Workspace, question: str) -> int:
    """In how many days a question is due."""
    return (datetime.fromisoformat(due_of(ws, question)).date() - ws.today()).days


def forget_cards(ws: Workspace) -> None:
    """Throw the projection away."""
    with ws.change() as db:
        db.execute("DELETE FROM review_card")
        db.execute("DELETE FROM review_state")


def sleep(ws: Workspace, days: int) -> None:
    """Move the manual clock on."""
    assert isinstance(ws.clock, ManualClock)
    ws.clock.forward(days=days)
