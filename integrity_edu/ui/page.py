"""What every page is: it renders, forwards clicks, and says which changes concern it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from integrity_edu.ui.navigation import Route

if TYPE_CHECKING:
    from integrity_edu.ui.main_window import MainWindow
    from integrity_edu.ui.messages import Messages
    from integrity_edu.ui.tasks import Job, Tasks, Then
    from integrity_edu.ui.theme import Theme


class Me(NamedTuple):
    """Who is signed in, as far as pages may know without opening anything sealed."""

    person: str
    nickname: str
    role: str
    audience: str
    """student, trainee, teacher, or minor for anybody under 18."""


class Context(NamedTuple):
    """What a page is given; nothing else is reached from a page."""

    theme: Theme
    tasks: Tasks
    go: Callable[[Route], None]
    back: Callable[[], None]
    me: Me
    lesson_px: Callable[[], int]
    """Text size of lessons in pixels, as chosen in the settings."""
    window: MainWindow
    """For the settings page, which changes the window itself; other pages leave it alone."""

    @property
    def messages(self) -> Messages:
        """What tells, asks and notifies; made when there is something to say."""
        return self.window.messages


class Page(QWidget):
    """Base of all pages. Lay out in `__init__`, fill in `reload`."""

    follows: frozenset[str] = frozenset()
    """Areas of change after which a visible page reloads."""

    heading_changed = Signal()

    filled = Signal()
    """Something asked for in `run` has arrived and been shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.title = ""
        self.subtitle = ""
        self.header_actions: list[QWidget] = []
        self.route = Route("")

    def show_route(self, route: Route) -> None:
        """Called each time somebody comes here; pages that show one thing read `route.ref`."""
        self.route = route
        self.reload()

    def reload(self) -> None:
        """Fetch what is shown on the database thread and show it."""

    def leave(self) -> None:
        """Called when another page takes the place; save what is half done."""

    def run(self, job: Job, then: Then | None = None) -> None:
        """Run a job on the database thread; failures are told calmly."""

        def show(result: Any) -> None:
            if then is not None:
                then(result)
            self.filled.emit()

        self.context.tasks.run(self, job, show, self._tell)

    def _tell(self, error: BaseException) -> None:
        self.context.messages.tell(error)

    def set_heading(self, title: str, subtitle: str = "") -> None:
        """Change what stands above the page."""
        self.title, self.subtitle = title, subtitle
        self.heading_changed.emit()

    def go(self, page: str, ref: str = "", **more: Any) -> None:
        """Go somewhere else."""
        self.context.go(Route(page, ref, more))
