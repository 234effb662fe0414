"""Which questions of the wrong-book to show; every choice says how many it would show."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
)

from integrity_edu.quiz.modes import MODES
from integrity_edu.quiz.questions import KINDS
from integrity_edu.review.notes import CAUSES
from integrity_edu.review.wrong_book import EVERYTHING, Counts, Filter
from integrity_edu.ui.answer_words import kind_name, mode_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.cards import Card
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.wrong_book_words import cause_text
from integrity_edu.words import tr

WIDTH, POPUP = 178, 340
ARROW_AND_PADDING = 50
Option = tuple[object, str, int]
"""Value, words, and how many questions it would show."""


class Picker(QComboBox):
    """One thing to filter by; its first line asks for nothing in particular."""

    picked = Signal()

    def __init__(self, key: str, name: str, all_of_them: str) -> None:
        super().__init__()
        self._all, self._options = all_of_them, list[Option]()
        self.setObjectName(f"filter-{key}")
        self.setAccessibleName(name)
        self.setFixedWidth(WIDTH)
        self.view().setMinimumWidth(POPUP)
        self.setMaxVisibleItems(12)
        self.addItem(all_of_them, None)
        self.currentIndexChanged.connect(lambda _: self.picked.emit())

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer what would show something, and what is chosen now; the choice stays."""
        chosen = self.currentData()
        shown = [one for one in options if one[2] or one[0] == chosen]
        if shown == self._options:
            return
        same = [one[0] for one in shown] == [one[0] for one in self._options]
        self._options = shown
        self.blockSignals(True)
        if not same:
            self.clear()
            self.addItem(self._all, None)
        for place, (value, words, count) in enumerate(shown, start=1):
            text = tr("{words}（{n}）", words=words, n=count)
            if same:
                self.setItemText(place, text)
            else:
                self.addItem(text, value)
        self.setCurrentIndex(next((i for i, one in enumerate(shown, 1) if one[0] == chosen), 0))
        self.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A long title ends in … instead of being cut."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room, mode = self.width() - ARROW_AND_PADDING, Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, mode, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def reset(self) -> None:
        """Ask for nothing in particular, without telling anybody."""
        self.blockSignals(True)
        self.setCurrentIndex(0)
        self.blockSignals(False)


class WrongFilters(Card):
    """`wanted` is what is asked for; `changed` says that somebody asked for something else."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("wrong-filters")
        self.wanted = EVERYTHING
        self._pickers = {
            "measure": Picker("measure", tr("措施"), tr("全部措施")),
            "kind": Picker("kind", tr("题型"), tr("全部题型")),
            "mode": Picker("mode", tr("来自哪种方式"), tr("全部来源")),
            "cause": Picker("cause", tr("错因"), tr("全部错因")),
            "mastered": Picker("mastered", tr("是否掌握"), tr("掌握与否都看")),
        }
        self._words = {
            "due": tr("今天到期"), "favourite": tr("收藏的"), "certain": tr("很有把握却答错"),
        }  # fmt: skip
        column = QVBoxLayout()
        column.setSpacing(12)
        pickers, chips = FlowLayout(gap=10), FlowLayout(gap=8)
        for picker in self._pickers.values():
            picker.picked.connect(self._picked)
            pickers.addWidget(picker)
        self._chips: dict[str, ChipButton] = {}
        for name, words in self._words.items():
            chip = ChipButton(words)
            chip.setObjectName(f"filter-{name}")
            chip.toggled.connect(self._picked)
            chips.addWidget(chip)
            self._chips[name] = chip
        column.addLayout(pickers)
        column.addLayout(chips)
        self.body.addLayout(column)

    def show_counts(self, counts: Counts, titles: dict[int, str]) -> None:
        """Say at every choice how many questions it alone would show."""
        left = counts.total - counts.mastered
        options: dict[str, list[Option]] = {
            "measure": [
                (number, tr("{n}. {title}", n=number, title=title), counts.measures.get(number, 0))
                for number, title in titles.items()
            ],
            "kind": [(one, kind_name(one), counts.kinds.get(one, 0)) for one in KINDS],
            "mode": [(one, mode_text(one), counts.modes.get(one, 0)) for one in MODES],
            "cause": [(one, cause_text(one), counts.causes.get(one, 0)) for one in CAUSES],
            "mastered": [(True, tr("已掌握"), counts.mastered), (False, tr("还没掌握"), left)],
        }
        for name, picker in self._pickers.items():
            picker.show_options(options[name])
        for name, chip in self._chips.items():
            count = getattr(counts, name)
            chip.setText(tr("{words} {n}", words=self._words[name], n=count))
            chip.setEnabled(bool(count) or chip.isChecked())

    def clear(self) -> None:
        """Ask for nothing in particular."""
        for picker in self._pickers.values():
            picker.reset()
        for chip in self._chips.values():
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)
        self._picked()

    def focus_first(self) -> None:
        """Give the keyboard to the first choice."""
        next(iter(self._pickers.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self) -> None:
        chosen = {name: picker.currentData() for name, picker in self._pickers.items()}
        wanted = Filter(
            measure=chosen["measure"] or 0,
            kind=chosen["kind"] or "",
            mode=chosen["mode"] or "",
            cause=chosen["cause"] or "",
            mastered=chosen["mastered"],
        )
        wanted = replace(wanted, **{name: one.isChecked() for name, one in self._chips.items()})
        if wanted != self.wanted:
            self.wanted = wanted
            self.changed.emit()
