"""An open attempt as it lies before the learner: where he is, what is saved, what comes next.

Without a database and without a screen: whoever shows it asks what to show and tells what
happened. What is chosen here is only chosen; saved is what `saved` was told of.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec.structs import replace

from integrity_edu.quiz.grading import Mark, Response
from integrity_edu.quiz.sitting import Item, Sitting, minute_to_announce, seconds_left


class Step(StrEnum):
    """What the main button does now."""

    CONFIRM = "confirm"
    NEXT = "next"
    HAND_IN = "hand_in"


class Desk:
    """One attempt in progress."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.items = list(sitting.items)
        self.position = min(max(sitting.position, 0), len(self.items) - 1)
        self._writing = 0
        self._lost: set[int] = set()

    @property
    def item(self) -> Item:
        """The question on screen."""
        return self.items[self.position]

    @property
    def size(self) -> int:
        """How many questions there are."""
        return len(self.items)

    @property
    def states(self) -> list[str]:
        """Every question's state, in order: empty, answered, right or wrong."""
        return [self._state(item) for item in self.items]

    @property
    def answered(self) -> int:
        """How many questions have a whole answer."""
        return sum(item.answered for item in self.items)

    @property
    def unanswered(self) -> list[int]:
        """Positions without a whole answer."""
        return [item.position for item in self.items if not item.answered]

    @property
    def flagged(self) -> list[int]:
        """Positions marked to come back to."""
        return [item.position for item in self.items if item.flagged]

    @property
    def step(self) -> Step:
        """What the main button does: confirm first where answers are explained, then on."""
        if self.sitting.explains and not self.item.confirmed:
            return Step.CONFIRM
        return Step.HAND_IN if self.position == self.size - 1 else Step.NEXT

    @property
    def can_step(self) -> bool:
        """Whether that button may be pressed: only a whole answer can be confirmed."""
        return self.step is not Step.CONFIRM or self.item.answered

    @property
    def explained(self) -> bool:
        """Whether right and wrong and the reason may be shown for this question."""
        return self.sitting.explains and self.item.confirmed

    @property
    def saving(self) -> bool:
        """Whether an answer is on its way to the disk."""
        return self._writing > 0

    @property
    def lost(self) -> list[int]:
        """Positions whose newest answer could not be saved."""
        return sorted(self._lost)

    def go(self, position: int) -> bool:
        """Put another question before the learner; False when there is none or it is this one."""
        if position == self.position or not 0 <= position < self.size:
            return False
        self.position = position
        return True

    def answer(self, response: Response) -> None:
        """The learner changed his answer to this question; it still has to be saved."""
        self.items[self.position] = replace(self.item, response=response)
        self._writing += 1

    def again(self, position: int) -> None:
        """An answer that could not be saved is tried once more."""
        self._lost.discard(position)
        self._writing += 1

    def saved(self, position: int, at: datetime) -> None:
        """A change is durable."""
        self._writing -= 1
        self._lost.discard(position)
        self.items[position] = replace(self.items[position], saved_at=at.isoformat())

    def not_saved(self, position: int) -> None:
        """A change could not be made durable."""
        self._writing -= 1
        self._lost.add(position)

    def confirmed(self, position: int, mark: Mark) -> None:
        """An answer was graded and stands."""
        self.items[position] = replace(self.items[position], confirmed=True, earned=mark.earned)

    def flag(self) -> bool:
        """Mark this question to come back to, or take the mark off; returns which."""
        flagged = not self.item.flagged
        self.items[self.position] = replace(self.item, flagged=flagged)
        return flagged

    def _state(self, item: Item) -> str:
        if self.sitting.explains and item.confirmed:
            return "right" if item.earned else "wrong"
        return "answered" if item.answered else "empty"


class ExamClock:
    """Remaining time of an attempt, counted on a clock that nobody can set back.

    `now` is the wall time when the attempt was loaded; `monotonic` counts seconds from anywhere.
    """

    def __init__(self, deadline: datetime, now: datetime, monotonic: Callable[[], float]) -> None:
        self._deadline, self._start, self._monotonic = deadline, now, monotonic
        self._zero = monotonic()
        self._before = self.seconds + 1

    @property
    def seconds(self) -> int:
        """Seconds left, never negative."""
        passed = timedelta(seconds=self._monotonic() - self._zero)
        return seconds_left(self._deadline, self._start + passed)

    @property
    def text(self) -> str:
        """Minutes and seconds left, as 09:05; hours are counted as minutes."""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes:02d}:{seconds:02d}"

    def tick(self) -> int | None:
        """Look at the clock; returns 10, 5 or 1 when that many minutes were just reached."""
        after = self.seconds
        minutes = minute_to_announce(self._before, after)
        self._before = after
        return minutes

    def catch_up(self, now: datetime) -> None:
        """Follow the wall clock forward after the machine slept; never back."""
        if seconds_left(self._deadline, now) < self.seconds:
            self._start, self._zero = now, self._monotonic()
