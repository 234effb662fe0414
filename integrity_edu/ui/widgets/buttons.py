"""Buttons: one primary a page, quiet ones beside it, icons with names, lines of the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme


class _ThemedButton(QPushButton):
    """A button whose icon follows the theme."""

    role = ""
    icon_color = "text"

    def __init__(self, theme: Theme, text: str, icon: str | None = None) -> None:
        super().__init__(text)
        self._theme, self._icon = theme, icon
        if self.role:
            self.setProperty("role", self.role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
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


class NavButton(QAbstractButton):
    """One line of the sidebar; `badge` is a count of things waiting."""

    def __init__(self, theme: Theme, icon: str, text: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.badge = 0
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A line 38 px high."""
        return QSize(192, 38)

    def set_badge(self, count: int) -> None:
        """Show how many things wait here; 0 shows nothing."""
        self.badge = count
        self.setAccessibleName(f"{self.text()} {count}" if count else self.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, words, badge; tinted when current."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(palette.accent_soft if self.isChecked() else palette.paper))
            painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        color = palette.accent if self.isChecked() else palette.text
        icon_color = palette.accent if self.isChecked() else palette.muted
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(12, 10, self._theme.icons.pixmap(self._icon, icon_color, 18, ratio))
        painter.setPen(QColor(color))
        painter.setFont(ui_font(14, bold=self.isChecked()))
        painter.drawText(
            self.rect().adjusted(41, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self.badge:
            self._paint_badge(painter)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        palette = self._theme.palette
        box = QRectF(self.width() - 48, 9, 40, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent_soft))
        painter.drawRoundedRect(box, 10, 10)
        painter.setPen(QColor(palette.accent))
        painter.setFont(ui_font(12, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.badge))

    def enterEvent(self, event: object) -> None:
        """Repaint for the pointer."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Repaint when the pointer is gone."""
        self.update()
