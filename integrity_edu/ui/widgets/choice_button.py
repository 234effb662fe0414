"""One way to decide in a case: a real button that tells its outcome afterwards."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CONTROL
from integrity_edu.words import tr

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_LEFT, _RIGHT, _TOP, _GAP, _ICON = 41, 16, 14, 5, 24


class _Sizes(NamedTuple):
    words: int
    outcome: int


class ChoiceButton(QAbstractButton):
    """Letter, words, and after `reveal` the outcome with tick or cross.

    My own choice keeps the accent border and the words 你的选择.
    """

    def __init__(self, theme: Theme, letter: str, text: str) -> None:
        super().__init__()
        self._theme, self._letter = theme, letter
        self.outcome, self.right, self.mine = "", False, False
        self.setText(text)
        self.setProperty("radius", RADIUS_CONTROL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)
        self._name()

    @property
    def revealed(self) -> bool:
        """Whether the outcome is shown."""
        return bool(self.outcome)

    def reveal(self, outcome: str, *, right: bool, mine: bool) -> None:
        """Show what comes of this choice; it can be focused and read from now on, not pressed."""
        self.outcome, self.right, self.mine = outcome, right, mine
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._name()
        self._claim()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of words and outcome at this width."""
        sizes = self._measure(width)
        return 2 * _TOP + sizes.words + (_GAP + sizes.outcome if self.outcome else 0)

    def sizeHint(self) -> QSize:
        """As high as the words need."""
        return QSize(360, self.heightForWidth(max(self.width(), 360)))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for half a window."""
        return QSize(220, self.heightForWidth(max(self.width(), 220)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height the words need."""
        super().resizeEvent(event)
        self._claim()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, letter, words, mark of my choice, outcome."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        sizes = self._measure(self.width())
        room = self._room(self.width())
        painter.setPen(QColor(palette.accent if self.mine else palette.muted))
        painter.setFont(ui_font(14, bold=self.mine))
        painter.drawText(QRect(15, _TOP, 24, 24), int(Qt.AlignmentFlag.AlignLeft), self._letter)
        painter.setPen(QColor(palette.text))
        painter.setFont(ui_font(14, bold=True))
        painter.drawText(QRect(_LEFT, _TOP, room, sizes.words), _WRAP, self.text())
        if self.mine:
            self._paint_mine(painter)
        if self.outcome:
            self._paint_outcome(painter, _TOP + sizes.words + _GAP, sizes.outcome)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        palette = self._theme.palette
        lively = not self.outcome and self.underMouse()
        width = 2 if self.mine else 1
        border = palette.accent if self.mine else palette.line
        if not self.outcome:
            border = palette.accent if lively else palette.control
        ground = palette.accent_soft if self.mine else palette.paper if lively else palette.card
        painter.setPen(QPen(QColor(border), width))
        painter.setBrush(QColor(ground))
        edge = width / 2
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_mine(self, painter: QPainter) -> None:
        palette, words = self._theme.palette, tr("你的选择")
        painter.setFont(ui_font(12, bold=True))
        width = painter.fontMetrics().horizontalAdvance(words) + 24
        box = QRectF(self.width() - width - 14, _TOP - 2, width, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.card))
        painter.drawRoundedRect(box, 12, 12)
        painter.setPen(QColor(palette.accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_outcome(self, painter: QPainter, top: int, height: int) -> None:
        palette = self._theme.palette
        icon, color = (
            ("check-circle", palette.success) if self.right else ("cross-circle", palette.accent)
        )
        pixmap = self._theme.icons.pixmap(icon, color, 16, self.devicePixelRatioF())
        painter.drawPixmap(_LEFT, top + 3, pixmap)
        painter.setPen(QColor(palette.text if self.mine else palette.muted))
        painter.setFont(ui_font(14))
        width = self.width() - _LEFT - _ICON - _RIGHT
        painter.drawText(QRect(_LEFT + _ICON, top, width, height), _WRAP, self.outcome)

    def _room(self, width: int) -> int:
        taken = 0
        if self.mine:
            metrics = QFontMetrics(ui_font(12, bold=True))
            taken = metrics.horizontalAdvance(tr("你的选择")) + 34
        return max(80, width - _LEFT - _RIGHT - taken)

    def _measure(self, width: int) -> _Sizes:
        tall = 10_000
        words = QFontMetrics(ui_font(14, bold=True)).boundingRect(
            QRect(0, 0, self._room(width), tall), _WRAP, self.text()
        )
        room = QRect(0, 0, max(80, width - _LEFT - _ICON - _RIGHT), tall)
        outcome = QFontMetrics(ui_font(14)).boundingRect(room, _WRAP, self.outcome)
        return _Sizes(words.height(), outcome.height() if self.outcome else 0)

    def _claim(self) -> None:
        self.setMinimumHeight(self.heightForWidth(max(self.width(), 220)))
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        parts = [self._letter, self.text()]
        if self.outcome:
            parts.append(tr("你的选择") if self.mine else "")
            parts.append(tr("做得对") if self.right else tr("不妥"))
            parts.append(self.outcome)
        self.setAccessibleName(tr("，").join(filter(None, parts)))
