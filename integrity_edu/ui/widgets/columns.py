"""Columns side by side on a grid of 12 that fold under one another when the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from integrity_edu.ui.tokens import GAP

FOLD = 820
"""Pixels of page width under which columns fold (a window of about 1,100 with the sidebar)."""

GRID = 12


class Columns(QWidget):
    """`add(widget, share)` in the order left to right; shares are columns of the grid, 12 in all."""

    def __init__(self, fold: int = FOLD) -> None:
        super().__init__()
        self._layout = _GridRow(self, fold)

    def add(self, widget: QWidget, share: int) -> None:
        """One more column."""
        self._layout.add(widget, share)

    @property
    def folded(self) -> bool:
        """Whether the columns stand under one another."""
        return self._layout.folds(self.width())


class _GridRow(QLayout):
    """Exact grid widths, whatever the columns hold, so that edges above one another fall in line.

    QGridLayout would widen a column for a greedy child and the lines would break.
    """

    def __init__(self, parent: QWidget, fold: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._shares: list[int] = []
        self._fold = fold
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, share: int) -> None:
        """Take one more column of `share` grid columns."""
        self._shares.append(share)
        self.addWidget(widget)

    def folds(self, width: int) -> bool:
        """Whether this width is too narrow for columns."""
        return width < self._fold

    def addItem(self, item: QLayoutItem) -> None:
        """Take what addWidget made."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        if not 0 <= index < len(self._items):
            return None
        self._shares.pop(index)
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Words inside wrap, and folding changes everything."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The highest column, or all of them under one another."""
        heights = [
            _height(item, room) for item, _, room in self._places(width) if not item.isEmpty()
        ]
        if self.folds(width):
            return sum(heights) + GAP * max(0, len(heights) - 1)
        return max(heights, default=0)

    def minimumSize(self) -> QSize:
        """Room for the widest alone: the others can go below."""
        widths = [item.minimumSize().width() for item in self._items]
        return QSize(max(widths, default=0), 0)

    def sizeHint(self) -> QSize:
        """Side by side."""
        return QSize(self._fold, self.heightForWidth(self._fold))

    def setGeometry(self, rect: QRect) -> None:
        """Put every column in its place; side by side they share the full height."""
        super().setGeometry(rect)
        top = rect.y()
        for item, left, room in self._places(rect.width()):
            if self.folds(rect.width()):
                height = _height(item, room)
                item.setGeometry(QRect(rect.x(), top, room, height))
                top += height + GAP if not item.isEmpty() else 0
            else:
                item.setGeometry(QRect(rect.x() + left, top, room, rect.height()))

    def _places(self, width: int) -> list[tuple[QLayoutItem, int, int]]:
        """(item, left, width) of every column at this width."""
        if self.folds(width):
            return [(item, 0, width) for item in self._items]
        step = (width + GAP) / GRID
        places, at = [], 0
        for item, share in zip(self._items, self._shares, strict=True):
            left, right = round(at * step), round((at + share) * step) - GAP
            places.append((item, left, right - left))
            at += share
        return places


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return max(item.sizeHint().height(), item.minimumSize().height())
