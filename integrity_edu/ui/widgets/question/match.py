"""Left pieces, each of which belongs to one right piece; right pieces may be left over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
)

from integrity_edu.quiz.questions import Match, Option
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.question.base import QuestionWidget, Verdict, in_order
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


class PieceBox(QComboBox):
    """A drop-down of right pieces that the mouse wheel does not turn by accident."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A long piece ends in dots, not in half a character; the list below has it whole."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        room = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 2
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell which row the number keys belong to."""
        super().focusInEvent(event)
        self.entered.emit()


class PairRow(QFrame):
    """One left piece with its drop-down, or after confirming with what was right."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.setProperty("role", "box")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(14)
        self.left = WrappedLabel("", "strong")
        self.box = PieceBox()
        self.left.setBuddy(self.box)  # on Linux the name of a box is its value: this names it
        self.box.setObjectName(f"match-{number}")
        self.verdict = Verdict(theme)
        row.addWidget(self.left, 1)
        row.addWidget(self.box, 1)
        row.addWidget(self.verdict, 1)
        self.ref = ""

    def show_pair(self, left: Option, right: list[Option], chosen: str) -> None:
        """Offer all right pieces for this left one."""
        self.ref = left.id
        self.left.setText(left.text)
        self.verdict.hide()
        self.box.show()
        self.box.blockSignals(True)  # filling it is not answering
        self.box.clear()
        self.box.addItem(tr("选一个"), "")
        for number, piece in enumerate(right, start=1):
            self.box.addItem(tr("{n}. {text}", n=number, text=piece.text), piece.id)
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self.box.blockSignals(False)
        self.box.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.box.setAccessibleName(left.text)

    def reveal(self, right: dict[str, str], key: str) -> None:
        """Say which right piece it was."""
        chosen = str(self.box.currentData())
        if chosen == key:
            self.verdict.show_verdict(right=True, text=right[key])
        else:
            said = tr("不是“{chosen}”，是“{right}”", chosen=right.get(chosen, ""), right=right[key])
            self.verdict.show_verdict(right=False, text=said)
        self.box.hide()


class MatchQuestion(QuestionWidget):
    """Drop-downs, or keys: 1 to 9 give a piece to the row one is in and go on to the next."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self.pairs: list[PairRow] = []
        self._right: list[Option] = []
        self._count = self._row = 0
        self._pieces = QFrame()
        self._pieces.setProperty("role", "paper")
        column = QVBoxLayout(self._pieces)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        self._heading = QLabel(tr("可以选的，不一定都用得上"))
        self._heading.setProperty("role", "small-strong")
        self._list = WrappedLabel("", "muted")
        column.addWidget(self._heading)
        column.addWidget(self._list)
        self.rows.setSpacing(10)
        self.rows.addWidget(self._pieces)
        self.rows.addStretch()

    @property
    def choices(self) -> int:
        """As many as there are right pieces."""
        return len(self._right)

    def show_item(self, item: Item) -> None:
        """Show every left piece with what was chosen for it."""
        question = item.question
        assert isinstance(question, Match)
        self._right = in_order(question.right, item.shown)
        self._count, self._row = len(question.left), 0
        chosen = item.response if isinstance(item.response, dict) else {}
        while len(self.pairs) < self._count:
            self._add_pair()
        for index, row in enumerate(self.pairs):
            row.setVisible(index < self._count)
            if index < self._count:
                left = question.left[index]
                row.show_pair(left, self._right, str(chosen.get(left.id, "")))
        lines = [tr("{n}. {text}", n=n, text=one.text) for n, one in enumerate(self._right, 1)]
        self._list.setText("\n".join(lines))
        self._pieces.show()
        self.setEnabled(True)
        if item.confirmed:
            self.reveal(item)

    def reveal(self, item: Item) -> None:
        """A tick or the right piece beside each left one."""
        assert isinstance(item.question, Match)
        right = {piece.id: piece.text for piece in self._right}
        for row in self.pairs[: self._count]:
            row.reveal(right, item.question.key[row.ref])
        self._pieces.hide()

    def choose(self, index: int) -> None:
        """Give the `index`-th right piece to the current row and go on."""
        box = self.pairs[self._row].box
        if box.isHidden() or index >= len(self._right):
            return
        box.setCurrentIndex(index + 1)
        later = [*range(self._row + 1, self._count), *range(self._row)]
        empty = [row for row in later if self.pairs[row].box.currentIndex() == 0]
        self._row = empty[0] if empty else self._row
        self.pairs[self._row].box.setFocus()

    def clear(self) -> None:
        """Take every piece back."""
        for row in self.pairs:
            row.box.blockSignals(True)
            row.box.setCurrentIndex(0)
            row.box.blockSignals(False)
        self.answered.emit(None)

    def focus_first(self) -> None:
        """The first row without a piece, else the first."""
        rows = [row for row in self.pairs[: self._count] if not row.box.isHidden()]
        if rows:
            (next((row for row in rows if not row.box.currentIndex()), rows[0])).box.setFocus()

    def _add_pair(self) -> None:
        index = len(self.pairs)
        row = PairRow(self.theme, index + 1)
        row.box.currentIndexChanged.connect(lambda _: self._changed())
        row.box.entered.connect(lambda: setattr(self, "_row", index))
        self.pairs.append(row)
        self.rows.insertWidget(index, row)

    def _changed(self) -> None:
        rows = self.pairs[: self._count]
        chosen = {row.ref: str(row.box.currentData()) for row in rows if row.box.currentIndex() > 0}
        self.answered.emit(chosen or None)
