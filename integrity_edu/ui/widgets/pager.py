"""The foot of a long list: which rows are shown, and the ways to the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.words import tr

ROWS = 12


class Pager(QWidget):
    """`slice` is what to show of the whole; `turned` says that it changed.

    It counts people; a list of something else says so in its own `_words`.
    """

    turned = Signal()

    def __init__(self, theme: Theme, rows: int = ROWS) -> None:
        super().__init__()
        self._rows = rows
        self._total = self._page = 0
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.back = SmallButton(theme, tr("上一页"))
        self.back.setObjectName("page-back")
        self.on = SmallButton(theme, tr("下一页"))
        self.on.setObjectName("page-on")
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addStretch()
        for widget in (self.words, self.back, self.on):
            self.row.addWidget(widget)

    @property
    def slice(self) -> slice:
        """The rows of this page."""
        return slice(self._page * self._rows, (self._page + 1) * self._rows)

    def show_total(self, total: int) -> None:
        """So many rows there are now; stays on its page where that still exists."""
        self._total = total
        self._page = min(self._page, self._last)
        self._say()

    def first(self) -> None:
        """Back to the first page, for another list."""
        self._page = 0
        self._say()

    @property
    def _last(self) -> int:
        return max(0, (self._total - 1) // self._rows)

    def _turn(self, by: int) -> None:
        self._page = max(0, min(self._last, self._page + by))
        self._say()
        self.turned.emit()

    def _say(self) -> None:
        several = self._total > self._rows
        last = min(self._total, (self._page + 1) * self._rows)
        self.words.setText(self._words(self._page * self._rows + 1, last, several=several))
        for button, usable in ((self.back, self._page > 0), (self.on, self._page < self._last)):
            button.setVisible(several)
            button.setEnabled(usable)

    def _words(self, first: int, last: int, *, several: bool) -> str:
        if not several:
            return tr("共 {n} 人", n=self._total)
        return tr("第 {a}–{b} 人，共 {n} 人", a=first, b=last, n=self._total)
