"""Small painted charts, each with its numbers in words for those who listen."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import Palette
from integrity_edu.words import tr

LEAST_SEGMENT = 22
"""A segment is never narrower, so that its number stays readable."""


class StackedBar(QWidget):
    """完成 / 进行中 / 未开始 as one bar with the numbers inside."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.values = (0, 0, 0)
        self.setFixedHeight(26)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_values(self, done: int, under_way: int, new: int) -> None:
        """How many have finished, begun and not begun."""
        self.values = (done, under_way, new)
        self.setAccessibleDescription(
            tr(
                "已完成 {done} 人，进行中 {half} 人，未开始 {new} 人",
                done=done,
                half=under_way,
                new=new,
            )
        )
        self.update()

    def segments(self, width: float) -> list[tuple[int, float]]:
        """(kind, width) of the segments that have anything, at least LEAST_SEGMENT wide each."""
        present = [(kind, value) for kind, value in enumerate(self.values) if value]
        total = sum(value for _, value in present)
        room = width - 4 * (len(present) - 1) - LEAST_SEGMENT * len(present)
        return [(kind, LEAST_SEGMENT + room * value / total) for kind, value in present]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled, outlined, grey."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        looks = (
            (palette.success, palette.success, palette.on_success),
            (palette.success_soft, palette.success, palette.success),
            (palette.track, palette.track, palette.muted),
        )
        if not any(self.values):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.track))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        left = 0.0
        for kind, width in self.segments(self.width()):
            ground, border, words = looks[kind]
            box = QRectF(left + 0.5, 0.5, width - 1, self.height() - 1)
            painter.setPen(QPen(QColor(border), 1))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 7, 7)
            painter.setPen(QColor(words))
            painter.setFont(ui_font(12, bold=True))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.values[kind]))
            left += width + 4
        painter.end()


class ThinBar(QWidget):
    """How far one thing is, 6 px high; finished turns green."""

    def __init__(self, theme: Theme, done: int = 0, total: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self.done, self.total = done, total
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_share(done, total)

    def show_share(self, done: int, total: int) -> None:
        """`done` of `total`."""
        self.done, self.total = done, total
        self.setAccessibleDescription(f"{done} / {total}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and bar."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.track))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        if self.done and self.total:
            share = min(1.0, self.done / self.total)
            painter.setBrush(QColor(palette.success if share >= 1 else palette.accent))
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * share), 6), 3, 3)
        painter.end()


class Bar(NamedTuple):
    """One row of a bar list: words, how many were right, out of how many."""

    label: str
    right: int
    asked: int


class BarRows(QWidget):
    """Rows of "words · bar · 3 / 4"; the number is always there, the colour only helps."""

    ROW = 30
    LABEL = 196

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bars: list[Bar] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bars(self, bars: list[Bar]) -> None:
        """Show these rows."""
        self.bars = bars
        self.setFixedHeight(max(1, len(bars)) * self.ROW)
        self.setAccessibleDescription(
            tr("；").join(
                tr("{label}：{asked} 题对 {right} 题", label=b.label, asked=b.asked, right=b.right)
                for b in bars
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, track, bar, numbers."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        label = min(self.LABEL, self.width() * 11 // 20)
        for place, bar in enumerate(self.bars):
            top = place * self.ROW
            painter.setFont(ui_font(13))
            painter.setPen(QColor(palette.text))
            words = painter.fontMetrics().elidedText(
                bar.label, Qt.TextElideMode.ElideRight, label - 10
            )
            painter.drawText(QRectF(0, top, label, self.ROW), Qt.AlignmentFlag.AlignVCenter, words)
            room = self.width() - label - 60
            track = QRectF(label, top + self.ROW / 2 - 4, room, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.track))
            painter.drawRoundedRect(track, 4, 4)
            if bar.right:
                painter.setBrush(QColor(palette.success))
                share = max(8.0, room * bar.right / bar.asked)
                painter.drawRoundedRect(QRectF(label, track.top(), share, 8), 4, 4)
            painter.setPen(QColor(palette.text))
            painter.setFont(ui_font(12, bold=True))
            painter.drawText(
                QRectF(self.width() - 52, top, 52, self.ROW),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                f"{bar.right} / {bar.asked}",
            )
        painter.end()


class Distribution(QWidget):
    """How many people fall in each of some bands; bands are named under the columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.counts: list[int] = []
        self.labels: list[str] = []
        self.setFixedHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_counts(self, labels: list[str], counts: list[int]) -> None:
        """Show one column for each label."""
        self.labels, self.counts = labels, counts
        self.setAccessibleDescription(
            tr("；").join(
                tr("{label}：{count} 人", label=label, count=count)
                for label, count in zip(labels, counts, strict=True)
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Columns with the number above and the band below."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = max(1, len(self.counts))
        slot = self.width() / count
        highest = max([*self.counts, 1])
        for place, value in enumerate(self.counts):
            box = QRectF(place * slot + slot * 0.2, 0, slot * 0.6, 0)
            box.setTop(22 + (self.height() - 48) * (1 - value / highest))
            box.setBottom(self.height() - 24)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.success if value else palette.track))
            if value:
                painter.drawRoundedRect(box, 5, 5)
            painter.setPen(QColor(palette.text))
            painter.setFont(ui_font(12, bold=True))
            above = QRectF(place * slot, box.top() - 20, slot, 18)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(value))
            _label(painter, palette, QRectF(place * slot, self.height() - 20, slot, 20),
                   self.labels[place])  # fmt: skip
        painter.end()

    def sizeHint(self) -> QSize:
        """Wide enough for five bands."""
        return QSize(320, 120)


def _label(painter: QPainter, palette: Palette, box: QRectF, text: str) -> None:
    painter.setPen(QColor(palette.muted))
    painter.setFont(ui_font(12))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
