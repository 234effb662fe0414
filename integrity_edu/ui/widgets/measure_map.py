"""The 29 measures as a map, one row for each part; filled = 会了, outlined = 在学, grey = 未学."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from integrity_edu.plan.numerals import numeral
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.words import tr

PARTS = ((1, 7), (8, 11), (12, 14), (15, 19), (20, 25), (26, 29))
_CELL, _GAP, _LEFT, _ROW = 31, 6, 28, 38
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class MeasureMap(QWidget):
    """Numbered squares; a click or Enter picks the measure the cursor is on."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.states: dict[int, str] = {}
        self.cursor_at = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(len(PARTS) * _ROW + 30)
        self.setMinimumWidth(240)
        self.setProperty("radius", 8)
        self.setAccessibleName(tr("29 项学到哪儿"))
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_states(self, states: dict[int, str]) -> None:
        """Measure → known, learning or new."""
        self.states = states
        self.setAccessibleDescription(tr("，").join(text for _, text in self.legend()))
        self.update()

    def legend(self) -> list[tuple[str, str]]:
        """(state, words with count) in the order shown."""
        counts = {
            state: sum(value == state for value in self.states.values())
            for state in ("known", "learning")
        }
        new = 29 - counts["known"] - counts["learning"]
        return [
            ("known", tr("会了 {n}", n=counts["known"])),
            ("learning", tr("在学 {n}", n=counts["learning"])),
            ("new", tr("未学 {n}", n=new)),
        ]

    def sizeHint(self) -> QSize:
        """Room for seven squares."""
        return QSize(_LEFT + 7 * (_CELL + _GAP), len(PARTS) * _ROW + 30)

    def box(self, number: int) -> QRectF:
        """Where a measure's square is."""
        row = next(i for i, (first, last) in enumerate(PARTS) if first <= number <= last)
        step = min(_CELL + _GAP, (self.width() - _LEFT) / 7)
        left = _LEFT + (number - PARTS[row][0]) * step
        return QRectF(left, row * _ROW, min(_CELL, step - 3), _CELL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows, squares, legend."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(12))
        painter.setPen(QColor(palette.muted))
        for row in range(len(PARTS)):
            place = QRectF(0, row * _ROW, _LEFT, _CELL)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, numeral(row + 1))
        for number in range(1, 30):
            self._paint_cell(painter, number)
        left = 0.0
        for state, words in self.legend():
            box = QRectF(left + 1, self.height() - 17, 12, 10)
            self._fill(painter, box, state, 3)
            painter.setPen(QColor(palette.muted))
            painter.setFont(ui_font(12))
            spot = QRectF(left + 20, self.height() - 24, 80, 24)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, words)
            left += min(96, self.width() / 3)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the square under the pointer."""
        if number := self._at(event.position().toPoint()):
            self.cursor_at = number
            self.picked.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over squares."""
        over = self._at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk the numbers, up and down the parts, Enter opens one."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.cursor_at = min(29, max(1, self.cursor_at + _STEPS[key]))
            self._tell()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.cursor_at = self._in_next_row(1 if key == Qt.Key.Key_Down else -1)
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.cursor_at)
        else:
            super().keyPressEvent(event)

    def ring_rect(self) -> QRect:
        """Where the focus ring goes: round the square the cursor is on."""
        return self.box(self.cursor_at).toAlignedRect()

    def _in_next_row(self, way: int) -> int:
        row = next(i for i, (first, last) in enumerate(PARTS) if first <= self.cursor_at <= last)
        first, last = PARTS[min(len(PARTS) - 1, max(0, row + way))]
        return min(last, first + self.cursor_at - PARTS[row][0])

    def _tell(self) -> None:
        """The description stays the count of the whole map; the square is announced."""
        announce(self, self._say(self.cursor_at))
        self.update()

    def _say(self, number: int) -> str:
        words = {"known": tr("会了"), "learning": tr("在学"), "new": tr("未学")}
        return tr("第 {n} 项，{state}", n=number, state=words[self.states.get(number, "new")])

    def _at(self, spot: QPoint) -> int:
        return next((n for n in range(1, 30) if self.box(n).contains(spot.toPointF())), 0)

    def _paint_cell(self, painter: QPainter, number: int) -> None:
        palette, state, box = self._theme.palette, self.states.get(number, "new"), self.box(number)
        self._fill(painter, box, state, 8)
        words = {"known": palette.on_success, "learning": palette.success, "new": palette.muted}
        painter.setPen(QColor(words[state]))
        painter.setFont(ui_font(12, bold=state != "new"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def _fill(self, painter: QPainter, box: QRectF, state: str, radius: float) -> None:
        palette = self._theme.palette
        if state == "learning":
            painter.setPen(QPen(QColor(palette.success), 1))
            painter.setBrush(QColor(palette.success_soft))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.success if state == "known" else palette.track))
        painter.drawRoundedRect(box, radius, radius)
