"""What the page of an attempt asks of the database, and what the desk learns from the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from integrity_edu.quiz import marking, sittings
from integrity_edu.quiz.desk import Desk
from integrity_edu.quiz.grading import Mark
from integrity_edu.quiz.marking import Verdict
from integrity_edu.quiz.sittings import ClosedSittingError
from integrity_edu.ui.page import Page

if TYPE_CHECKING:
    from integrity_edu.teaching.finishing import Finished
    from integrity_edu.workspace import Workspace


class Told(NamedTuple):
    """Whom to tell; each is called only while the desk it is about is still on the page."""

    saved: Callable[[Desk, datetime], None]
    shut: Callable[[Desk], None]
    """The time was up before this change arrived."""
    confirmed: Callable[[Desk, int, Verdict], None]
    marked: Callable[[Desk], None]
    finished: Callable[[Desk, Finished], None]
    failed: Callable[[BaseException], None]


class DeskWork:
    """Saves, confirms and hands in; only the return of a write says that it is done.

    `now` is the time by the exam's own clock, where one runs.
    """

    def __init__(
        self,
        page: Page,
        current: Callable[[], Desk | None],
        now: Callable[[], datetime | None],
        told: Told,
    ) -> None:
        self._page, self._current, self._now, self._told = page, current, now, told
        self.busy = False
        """Whether something is under way that must not be asked for twice."""

    def save(self, desk: Desk, position: int) -> None:
        """Save the newest answer of a question; the desk hears when it is durable."""
        item, now = desk.items[position], self._now()
        self._page.context.tasks.run(
            self._page,
            lambda ws: sittings.save_answer(
                ws, desk.sitting.id, position, item.response, item.certainty, not_before=now
            ),
            lambda at: self._saved(desk, position, at),
            lambda error: self._not_saved(desk, position, error),
        )

    def save_lost(self, desk: Desk) -> None:
        """Try once more what could not be saved."""
        for position in desk.lost:
            desk.again(position)
            self.save(desk, position)

    def confirm(self, desk: Desk, position: int) -> None:
        """Have one answer graded."""
        self.busy = True
        self._page.context.tasks.run(
            self._page,
            lambda ws: marking.confirm(ws, desk.sitting.id, position),
            lambda verdict: self._confirmed(desk, position, verdict),
            self._failed,
        )

    def mark_self(self, desk: Desk, position: int, met: tuple[str, ...]) -> None:
        """Mark one's own short answer."""

        def marked(mark: Mark) -> None:
            desk.marked(position, mark, met)
            if desk is self._current():
                self._told.marked(desk)

        self._page.run(lambda ws: marking.mark_self(ws, desk.sitting.id, position, met), marked)

    def flag(self, desk: Desk, *, flagged: bool) -> None:
        """Keep a mark to come back to."""
        position = desk.position
        self._page.run(lambda ws: sittings.flag(ws, desk.sitting.id, position, flagged=flagged))

    def remember(self, desk: Desk) -> None:
        """Keep which question is on screen."""
        position = desk.position
        self._page.run(lambda ws: sittings.go_to(ws, desk.sitting.id, position))

    def finish(self, desk: Desk) -> None:
        """Hand the attempt in."""
        self.busy = True

        def finish(ws: Workspace) -> Finished:
            from integrity_edu.teaching.finishing import finish_sitting

            return finish_sitting(ws, desk.sitting.id)

        self._page.context.tasks.run(
            self._page, finish, lambda done: self._finished(desk, done), self._failed
        )

    def _saved(self, desk: Desk, position: int, at: datetime) -> None:
        desk.saved(position, at)
        if desk is self._current():
            self._told.saved(desk, at)

    def _not_saved(self, desk: Desk, position: int, error: BaseException) -> None:
        desk.not_saved(position)
        if desk is not self._current():
            return
        if isinstance(error, ClosedSittingError) and desk.sitting.deadline:
            self._told.shut(desk)
        else:
            self._told.failed(error)

    def _confirmed(self, desk: Desk, position: int, verdict: Verdict) -> None:
        self.busy = False
        desk.confirmed(position, verdict)
        if desk is self._current():
            self._told.confirmed(desk, position, verdict)

    def _finished(self, desk: Desk, done: Finished) -> None:
        self.busy = False
        if desk is self._current():
            self._told.finished(desk, done)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        self._told.failed(error)
