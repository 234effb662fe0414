"""A list and what is picked in it, side by side, each scrolling by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from integrity_edu.ui.tokens import GAP, MARGIN_SIDE
from integrity_edu.ui.widgets.columns import FOLD
from integrity_edu.ui.widgets.scroll import PageScroll

BETWEEN = 12
"""The part of the gap that belongs to the list: its scroll bar stands there."""

LIST_SHARE = 0.38
"""Height of the list when it stands above what is picked."""


class Beside(QWidget):
    """`list` is `list_width` px wide; on a narrow page it stands above `detail`."""

    def __init__(self, list_width: int = 292) -> None:
        super().__init__()
        self._list_width = list_width
        self.list, self.detail = PageScroll(), PageScroll()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(self.list)
        self._box.addWidget(self.detail, 1)
        self._fold(folded=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold with the width; keep the list's share of the height."""
        super().resizeEvent(event)
        self._fold(folded=event.size().width() - 2 * MARGIN_SIDE < FOLD)

    def _fold(self, *, folded: bool) -> None:
        if folded:
            self._box.setDirection(QBoxLayout.Direction.TopToBottom)
            self._box.setContentsMargins(0, 0, 0, 0)
            self._box.setSpacing(GAP)
            self.list.setFixedHeight(max(150, round(self.height() * LIST_SHARE)))
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16_777_215)
            self.list.set_margins(MARGIN_SIDE, MARGIN_SIDE, 2)
            self.detail.set_margins(MARGIN_SIDE, MARGIN_SIDE)
        else:
            self._box.setDirection(QBoxLayout.Direction.LeftToRight)
            self._box.setContentsMargins(MARGIN_SIDE, 0, 0, 0)
            self._box.setSpacing(0)
            self.list.setFixedWidth(self._list_width + BETWEEN)
            self.list.setMinimumHeight(0)
            self.list.setMaximumHeight(16_777_215)
            self.list.set_margins(0, BETWEEN)
            self.detail.set_margins(GAP - BETWEEN, MARGIN_SIDE)


def reveal(scroll: PageScroll, widget: QWidget) -> None:
    """Scroll until `widget` stands near the top, once the layout has come to rest."""

    def go() -> None:
        top = widget.mapTo(scroll.content, widget.rect().topLeft()).y()
        scroll.verticalScrollBar().setValue(max(0, top - GAP))

    _at_rest(widget, go)


def keep_in_sight(scroll: PageScroll, widget: QWidget) -> None:
    """Scroll no further than needed for `widget` to be seen, once the layout is at rest."""
    _at_rest(widget, lambda: scroll.ensureWidgetVisible(widget, 0, 2 * GAP))


def _at_rest(widget: QWidget, act: Callable[[], None]) -> None:
    """Act two rounds of the event loop later: wrapped labels claim their height in the first."""
    QTimer.singleShot(0, widget, lambda: QTimer.singleShot(0, widget, act))
