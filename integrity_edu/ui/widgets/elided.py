"""A line of words that may be cut and then says so; its own module because a start needs it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

LEAST = 120


class ElidedLabel(QLabel):
    """One line; without room for all of it, it ends in … and the whole is its tooltip and name."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""

    def show_text(self, text: str) -> None:
        """Show other words."""
        self._whole = text
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many of the words as this width holds."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 1
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few words."""
        least = self.sizeHint()
        return QSize(min(LEAST, least.width()), least.height())

    def _fit(self) -> None:
        shown = self._whole
        if self.fontMetrics().horizontalAdvance(shown) > self.width():
            from PySide6.QtCore import Qt  # dear, and the first frame's heading fits

            metrics = self.fontMetrics()
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, self.width())
        whole = self._whole if shown != self._whole else ""
        self.setText(shown)
        self.setToolTip(whole)
        self.setAccessibleName(whole)
