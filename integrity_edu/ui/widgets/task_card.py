"""One assignment in the list: title, due day, a bar of three states and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CONTROL
from integrity_edu.ui.widgets.charts import StackedBar
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


class FramedRow(RowButton):
    """One of several to choose from: a hairline, and tint and accent border when chosen."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, outlined=True)
        self.setCheckable(True)
        self.row.setContentsMargins(16, 13, 16, 12)
        self.words.setSpacing(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border; the labels paint themselves."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge = 1.0 if chosen else 0.5
        painter.setPen(QPen(QColor(palette.accent if chosen else palette.line), 2 * edge))
        plain = palette.paper if self._hovered else palette.card
        painter.setBrush(QColor(palette.accent_soft if chosen else plain))
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()


class TaskCard(FramedRow):
    """`bar` is None where there are too few people for one; `few` is said in its place."""

    def __init__(
        self, theme: Theme, title: str, due: str, counts: str,
        *, bar: tuple[int, int, int] | None, few: str,
    ) -> None:  # fmt: skip
        super().__init__(theme, f"{title} {due} {counts}")
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(WrappedLabel(title, "strong"), 1, Qt.AlignmentFlag.AlignTop)
        when = QLabel(due)
        when.setProperty("role", "small")
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        middle: QWidget
        if bar is None:
            middle = WrappedLabel(few, "small")
        else:
            middle = StackedBar(theme)
            middle.show_values(*bar)
        self.add_words(head, middle, WrappedLabel(counts, "small"))


class BarLegend(QWidget):
    """What filled, outlined and grey stand for, in the order of the bar."""

    STEP, TILE = 96, 14

    def __init__(self, theme: Theme, words: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._words = theme, tuple(words)
        self.setFixedHeight(26)
        self.setAccessibleName(tr("，").join(words))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A small tile and a word for each."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(12))
        looks = (
            (palette.success, palette.success),
            (palette.success_soft, palette.success),
            (palette.track, palette.track),
        )
        top = (self.height() - self.TILE) / 2
        for place, (word, (ground, border)) in enumerate(zip(self._words, looks, strict=True)):
            left = place * self.STEP
            painter.setPen(QPen(QColor(border), 1))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(left + 0.5, top, self.TILE - 1, self.TILE - 1), 4, 4)
            painter.setPen(QColor(palette.muted))
            box = QRectF(left + self.TILE + 7, 0, self.STEP - self.TILE - 7, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, word)
        painter.end()
