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
