"""An open attempt as it lies before the learner: where he is, what is saved, what comes next.

Without a database and without a screen: whoever shows it asks what to show and tells what
happened. What is chosen here is only chosen; saved is what `saved` was told of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec.structs import replace

from integrity_edu.quiz.grading import Mark, Response, needs_marker, rubric_fraction
from integrity_edu.quiz.hints import hints
from integrity_edu.quiz.marking import Verdict
from integrity_edu.quiz.questions import Short
from integrity_edu.quiz.sitting import Item, Sitting, minute_to_announce, seconds_left

Change = tuple[int, Response, int | None]
"""(position, response, certainty): one saved change of an answer."""


class Step(StrEnum):
    """What the main button does now."""

    CONFIRM = "confirm"
    NEXT = "next"
    HAND_IN = "hand_in"


class Desk:
    """One attempt in progress."""

    def __init__(self, sitting: Sitting, history: Sequence[Change] = ()) -> None:
        self.sitting = sitting
        self.items = list(sitting.items)
        self.position = min(max(sitting.position, 0), len(self.items) - 1)
        self._hints = {
            item.position: hints(item.question)[item.tries - 1]
            for item in sitting.items
            if item.tries and not item.confirmed
        }
        self._writing = 0
        self._lost: set[int] = set()
        self._undo = _undo_of(history)
        self._redo: list[Change] = []

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
        """Every question's state, in order: empty, answered, right, partly or wrong."""
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
        if self.step is not Step.CONFIRM:
            return True
        sure = not self.sitting.behaviour.certainty or self.item.certainty is not None
        return self.item.answered and sure

    @property
    def explained(self) -> bool:
        """Whether right and wrong and the reason may be shown for this question."""
        if self.sitting.behaviour.explains == "shown":
            return True
        return self.sitting.explains and self.item.confirmed

    @property
    def marks_itself(self) -> bool:
        """Whether the learner ticks the rubric of this question now."""
        return self.explained and self.item.confirmed and needs_marker(self.item.question)

    @property
    def hint(self) -> str:
        """What helps with the next try, when one went wrong."""
        return "" if self.item.confirmed else self._hints.get(self.position, "")

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

    def answer(self, response: Response, certainty: int | None = None) -> None:
        """The learner changed his answer to this question; it still has to be saved.

        `certainty` None keeps what was said before.
        """
        item = self.item
        self._undo.append((self.position, item.response, item.certainty))
        self._redo.clear()
        sure = item.certainty if certainty is None else certainty
        self._put((self.position, response, sure))

    @property
    def can_undo(self) -> bool:
        """Whether the last change can be taken back; a confirmed answer stands."""
        return any(not self.items[change[0]].confirmed for change in self._undo)

    def undo(self) -> bool:
        """Go back one change, to its question; it still has to be saved. False when there is none."""
        return self._step_back(self._undo, self._redo)

    def redo(self) -> bool:
        """Bring back what was undone last; it still has to be saved. False when there is none."""
        return self._step_back(self._redo, self._undo)

    def _step_back(self, source: list[Change], other: list[Change]) -> bool:
        while source:
            change = source.pop()
            item = self.items[change[0]]
            if not item.confirmed:
                other.append((change[0], item.response, item.certainty))
                self._put(change)
                return True
        return False

    def _put(self, change: Change) -> None:
        self.position = change[0]
        self.items[self.position] = replace(self.item, response=change[1], certainty=change[2])
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

    def confirmed(self, position: int, verdict: Verdict) -> None:
        """An answer was graded; it stands, unless another try is open."""
        item = replace(self.items[position], tries=verdict.tries)
        if verdict.settled:
            earned = None if verdict.fraction is None else verdict.earned
            item = replace(item, confirmed=True, earned=earned, fraction=verdict.fraction)
        elif verdict.hint:
            self._hints[position] = verdict.hint
        self.items[position] = item

    def marked(self, position: int, mark: Mark, met: tuple[str, ...]) -> None:
        """The learner marked his own short answer by the criteria it met."""
        question = self.items[position].question
        assert isinstance(question, Short)
        self.items[position] = replace(
            self.items[position],
            earned=mark.earned,
            fraction=rubric_fraction(question, met),
            met=met,
        )

    def extend(self, deadline: datetime) -> None:
        """The attempt ends at another time from now on."""
        self.sitting = replace(self.sitting, deadline=deadline)

    def flag(self) -> bool:
        """Mark this question to come back to, or take the mark off; returns which."""
        flagged = not self.item.flagged
        self.items[self.position] = replace(self.item, flagged=flagged)
        return flagged

    def _state(self, item: Item) -> str:
        if self.sitting.explains and item.confirmed and item.fraction is not None:
            return "right" if item.right else "partly" if item.fraction else "wrong"
        return "answered" if item.answered else "empty"


def _undo_of(history: Sequence[Change]) -> list[Change]:
    """What every change of a history replaced, so that a restart can still go back."""
    now: dict[int, Change] = {}
    undo = []
    for change in history:
        undo.append(now.get(change[0], (change[0], None, None)))
        now[change[0]] = change
    return undo


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
    def now(self) -> datetime:
        """What time it is by this clock, to the second."""
        passed = timedelta(seconds=self._monotonic() - self._zero)
        return (self._start + passed).replace(microsecond=0)

    @property
    def text(self) -> str:
        """Minutes and seconds left, as 09:05; hours are counted as minutes."""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes:02d}:{seconds:02d}"

    def extend(self, deadline: datetime) -> None:
        """The attempt ends at another time from now on."""
        self._deadline = deadline
        self._before = max(self._before, self.seconds + 1)

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
