"""The window: a sign-in page, or the frame of sidebar, header and pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from integrity_edu.ui.application import window_settings
from integrity_edu.ui.header import Header
from integrity_edu.ui.navigation import Route, build
from integrity_edu.ui.page import Context, Me, Page
from integrity_edu.ui.sidebar import Sidebar
from integrity_edu.ui.tasks import Tasks
from integrity_edu.ui.theme import Theme
from integrity_edu.words import language, set_language, tr

if TYPE_CHECKING:
    from integrity_edu.people.settings import Preferences
    from integrity_edu.ui.messages import Messages
    from integrity_edu.ui.session import Arrival
    from integrity_edu.workspace import Workspace

LESSON_PX = 16
HISTORY = 50
COMPLETE_MS = 50
"""This long after the first page was filled, what nobody needed so far is made."""


class MainWindow(QMainWindow):
    """Shows one page at a time and knows nothing of what is inside them."""

    completed = Signal()
    """The start is over: everything is there."""

    def __init__(self, folder: Path, open_workspace: Callable[[], Workspace]) -> None:
        super().__init__()
        self.folder = folder
        self.settings = window_settings(str(folder / "window.ini"))
        set_language(str(self.settings.value("language", "zh")))
        self.theme = Theme(self)
        self.theme.set_mode(str(self.settings.value("theme", "system")))
        self.tasks = Tasks(open_workspace)
        self._messages: Messages | None = None
        self.tasks.failed.connect(self._tell)
        self.tasks.changed.connect(self._reload_followers)
        self.setWindowTitle(tr("诚信学堂"))
        self.setMinimumSize(900, 600)
        size = self.settings.value("size")
        self.resize(size if isinstance(size, QSize) else QSize(1280, 800))
        self.me: Me | None = None
        self.preferences: Preferences | None = None
        self.pages: dict[str, Page] = {}
        self.page: Page | None = None
        self._past: list[Route] = []
        self._started = False
        self._completing = False
        self.ready = False
        """Whether the start is over: somebody is in, or may come in, or nothing will open."""
        self._locked = ""
        self._build()

    def _build(self) -> None:
        self.root = QStackedWidget()
        self.setCentralWidget(self.root)
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar(self.theme, self._account_menu)
        self.sidebar.picked.connect(lambda page: self.go(Route(page)))
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.header = Header(self.theme)
        self.header.searched.connect(self._search)
        self.header.theme_toggled.connect(self.toggle_theme)
        self.stack = QStackedWidget()
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)
        self.frame = frame
        self.root.addWidget(frame)
        self.theme.apply_to(self)

    @property
    def messages(self) -> Messages:
        """What speaks for this window; made when there is something to say."""
        if self._messages is None:
            from integrity_edu.ui.messages import Messages

            self._messages = Messages(self)
        return self._messages

    def _complete(self) -> None:
        """What nobody needs in the first second: log, focus ring, shortcuts, rare characters."""
        from PySide6.QtGui import QKeySequence, QShortcut

        from integrity_edu.ui.fonts import load_rare
        from integrity_edu.ui.log import start_log
        from integrity_edu.ui.widgets.focus import FocusRing

        start_log(self.folder)
        load_rare()
        self.ring = FocusRing(self, self.theme)
        for keys, act in (
            ("Ctrl+F", self._to_search),
            ("Alt+Left", self.back),
            ("Ctrl+L", self.lock),
            ("F6", self._to_sidebar),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.ready = True
        self.completed.emit()

    # the frame is rebuilt when the language changes, so shortcuts ask for it when they are pressed
    def _to_search(self) -> None:
        self.header.search.setFocus()

    def _to_sidebar(self) -> None:
        self.sidebar.focus_current()

    def _tell(self, error: BaseException) -> None:
        self.messages.tell(error)

    # ---- start -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The first paint has happened when the queue comes round after it: now do the rest."""
        if event.type() == QEvent.Type.Paint and not self._started:
            self._started = True
            QTimer.singleShot(0, self.start)
        return super().event(event)

    def start(self) -> None:
        """Open the database and see who is here."""
        from integrity_edu.ui.fonts import load_rest
        from integrity_edu.ui.session import arrive

        self._started = True
        self.tasks.start()
        last = str(self.settings.value("account", ""))
        self.tasks.run(self, lambda ws: arrive(ws, last), self._arrived, self._cannot_open)
        load_rest()

    def _arrived(self, arrival: Arrival) -> None:
        if not arrival.content_is_current:
            self._prepare_content()
        elif arrival.me and arrival.preferences:
            self.enter(arrival.me, arrival.preferences)
            if self.page is not None and not self.ready:
                self.page.filled.connect(self._complete_soon)
        else:
            self.show_sign_in(arrival)
            self._complete_soon()

    def _complete_soon(self) -> None:
        if not self.ready and not self._completing:
            self._completing = True
            QTimer.singleShot(COMPLETE_MS, self._complete)

    def _prepare_content(self) -> None:
        from integrity_edu.ui.pages.preparing import PreparingPage

        page = PreparingPage(self.theme, self.tasks)
        page.ready.connect(lambda: self._drop(page))
        page.ready.connect(self.start_again)
        self.root.addWidget(page)
        self.root.setCurrentWidget(page)

    def start_again(self) -> None:
        """Look around again after the content was compiled or somebody signed out."""
        from integrity_edu.ui.session import arrive

        last = str(self.settings.value("account", ""))
        self.tasks.run(self, lambda ws: arrive(ws, last), self._arrived, self._cannot_open)

    def _cannot_open(self, error: BaseException) -> None:
        from integrity_edu.ui.pages.cannot_open import CannotOpenPage

        self.ready = True
        page = CannotOpenPage(self.theme, error, self.folder)
        self.root.addWidget(page)
        self.root.setCurrentWidget(page)

    def show_sign_in(self, arrival: Arrival) -> None:
        """Show the accounts of this computer, or the first form when there is none."""
        from integrity_edu.ui.pages.sign_in import SignInPage

        page = SignInPage(self.theme, self.tasks, self.messages, arrival.accounts)
        page.entered.connect(lambda: self._entered(page))
        page.language_changed.connect(self._speak)
        self.root.addWidget(page)
        self.root.setCurrentWidget(page)
        page.choose(self._locked)
        page.focus_first()

    def _entered(self, page: QWidget) -> None:
        from integrity_edu.ui.session import who_am_i

        def enter(found: tuple[Me, Preferences]) -> None:
            self._drop(page)
            self.enter(*found)

        self.tasks.run(self, who_am_i, enter, self.messages.tell)

    def enter(self, me: Me, preferences: Preferences) -> None:
        """Somebody is in: lay out their sidebar and go home."""
        self.me, self.preferences = me, preferences
        self.settings.setValue("account", me.person)
        if preferences.language != language():
            set_language(preferences.language)
            self._build()
        self.apply_preferences(preferences)
        self.sidebar.show_me(me)
        self.root.setCurrentWidget(self.frame)
        self._past.clear()
        self.go(Route("home"))

    def apply_preferences(self, preferences: Preferences) -> None:
        """Take over language, theme and text size; remembered for the next first frame."""
        self.preferences = preferences
        self.settings.setValue("theme", preferences.theme)
        self.settings.setValue("language", preferences.language)
        self.theme.set_mode(preferences.theme)
        self.theme.reduced_motion = preferences.reduced_motion

    # ---- going about -------------------------------------------------------------------------

    def go(self, route: Route) -> None:
        """Show a page; its module is imported and built at the first visit."""
        if self.me is None:
            return
        page = self.pages.get(route.page)
        if page is None:
            page = build(route.page, self.context())
            page.heading_changed.connect(lambda page=page: self._show_heading(page))
            self.pages[route.page] = page
            self.stack.addWidget(page)
        if self.page is not None and self.page is not page:
            self.page.leave()
        self._past = [*self._past[-HISTORY:], route]
        self.page = page
        self.stack.setCurrentWidget(page)
        page.show_route(route)
        self.header.show_page(page)
        self.sidebar.mark(route.page)
        if route.page != "search":
            self.header.search.clear()

    def back(self) -> None:
        """Return to the page before this one."""
        if len(self._past) > 1:
            self._past.pop()
            self.go(self._past.pop())

    def context(self) -> Context:
        """What pages are given."""
        assert self.me is not None
        return Context(
            theme=self.theme,
            tasks=self.tasks,
            go=self.go,
            back=self.back,
            me=self.me,
            lesson_px=lambda: round(
                LESSON_PX * (self.preferences.text_size if self.preferences else 100) / 100
            ),
            window=self,
        )

    def _show_heading(self, page: Page) -> None:
        if page is self.page:
            self.header.show_page(page)

    def _search(self, words: str) -> None:
        if words.strip():
            if self.page is self.pages.get("search") and self._past:
                self._past.pop()
            self.go(Route("search", words))

    def _reload_followers(self, areas: frozenset[str]) -> None:
        if self.page is not None and self.page.follows & areas:
            self.page.reload()

    # ---- in and out --------------------------------------------------------------------------

    def _account_menu(self, near: QWidget) -> None:
        from integrity_edu.ui.widgets.account import account_menu

        menu = account_menu(near, self.lock, self.sign_out, lambda: self.go(Route("settings")))
        corner = near.mapToGlobal(near.rect().topLeft())
        corner.setY(corner.y() - menu.sizeHint().height() - 6)
        menu.popup(corner)

    def lock(self) -> None:
        """Forget the keys and show the sign-in page; signing in again goes on at home."""
        if self.me is not None:
            self._locked = self.me.person
            self.sign_out()

    def sign_out(self) -> None:
        """Leave: keys are forgotten, pages with somebody's data are destroyed."""
        if self.page is not None:
            self.page.leave()
        self._forget_pages()
        self.messages.notice.hide()  # what was said to me is not for the next one
        self.me = None
        self.settings.setValue("account", "")
        self.tasks.run(self, _sign_out, lambda _: self.start_again())

    def rebuild(self) -> None:
        """Build every page anew, after the language changed."""
        here = self._past[-1] if self._past else Route("home")
        me, preferences = self.me, self.preferences
        self._forget_pages()
        old = self.root
        self._build()
        old.deleteLater()
        if me and preferences:
            self.enter(me, preferences)
            self.go(here)

    def _speak(self, wanted: str) -> None:
        set_language(wanted)
        self.settings.setValue("language", wanted)
        self._forget_pages()
        old = self.root
        self._build()
        old.deleteLater()
        self.start_again()

    def _forget_pages(self) -> None:
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        self.page = None

    def _drop(self, page: QWidget) -> None:
        self.root.removeWidget(page)
        page.deleteLater()

    def toggle_theme(self) -> None:
        """The other of light and dark, kept as my setting."""
        mode: Literal["light", "dark"] = "light" if self.theme.dark else "dark"
        self.theme.set_mode(mode)
        self.settings.setValue("theme", mode)
        if self.preferences is not None:
            from integrity_edu.ui.session import keep_theme

            self.tasks.run(self, lambda ws: keep_theme(ws, mode), self._kept)

    def _kept(self, preferences: Preferences) -> None:
        self.preferences = preferences

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is half done and remember the size."""
        if self.page is not None:
            self.page.leave()
        self.settings.setValue("size", self.size())
        self.settings.sync()
        super().closeEvent(event)

    def shut_down(self) -> None:
        """Finish what is queued, close the database and the log."""
        from integrity_edu.ui.log import stop_log

        self.tasks.stop()
        stop_log()


def _sign_out(ws: Workspace) -> None:
    from integrity_edu.people.accounts import sign_out

    sign_out(ws)
