"""The sidebar: seal, lines by role, settings and who is signed in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.ui.navigation import SIDEBAR, Entry
from integrity_edu.ui.page import Me
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.account import AccountButton
from integrity_edu.ui.widgets.buttons import NavButton
from integrity_edu.ui.widgets.seal import Seal
from integrity_edu.words import tr

WIDTH = 220
HEIGHT_WITH_HEADINGS = 760
# pages without a line of their own light up the line they belong to
BELONGS = {
    "lesson": "courses",
    "case": "cases",
    "sitting": "quiz",
    "result": "quiz",
    "exam": "classes",
}


class Sidebar(QFrame):
    """Emits the page somebody picked; the account card at the foot opens its menu."""

    picked = Signal(str)

    def __init__(self, theme: Theme, open_account_menu: Callable[[QWidget], None]) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 26, 14, 16)
        self._layout.setSpacing(2)
        self._layout.addLayout(self._brand())
        self._layout.addSpacing(4)
        self._lines = QWidget()
        self._layout.addWidget(self._lines)
        self._layout.addStretch()
        self.buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._headings: list[QLabel] = []
        settings = self._line(Entry("settings", "settings", "设置"))
        self._layout.addWidget(settings)
        self._layout.addSpacing(8)
        self.account = AccountButton(theme)
        self.account.clicked.connect(lambda: open_account_menu(self.account))
        self._layout.addWidget(self.account)
        self._fixed = {"settings": settings}

    def show_me(self, me: Me) -> None:
        """Lay out the lines of this person's role."""
        for button in list(self.buttons.values()):
            if button is not self._fixed["settings"]:
                self._group.removeButton(button)
        self.buttons = dict(self._fixed)
        self._headings = []
        lines = QWidget()
        box = QVBoxLayout(lines)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for group in SIDEBAR[me.role]:
            heading = QLabel(tr(group.heading))
            heading.setProperty("role", "nav-heading")
            heading.setContentsMargins(15, 12, 0, 4)
            box.addWidget(heading)
            self._headings.append(heading)
            for entry in group.entries:
                if entry.page == "archive" and me.audience == "minor":
                    continue
                box.addWidget(self._line(entry))
        self._layout.replaceWidget(self._lines, lines)
        self._lines.deleteLater()
        self._lines = lines
        self._show_headings()
        self.account.show_me(me.nickname, me.role)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the lines keep their height and the headings give way."""
        super().resizeEvent(event)
        self._show_headings()

    def _show_headings(self) -> None:
        for heading in self._headings:
            heading.setVisible(self.height() >= HEIGHT_WITH_HEADINGS)

    def mark(self, page: str) -> None:
        """Light up the line of a page."""
        button = self.buttons.get(BELONGS.get(page, page))
        if button:
            button.setChecked(True)
        elif checked := self._group.checkedButton():
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Seal(self._theme, 38))
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, role in ((tr("诚信学堂"), "brand"), (tr("诚信教育 · 离线可用"), "small")):
            label = QLabel(text)
            label.setProperty("role", role)
            words.addWidget(label)
        row.addLayout(words, 1)  # all there is: Bold, which is wider, is loaded after this
        return row

    def _line(self, entry: Entry) -> NavButton:
        button = NavButton(self._theme, entry.icon, tr(entry.text))
        button.setObjectName(f"nav-{entry.page}")
        button.clicked.connect(lambda: self.picked.emit(entry.page))
        self._group.addButton(button)
        self.buttons[entry.page] = button
        return button

    def sizeHint(self) -> QSize:
        """As wide as the design says."""
        return QSize(WIDTH, 600)

    def focus_current(self) -> None:
        """Give keyboard focus to the line that is lit."""
        from PySide6.QtCore import Qt

        if checked := self._group.checkedButton():
            checked.setFocus(Qt.FocusReason.ShortcutFocusReason)
