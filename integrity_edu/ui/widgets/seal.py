"""The seal 信: cinnabar with white, the same in both themes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.glyph import xin_path


class Seal(QWidget):
    """A square of `size` px; `inverted` is white with cinnabar, for the red panel."""

    def __init__(self, theme: Theme, size: int = 38, *, inverted: bool = False) -> None:
        super().__init__()
        self._theme, self._inverted = theme, inverted
        self.setFixedSize(size, size)

    def sizeHint(self) -> QSize:
        """As made."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Square, inner line, character."""
        red, white = QColor(self._theme.palette.seal), QColor("#FFFFFF")
        ground, ink = (white, red) if self._inverted else (red, white)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = float(self.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(0, 0, edge, edge), edge * 0.2, edge * 0.2)
        inset = edge * 0.1
        line = QColor(ink)
        line.setAlphaF(0.6)
        painter.setPen(QPen(line, max(1.0, edge * 0.03)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(inset, inset, edge - 2 * inset, edge - 2 * inset), edge * 0.12, edge * 0.12
        )
        box = QRectF(edge * 0.23, edge * 0.23, edge * 0.54, edge * 0.54)
        # a hair of outline makes the thin strokes of Song hold at 38 px
        painter.setPen(QPen(ink, edge / 55))
        painter.setBrush(ink)
        painter.drawPath(xin_path(box))
        painter.end()
