"""Buttons: one primary a page, quiet ones beside it, icons with names, lines of the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QLabel, QPushButton

from integrity_edu.ui.theme import Theme

ICON_AND_GAP = 26
"""Width of a sidebar icon with the room between it and its words."""


class _ThemedButton(QPushButton):
    """A button whose icon follows the theme."""

    role = ""
    icon_color = "text"

    def __init__(self, theme: Theme, text: str, icon: str | None = None) -> None:
        super().__init__(text)
        self._theme, self._icon = theme, icon
        if self.role:
            self.setProperty("role", self.role)
        self.setIconSize(QSize(18, 18))
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def set_icon(self, icon: str | None) -> None:
        """Show another icon."""
        self._icon = icon
        self._show_icon()

    def _show_icon(self) -> None:
        if self._icon:
            color = getattr(self._theme.palette, self.icon_color)
            self.setIcon(self._theme.icons.icon(self._icon, color, 18))


class PrimaryButton(_ThemedButton):
    """The one thing to do here."""

    role = "primary"
    icon_color = "on_accent"


class QuietButton(_ThemedButton):
    """Another thing one may do."""


class SmallButton(_ThemedButton):
    """A quiet button inside a card's heading."""

    role = "small"


class GhostButton(_ThemedButton):
    """A link-like button."""

    role = "ghost"
    icon_color = "accent"


class IconButton(_ThemedButton):
    """A square button with an icon and, for those who listen, a name."""

    role = "icon"

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__(theme, "", icon)
        self.setFixedSize(40, 40)
        self.setAccessibleName(name)
        self.setToolTip(name)


class ChipButton(QPushButton):
    """One of a row of words that can be chosen; chosen it is bold, and there is room for that."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setProperty("role", "chip")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """The style sheet makes it bold only when it is chosen: as wide as it is then."""
        bold = QFont(self.font())
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(self.text())
        more -= self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)

    def minimumSizeHint(self) -> QSize:
        """No narrower: its words cannot wrap."""
        return self.sizeHint()


class NavButton(QPushButton):
    """One line of the sidebar; `badge` is a count of things waiting.

    Drawn by the style sheet alone: see ARCHITECTURE.md, Start.
    """

    def __init__(self, theme: Theme, icon: str, text: str) -> None:
        super().__init__(text)
        self._theme, self._icon = theme, icon
        self.setProperty("role", "nav")
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setIconSize(QSize(ICON_AND_GAP, 18))
        self._badge = QLabel(self)
        self._badge.setProperty("role", "badge")
        self._badge.hide()
        theme.changed.connect(self._show_icon)
        self.toggled.connect(self._show_icon)
        self._show_icon()

    def set_badge(self, count: int) -> None:
        """Show how many things wait here; 0 shows nothing."""
        self.setAccessibleName(f"{self.text()} {count}" if count else self.text())
        self._badge.setText(str(count))
        self._badge.adjustSize()
        self._badge.move(self.width() - self._badge.width() - 8, 9)
        self._badge.setVisible(bool(count))

    def _show_icon(self) -> None:
        palette = self._theme.palette
        color = palette.accent if self.isChecked() else palette.muted
        self.setIcon(QIcon(self._theme.icons.padded(self._icon, color, 18, ICON_AND_GAP)))
