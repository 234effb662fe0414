"""The red band: what to do now, with one white button and up to three steps."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CARD
from integrity_edu.ui.widgets.glyph import xin_path


class BandStep(NamedTuple):
    """One box at the foot of the band."""

    title: str
    detail: str


class Band(QFrame):
    """`begun` is the white button, `stepped` the number (from 0) of a box that was pressed."""

    begun = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMinimumHeight(132)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(26, 22, 26, 22)
        self._box.setSpacing(12)
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(8)
        self.caption, self.title = QLabel(), QLabel()
        self.title.setWordWrap(True)
        words.addWidget(self.caption)
        words.addWidget(self.title)
        top.addLayout(words, 1)
        self.button = QPushButton()
        self.button.setObjectName("band-button")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.begun)
        top.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(top)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(12)
        self._box.addStretch()
        self._box.addLayout(self._steps)
        theme.changed.connect(self._color)
        self.quiet = False
        self._color()

    def show_now(
        self, caption: str, title: str, button: str, steps: list[BandStep], *, quiet: bool = False
    ) -> None:
        """Say what is next; `quiet` turns the band to the card colour when nothing is left."""
        self.quiet = quiet
        self.caption.setText(caption)
        self.title.setText(title)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.setAccessibleName(f"{button}：{title}")
        while self._steps.count():
            item = self._steps.takeAt(0)
            if item and (old := item.widget()):
                old.deleteLater()
        for place, step in enumerate(steps):
            box = _StepBox(self._theme, place + 1, step, first=place == 0)
            box.clicked.connect(lambda _=False, place=place: self.stepped.emit(place))
            self._steps.addWidget(box)
        self._color()

    def _color(self) -> None:
        palette = self._theme.palette
        words, muted = palette.band_text, palette.band_muted
        if self.quiet:
            words, muted = palette.text, palette.muted
        self.caption.setStyleSheet(f"color: {muted}; font-size: 12px; font-weight: 700;")
        self.title.setStyleSheet(f"color: {words}; font-size: 24px; font-weight: 700;")
        icon = palette.accent if self.quiet else palette.band_from
        self.button.setIcon(self._theme.icons.icon("play", icon, 16))
        if self.quiet:
            self.button.setStyleSheet("font-weight: 700; padding: 8px 20px;")
        else:
            self.button.setStyleSheet(
                "QPushButton { background: #FFFFFF; border: none; font-weight: 700;"
                " color: #86201A; padding: 10px 22px; }"
                "QPushButton:hover { background: #F8E9E7; }"
            )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Gradient and the large faint 信."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
        if self.quiet:
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.setBrush(QColor(palette.card))
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        else:
            paint_red(painter, shape, QRectF(self.rect()), self._theme)
            painter.setClipPath(shape)
            glyph = QColor("#FFFFFF")
            glyph.setAlphaF(0.07)
            edge = self.height() * 1.7
            box = QRectF(self.width() - edge * 1.02, -edge * 0.2, edge, edge)
            painter.fillPath(xin_path(box), glyph)
        painter.end()


class _StepBox(QAbstractButton):
    """A number, a title and a detail on darkened red; the first has a white outline."""

    def __init__(self, theme: Theme, number: int, step: BandStep, *, first: bool) -> None:
        super().__init__()
        self._theme, self._number, self._step, self._first = theme, number, step, first
        self.setFixedHeight(62)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{number}. {step.title}，{step.detail}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Painted so that the red shows through."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor("#000000")
        ground.setAlphaF(0.18)
        painter.setBrush(ground)
        painter.setPen(QPen(QColor("#FFFFFF"), 2) if self._first else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.setPen(QColor(palette.band_text))
        painter.setFont(ui_font(24, bold=True))
        painter.drawText(QRectF(10, 0, 36, 62), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(ui_font(14, bold=True))
        room = self.width() - 62
        metrics = painter.fontMetrics()
        title = metrics.elidedText(self._step.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(52, 28), title)
        painter.setPen(QColor(palette.band_muted))
        painter.setFont(ui_font(12))
        detail = painter.fontMetrics().elidedText(
            self._step.detail, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QPointF(52, 48), detail)
        painter.end()


def paint_red(painter: QPainter, shape: QPainterPath, box: QRectF, theme: Theme) -> None:
    """Fill a shape with the band's gradient, from top left to bottom right."""
    gradient = QLinearGradient(box.topLeft(), box.bottomRight())
    gradient.setColorAt(0, QColor(theme.palette.band_from))
    gradient.setColorAt(1, QColor(theme.palette.band_to))
    painter.fillPath(shape, gradient)
