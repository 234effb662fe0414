"""The only place that asks the machine for the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

Clock = Callable[[], datetime]
"""Answers with the local time now, aware, to the second."""


def system_clock() -> datetime:
    """Local wall time with its offset, microseconds dropped."""
    return datetime.now().astimezone().replace(microsecond=0)


def monotonic() -> float:
    """Seconds that never run backwards, for remaining time within one process."""
    return time.monotonic()


class ManualClock:
    """A clock that stands still until told otherwise; for tests and the tour."""

    def __init__(self, start: datetime) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **delta: float) -> None:
        """Move on by `timedelta(**delta)`."""
        self.time += timedelta(**delta)
