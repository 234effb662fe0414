"""A list and what is picked in it, side by side, each scrolling by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from integrity_edu.ui.tokens import GAP, MARGIN_FOOT, MARGIN_SIDE
from integrity_edu.ui.widgets.columns import FOLD
from integrity_edu.ui.widgets.scroll import PageScroll

LIST_SHARE = 0.38
"""Height of the list when it stands above what is picked."""


class Beside(QWidget):
    """`list` is `list_width` px wide; on a narrow page it stands above `detail`."""

    def __init__(self, list_width: int = 292) -> None:
        super().__init__()
        self._list_width = list_width
        self.list, self.detail = PageScroll(), PageScroll()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(MARGIN_SIDE, 0, 0, 0)
        self._box.setSpacing(0)
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
            self.list.setFixedHeight(max(150, round(self.height() * LIST_SHARE)))
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16_777_215)
            self.list.body.setContentsMargins(MARGIN_SIDE, 2, MARGIN_SIDE, GAP)
            self.detail.body.setContentsMargins(MARGIN_SIDE, 2, MARGIN_SIDE, MARGIN_FOOT)
        else:
            self._box.setDirection(QBoxLayout.Direction.LeftToRight)
            self._box.setContentsMargins(MARGIN_SIDE, 0, 0, 0)
            self.list.setFixedWidth(self._list_width + GAP - 4)
            self.list.setMinimumHeight(0)
            self.list.setMaximumHeight(16_777_215)
            self.list.body.setContentsMargins(0, 2, GAP - 4, MARGIN_FOOT)
            self.detail.body.setContentsMargins(4, 2, MARGIN_SIDE, MARGIN_FOOT)


def reveal(scroll: PageScroll, widget: QWidget) -> None:
    """Scroll until `widget` stands near the top, once the layout has come to rest."""

    def go() -> None:
        top = widget.mapTo(scroll.content, widget.rect().topLeft()).y()
        scroll.verticalScrollBar().setValue(max(0, top - GAP))

    QTimer.singleShot(0, widget, lambda: QTimer.singleShot(0, widget, go))
