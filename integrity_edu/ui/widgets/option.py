"""One option of a question: a real button with letter, words, note and a state."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.words import tr

STATES = ("plain", "right", "wrong", "missed")
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_LEFT, _TOP, _GAP = 64, 16, 3


class _Look(NamedTuple):
    border: str
    ground: str
    letter: str
    letter_ground: str
    width: float


class OptionButton(QAbstractButton):
    """Checkable; `reveal` freezes it and shows whether it was right, with its note.

    States: plain (untouched), right (in the key and chosen), wrong (chosen, not in the key),
    missed (in the key, not chosen). Nothing is green or red before `reveal`.
    """

    def __init__(self, theme: Theme, letter: str = "", text: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.letter, self.note, self.state = letter, "", "plain"
        self.revealed = False
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(lambda _: self._name())
        theme.changed.connect(self.update)
        self._name()

    def show_option(self, letter: str, text: str, *, checked: bool) -> None:
        """Reuse this button for another option, unrevealed."""
        self.letter, self.note, self.state, self.revealed = letter, "", "plain", False
        self.setText(text)
        self.setEnabled(True)
        self.setChecked(checked)
        self._claim()
        self._name()

    def reveal(self, state: str, note: str) -> None:
        """Show what this option was; it can still be focused and read, not changed."""
        self.state, self.note, self.revealed = state, note, True
        self._claim()
        self._name()

    def nextCheckState(self) -> None:
        """A click changes nothing once revealed."""
        if not self.revealed:
            super().nextCheckState()

    def verdict(self) -> str:
        """The words at the right end, so that colour never speaks alone."""
        if not self.revealed:
            return ""
        words = {
            "right": tr("选对了"),
            "wrong": tr("你选的，不对"),
            "missed": tr("正确答案"),
        }
        return words.get(self.state, "")

    def sizeHint(self) -> QSize:
        """At least 56 px; as high as the words need."""
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for half a window."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height for words and note at this width."""
        words, note = self._heights(width)
        inner = words + (note + _GAP if note else 0)
        return max(56, inner + 2 * _TOP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height the words need."""
        super().resizeEvent(event)
        self._claim()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Border, letter square, words, note and verdict."""
        palette, look = self._theme.palette, self._look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = look.width / 2
        painter.setPen(QPen(QColor(look.border), look.width))
        painter.setBrush(QColor(look.ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 10, 10)
        self._paint_letter(painter, look)
        strong = self.isChecked() or self.state in ("right", "missed")
        words, note = self._heights(self.width())
        top = (self.height() - words - (note + _GAP if note else 0)) // 2
        width = self._text_width(self.width())
        painter.setPen(QColor(palette.text))
        painter.setFont(ui_font(16, bold=strong))
        painter.drawText(QRect(_LEFT, top, width, words), _WRAP, self.text())
        if note:
            painter.setPen(QColor(palette.muted))
            painter.setFont(ui_font(12))
            painter.drawText(QRect(_LEFT, top + words + _GAP, width, note), _WRAP, self.note)
        self._paint_verdict(painter)
        painter.end()

    def _look(self) -> _Look:
        palette = self._theme.palette
        if self.state in ("right", "missed") and self.revealed:
            ground = palette.success_soft
            return _Look(palette.success, ground, palette.on_success, palette.success, 2)
        if self.state == "wrong" and self.revealed:
            return _Look(palette.accent, palette.accent_soft, palette.on_accent, palette.accent, 2)
        if self.isChecked():
            return _Look(palette.accent, palette.card, palette.on_accent, palette.accent, 2)
        hover = self.underMouse() and not self.revealed
        border = palette.control if hover else palette.line
        return _Look(border, palette.card, palette.muted, palette.track, 1)

    def _paint_letter(self, painter: QPainter, look: _Look) -> None:
        box = QRectF(16, (self.height() - 32) / 2, 32, 32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.letter_ground))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(look.letter))
        painter.setFont(ui_font(14, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.letter)

    def _paint_verdict(self, painter: QPainter) -> None:
        words = self.verdict()
        if not words:
            return
        palette = self._theme.palette
        wrong = self.state == "wrong"
        color = palette.accent if wrong else palette.success
        icon = "cross-circle" if wrong else "check-circle"
        ratio = self.devicePixelRatioF()
        pixmap = self._theme.icons.pixmap(icon, color, 22, ratio)
        painter.drawPixmap(self.width() - 40, (self.height() - 22) // 2, pixmap)
        painter.setPen(QColor(color))
        painter.setFont(ui_font(14, bold=True))
        box = QRect(self.width() - 190, 0, 142, self.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, words)

    def _text_width(self, width: int) -> int:
        verdict = self.verdict()
        taken = (
            60 + QFontMetrics(ui_font(14, bold=True)).horizontalAdvance(verdict) if verdict else 20
        )
        return max(80, width - _LEFT - taken)

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, self._text_width(width), 10_000)
        words = QFontMetrics(ui_font(16, bold=True)).boundingRect(room, _WRAP, self.text()).height()
        note = 0
        if self.note:
            note = QFontMetrics(ui_font(12)).boundingRect(room, _WRAP, self.note).height()
        return words, note

    def _claim(self) -> None:
        self.setMinimumHeight(self.heightForWidth(max(self.width(), 200)))
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        """What a screen reader says: letter, words, chosen or not, and the verdict."""
        parts = [self.letter, self.text()]
        if self.isChecked():
            parts.append(tr("已选"))
        if self.revealed:
            parts += [self.verdict(), self.note]
        self.setAccessibleName(tr("，").join(part for part in parts if part))
        self.update()
