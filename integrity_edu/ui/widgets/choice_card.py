"""A card that is chosen among its neighbours: a role, an account."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import PX_SMALL, PX_TEXT, RADIUS_CARD, RADIUS_CONTROL, tone_colors

TILE = 36
PAD = 15


class ChoiceCard(QAbstractButton):
    """Icon, title and a line of text; chosen = accent border and a tick, so not by colour alone.

    Put several into one exclusive QButtonGroup: arrow keys then move the choice.
    """

    confirmed = Signal()
    """Enter was pressed on it, or it was double-clicked."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str) -> None:
        super().__init__()
        self._theme, self._icon, self._text = theme, icon, text
        self.wide = False
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("radius", RADIUS_CARD)
        theme.changed.connect(self.update)

    def lay_wide(self) -> ChoiceCard:
        """Picture and words side by side, for a card over the whole width."""
        self.wide = True
        return self

    def sizeHint(self) -> QSize:
        """One line of text under one title."""
        return QSize(320, 68) if self.wide else QSize(190, 110)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for three beside each other."""
        return QSize(130, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses and goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border, then picture, mark and words."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = self.isChecked()
        edge = 1.0 if chosen else 0.5
        painter.setPen(QPen(QColor(palette.accent if chosen else palette.line), 2 * edge))
        hovered = palette.paper if self.underMouse() else palette.card
        painter.setBrush(QColor(palette.accent_soft if chosen else hovered))
        inner = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(inner, RADIUS_CARD, RADIUS_CARD)
        self._paint_picture(painter)
        self._paint_mark(painter)
        left, top = (PAD + TILE + 14, 13) if self.wide else (PAD, 56)
        room = self.width() - left - (44 if self.wide else PAD)
        self._write(painter, QRectF(left, top, room, 22), PX_TEXT, palette.text)
        self._write(painter, QRectF(left, top + 22, room, 20), PX_SMALL, palette.muted)

    def _paint_picture(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        words, ground = tone_colors(self._theme.palette, "accent" if chosen else "info")
        top = (self.height() - TILE) / 2 if self.wide else PAD - 2
        tile = QRectF(PAD, top, TILE, TILE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.card if chosen else ground))
        painter.drawRoundedRect(tile, RADIUS_CONTROL, RADIUS_CONTROL)
        self._paint_icon(painter, self._icon, words, tile.adjusted(8, 8, -8, -8))

    def _paint_mark(self, painter: QPainter) -> None:
        palette = self._theme.palette
        top = (self.height() - 20) / 2 if self.wide else PAD + 6
        place = QRectF(self.width() - PAD - 20, top, 20, 20)
        if self.isChecked():
            self._paint_icon(painter, "check-circle", palette.accent, place)
        else:
            self._paint_icon(painter, "circle", palette.control, place)

    def _paint_icon(self, painter: QPainter, name: str, color: str, place: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        picture = self._theme.icons.pixmap(name, color, round(place.width()), ratio)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))

    def _write(self, painter: QPainter, room: QRectF, px: int, color: str) -> None:
        title = px == PX_TEXT
        font = self.font()
        font.setPixelSize(px)
        font.setBold(title)
        painter.setFont(font)
        painter.setPen(QColor(color))
        text = painter.fontMetrics().elidedText(
            self.text() if title else self._text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
