"""Cards, chips, badges and empty states."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import tone_colors
from integrity_edu.ui.widgets.text import WrappedLabel


class Card(QFrame):
    """A white box with a hairline; `body` takes what it shows, `head` its heading row."""

    def __init__(self, theme: Theme, title: str = "", aside: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 18, 20, 18)
        self.body.setSpacing(10)
        self.head = QHBoxLayout()
        self.title, self.aside = QLabel(title), QLabel(aside)
        self.title.setProperty("role", "heading")
        self.aside.setProperty("role", "small")
        self.head.addWidget(self.title)
        self.head.addStretch()
        self.head.addWidget(self.aside)
        if title or aside:
            self.body.addLayout(self.head)


class Chip(QLabel):
    """A word on a tint; `tone` is neutral, accent, success, warning or info."""

    def __init__(self, theme: Theme, text: str, tone: str = "neutral") -> None:
        super().__init__(text)
        self._theme = theme
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._color)
        self._color()

    def set(self, text: str, tone: str) -> None:
        """Show another word in another tone."""
        self.setText(text)
        self._tone = tone
        self._color()

    def _color(self) -> None:
        words, ground = tone_colors(self._theme.palette, self._tone)
        weight = 400 if self._tone == "neutral" else 700
        self.setStyleSheet(
            f"color: {words}; background: {ground}; border-radius: 10px; font-size: 12px;"
            f"font-weight: {weight}; padding: 3px 10px;"
        )


class OutlineChip(QLabel):
    """A name in a thin pill: responsible units and the like."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._color)
        self._color()

    def _color(self) -> None:
        palette = self._theme.palette
        self.setStyleSheet(
            f"color: {palette.text}; border: 1px solid {palette.line}; border-radius: 13px;"
            "font-size: 12px; padding: 4px 13px;"
        )


class IconBadge(QLabel):
    """An icon in a soft rounded square."""

    def __init__(self, theme: Theme, icon: str, tone: str = "info", size: int = 36) -> None:
        super().__init__()
        self._theme, self._icon, self._tone = theme, icon, tone
        self.setFixedSize(size, size)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._color)
        self._color()

    def set(self, icon: str, tone: str) -> None:
        """Show another icon in another tone."""
        self._icon, self._tone = icon, tone
        self._color()

    def _color(self) -> None:
        words, ground = tone_colors(self._theme.palette, self._tone)
        self.setStyleSheet(f"background: {ground}; border-radius: 9px;")
        self.setPixmap(self._theme.icons.pixmap(self._icon, words, 20, self.devicePixelRatioF()))


class IconLabel(QLabel):
    """An icon in a palette colour, following the theme; decoration beside words."""

    def __init__(self, theme: Theme, icon: str, color: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._theme, self._icon, self._color_name, self._size = theme, icon, color, size
        self.setFixedSize(size, size)
        theme.changed.connect(self._paint)
        self._paint()

    def set(self, icon: str, color: str) -> None:
        """Show another icon, or the same in another palette colour."""
        self._icon, self._color_name = icon, color
        self._paint()

    def _paint(self) -> None:
        color = getattr(self._theme.palette, self._color_name)
        self.setPixmap(self._theme.icons.pixmap(self._icon, color, self._size, 2.0))


class EmptyState(QWidget):
    """What a list shows when it is empty: why, and what to do next."""

    def __init__(self, theme: Theme, icon: str, sentence: str, button: str | None = None) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 20, 12, 20)
        box.setSpacing(12)
        box.addWidget(IconBadge(theme, icon, "neutral", 44), 0, Qt.AlignmentFlag.AlignHCenter)
        self.label = WrappedLabel(sentence, "muted")
        self.label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.label)
        self.button = QPushButton(button or "")
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        # only now that it has a parent: a visible orphan would flash up as a window of its own
        self.button.setVisible(button is not None)
        box.addStretch()


def line() -> QFrame:
    """A hairline between rows."""
    made = QFrame()
    made.setProperty("role", "line")
    return made
