"""Widgets side by side in the 12-column grid, one below the other where it gets narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from integrity_edu.ui.tokens import GAP

COLUMN = 69
"""Width of one of 12 columns in 1000 px with gaps of 16; only the proportion counts."""


def span(columns: int) -> int:
    """The width of so many columns with the gaps between them."""
    return columns * COLUMN + (columns - 1) * GAP


class FoldRow(QWidget):
    """`columns` of each widget add up to 12; below `fold_at` pixels the row becomes a column."""

    def __init__(
        self, widgets: Sequence[QWidget], columns: Sequence[int], fold_at: int = 780
    ) -> None:
        super().__init__()
        self._columns, self._fold_at = columns, fold_at
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        for widget in widgets:
            self._box.addWidget(widget)
        self._arrange(folded=False)

    @property
    def folded(self) -> bool:
        """Whether the widgets stand one below the other."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold with the width."""
        super().resizeEvent(event)
        folded = event.size().width() < self._fold_at
        if folded != self.folded:
            self._arrange(folded=folded)

    def _arrange(self, *, folded: bool) -> None:
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if folded else right)
        for place, columns in enumerate(self._columns):
            self._box.setStretch(place, 0 if folded else span(columns))
            widget = self._box.itemAt(place).widget()
            if widget is not None:
                widget.setMinimumWidth(0)
        self.updateGeometry()
