"""Looks whether a teacher moved the end of an exam while it is being sat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer

from integrity_edu.quiz import sittings
from integrity_edu.ui.page import Page

LOOK_MS = 3000
"""So often it is looked: an extension shows within five seconds."""


class DeadlineWatch:
    """`moved` hears of another deadline than the one watched."""

    def __init__(self, page: Page, moved: Callable[[datetime], None]) -> None:
        self._page, self._moved = page, moved
        self._sitting = ""
        self._known: datetime | None = None
        self._timer = QTimer(page, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, sitting: str, deadline: datetime | None) -> None:
        """Watch an attempt that has a deadline; one without is left alone."""
        self._sitting, self._known = sitting, deadline
        if deadline is not None:
            self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look now."""
        sitting = self._sitting
        self._page.run(
            lambda ws: sittings.deadline_of(ws, sitting), lambda at: self._seen(sitting, at)
        )

    def _seen(self, sitting: str, deadline: datetime | None) -> None:
        watched = self._timer.isActive() and sitting == self._sitting
        if watched and deadline is not None and deadline != self._known:
            self._known = deadline
            self._moved(deadline)
