"""A day as a small tile: month above, day below."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from integrity_edu.ui.dates import month_name
from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CONTROL, tone_colors
from integrity_edu.words import tr


class DateTile(QWidget):
    """Amber for one's own dates, blue for public ones; the words beside it say which."""

    def __init__(self, theme: Theme, day: date | None, tone: str) -> None:
        super().__init__()
        self._theme, self._day, self._tone = theme, day, tone
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Always the same."""
        return QSize(44, 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Month in small, day in large type; a dash for a day without a date."""
        words, ground = tone_colors(self._theme.palette, self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(QColor(words))
        middle = Qt.AlignmentFlag.AlignCenter
        if self._day is None:
            painter.setFont(ui_font(12))
            painter.drawText(QRectF(self.rect()), middle, tr("不定"))
            return
        painter.setFont(ui_font(12))
        painter.drawText(QRectF(0, 3, 44, 18), middle, month_name(self._day))
        painter.setFont(ui_font(16, bold=True))
        painter.drawText(QRectF(0, 20, 44, 22), middle, str(self._day.day))
