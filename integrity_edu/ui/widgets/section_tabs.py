"""Six equal tabs over a record: a name and how much is behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import GAP, PX_SMALL, PX_TEXT, RADIUS_CONTROL

FOLD = 780
"""Pixels of width under which the tabs stand in two rows of three."""


class SectionTabs(QWidget):
    """`picked` is the key of the tab chosen; arrow keys move the choice."""

    picked = Signal(str)

    def __init__(self, theme: Theme, tabs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._group = QButtonGroup(self)
        self._in_row = 0
        self.tabs: dict[str, SectionTab] = {}
        for key, title in tabs:
            tab = SectionTab(theme, title)
            tab.setObjectName(f"tab-{key}")
            tab.toggled.connect(lambda on, key=key: self.picked.emit(key) if on else None)
            self._group.addButton(tab)
            self.tabs[key] = tab
        self._arrange(len(tabs))

    def pick(self, key: str) -> None:
        """Choose a tab."""
        self.tabs[key].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row, or two."""
        super().resizeEvent(event)
        count = len(self.tabs)
        self._arrange(count if event.size().width() >= FOLD else (count + 1) // 2)

    def _arrange(self, in_row: int) -> None:
        if in_row == self._in_row:
            return
        self._in_row = in_row
        for place, tab in enumerate(self.tabs.values()):
            self._grid.addWidget(tab, place // in_row, place % in_row)
        for column in range(len(self.tabs)):
            self._grid.setColumnStretch(column, 1 if column < in_row else 0)


class SectionTab(QAbstractButton):
    """One tab; chosen = accent border, tint and bold words."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme, self._count = theme, ""
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("radius", RADIUS_CONTROL)
        theme.changed.connect(self.update)

    def set_count(self, text: str) -> None:
        """Say how much is behind it."""
        self._count = text
        self.setAccessibleName(f"{self.text()} {text}")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(150, 58)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, border, title, count."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge = 1.0 if chosen else 0.5
        hovered = palette.paper if self.underMouse() else palette.card
        painter.setPen(QPen(QColor(palette.accent if chosen else palette.line), 2 * edge))
        painter.setBrush(QColor(palette.accent_soft if chosen else hovered))
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        room = QRectF(15, 9, self.width() - 26, 22)
        painter.setPen(QColor(palette.accent if chosen else palette.text))
        painter.setFont(ui_font(PX_TEXT, bold=True))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(QColor(palette.muted))
        painter.setFont(ui_font(PX_SMALL))
        painter.drawText(room.translated(0, 20), Qt.AlignmentFlag.AlignVCenter, self._count)
        painter.end()
