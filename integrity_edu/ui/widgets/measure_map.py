"""The 29 measures as a map, one row for each part; the better known, the fuller the square."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from integrity_edu.plan.numerals import numeral
from integrity_edu.review.mastery import LEVELS
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.level_words import level_text
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
        self.levels: dict[int, str] = {}
        self.cursor_at = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(len(PARTS) * _ROW + 30)
        self.setMinimumWidth(240)
        self.setProperty("radius", 8)
        self.setAccessibleName(tr("29 项学到哪儿"))
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_levels(self, levels: dict[int, str]) -> None:
        """Measure → level (review.mastery.LEVELS)."""
        self.levels = levels
        self.setAccessibleDescription(tr("，").join(text for _, text in self.legend()))
        self.update()

    def legend(self) -> list[tuple[str, str]]:
        """(level, words with count) in the order shown."""
        counts = Counter(self.levels.values())
        counts["new"] = 29 - sum(counts[level] for level in LEVELS[1:])
        return [
            (level, tr("{level} {n}", level=level_text(level), n=counts[level]))
            for level in reversed(LEVELS)
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
        reached = {"new", *self.levels.values()}
        for level, words in (one for one in self.legend() if one[0] in reached):
            box = QRectF(left, self.height() - 17, 10, 10)
            self._fill(painter, box, level, 3)
            painter.setPen(QColor(palette.muted))
            painter.setFont(ui_font(11))
            spot = QRectF(left + 13, self.height() - 24, 80, 24)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, words)
            left += 13 + painter.fontMetrics().horizontalAdvance(words) + 7
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
        level = level_text(self.levels.get(number, "new"))
        return tr("第 {n} 项，{state}", n=number, state=level)

    def _at(self, spot: QPoint) -> int:
        return next((n for n in range(1, 30) if self.box(n).contains(spot.toPointF())), 0)

    def _paint_cell(self, painter: QPainter, number: int) -> None:
        palette, level, box = self._theme.palette, self.levels.get(number, "new"), self.box(number)
        self._fill(painter, box, level, 8)
        full = level in ("proficient", "mastered")
        words = palette.on_success if full else palette.muted if level == "new" else palette.success
        painter.setPen(QColor(words))
        painter.setFont(ui_font(12, bold=level != "new"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def _fill(self, painter: QPainter, box: QRectF, level: str, radius: float) -> None:
        """Nothing, an outline, a tint, full, and full with a line under it."""
        palette = self._theme.palette
        grounds = {"new": palette.track, "tried": palette.card, "familiar": palette.success_soft}
        painter.setBrush(QColor(grounds.get(level, palette.success)))
        outlined = level in ("tried", "familiar")
        painter.setPen(QPen(QColor(palette.success), 1) if outlined else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if level == "mastered" and radius > 4:  # too small to be seen in the legend
            painter.setPen(QPen(QColor(palette.on_success), 1.6))
            inset, foot = box.width() * 0.28, box.bottom() - box.height() * 0.16
            painter.drawLine(QPointF(box.left() + inset, foot), QPointF(box.right() - inset, foot))
