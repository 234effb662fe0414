"""Options to be put in order: by dragging, by buttons, or by Alt and the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from integrity_edu.quiz.questions import Option, Order
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import IconButton
from integrity_edu.ui.widgets.question.base import QuestionWidget, Verdict, ids_of, in_order
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr


class OrderRow(QFrame):
    """One place in the order; Alt+Up and Alt+Down move what stands on it, and so does the mouse.

    `dragged` carries where the mouse is on the screen, `dropped` comes when it lets go.
    """

    moved = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal()

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setProperty("role", "box")
        self.setObjectName(f"order-{number}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        place = QLabel(str(number))
        place.setProperty("role", "large")
        place.setMinimumWidth(24)
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
            button.setCursor(Qt.CursorShape.ArrowCursor)
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Far enough from where it was pressed, it is a drag."""
        at = event.globalPosition().toPoint()
        if self._pressed is None:
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self._dragging = self._dragging or far
        if self._dragging:
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag is over."""
        if self._dragging:
            self.dropped.emit()
        self._pressed, self._dragging = None, False


class OrderQuestion(QuestionWidget):
    """A list whose rows change places; as it was dealt it is not an answer yet."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self.places: list[OrderRow] = []
        self._dealt: list[Option] = []
        self._options: list[Option] = []
        self._frozen = False
        self._held: int | None = None
        self._before: list[Option] = []
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
        row.dragged.connect(lambda at: self._drag(index, at))
        row.dropped.connect(self._drop)
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

    def _drag(self, index: int, at: QPoint) -> None:
        """What is held changes places with each row whose middle the mouse has passed."""
        if self._frozen:
            return
        if self._held is None:
            self._held, self._before = index, list(self._options)
        held, y = self._held, self.mapFromGlobal(at).y()
        middles = [row.geometry().center().y() for row in self.places[: len(self._options)]]
        target = held
        while target + 1 < len(middles) and y > middles[target + 1]:
            target += 1
        while target <= held and target > 0 and y < middles[target - 1]:
            target -= 1
        self._options.insert(target, self._options.pop(held))
        self._held = target
        self._show()
        self._mark_held()

    def _drop(self) -> None:
        """Only now it is an answer."""
        held, self._held = self._held, None
        self._mark_held()
        if held is None:
            return
        self.places[held].setFocus()
        if self._options != self._before:
            announce(self.places[held], tr("移到第 {n} 位", n=held + 1))
            self.answered.emit([option.id for option in self._options])

    def _mark_held(self) -> None:
        for index, row in enumerate(self.places):
            wanted = "info-soft" if index == self._held else "box"
            if row.property("role") != wanted:
                set_role(row, wanted)

    def _show(self) -> None:
        last = len(self._options) - 1
        for index, (row, option) in enumerate(zip(self.places, self._options, strict=False)):
            row.show_option(option)
            row.setCursor(_cursor(free=not self._frozen))
            for button, edge in ((row.up, index == 0), (row.down, index == last)):
                button.setVisible(not self._frozen)
                button.setEnabled(not edge)


def _cursor(*, free: bool) -> Qt.CursorShape:
    return Qt.CursorShape.OpenHandCursor if free else Qt.CursorShape.ArrowCursor
