"""Columns side by side on a grid of 12 that fold under one another when the window is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from integrity_edu.ui.tokens import GAP

FOLD = 820
"""Pixels of page width under which columns fold (a window of about 1,100 with the sidebar)."""


class Columns(QWidget):
    """`add(widget, share)` in the order left to right; shares are columns of the grid, 12 in all.

    Equal grid columns make the edges of rows that stand above one another fall on the same lines.
    """

    def __init__(self, fold: int = FOLD) -> None:
        super().__init__()
        self._fold = fold
        self._columns: list[tuple[QWidget, int]] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(GAP)
        self.folded = False
        for column in range(12):
            self.grid.setColumnStretch(column, 1)

    def add(self, widget: QWidget, share: int) -> None:
        """One more column."""
        self._columns.append((widget, share))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        fold = event.size().width() < self._fold
        if fold != self.folded:
            self.folded = fold
            self._place()

    def _place(self) -> None:
        at = 0
        for row, (widget, share) in enumerate(self._columns):
            self.grid.removeWidget(widget)
            if self.folded:
                self.grid.addWidget(widget, row, 0, 1, 12)
            else:
                self.grid.addWidget(widget, 0, at, 1, share)
            at += share
