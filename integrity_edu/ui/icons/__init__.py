"""One family of our own stroke icons on a 24 px grid, painted with the colour of their words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

FOLDER = Path(__file__).parent


class Icons:
    """Renders and keeps icons; one belongs to each theme."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, color: str, size: int = 20, ratio: float = 2.0) -> QPixmap:
        """Icon `name` in `color` (#RRGGBB) at `size` px for a screen of `ratio` device pixels."""
        key = (name, color, size, ratio)
        if key not in self._kept:
            self._kept[key] = _render(*key)
        return self._kept[key]

    def padded(self, name: str, color: str, size: int, width: int, ratio: float = 2.0) -> QPixmap:
        """The icon with empty room to its right, `width` px in all."""
        wide = QPixmap(round(width * ratio), round(size * ratio))
        wide.fill(QColor(0, 0, 0, 0))
        wide.setDevicePixelRatio(ratio)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, self.pixmap(name, color, size, ratio))
        painter.end()
        return wide

    def icon(self, name: str, color: str, size: int = 20) -> QIcon:
        """The same as a QIcon."""
        return QIcon(self.pixmap(name, color, size))


def names() -> list[str]:
    """All icons there are."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


def _render(name: str, color: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    edge = round(size * ratio)
    pixmap = QPixmap(edge, edge)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
