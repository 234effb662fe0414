"""Options to be put in order, by buttons or by Alt and the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from integrity_edu.quiz.questions import Option, Order
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import IconButton
from integrity_edu.ui.widgets.question.base import QuestionWidget, Verdict, ids_of, in_order
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


class OrderRow(QFrame):
    """One place in the order; Alt+Up and Alt+Down move what stands on it."""

    moved = Signal(int)

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self.setObjectName(f"order-{number}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        place = QLabel(str(number))
        place.setProperty("role", "large")
        place.setFixedWidth(24)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.label, self.verdict = WrappedLabel(), Verdict(theme)
        words.addWidget(self.label)
        words.addWidget(self.verdict)
        row.addWidget(place)
        row.addLayout(words, 1)
        self.up = IconButton(theme, "arrow-up", tr("上移"))
        self.down = IconButton(theme, "arrow-down", tr("下移"))
        for button, name, step in ((self.up, "up", -1), (self.down, "down", 1)):
            button.setObjectName(f"order-{number}-{name}")
            button.clicked.connect(lambda _=False, step=step: self.moved.emit(step))
            row.addWidget(button)
        self.number = number

    def show_option(self, option: Option) -> None:
        """Let an option stand here."""
        self.label.setText(option.text)
        self.setAccessibleName(tr("第 {n} 位：{text}", n=self.number, text=option.text))
        self.setAccessibleDescription(tr("按 Alt 加上下方向键移动"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move; Up and Down go from row to row."""
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            self.focusNextPrevChild(step > 0)


class OrderQuestion(QuestionWidget):
    """A list whose rows change places; as it was dealt it is not an answer yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.places: list[OrderRow] = []
        self._dealt: list[Option] = []
        self._options: list[Option] = []
        self._frozen = False
        self.rows.setSpacing(10)
        self.rows.addStretch()

    @property
    def choices(self) -> int:
        """A number key goes to that row."""
        return len(self._options)

    def show_item(self, item: Item) -> None:
        """Show the learner's order, or the one that was dealt."""
        question = item.question
        assert isinstance(question, Order)
        self._dealt = in_order(question.options, item.shown)
        self._options = in_order(question.options, ids_of(item.response) or item.shown)
        while len(self.places) < len(self._options):
            self._add_place()
        for index, row in enumerate(self.places):
            row.setVisible(index < len(self._options))
            row.verdict.hide()
        self._frozen = False
        self._show()
        self.setEnabled(True)
        if item.confirmed:
            self.reveal(item)

    def reveal(self, item: Item) -> None:
        """Say of each option whether it stands right, and why."""
        assert isinstance(item.question, Order)
        self._frozen = True
        self._show()
        for index, option in enumerate(self._options):
            place = item.question.key.index(option.id)
            right = place == index
            if right:
                said = tr("位置对。{note}", note=option.note)
            else:
                said = tr("应在第 {n} 位。{note}", n=place + 1, note=option.note)
            self.places[index].verdict.show_verdict(right=right, text=said)

    def choose(self, index: int) -> None:
        """Go to a row."""
        if index < len(self._options):
            self.places[index].setFocus()

    def clear(self) -> None:
        """Back to the order that was dealt."""
        self._options = list(self._dealt)
        self._show()
        self.answered.emit(None)

    def focus_first(self) -> None:
        """The first row."""
        self.places[0].setFocus()

    def _add_place(self) -> None:
        index = len(self.places)
        row = OrderRow(self.theme, index + 1)
        row.moved.connect(lambda step: self._move(index, step))
        self.places.append(row)
        self.rows.insertWidget(index, row)

    def _move(self, index: int, step: int) -> None:
        other = index + step
        if self._frozen or not 0 <= other < len(self._options):
            return
        options = self._options
        options[index], options[other] = options[other], options[index]
        self._show()
        row = self.places[other]
        focused = self.focusWidget()
        if focused in (self.places[index], row):
            row.setFocus()
        elif isinstance(focused, IconButton):  # keep pressing the same button in its new row
            (row.up if step < 0 else row.down).setFocus()
        announce(row, tr("移到第 {n} 位", n=other + 1))
        self.answered.emit([option.id for option in options])

    def _show(self) -> None:
        last = len(self._options) - 1
        for index, (row, option) in enumerate(zip(self.places, self._options, strict=False)):
            row.show_option(option)
            for button, edge in ((row.up, index == 0), (row.down, index == last)):
                button.setVisible(not self._frozen)
                button.setEnabled(not edge)
