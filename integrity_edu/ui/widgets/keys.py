"""A key with what it does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_KEY


class KeyHint(QWidget):
    """A keycap and a word beside it; decoration for the eye, the name says both."""

    def __init__(self, theme: Theme, key: str, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        self.cap, self.label = QLabel(key), QLabel(text)
        self.cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.label.setProperty("role", "small")
        row.addWidget(self.cap)
        row.addWidget(self.label, 1)
        theme.changed.connect(self._color)
        self._color()

    def _color(self) -> None:
        palette = self._theme.palette
        self.cap.setStyleSheet(
            f"color: {palette.text}; background: {palette.card}; border: 1px solid "
            f"{palette.control}; border-radius: {RADIUS_KEY}px; font-size: 12px; padding: 1px 8px;"
        )
