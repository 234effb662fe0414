"""The search field of the header; a module of its own because the first frame needs it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from integrity_edu.ui.theme import Theme

WIDTH, LEAST = 236, 120


class SearchField(QLineEdit):
    """A line to search with; Escape empties it."""

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(WIDTH)
        self.setStyleSheet("padding: 8px 12px 8px 0;")
        self._glass = QAction(placeholder, self)  # its button is read too
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def sizeHint(self) -> QSize:
        """As wide as it may be; a narrow window takes some of it."""
        return QSize(WIDTH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
            return
        super().keyPressEvent(event)

    def _paint_icon(self) -> None:
        self._glass.setIcon(self._theme.icons.icon("search", self._theme.palette.muted))
