"""Every page sits in one of these, so that it works on a small or magnified screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from integrity_edu.ui.tokens import GAP, MARGIN_FOOT, MARGIN_SIDE


class PageScroll(QScrollArea):
    """A frameless vertical scroll with the page's margins; `body` takes what the page shows."""

    def __init__(self, content: QWidget | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget()
        self.content.setObjectName("content")
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(MARGIN_SIDE, 2, MARGIN_SIDE, MARGIN_FOOT)
        self.body.setSpacing(GAP)
        if content is not None:
            self.body.addWidget(content)
        self.setWidget(self.content)
        self._right = MARGIN_SIDE
        self.verticalScrollBar().rangeChanged.connect(self._balance)

    def set_margins(self, left: int, right: int, foot: int = MARGIN_FOOT) -> None:
        """Other margins than a page's; the right one is measured without the scroll bar."""
        self._right = right
        self.body.setContentsMargins(left, 2, right, foot)
        self._balance(0, self.verticalScrollBar().maximum())

    def _balance(self, low: int, high: int) -> None:
        """A scroll bar stands in the right margin, so that edges stay where they are."""
        margins = self.body.contentsMargins()
        bar = self.verticalScrollBar().sizeHint().width() if high > low else 0
        margins.setRight(max(0, self._right - bar))
        self.body.setContentsMargins(margins)
