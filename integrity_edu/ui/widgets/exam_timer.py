"""The remaining time of an exam, always in sight, said aloud at 10, 5 and 1 minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal

from integrity_edu import clock
from integrity_edu.quiz.desk import ExamClock
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import Chip
from integrity_edu.words import tr

TICK_MS = 500
SOON, LAST = 300, 60
"""Seconds from which the tint changes; the words say the time throughout."""


class ExamTimer(Chip):
    """Counts on a monotonic clock from the wall time at loading."""

    minute_reached = Signal(int)
    ran_out = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "info")
        self.setObjectName("clock")
        self.monotonic: Callable[[], float] = clock.monotonic
        self._clock: ExamClock | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def running(self) -> bool:
        """Whether there is a deadline to count to."""
        return self._clock is not None

    @property
    def now(self) -> datetime | None:
        """The time by the exam's own clock; None where none runs."""
        return self._clock.now if self._clock else None

    def begin(self, deadline: datetime | None, now: datetime) -> None:
        """Count to `deadline` from the wall time `now`; without one there is nothing to count."""
        self.stop()
        if deadline is not None:
            self._clock = ExamClock(deadline, now, self.monotonic)
            self._timer.start()

    def extend(self, deadline: datetime) -> None:
        """Count to another time from now on."""
        if self._clock:
            self._clock.extend(deadline)
            self.tick()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._clock = None

    def catch_up(self, now: datetime) -> None:
        """Follow the wall clock forward, never back."""
        if self._clock:
            self._clock.catch_up(now)

    def tick(self) -> None:
        """Look at the clock now."""
        if self._clock is None:
            return
        minutes, seconds = self._clock.tick(), self._clock.seconds
        tone = "accent" if seconds <= LAST else "warning" if seconds <= SOON else "info"
        self.set(tr("剩余 {time}", time=self._clock.text), tone)
        if minutes:
            self.minute_reached.emit(minutes)
        if seconds == 0:
            self.stop()
            self.ran_out.emit()
