"""A character as a path, centred by its bounding box: the same on every machine, sharp at any size."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainterPath, QTransform

from integrity_edu.ui.fonts import song_font


def glyph_path(text: str, font: QFont, box: QRectF) -> QPainterPath:
    """The outline of `text` scaled into `box`, keeping its proportions, and centred in it."""
    path = QPainterPath()
    path.addText(0, 0, font, text)
    bounds = path.boundingRect()
    if bounds.isEmpty():
        return path
    scale = min(box.width() / bounds.width(), box.height() / bounds.height())
    moved = QTransform()
    moved.translate(box.center().x(), box.center().y())
    moved.scale(scale, scale)
    moved.translate(-bounds.center().x(), -bounds.center().y())
    return moved.map(path)


def xin_path(box: QRectF) -> QPainterPath:
    """信 in Song, as large as fits into `box`."""
    return glyph_path("信", song_font(100), box)
