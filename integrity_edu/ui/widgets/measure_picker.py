"""Choosing measures to be asked about: 29 boxes to tick, part by part."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.plan.numerals import numeral
from integrity_edu.plan.values import Part
from integrity_edu.review.offer import MeasureOffer, Offer
from integrity_edu.ui.fonts import ui_font
from integrity_edu.ui.level_words import level_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.text import WrappedLabel, squeeze
from integrity_edu.words import tr

HEIGHT = 38
TWO_COLUMNS = 540


class MeasureBox(QAbstractButton):
    """One measure to tick: number, title, state in words, how many questions."""

    def __init__(self, theme: Theme, measure: MeasureOffer) -> None:
        super().__init__()
        self._theme, self.measure = theme, measure
        self.setObjectName(f"measure-{measure.number}")
        self.setCheckable(True)
        self.setProperty("radius", 9)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_measure(measure)

    def show_measure(self, measure: MeasureOffer) -> None:
        """Show what has become of the same measure."""
        self.measure = measure
        self.setText(measure.title)
        self.setAccessibleName(
            tr(
                "第 {n} 项　{title}，{aside}",
                n=measure.number,
                title=measure.title,
                aside=self.aside,
            )
        )
        self.update()

    @property
    def aside(self) -> str:
        """State and size in words."""
        state = level_text(self.measure.level)
        return tr("{state} · {n} 题", state=state, n=len(self.measure.questions))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(280, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Titles are cut short before the numbers are."""
        return QSize(200, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go to the neighbours."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, box with its tick, number, title, aside."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        checked = self.isChecked()
        ground = palette.paper if self.underMouse() else palette.card
        painter.setPen(QPen(QColor(palette.control if checked else palette.line), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        self._paint_tick(painter)
        painter.setFont(ui_font(12))
        painter.setPen(QColor(palette.muted))
        aside = painter.fontMetrics().horizontalAdvance(self.aside)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect().adjusted(0, 0, -12, 0), right, self.aside)
        painter.setPen(QColor(palette.text))
        painter.setFont(ui_font(13, bold=True))
        number = QRect(36, 0, 22, self.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(self.measure.number))
        painter.setFont(ui_font(13))
        room = QRect(64, 0, self.width() - 64 - aside - 22, self.height())
        title = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.end()

    def _paint_tick(self, painter: QPainter) -> None:
        palette = self._theme.palette
        box = QRectF(12, (self.height() - 17) / 2, 17, 17)
        checked = self.isChecked()
        painter.setPen(QPen(QColor(palette.accent if checked else palette.control), 1))
        painter.setBrush(QColor(palette.accent if checked else palette.card))
        painter.drawRoundedRect(box, 5, 5)
        if checked:
            ratio = self.devicePixelRatioF()
            tick = self._theme.icons.pixmap("check", palette.on_accent, 13, ratio)
            painter.drawPixmap(int(box.x()) + 2, int(box.y()) + 2, tick)


class PartBoxes(QWidget):
    """One part: its title, a button for all of it, its measures in one or two columns."""

    changed = Signal()

    def __init__(self, theme: Theme, part: Part, measures: list[MeasureOffer]) -> None:
        super().__init__()
        self._columns = 0
        self._quiet = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        title = WrappedLabel("", "strong")
        words = tr("{numeral}、{title}", numeral=numeral(part.number), title=part.title)
        title.setText(squeeze(words))
        title.setAccessibleName(words)
        self.all = SmallButton(theme, "")
        self.all.setObjectName(f"part-{part.number}")
        self.all.clicked.connect(self._switch_all)
        self._numeral = numeral(part.number)
        head.addWidget(title, 1)
        head.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        column.addLayout(self._grid)
        self.boxes = [MeasureBox(theme, measure) for measure in measures]
        for box in self.boxes:
            box.toggled.connect(lambda _: self._toggled())
        self._arrange(2)
        self._name_all()

    @property
    def whole(self) -> bool:
        """Whether every measure of the part is ticked."""
        return all(box.isChecked() for box in self.boxes)

    def tick(self, numbers: Collection[int]) -> None:
        """Tick just these, telling nobody."""
        self._quiet = True
        for box in self.boxes:
            box.setChecked(box.measure.number in numbers)
        self._quiet = False
        self._name_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where it is narrow."""
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= TWO_COLUMNS else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        for place, box in enumerate(self.boxes):
            self._grid.addWidget(box, place // columns, place % columns)

    def _switch_all(self) -> None:
        self.tick([] if self.whole else [box.measure.number for box in self.boxes])
        self.changed.emit()

    def _toggled(self) -> None:
        self._name_all()
        if not self._quiet:
            self.changed.emit()

    def _name_all(self) -> None:
        self.all.setText(tr("取消这部分") if self.whole else tr("选这部分"))
        self.all.setAccessibleName(
            tr("取消第{numeral}部分", numeral=self._numeral)
            if self.whole
            else tr("选第{numeral}部分", numeral=self._numeral)
        )


class MeasurePicker(QWidget):
    """All parts; `changed` after every tick of the learner's."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(18)
        self.parts: list[PartBoxes] = []

    @property
    def boxes(self) -> list[MeasureBox]:
        """Every measure's box."""
        return [box for part in self.parts for box in part.boxes]

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ticked measures, in order."""
        return tuple(box.measure.number for box in self.boxes if box.isChecked())

    def show_offer(self, offer: Offer) -> None:
        """Make the boxes once, afterwards only show what became of each."""
        if not self.parts:
            for part in offer.parts:
                mine = [one for one in offer.measures if one.part == part.number]
                made = PartBoxes(self._theme, part, mine)
                made.changed.connect(self.changed)
                self.parts.append(made)
                self._column.addWidget(made)
        for box, measure in zip(self.boxes, offer.measures, strict=True):
            box.show_measure(measure)

    def tick(self, numbers: Collection[int]) -> None:
        """Tick just these."""
        for part in self.parts:
            part.tick(numbers)
