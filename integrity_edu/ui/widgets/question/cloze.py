"""Gaps in a text, each to be filled from its own choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.quiz.drawing import shown_of
from integrity_edu.quiz.questions import Cloze, Gap, Option
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.question.base import QuestionWidget, Verdict, ids_of, in_order
from integrity_edu.ui.widgets.question.match import PieceBox
from integrity_edu.words import tr

LONGEST_CHIP = 14
"""Characters; a gap with a longer choice gets a drop-down, whose list can be as wide as it likes."""


class ChipRow(QWidget):
    """Chips that flow; it claims the height of all its rows."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes more or fewer rows."""
        super().resizeEvent(event)
        self.claim()

    def claim(self) -> None:
        """Ask for the height these chips need at this width."""
        self.setMinimumHeight(self.flow.heightForWidth(max(1, self.width())))


class GapRow(QFrame):
    """One gap: its number, its choices, and later what was right. `changed` tells of a choice."""

    changed = Signal()

    def __init__(self, theme: Theme, number: int, prefix: str) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self.number, self._prefix = number, prefix
        self._options: list[Option] = []
        self._chips: list[ChipButton] = []
        self._label = QLabel(tr("第 {n} 空", n=number))
        self._label.setProperty("role", "strong")
        self.setAccessibleName(self._label.text())
        self.row = ChipRow()
        self.box = PieceBox()
        self.box.setObjectName(f"{prefix}gap-{number}")
        self.box.setAccessibleName(self._label.text())
        self._label.setBuddy(self.box)  # on Linux the name of a box is its value: this names it
        self.box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.verdict = Verdict(theme)
        choices = QVBoxLayout()
        choices.setSpacing(8)
        for widget in (self.row, self.box, self.verdict):
            choices.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 10, 12, 10)
        line.setSpacing(14)
        line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(choices, 1)

    @property
    def chosen(self) -> str:
        """The id of what is chosen, or an empty text."""
        if self._in_box:
            return str(self.box.currentData() or "")
        pairs = zip(self._options, self._chips, strict=False)
        return next((option.id for option, chip in pairs if chip.isChecked()), "")

    @property
    def choices(self) -> int:
        """How many choices there are."""
        return len(self._options)

    @property
    def _in_box(self) -> bool:
        return any(len(option.text) > LONGEST_CHIP for option in self._options)

    def show_gap(self, options: list[Option], chosen: str) -> None:
        """Offer these choices, one of them perhaps taken."""
        self._options = options
        self.setEnabled(True)
        self.verdict.hide()
        self.row.setVisible(not self._in_box)
        self.box.setVisible(self._in_box)
        self._label.setContentsMargins(0, 8 if self._in_box else 4, 0, 0)
        self.box.blockSignals(True)  # filling it is not answering
        self.box.clear()
        self.box.addItem(tr("选一个"), "")
        for number, option in enumerate(options, start=1):
            text = tr("{n}. {text}", n=number, text=option.text)
            self.box.addItem(text, option.id)
            self._show_chip(number - 1, text, checked=option.id == chosen)
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self.box.blockSignals(False)
        self.box.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        for chip in self._chips[len(options) :]:
            chip.hide()
        self.row.claim()

    def choose(self, index: int) -> None:
        """Take the `index`-th choice; the same again gives it back."""
        if self._in_box:
            self.box.setCurrentIndex(0 if self.box.currentIndex() == index + 1 else index + 1)
        else:
            self._chips[index].click()

    def empty(self) -> None:
        """Give the choice back without telling."""
        self.show_gap(self._options, "")

    def reveal(self, gap: Gap) -> None:
        """Say what belonged here."""
        texts = {option.id: option.text for option in gap.options}
        chosen, right = texts.get(self.chosen, ""), texts[gap.key]
        if self.chosen == gap.key:
            said = tr("选对了：{right}", right=right)
        elif chosen:
            said = tr("选了“{chosen}”，不对，正确答案：{right}", chosen=chosen, right=right)
        else:
            said = tr("正确答案：{right}", right=right)
        good = self.chosen in ("", gap.key)
        self.row.hide()
        self.box.hide()
        self._label.setContentsMargins(0, 0, 0, 0)
        self.verdict.show_verdict(right=good, text=said)
        self.setAccessibleDescription(said)

    def focus(self) -> None:
        """Put the keyboard on what is chosen, else on the first choice."""
        if self._in_box:
            self.box.setFocus()
            return
        shown = self._chips[: len(self._options)]
        next((chip for chip in shown if chip.isChecked()), shown[0]).setFocus()

    def _show_chip(self, index: int, text: str, *, checked: bool) -> None:
        if index == len(self._chips):
            chip = ChipButton()
            chip.setObjectName(f"{self._prefix}gap-{self.number}-{index + 1}")
            chip.setProperty("radius", 14)
            chip.clicked.connect(lambda: self._clicked(index))
            self._chips.append(chip)
            self.row.flow.addWidget(chip)
        chip = self._chips[index]
        chip.setText(text)
        chip.setVisible(True)
        chip.setChecked(checked)
        self._name(chip)

    def _clicked(self, index: int) -> None:
        for other, chip in enumerate(self._chips):
            chip.setChecked(chip.isChecked() and other == index)
            self._name(chip)
        self.changed.emit()

    def _name(self, chip: ChipButton) -> None:
        named = tr("第 {n} 空，{text}", n=self.number, text=chip.text())
        chip.setAccessibleName(tr("{named}，已选", named=named) if chip.isChecked() else named)


class ClozeQuestion(QuestionWidget):
    """Number keys choose for the gap one is in, and go on to the next empty one."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self.gaps: list[GapRow] = []
        self._count = 0
        self.rows.setSpacing(10)
        self.rows.addStretch()

    @property
    def choices(self) -> int:
        """As many as the gap one is in has."""
        return self._current().choices

    def show_item(self, item: Item) -> None:
        """Show every gap with what was chosen for it."""
        question = item.question
        assert isinstance(question, Cloze)
        self._count = len(question.gaps)
        chosen = [*ids_of(item.response), *([""] * self._count)]
        while len(self.gaps) < self._count:
            self._add_gap()
        for number, row in enumerate(self.gaps, start=1):
            row.setVisible(number <= self._count)
            if number <= self._count:
                shown = shown_of(item.shown, str(number))
                row.setAccessibleDescription("")
                row.show_gap(in_order(question.gaps[number - 1].options, shown), chosen[number - 1])
        self.setEnabled(True)
        if item.confirmed:
            self.reveal(item)

    def reveal(self, item: Item) -> None:
        """What belonged into each gap."""
        assert isinstance(item.question, Cloze)
        for row, gap in zip(self.gaps, item.question.gaps, strict=False):
            row.reveal(gap)

    def choose(self, index: int) -> None:
        """Choose for the current gap, and go on."""
        row = self._current()
        if index >= row.choices or row.verdict.isVisible():
            return
        row.choose(index)
        later = [gap for gap in self._shown() if gap.number > row.number and not gap.chosen]
        empty = later or [gap for gap in self._shown() if not gap.chosen]
        (empty[0] if row.chosen and empty else row).focus()

    def clear(self) -> None:
        """Give every choice back."""
        for row in self._shown():
            row.empty()
        self.answered.emit(None)
        self.focus_first()

    def focus_first(self) -> None:
        """The first empty gap, else the first."""
        rows = self._shown()
        next((row for row in rows if not row.chosen), rows[0]).focus()

    def _shown(self) -> Sequence[GapRow]:
        return self.gaps[: self._count]

    def _current(self) -> GapRow:
        focused = QApplication.focusWidget()
        rows = self._shown()
        here = [row for row in rows if focused and row.isAncestorOf(focused)]
        return (here or [row for row in rows if not row.chosen] or [*rows])[0]

    def _add_gap(self) -> None:
        row = GapRow(self.theme, len(self.gaps) + 1, self.prefix)
        row.changed.connect(self._changed)
        self.gaps.append(row)
        self.rows.insertWidget(self.rows.count() - 1, row)

    def _changed(self) -> None:
        chosen = [row.chosen for row in self._shown()]
        self.answered.emit(chosen if any(chosen) else None)
