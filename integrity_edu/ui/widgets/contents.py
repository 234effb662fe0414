"""A table of contents whose current line is lit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from integrity_edu.courses.values import Heading
from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.words import tr

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_TOP = 6


class Contents(QWidget):
    """Emits the number of the heading somebody picked."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines: list[ContentsLine] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """List these headings."""
        clear(self._box)
        self.lines = []
        for place, heading in enumerate(headings):
            line = ContentsLine(self._theme, heading)
            line.setObjectName(f"contents-{place}")
            line.clicked.connect(lambda _=False, place=place: self.picked.emit(place))
            self._box.addWidget(line)
            self.lines.append(line)

    def light(self, here: int) -> None:
        """Light the heading that is being read."""
        for place, line in enumerate(self.lines):
            line.light(on=place == here)


class ContentsLine(QAbstractButton):
    """One heading; lit = bar and bold, so not by colour alone."""

    def __init__(self, theme: Theme, heading: Heading) -> None:
        super().__init__()
        self._theme = theme
        self._left = 14 + 14 * (heading.level - 2)
        self.lit = False
        self.setText(heading.text)
        self.setAccessibleName(heading.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def light(self, *, on: bool) -> None:
        """Show that this part is being read."""
        if on != self.lit:
            self.lit = on
            self.setAccessibleDescription(tr("正在读") if on else "")
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the words in bold, so that lighting moves nothing."""
        room = QRect(0, 0, max(60, width - self._left - 4), 10_000)
        bold = QFontMetrics(ui_font(14, bold=True))
        return bold.boundingRect(room, _WRAP, self.text()).height() + 2 * _TOP

    def sizeHint(self) -> QSize:
        """As high as the words need."""
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the side column."""
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height the words need."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin rail with the lit part in the accent colour, and the words."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent if self.lit else palette.line))
        painter.drawRect(QRectF(0, 0, 3 if self.lit else 1, self.height()))
        lively = self.lit or self.underMouse()
        painter.setPen(QColor(palette.accent if lively else palette.text))
        painter.setFont(ui_font(14, bold=self.lit))
        room = QRect(self._left, _TOP, self.width() - self._left - 4, self.height() - 2 * _TOP)
        painter.drawText(room, _WRAP, self.text())
        painter.end()
