"""Cards: what has to come back, drawn from the history of marks and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from integrity_edu.review import schedule, store
from integrity_edu.review.marks import Mark, effective
from integrity_edu.review.schedule import Memory
from integrity_edu.review.settings import read_settings
from integrity_edu.workspace import Workspace

if TYPE_CHECKING:
    from sqlite_utils import Database


class Card(Struct, frozen=True):
    """One question that once went wrong.

    `answers` counts those that moved it, `lapses` the wrong ones among them; `fraction` is how
    right the newest of them was.
    """

    question: str
    memory: Memory
    answers: int
    lapses: int
    fraction: float

    @property
    def right(self) -> bool:
        """Whether the answer that moved it last was right."""
        return self.fraction == 1.0

    def due(self, exam: date | None) -> date:
        """The day it comes back."""
        seed = f"{self.question}:{self.answers}"
        return schedule.due(self.memory, right=self.right, seed=seed, exam=exam)


def move(card: Card | None, mark: Mark) -> Card | None:
    """The card after one more mark; only a wrong answer makes one.

    One day counts once: what is right later on the same day changes nothing, as it was just
    read; what is wrong always counts.
    """
    if mark.right and (card is None or card.memory.on == mark.on):
        return card
    memory = schedule.remember(card.memory if card else None, right=mark.right, on=mark.on)
    answers, lapses = (card.answers, card.lapses) if card else (0, 0)
    return Card(mark.question, memory, answers + 1, lapses + (not mark.right), mark.fraction)


def fold(marks: Iterable[Mark], card: Card | None = None) -> Card | None:
    """The card after marks of one question, oldest first."""
    for mark in marks:
        card = move(card, mark)
    return card


def catch_up(ws: Workspace) -> int:
    """Move my cards by every mark since the last time; returns how many marks that were.

    One transaction, and no work at all when nothing is new. A question with a mark that replaces
    an earlier one is folded again from its whole history, so its card may disappear.
    """
    person = ws.actor.person
    if store.newest_mark(ws.conn, person) <= store.seen_mark(ws.conn, person):
        return 0
    with ws.change() as db:
        # read again under the lock: another window may have been quicker
        newest, seen = store.newest_mark(ws.conn, person), store.seen_mark(ws.conn, person)
        fresh = store.marks_since(ws.conn, person, seen)
        exam = read_settings(ws.conn, person).exam
        fresh.sort(key=attrgetter("question"))  # stable: of one question, still oldest first
        for question, group in groupby(fresh, key=attrgetter("question")):
            _put(db, person, question, _folded(db, person, question, list(group)), exam)
        store.set_seen_mark(db, person, newest)
    return len(fresh)


def reschedule(db: Database, person: str, exam: date | None) -> None:
    """Put every card of a person on the day it has under this exam date."""
    cards = map(_card, store.cards(db.conn, person))
    store.set_dues(db, person, ((card.question, card.due(exam).isoformat()) for card in cards))


def _folded(db: Database, person: str, question: str, fresh: list[Mark]) -> Card | None:
    if any(mark.why != "answer" for mark in fresh):
        return fold(effective(store.marks_of(db.conn, person, question)))
    row = store.card(db.conn, person, question)
    return fold(fresh, _card(row) if row else None)


def _card(row: store.CardRow) -> Card:
    memory = Memory(row.stability, row.difficulty, date.fromisoformat(row.answered_on))
    return Card(row.question, memory, row.answers, row.lapses, row.fraction)


def _put(db: Database, person: str, question: str, card: Card | None, exam: date | None) -> None:
    if card is None:
        store.remove_card(db, person, question)
        return
    row = store.CardRow(
        question=card.question,
        due=card.due(exam).isoformat(),
        stability=card.memory.stability,
        difficulty=card.memory.difficulty,
        answers=card.answers,
        lapses=card.lapses,
        answered_on=card.memory.on.isoformat(),
        fraction=card.fraction,
    )
    store.put_card(db, person, row)
