"""Which palette is on, and how it reaches a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from integrity_edu.ui.icons import Icons
from integrity_edu.ui.sheet import lesson_sheet, window_sheet
from integrity_edu.ui.tokens import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

MODES = ("system", "light", "dark")


class Theme(QObject):
    """Light or dark, chosen or following the system; everything painted asks it for colours."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode = "system"
        self.palette: Palette = LIGHT
        self.icons = Icons()
        self.reduced_motion = False
        self._windows: list[QWidget] = []
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def dark(self) -> bool:
        """Whether the dark palette is on."""
        return self.palette.dark

    def set_mode(self, mode: str) -> None:
        """Follow the system ("system") or stay "light" or "dark"; repaints what changed."""
        self.mode = mode if mode in MODES else "system"
        self._take(DARK if self._wants_dark() else LIGHT)

    def apply_to(self, window: QWidget) -> None:
        """Colour a window now and whenever the palette changes."""
        if window not in self._windows:
            self._windows.append(window)
            window.destroyed.connect(lambda: self._windows.remove(window))
        window.setPalette(qpalette(self.palette))
        window.setStyleSheet(stylesheet(self.palette))

    def _wants_dark(self) -> bool:
        if self.mode == "system":
            # the palette tells without the Qt namespace, which the first frame does without
            system, role = QGuiApplication.palette(), QPalette.ColorRole
            return system.color(role.Window).lightness() < system.color(role.WindowText).lightness()
        return self.mode == "dark"

    def _take(self, palette: Palette) -> None:
        if palette is self.palette:
            return
        self.palette = palette
        for window in self._windows:
            self.apply_to(window)
        self.changed.emit()

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        """Take what the system says: Qt tells it before the application's palette has changed."""
        if self.mode == "system":
            self._take(DARK if scheme.name == "Dark" else LIGHT)


def stylesheet(palette: Palette) -> str:
    """The window's style sheet."""
    return window_sheet(palette)


def lesson_css(palette: Palette, size_px: int) -> str:
    """For QTextDocument.setDefaultStyleSheet, before setHtml."""
    return lesson_sheet(palette, size_px)


def qpalette(palette: Palette) -> QPalette:
    """The colours that Qt's own drawing uses where the sheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, color in (
        (roles.Window, palette.page),
        (roles.Base, palette.card),
        (roles.AlternateBase, palette.paper),
        (roles.Text, palette.text),
        (roles.WindowText, palette.text),
        (roles.Button, palette.card),
        (roles.ButtonText, palette.text),
        (roles.PlaceholderText, palette.muted),
        (roles.Highlight, palette.info),
        (roles.HighlightedText, palette.on_info),
        (roles.Link, palette.info),
        (roles.ToolTipBase, palette.text),
        (roles.ToolTipText, palette.page),
    ):
        made.setColor(role, QColor(color))
    return made
