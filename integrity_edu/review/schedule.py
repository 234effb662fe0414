"""When a question is asked again: the only file that knows FSRS.

FSRS-6 with its default parameters (open-spaced-repetition, py-fsrs), wanted retention 0.9, whole
days only, right (Good) and wrong (Again) only; an answer is asked for again when it would be
remembered nine times in ten. Answered on the day it is due, a question that went wrong comes
back after, in days and before our fuzz:

    wrong → 1, then right → 2, right → 6, right → 17, right → 44, right → 102
    wrong → 1, wrong → 1, then right → 1, right → 2, right → 4
    wrong, right, right, wrong → 1, then right → 2, right → 4, right → 8

Intervals of 3 days and more are spread by FSRS's own bounds, so that a paper's mistakes do not
all come back on one day: 6 becomes 4 to 8. The chance is seeded, so a card's day never changes.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9
FUZZ_FROM = 3
"""Days from which on an interval is spread."""

SHARE_OF_LEFT = 0.25
"""The longest gap before an exam, as a share of the days left.

Cepeda et al. 2008 found the best gap at 20 to 40 % of a week's delay, falling to 5 to 10 % of a
year's; a quarter keeps near exams in that range, and for far ones FSRS is stricter anyway.
"""


class Memory(Struct, frozen=True):
    """How well a question is remembered: FSRS's stability (days) and difficulty (1 to 10)."""

    stability: float
    difficulty: float
    on: date


def after(
    memory: Memory | None, *, right: bool, on: date, seed: str, exam: date | None
) -> tuple[Memory, date]:
    """The memory after an answer on a day, and the day it is due; `memory` None is the first."""
    remembered = remember(memory, right=right, on=on)
    return remembered, due(remembered, right=right, seed=seed, exam=exam)


def remember(memory: Memory | None, *, right: bool, on: date) -> Memory:
    """The memory after one more answer."""
    from fsrs import Card, Rating, State

    at = _moment(on)
    card = Card(card_id=1, due=at)
    if memory is not None:
        card.state, card.step, card.last_review = State.Review, None, _moment(memory.on)
        card.stability, card.difficulty = memory.stability, memory.difficulty
    card, _ = _scheduler().review_card(card, Rating.Good if right else Rating.Again, at)
    return Memory(card.stability or 0.0, card.difficulty or 0.0, on)


def due(memory: Memory, *, right: bool, seed: str, exam: date | None) -> date:
    """The day the question is due, if `right` was the answer that left this memory.

    A wrong answer comes back the next day. An exam ahead pulls the day in, never below one day.
    """
    days = _spread(interval(memory.stability), seed) if right else 1
    if exam is not None and exam > memory.on:
        days = min(days, longest_before(exam, memory.on))
    return memory.on + timedelta(days=days)


def longest_before(exam: date, on: date) -> int:
    """The longest gap in days on a day before an exam: a quarter of what is left, its eve at most.

    One day is the least, so on the eve itself the next time is the day of the exam.
    """
    left = (exam - on).days
    return max(1, min(int(left * SHARE_OF_LEFT), left - 1))


def interval(stability: float) -> int:
    """Days until a memory of this stability has faded to `RETENTION`, at least one.

    At 0.9 that is the stability itself: FSRS defines it so.
    """
    return max(1, round(stability))


def bounds(days: int) -> tuple[int, int]:
    """The shortest and longest interval FSRS's fuzz may make of this one."""
    from fsrs.scheduler import FUZZ_RANGES

    delta = 1.0
    for one in FUZZ_RANGES:
        delta += one["factor"] * max(min(float(days), one["end"]) - one["start"], 0.0)
    return max(2, round(days - delta)), round(days + delta)


def _spread(days: int, seed: str) -> int:
    if days < FUZZ_FROM:
        return days
    low, high = bounds(days)
    return random.Random(seed).randint(low, high)


def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )


def _moment(day: date) -> datetime:
    """Noon of a day: whole days apart whatever the season."""
    return datetime.combine(day, time(12), UTC)
