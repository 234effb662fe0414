"""The six parts and 29 measures as a list; one part is open at a time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from integrity_edu.plan.numerals import numeral
from integrity_edu.review.mastery import LEVELS
from integrity_edu.ui.fonts import widest
from integrity_edu.ui.level_words import level_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.cards import Card, IconLabel, line
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from integrity_edu.plan.values import Measure, Part
    from integrity_edu.review.mastery import MeasureLevel


def level_words(level: MeasureLevel) -> str:
    """How far one is: the words under a measure's title."""
    said = level_text(level.level)
    if level.level == "new":
        return said
    return tr("{level}，{asked} 题对 {right} 题", level=said, asked=level.asked, right=level.right)


class PlanList(Card):
    """Emits the number of the measure picked, or `preamble` or `about`."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("plan-list")
        self.body.setContentsMargins(9, 12, 9, 14)
        self.body.setSpacing(6)
        self.extras = {
            "preamble": self._extra("plan-preamble", tr("前言")),
            "about": self._extra("plan-about", tr("关于这份残本")),
        }
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 4)
        row.setSpacing(8)
        for button in self.extras.values():
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)
        self.parts: dict[int, _PartRow] = {}
        self.rows: dict[int, _MeasureRow] = {}
        self._boxes: dict[int, QWidget] = {}
        self._part_of: dict[int, int] = {}
        self.legend = QLabel()
        self.legend.setProperty("role", "small")
        self.legend.setContentsMargins(8, 4, 0, 0)

    def show_plan(self, parts: Sequence[Part], measures: Sequence[Measure]) -> None:
        """Build the rows, once."""
        if self.parts:
            return
        for part in parts:
            if self.parts:
                self.body.addWidget(line())
            mine = [measure for measure in measures if measure.part == part.number]
            head = _PartRow(self.theme, part, mine)
            head.clicked.connect(lambda _=False, number=part.number: self.toggle(number))
            self.parts[part.number] = head
            self.body.addWidget(head)
            self._boxes[part.number] = self._measures(mine)
            self.body.addWidget(self._boxes[part.number])
        self.body.addWidget(line())
        self.body.addWidget(self.legend)

    def show_levels(self, levels: Sequence[MeasureLevel]) -> None:
        """Say under each title how far I am, and count at the foot."""
        for level in levels:
            if level.number in self.rows:
                self.rows[level.number].show_state(level_words(level))
        counts = Counter(one.level for one in levels)
        self.legend.setText(
            "　".join(
                tr("{level} {n}", level=level_text(name), n=counts[name])
                for name in reversed(LEVELS)
            )
        )

    def mark(self, ref: str) -> None:
        """Light up a measure with its part opened, or one of the two extras."""
        for name, button in self.extras.items():
            button.setChecked(name == ref)
        for number, row in self.rows.items():
            row.show_checked(checked=str(number) == ref)
        if ref.isdigit() and (part := self._part_of.get(int(ref))):
            self._open(part)

    def toggle(self, part: int) -> None:
        """Open a part and close the others, or close it."""
        self._open(0 if not self._boxes[part].isHidden() else part)

    def _open(self, part: int) -> None:
        for number, box in self._boxes.items():
            box.setVisible(number == part)
            self.parts[number].show_open(opened=number == part)

    def _measures(self, measures: list[Measure]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 0, 0, 6)
        column.setSpacing(2)
        for measure in measures:
            row = _MeasureRow(self.theme, measure)
            row.clicked.connect(lambda _=False, n=measure.number: self.picked.emit(str(n)))
            self.rows[measure.number] = row
            self._part_of[measure.number] = measure.part
            column.addWidget(row)
        box.hide()
        return box

    def _extra(self, name: str, text: str) -> QPushButton:
        button = ChipButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda: self.picked.emit(name.removeprefix("plan-")))
        return button


class _PartRow(RowButton):
    """Numeral, title and which measures stand in it; opens and closes."""

    def __init__(self, theme: Theme, part: Part, measures: list[Measure]) -> None:
        name = tr("第{numeral}部分　{title}", numeral=numeral(part.number), title=part.title)
        super().__init__(theme, name)
        self.setObjectName(f"part-{part.number}")
        self.row.setContentsMargins(8, 8, 2, 8)
        self.row.setSpacing(10)
        self._numeral = QLabel(numeral(part.number))
        self._numeral.setProperty("role", "muted")
        self._numeral.setMinimumWidth(widest(map(numeral, range(1, 7))))
        self._title = WrappedLabel(part.title)
        span = WrappedLabel("", "small")
        if measures:
            first, last = measures[0].number, measures[-1].number
            span.setText(tr("第 {first}—{last} 项", first=first, last=last))
        self._arrow = IconLabel(theme, "chevron-right", "muted", 16)
        self.add(self._numeral)
        self.add_words(self._title, span)
        self.add(self._arrow)

    def show_open(self, *, opened: bool) -> None:
        """Bold title and an arrow down while open."""
        set_role(self._title, "strong" if opened else "plain")
        set_role(self._numeral, "accent" if opened else "muted")
        self._arrow.set("chevron-down" if opened else "chevron-right", "muted")
        self.setAccessibleDescription(tr("已展开") if opened else tr("已收起"))


class _MeasureRow(RowButton):
    """Number, title and state in words; tinted when shown beside."""

    def __init__(self, theme: Theme, measure: Measure) -> None:
        self._name = tr("第 {n} 项　{title}", n=measure.number, title=measure.title)
        super().__init__(theme, self._name)
        self.setObjectName(f"measure-{measure.number}")
        self.setCheckable(True)
        self.row.setContentsMargins(12, 7, 10, 7)
        self._number = QLabel(str(measure.number))
        self._number.setFixedWidth(20)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._title = WrappedLabel(measure.title)
        self._state = QLabel()
        self._state.setProperty("role", "small")
        self.add(self._number)
        self.add_words(self._title, self._state)

    def show_state(self, words: str) -> None:
        """How far I am."""
        self._state.setText(words)
        self.setAccessibleDescription(words)

    def show_checked(self, *, checked: bool) -> None:
        """Whether this one stands beside."""
        self.setChecked(checked)
        set_role(self._title, "strong" if checked else "plain")
        set_role(self._number, "accent" if checked else "muted")
