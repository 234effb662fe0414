"""The way of a record from left to right, and the days of a clock as tiles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.record_view import DayView, Status, StepView, Tone
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CONTROL, Palette
from integrity_edu.words import tr

ICON, HEIGHT = 20, 78
TILES_IN_ROW = 7

_ICONS: dict[Status, tuple[str, str]] = {
    "done": ("check-circle", "success"),
    "now": ("half", "warning"),
    "next": ("circle", "muted"),
}


class StepLine(QWidget):
    """Done, here, to come: each with a mark of its own, so not by colour alone."""

    def __init__(self, theme: Theme, steps: Sequence[StepView]) -> None:
        super().__init__()
        self._theme, self._steps = theme, tuple(steps)
        self.setObjectName("step-line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("、").join(map(_spoken, self._steps)))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Marks above two lines of words."""
        return QSize(92 * max(1, len(self._steps)), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a folded window."""
        return QSize(60 * max(1, len(self._steps)), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line through the marks, words below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, wide = self._theme.palette, self.width() / max(1, len(self._steps))
        for place, one in enumerate(self._steps):
            middle = wide * (place + 0.5)
            if place:
                self._paint_line(painter, middle - wide, middle, one.status)
            name, color = _ICONS[one.status]
            mark = self._theme.icons.pixmap(
                name, getattr(palette, color), ICON, self.devicePixelRatioF()
            )
            painter.drawPixmap(QPointF(middle - ICON / 2, 2), mark)
            self._paint_words(painter, QRectF(wide * place + 2, 28, wide - 4, HEIGHT - 28), one)

    def _paint_line(self, painter: QPainter, left: float, right: float, status: Status) -> None:
        palette = self._theme.palette
        pen = QPen(QColor(palette.success if status != "next" else palette.faint), 2)
        if status == "next":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        gap = ICON / 2 + 4
        painter.drawLine(QPointF(left + gap, 12), QPointF(right - gap, 12))

    def _paint_words(self, painter: QPainter, where: QRectF, one: StepView) -> None:
        palette = self._theme.palette
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        flags |= int(Qt.TextFlag.TextWordWrap)
        now = one.status == "now"
        painter.setFont(ui_font(14, bold=now))
        painter.setPen(QColor(palette.warning if now else palette.text))
        used = painter.boundingRect(where, flags, one.word)
        painter.drawText(where, flags, one.word)
        painter.setFont(ui_font(12))
        painter.setPen(QColor(palette.warning if now else palette.muted))
        painter.drawText(where.adjusted(0, used.height() + 2, 0, 0), flags, one.when)


class DayTiles(QWidget):
    """The days of a clock, at most seven beside each other."""

    def __init__(self, theme: Theme, days: Sequence[DayView]) -> None:
        super().__init__()
        self.setObjectName("day-tiles")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, one in enumerate(days):
            grid.addWidget(_Tile(theme, one), place // TILES_IN_ROW, place % TILES_IN_ROW)
        for column in range(min(TILES_IN_ROW, len(days))):
            grid.setColumnStretch(column, 1)


class _Tile(QWidget):
    """A weekday, a day and what it counts for."""

    def __init__(self, theme: Theme, day: DayView) -> None:
        super().__init__()
        self._theme, self._day = theme, day
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(78)
        self.setMinimumWidth(56)
        self.setAccessibleName(
            tr("{day}，{weekday}，{note}", day=_short(day), weekday=day.weekday, note=day.note)
        )
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Days that do not count are hatched, today is filled."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._theme.palette
        words, ground, edge = _tile_colors(palette, self._day.tone)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        if self._day.tone == "skipped":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(QColor(palette.line), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setPen(QColor(words))
        middle, width = Qt.AlignmentFlag.AlignCenter, float(self.width())
        painter.setFont(ui_font(12))
        painter.drawText(QRectF(0, 8, width, 18), middle, self._day.weekday)
        painter.setFont(ui_font(16, bold=True))
        painter.drawText(QRectF(0, 26, width, 26), middle, _short(self._day))
        painter.setFont(ui_font(12, bold=self._day.tone not in ("skipped", "left", "past")))
        painter.drawText(QRectF(0, 52, width, 18), middle, self._day.note)


def _tile_colors(palette: Palette, tone: Tone) -> tuple[str, str, str]:
    """(words, ground, edge)."""
    return {
        "received": (palette.info, palette.info_soft, palette.info_soft),
        "skipped": (palette.muted, palette.track, palette.track),
        "past": (palette.success, palette.success_soft, palette.success_soft),
        "today": (palette.on_warning, palette.warning, palette.warning),
        "left": (palette.warning, palette.warning_soft, palette.warning),
        "due": (palette.warning, palette.warning_soft, palette.warning),
    }[tone]


def _short(day: DayView) -> str:
    return f"{day.day.month}/{day.day.day}"


def _spoken(one: StepView) -> str:
    status = {"done": tr("已过"), "now": tr("现在"), "next": tr("还没到")}[one.status]
    if not one.when:
        return tr("{word}（{status}）", word=one.word, status=status)
    return tr("{word}（{status}，{when}）", word=one.word, status=status, when=one.when)
