"""One attempt as a value, and the rules about its time and state (pure)."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from integrity_edu.quiz.grading import Response, is_answered
from integrity_edu.quiz.modes import MODES, Mode
from integrity_edu.quiz.questions import Question
from integrity_edu.quiz.reveal import OWN, Reveal

PASS_SHARE = 0.8
"""A lesson's check is passed with four of five right; all three of three, three of four are not."""

WARN_MINUTES = (10, 5, 1)


class Terms(Struct, frozen=True, omit_defaults=True):
    """What was promised when the attempt began.

    `rule` is one of grading.RULES; `minutes` the limit before the personal `multiplier`;
    `closes_at` ISO 8601, before which it may be begun; `keys_at` until when anybody may still sit
    the same paper, those with more time too; for `grace_minutes` after the deadline the attempt
    may be handed in but not changed.
    """

    rule: str = "all"
    pass_share: float = PASS_SHARE
    minutes: float | None = None
    multiplier: float = 1.0
    closes_at: str | None = None
    keys_at: str | None = None
    extra_minutes: float = 0.0
    grace_minutes: int = 0
    reveal: Reveal = OWN


class SetItem(Struct, frozen=True):
    """One question of a frozen paper: its revision, how its options stand, what it is worth."""

    revision: int
    shown: tuple[str, ...]
    points: float = 1.0
    core: bool = False


class Item(Struct, frozen=True):
    """One question as shown, with the newest saved answer. `shown` is the order of option ids.

    `fraction` says how right it is, 0 to 1, and is None before it is graded; `tries` counts the
    confirmations of a question that allows several.
    """

    position: int
    question: Question
    revision: int
    shown: tuple[str, ...]
    flagged: bool
    confirmed: bool
    earned: float | None
    response: Response
    saved_at: str | None
    fraction: float | None = None
    possible: float = 1.0
    certainty: int | None = None
    tries: int = 0
    core: bool = False
    met: tuple[str, ...] = ()
    """Which criteria of a rubric whoever marked it found met …"""
    comment: str = ""
    """… and what he wrote beside it."""
    studied: bool = False
    """Shown with its key filled in, to be read; nobody answered it."""

    @property
    def answered(self) -> bool:
        """Whether a whole answer is saved."""
        return is_answered(self.question, self.response)

    @property
    def right(self) -> bool:
        """Whether everything was right, at the first try."""
        return self.fraction == 1.0

    @property
    def waiting(self) -> bool:
        """Whether it is settled but nobody has marked it yet."""
        return self.confirmed and self.fraction is None


class Sitting(Struct, frozen=True):
    """One attempt; how it behaves is in `modes.MODES`."""

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
    terms: Terms = Terms()
    pending: int = 0
    submitted_at: str | None = None

    @property
    def behaviour(self) -> Mode:
        """What its mode does."""
        return MODES[self.mode]

    @property
    def explains(self) -> bool:
        """Whether answers are told right or wrong at once, after each 确认."""
        return self.behaviour.explains == "confirm"

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
    """Which of 10/5/1 minutes was just crossed between two readings in seconds, if any.

    Of several at once (the machine slept) the last: that is how many are left.
    """
    for minutes in reversed(WARN_MINUTES):
        if after <= minutes * 60 < before:
            return minutes
    return None


def passes(earned: float, possible: float, share: float = PASS_SHARE) -> bool:
    """Whether a test is passed with these points."""
    return possible > 0 and earned / possible >= share - 1e-9
