"""The strip of question numbers: where I am, what is answered, right, wrong or flagged."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.words import tr

STATES = ("empty", "answered", "right", "partly", "wrong")
_GAP, _HEIGHT, _LEAST = 6, 28, 40
_SIGN, _FLAG = 12, 9
"""Pixels of a tick or cross, and of the flag."""


class QuestionStrip(QWidget):
    """Numbered marks in rows; a click or the arrow keys pick one (numbered from 0)."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.states: list[str] = []
        self.flags: set[int] = set()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("radius", 8)
        self.setAccessibleName(tr("题目"))
        theme.changed.connect(self.update)

    def show_states(self, states: list[str], flags: set[int], current: int) -> None:
        """Show one state of STATES for each question."""
        self.states, self.flags, self.current = states, flags, current
        done = sum(state != "empty" for state in states)
        self.setAccessibleDescription(
            tr(
                "第 {now} 题，共 {count} 题；已答 {done} 题，标记 {flagged} 题",
                now=current + 1,
                count=len(states),
                done=done,
                flagged=len(flags),
            )
        )
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """One or more rows."""
        return QSize(400, self._rows() * (_HEIGHT + _GAP) - _GAP)

    def resizeEvent(self, event: object) -> None:
        """Rows follow the width."""
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each mark with its number, a tick or cross before it, and a flag behind it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self.states)):
            self._paint_mark(painter, place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the mark under the pointer."""
        for place in range(len(self.states)):
            if self._box(place).contains(event.position()):
                self.picked.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move; Home and End go to the ends."""
        last = len(self.states) - 1
        goals = {
            Qt.Key.Key_Left: self.current - 1,
            Qt.Key.Key_Right: self.current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        elif 0 <= goal <= last:
            self.picked.emit(goal)

    def ring_rect(self) -> QRect:
        """Where the focus ring goes: round the current mark, not round the strip."""
        return self._box(self.current).toAlignedRect()

    def _per_row(self) -> int:
        return max(1, min(20, (self.width() + _GAP) // (_LEAST + _GAP)))

    def _rows(self) -> int:
        return max(1, -(-len(self.states) // self._per_row()))

    def _fit(self) -> None:
        self.setFixedHeight(self._rows() * (_HEIGHT + _GAP) - _GAP)

    def _box(self, place: int) -> QRectF:
        count = min(self._per_row(), max(len(self.states), 1))
        row, column = divmod(place, count)
        width = (self.width() - _GAP * (count - 1)) / count
        return QRectF(column * (width + _GAP), row * (_HEIGHT + _GAP), width, _HEIGHT)

    def _paint_mark(self, painter: QPainter, place: int) -> None:
        palette, state = self._theme.palette, self.states[place]
        words, ground = {
            "empty": (palette.muted, palette.track),
            "answered": (palette.info, palette.info_soft),
            "right": (palette.success, palette.success_soft),
            "partly": (palette.warning, palette.warning_soft),
            "wrong": (palette.accent, palette.accent_soft),
        }[state]
        if place == self.current:
            words, ground = palette.on_accent, palette.accent
        box = self._box(place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(words))
        painter.setFont(ui_font(12, bold=state != "empty" or place == self.current))
        self._paint_words(painter, place, words)

    def _paint_words(self, painter: QPainter, place: int, color: str) -> None:
        """Sign, number and flag side by side: what the colour says must be there without it."""
        box, number = self._box(place), str(place + 1)
        sign = {"right": "check", "partly": "half", "wrong": "cross"}.get(self.states[place], "")
        width = painter.fontMetrics().horizontalAdvance(number)
        gap = 4 if box.width() > _LEAST + 6 else 2
        before = _SIGN + gap if sign else 0
        behind = gap + _FLAG if place in self.flags else 0
        left = box.center().x() - (before + width + behind) / 2
        if sign:
            self._paint_icon(painter, sign, color, QRectF(left, box.top(), _SIGN, _HEIGHT))
        room = QRectF(left + before, box.top(), width, _HEIGHT)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, number)
        if behind:
            spot = QRectF(room.right() + gap, box.top(), _FLAG, _HEIGHT)
            self._paint_icon(painter, "flag", color, spot)

    def _paint_icon(self, painter: QPainter, name: str, color: str, spot: QRectF) -> None:
        size = int(spot.width())
        pixmap = self._theme.icons.pixmap(name, color, size, self.devicePixelRatioF())
        painter.drawPixmap(int(spot.left()), int(spot.center().y()) - size // 2, pixmap)
