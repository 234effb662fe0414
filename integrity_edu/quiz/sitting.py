"""One attempt as a value, and the rules about its time and state (pure)."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from integrity_edu.quiz.grading import Response, is_answered
from integrity_edu.quiz.questions import Question

PASS_SHARE = 0.8
"""A lesson's check is passed with four of five right; all three of three, three of four are not."""

WARN_MINUTES = (10, 5, 1)


class Item(Struct, frozen=True):
    """One question as shown, with the newest saved answer. `shown` is the order of option ids."""

    position: int
    question: Question
    revision: str
    shown: tuple[str, ...]
    flagged: bool
    confirmed: bool
    earned: float | None
    response: Response
    saved_at: str | None

    @property
    def answered(self) -> bool:
        """Whether a whole answer is saved."""
        return is_answered(self.question, self.response)


class Sitting(Struct, frozen=True):
    """One attempt: `explains` modes tell right from wrong after each 确认, an exam at the end."""

    id: str
    mode: str
    title: str
    seed: int
    started_at: datetime
    deadline: datetime | None
    position: int
    state: str
    items: tuple[Item, ...]
    lesson: str
    assignment: str

    @property
    def explains(self) -> bool:
        """Practice and lesson checks explain at once; exams and pre-tests afterwards."""
        return self.mode in ("practice", "check")

    @property
    def unanswered(self) -> tuple[int, ...]:
        """Positions without a whole answer."""
        return tuple(item.position for item in self.items if not item.answered)

    @property
    def flagged(self) -> tuple[int, ...]:
        """Positions marked to come back to."""
        return tuple(item.position for item in self.items if item.flagged)


def is_overdue(deadline: datetime | None, now: datetime) -> bool:
    """Whether the time is up."""
    return deadline is not None and now >= deadline


def seconds_left(deadline: datetime, now: datetime) -> int:
    """Seconds until the deadline, never negative."""
    return max(0, int((deadline - now).total_seconds()))


def minute_to_announce(before: int, after: int) -> int | None:
    """Which of 10/5/1 minutes was just crossed between two readings in seconds, if any."""
    for minutes in WARN_MINUTES:
        if after <= minutes * 60 < before:
            return minutes
    return None


def passes(earned: float, possible: float) -> bool:
    """Whether a check or pre-test is passed."""
    return possible > 0 and earned / possible >= PASS_SHARE - 1e-9
