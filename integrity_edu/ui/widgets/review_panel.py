"""The last look before handing in: what is unanswered, what is marked, and two ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


class Numbers(QWidget):
    """A sentence and numbers to click."""

    picked = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.label = WrappedLabel("", "strong")
        column.addWidget(self.label)
        self._flow = FlowLayout(gap=8)
        column.addLayout(self._flow)
        self.buttons: list[QPushButton] = []

    def show_numbers(self, sentence: str, positions: Sequence[int]) -> None:
        """Show other numbers."""
        self.label.setText(sentence)
        while len(self.buttons) < len(positions):
            button = QPushButton()
            button.setProperty("role", "chip")
            button.clicked.connect(
                lambda _=False, button=button: self.picked.emit(int(button.text()) - 1)
            )
            self.buttons.append(button)
            self._flow.addWidget(button)
        for index, button in enumerate(self.buttons):
            button.setVisible(index < len(positions))
            if index < len(positions):
                number = positions[index] + 1
                button.setText(str(number))
                button.setObjectName(f"{self._name}-{number}")
                button.setAccessibleName(tr("去第 {n} 题", n=number))


class ReviewPanel(Card):
    """Stands where the question stood; only its own button hands in."""

    picked = Signal(int)
    back = Signal()
    handed_in = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("交卷以前再看一眼"))
        self.setObjectName("review")
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(18)
        self.state = WrappedLabel("", "muted")
        self.unanswered, self.flagged = Numbers("unanswered"), Numbers("flagged")
        self.body.addWidget(self.state)
        for numbers in (self.unanswered, self.flagged):
            numbers.picked.connect(self.picked)
            self.body.addWidget(numbers)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch()
        self.again = QuietButton(theme, tr("再检查"))
        self.again.setObjectName("check-again")
        self.again.clicked.connect(self.back)
        self.hand_in = PrimaryButton(theme, tr("确定交卷"), "send")
        self.hand_in.setObjectName("hand-in-now")
        self.hand_in.clicked.connect(self.handed_in)
        row.addWidget(self.again)
        row.addWidget(self.hand_in)
        self.body.addLayout(row)

    def show_state(self, size: int, unanswered: Sequence[int], flagged: Sequence[int]) -> None:
        """Say how it stands; focus goes to the harmless button."""
        self.state.setText(
            tr("{n} 题都答了。交卷以后不能再改。", n=size)
            if not unanswered
            else tr("答了 {n} 题，共 {size} 题。没答的不得分，交卷以后不能再改。",
                    n=size - len(unanswered), size=size)
        )  # fmt: skip
        for numbers, positions, sentence in (
            (self.unanswered, unanswered, tr("还没答完的 {n} 题", n=len(unanswered))),
            (self.flagged, flagged, tr("标记过的 {n} 题", n=len(flagged))),
        ):
            numbers.setVisible(bool(positions))
            numbers.show_numbers(sentence, positions)
        self.hand_in.setEnabled(True)
