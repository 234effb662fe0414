"""The one database thread, and results brought back to live pages only.

The thread opens the connection itself, so sqlite3 refuses any touch from another thread. One
long-lived object on the window's thread receives every result through a signal connected to its
own method; a result whose page has gone is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace

Job = Callable[["Workspace"], Any]
Then = Callable[[Any], None]
OrElse = Callable[[BaseException], None]


class Tasks(QObject):
    """Runs jobs on the database thread, and work without the database beside it."""

    changed = Signal(frozenset)
    """Areas touched by a committed change, told on the window's thread."""

    failed = Signal(object)
    """An exception nobody asked to handle."""

    _done = Signal(object)

    def __init__(self, open_workspace: Callable[[], Workspace]) -> None:
        super().__init__()
        self._open = open_workspace
        self._jobs: SimpleQueue[tuple[QObject, Job, Then | None, OrElse | None] | None] = (
            SimpleQueue()
        )
        # one writer each, so that no count is lost between threads
        self._asked = 0  # by the window
        self._told = 0  # by the database thread: announcements
        self._delivered = 0  # by the window
        self._done.connect(self._deliver)
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)

    def start(self) -> None:
        """Start the thread; called after the first paint."""
        self._thread.start()

    def run(
        self, owner: QObject, job: Job, then: Then | None = None, or_else: OrElse | None = None
    ) -> None:
        """Run `job(ws)` on the database thread, then `then(result)` here if `owner` still lives.

        Jobs run one after the other in the order given.
        """
        self._asked += 1
        self._jobs.put((owner, job, then, or_else))

    def work(
        self, owner: QObject, work: Callable[[], Any], then: Then, or_else: OrElse | None = None
    ) -> None:
        """Run `work()` without the database on a thread of its own, then `then(result)` here."""
        self._asked += 1

        def run() -> None:
            loop = QEventLoop()  # long documents lay themselves out by a timer, which needs one
            self._send(owner, work, then, or_else)
            del loop

        threading.Thread(target=run, name="work", daemon=True).start()

    @property
    def idle(self) -> bool:
        """Whether every result has been delivered."""
        return self._asked + self._told == self._delivered

    def stop(self) -> None:
        """Finish what is queued and close the database; returns when that is done."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()

    def _work(self) -> None:
        try:
            ws = self._open()
        except BaseException as error:  # noqa: BLE001 - told on the window's thread
            self._refuse_all(error)
            return
        ws.listeners.append(self._announce)
        while (job := self._jobs.get()) is not None:
            owner, task, then, or_else = job
            self._send(owner, partial(task, ws), then, or_else)
        from integrity_edu.storage.database import close

        close(ws.conn)

    def _refuse_all(self, error: BaseException) -> None:
        """The database did not open: every job, now or later, ends with that error."""
        while (job := self._jobs.get()) is not None:
            self._done.emit((job[0], job[3] or self.failed.emit, error))

    def _send(
        self,
        owner: QObject,
        work: Callable[[], Any],
        then: Then | None,
        or_else: OrElse | None,
    ) -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - told on the window's thread
            from integrity_edu.storage.database import as_expected

            self._done.emit((owner, or_else or self.failed.emit, as_expected(error)))
        else:
            self._done.emit((owner, then, result))

    def _announce(self, areas: frozenset[str]) -> None:
        self._told += 1
        self._done.emit((self, self.changed.emit, areas))

    def _deliver(self, delivery: tuple[QObject, Then | None, Any]) -> None:
        owner, then, result = delivery
        self._delivered += 1
        if then is not None and isValid(owner):
            then(result)
