"""What stands above every page: its heading, its actions, search, notices and the theme switch."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from integrity_edu.ui.page import Page
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import IconButton
from integrity_edu.ui.widgets.elided import ElidedLabel
from integrity_edu.ui.widgets.search_field import SearchField
from integrity_edu.words import tr

TYPING_PAUSE_MS = 120


class Header(QWidget):
    """Emits what is typed into the search field, and a wish for the other theme."""

    searched = Signal(str)
    theme_toggled = Signal()
    lock_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(30, 22, 30, 12)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.title, self.subtitle = ElidedLabel(), ElidedLabel()
        self.title.setProperty("role", "title")
        self.subtitle.setProperty("role", "subtitle")
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        row.addLayout(words)
        row.addStretch()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        row.addLayout(self._actions)
        self.search: QLineEdit = SearchField(theme, tr("搜索课程、条款、案例"))
        row.addWidget(self.search, 1)  # the first to give way, down to its least width
        self.theme_button = IconButton(theme, "sun" if theme.dark else "moon", tr("换成深色或浅色"))
        self.theme_button.setObjectName("toggle-theme")
        self.theme_button.clicked.connect(self.theme_toggled)
        row.addWidget(self.theme_button)
        theme.changed.connect(self._show_theme)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.search.textEdited.connect(lambda _: self._pause.start())
        self.search.returnPressed.connect(self._say)

    def show_page(self, page: Page) -> None:
        """Take over the heading and the actions of a page."""
        self.title.show_text(page.title)
        self.subtitle.show_text(page.subtitle)
        self.subtitle.setVisible(bool(page.subtitle))
        while self._actions.count():
            item = self._actions.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()  # or the layout's queued show would open it as a window of its own
                widget.setParent(None)
        for action in page.header_actions:
            self._actions.addWidget(action)
            action.show()

    def _say(self) -> None:
        self._pause.stop()
        self.searched.emit(self.search.text())

    def _show_theme(self) -> None:
        self.theme_button.set_icon("sun" if self._theme.dark else "moon")
