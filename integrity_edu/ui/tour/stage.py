"""The tour's own little house: a temporary data folder, a clock that stands still, one window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from shiboken6 import isValid

from integrity_edu.clock import Clock, ManualClock, monotonic
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.quiz import drawing, store
from integrity_edu.quiz.questions import Question, Single, audience_mask, decode, kind_of
from integrity_edu.ui.application import window_settings
from integrity_edu.workspace import Role, Workspace

if TYPE_CHECKING:
    from integrity_edu.ui.main_window import MainWindow

Build = Callable[[Path, Clock | None], "MainWindow"]
"""What the composition root offers: the main window on a data folder."""

Made = TypeVar("Made")

NO_KEY_STORE = "keyring.backends.fail.Keyring"
"""Named to `keyring` before anything asks it: the user's own key ring is left alone."""

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
START_S = 60
ALL_MEASURES = tuple(range(1, 30))
SEEDS = range(1, 40_000)
LONG_KINDS = ("case", "short")
"""Kinds that do not fit one screen; they have a chapter of their own."""


class Stage:
    """Opens and closes windows on one folder, and sets the scene of an earlier day."""

    def __init__(self, folder: Path, build: Build) -> None:
        self.folder = folder
        self.clock = ManualClock(MORNING)
        self._build = build

    def open(self, width: int = 1280, height: int = 800) -> MainWindow:
        """Open the program; returns as soon as there is a window, not when it is ready."""
        window = self._build(self.folder, self.clock)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        return window

    def close(self, window: MainWindow) -> None:
        """Close a window as its user does, and let go of it; nothing for one that is closed."""
        if not isValid(window):
            return
        window.close()
        window.shut_down()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until_ready(self, window: MainWindow) -> None:
        """Wait for the start to be over: the first one compiles the library."""
        end = monotonic() + START_S
        while not (window.ready and window.tasks.idle) and monotonic() < end:
            let_run(5)

    def last_time(self, person: str, language: str) -> None:
        """Who was in last time and in which language, as the next window will find it."""
        settings = window_settings(str(self.folder / "window.ini"))
        settings.setValue("account", person)
        settings.setValue("language", language)
        settings.sync()
        if person:
            self.earlier(lambda ws: _speak(ws, language), PersonId(person))

    # ---- earlier days ------------------------------------------------------------------------

    def account(self, nickname: str, name: str, role: Role, birth: date) -> PersonId:
        """An account without a password, made on an earlier day."""
        from integrity_edu.people.accounts import NewAccount, register

        def make(ws: Workspace) -> PersonId:
            return register(ws, NewAccount(nickname, name, birth, role, None)).person

        return self.earlier(make)

    def earlier(self, job: Callable[[Workspace], Made], person: PersonId | None = None) -> Made:
        """Do something on the data file itself, as `person` where that matters."""
        from integrity_edu.people.accounts import sign_in
        from integrity_edu.storage.database import close, open_database

        conn = open_database(self.folder / DATABASE)
        try:
            ws = Workspace(conn, self.clock)
            if person is not None:
                sign_in(ws, person, None)
            return job(ws)
        finally:
            close(conn)

    def seed_of_many_kinds(self, count: int, audience: str = "student") -> int:
        """The first seed whose practice of `count` questions over the whole plan is worth showing."""

        def look(ws: Workspace) -> int:
            pool = store.pool(ws.conn, ALL_MEASURES, audience_mask((audience,)))
            bodies = store.revisions(ws.conn, sorted({row[1] for row in pool}))
            questions = {ref: decode(body) for ref, (_, body) in bodies.items()}
            drawn = (
                (seed, [questions[ref] for ref in drawing.draw(pool, count, seed)])
                for seed in SEEDS
            )
            return next(seed for seed, found in drawn if _is_worth_showing(found))

        return self.earlier(look)


def let_run(ms: int) -> None:
    """Let the program run for a while. QTest.qWait would keep the database thread from running."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _is_worth_showing(questions: Sequence[Question]) -> bool:
    """Whether all are of different kinds, none long, and the first single quotes the plan."""
    kinds = {kind_of(one) for one in questions}
    first = next((one for one in questions if isinstance(one, Single)), None)
    quotes = first is not None and any(rest.quote for rest in first.rests_on)
    return len(kinds) == len(questions) and kinds.isdisjoint(LONG_KINDS) and quotes


def _speak(ws: Workspace, language: str) -> None:
    from integrity_edu.people.settings import preferences, save_preferences

    save_preferences(ws, replace(preferences(ws.conn, ws.actor.person), language=language))
