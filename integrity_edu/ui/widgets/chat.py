"""One message of a scene: a bubble with a square avatar, or a narrator's line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.words import tr

_AVATAR, _AWAY, _PAD_X, _PAD_Y, _RADIUS, _CORNER = 34, 10, 14, 9, 10, 3
_LEADING = 24.0


class ChatLine(QLabel):
    """A message on the left (`other`) or right (`me`); `who` is read aloud before the words.

    It is a QLabel so that screen readers find its words; it lays them out itself because a bubble
    is as wide as its words and no wider.
    """

    def __init__(self, theme: Theme, text: str, *, who: str, letter: str, mine: bool) -> None:
        super().__init__(text)
        self._theme, self._letter, self._mine = theme, letter, mine
        self.setAccessibleName(tr("{who}：{text}", who=who, text=text))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The bubble's height, the avatar's at least."""
        lines = self._lay_out(width).lineCount()
        return max(_AVATAR, round(lines * _LEADING) + 2 * _PAD_Y + 2)

    def sizeHint(self) -> QSize:
        """As high as the words need."""
        return QSize(260, self.heightForWidth(max(260, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a phone's width."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height the words need."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Avatar, bubble with one sharper corner beside it, words."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_avatar(painter)
        layout = self._lay_out(self.width())
        wide = max(layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount()))
        left = float(_AVATAR + _AWAY)
        if self._mine:
            left = self.width() - _AVATAR - _AWAY - wide - 2 * _PAD_X
        box = QRectF(left, 0, wide + 2 * _PAD_X, self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.info_soft if self._mine else palette.track))
        painter.drawPath(_bubble(box, sharp_right=self._mine))
        painter.setPen(QColor(palette.text))
        layout.draw(painter, QPointF(left + _PAD_X, _PAD_Y + 1))
        painter.end()

    def _paint_avatar(self, painter: QPainter) -> None:
        palette = self._theme.palette
        left = self.width() - _AVATAR if self._mine else 0
        box = QRectF(left, 0, _AVATAR, _AVATAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.info if self._mine else palette.muted))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(palette.on_info))
        painter.setFont(ui_font(14, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter)

    def _lay_out(self, width: int) -> QTextLayout:
        """Lines of at most the room beside the avatar, with a little left free opposite it."""
        room = max(60, width - 2 * (_AVATAR + _AWAY) - 2 * _PAD_X)
        layout = QTextLayout(self.text(), ui_font(14))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, y + (_LEADING - line.height()) / 2))
            y += _LEADING
        layout.endLayout()
        return layout


def _bubble(box: QRectF, *, sharp_right: bool) -> QPainterPath:
    """A rounded box whose corner next to the avatar is sharper."""
    path = QPainterPath()
    path.addRoundedRect(box, _RADIUS, _RADIUS)
    corner = QRectF(box.left(), box.top(), 2 * _RADIUS, 2 * _RADIUS)
    if sharp_right:
        corner.moveRight(box.right())
    square = QPainterPath()
    square.addRoundedRect(corner, _CORNER, _CORNER)
    return path.united(square)
