"""How a paper is to be: practice or exam, how many questions, how long, which seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.quiz.grading import RULES
from integrity_edu.quiz.modes import MODES, OWN_MODES
from integrity_edu.ui.answer_words import mode_text
from integrity_edu.ui.sitting_words import about_mode, rule_name, rule_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import PrimaryButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, IconLabel
from integrity_edu.ui.widgets.filters import Filters
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

COUNTS = (5, 10, 20)
MINUTES = (10, 20, 30)
MOST_MINUTES = 180


Words = Callable[[int], str]
"""How a number is said with its unit."""


class Paper(NamedTuple):
    """What was asked for; `minutes` is None without a clock, `rule` one of grading.RULES."""

    mode: str
    size: int
    minutes: int | None
    seed: int | None
    rule: str


class NumberChoice(QWidget):
    """A few usual numbers, or one's own."""

    changed = Signal()

    def __init__(self, name: str, key: str, usual: tuple[int, ...], words: Words) -> None:
        super().__init__()
        self._key = key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        choices = [(f"{key}-{number}", words(number)) for number in usual]
        self.filters = Filters([*choices, (f"{key}-own", tr("自定"))], name)
        self.filters.chosen.connect(self._chosen)
        self.own = QSpinBox()
        self.own.setObjectName(f"{key}-own")
        self.own.setAccessibleName(name)
        self.own.lineEdit().setTextMargins(10, 0, 0, 0)
        self.own.valueChanged.connect(lambda _: self.changed.emit())
        self.own.hide()
        self._picked = f"{key}-{usual[0]}"
        column.addWidget(self.filters)
        column.addWidget(self.own)

    @property
    def value(self) -> int:
        """The number chosen."""
        last = self._picked.removeprefix(f"{self._key}-")
        return self.own.value() if last == "own" else int(last)

    def choose(self, number: int) -> None:
        """Choose one of the usual numbers."""
        self.filters.choose(f"{self._key}-{number}")

    def _chosen(self, key: str) -> None:
        self._picked = key
        self.own.setVisible(key.endswith("-own"))
        self.changed.emit()


class PaperForm(Card):
    """Says plainly what will happen before it begins."""

    changed = Signal()
    started = Signal()
    reseeded = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("怎么做"))
        self.body.setSpacing(14)
        self._mode = "practice"
        self.mode = Filters([(mode, mode_text(mode)) for mode in OWN_MODES], tr("方式"))
        self.mode.chosen.connect(self._choose_mode)
        self._about = WrappedLabel("", "small")
        self.count = NumberChoice(tr("题数"), "count", COUNTS, lambda n: tr("{n} 题", n=n))
        self.count.own.setRange(1, 1)
        self.count.own.setSuffix(tr(" 题"))
        self.available = WrappedLabel("", "small")
        self.available.setObjectName("available")
        self.minutes = NumberChoice(
            tr("时间（分钟）"), "minutes", MINUTES, lambda n: tr("{n} 分钟", n=n)
        )
        self.minutes.own.setRange(1, MOST_MINUTES)
        self.minutes.own.setSuffix(tr(" 分钟"))
        self.minutes.own.setValue(45)
        self._time = self._field(tr("时间"), self.minutes)
        self.body.addWidget(self._field(tr("方式"), self.mode, self._about))
        self.body.addWidget(self._field(tr("题数"), self.count, self.available))
        self.body.addWidget(self._time)
        self.body.addWidget(self._seed_field())
        self.body.addWidget(self._scoring())
        self._add_start()
        for choice in (self.count, self.minutes):
            choice.changed.connect(self.changed)
        self.count.choose(10)
        self._choose_mode("practice")

    @property
    def paper(self) -> Paper:
        """What is chosen."""
        text = self.seed.text()
        minutes = self.minutes.value if MODES[self._mode].timed else None
        seed = int(text) if text else None
        return Paper(self._mode, self.count.value, minutes, seed, self.rule.currentData())

    def focus_first(self) -> None:
        """Put the keyboard where choosing begins."""
        for button in self.mode.findChildren(QPushButton):
            if button.isChecked():
                button.setFocus()

    def show_seed(self, seed: int) -> None:
        """Show another seed."""
        self.seed.setText(str(seed))

    def show_range(self, available: int) -> None:
        """Say how many questions the chosen measures hold, and whether that is enough."""
        self.count.own.setMaximum(max(1, available))
        wanted = self.count.value
        self.available.setText(tr("选的范围里一共 {n} 题", n=available))
        short = available < wanted
        self.trouble.setVisible(short)
        if available == 0:
            self.trouble_words.setText(tr("还没有可做的题。先在左边选一项或一部分。"))
        elif short:
            self.trouble_words.setText(
                tr("范围里只有 {n} 题，不够 {wanted} 题。可以多选几项，或就做这 {n} 题。",
                   n=available, wanted=wanted)
            )  # fmt: skip
        size = min(wanted, available)
        self.start.setEnabled(available > 0)
        self.start.setText(tr("开始，{n} 题", n=size) if available else tr("开始"))

    def _field(self, name: str, *widgets: QWidget) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        label = QLabel(name)
        label.setProperty("role", "small-strong")
        for widget in (label, *widgets):
            column.addWidget(widget)
        return made

    def _seed_field(self) -> QWidget:
        self.seed = QLineEdit()
        self.seed.setObjectName("seed")
        self.seed.setAccessibleName(tr("种子"))
        self.seed.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{1,9}")))
        fresh = SmallButton(self.theme, tr("换一个"), "refresh")
        fresh.setObjectName("new-seed")
        fresh.clicked.connect(self.reseeded)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.seed, 1)
        line.addWidget(fresh)
        words = WrappedLabel(tr("同一个种子抽出同一份卷子，可以和同学对着做。"), "small")
        return self._field(tr("种子"), row, words)

    def _scoring(self) -> QWidget:
        self.rule = QComboBox()
        self.rule.setObjectName("rule")
        self.rule.setAccessibleName(tr("计分"))
        for rule in RULES:
            self.rule.addItem(rule_name(rule), rule)
        self._rule_words = WrappedLabel("", "small")
        self.rule.currentIndexChanged.connect(self._show_rule)
        self._show_rule()
        note = WrappedLabel(tr("得分只在学习记录里，不会变成诚信记录。"), "small")
        self._rule = self._field(tr("计分"), self.rule, self._rule_words, note)
        return self._rule

    def _show_rule(self) -> None:
        self._rule_words.setText(rule_text(self.rule.currentData()))

    def _add_start(self) -> None:
        self.trouble = QFrame()
        self.trouble.setProperty("role", "warning-soft")
        row = QHBoxLayout(self.trouble)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        icon = IconLabel(self.theme, "warning", "warning", 18)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self.trouble_words = WrappedLabel()
        self.trouble_words.setObjectName("too-few")
        row.addWidget(self.trouble_words, 1)
        self.trouble.hide()
        self.start = PrimaryButton(self.theme, tr("开始"), "play")
        self.start.setObjectName("start-quiz")
        self.start.setEnabled(False)
        self.start.clicked.connect(self.started)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.start)

    def _choose_mode(self, mode: str) -> None:
        self._mode = mode
        self._time.setVisible(MODES[mode].timed)
        self._rule.setVisible(MODES[mode].counts and not MODES[mode].certainty)
        self._about.setText(about_mode(mode))
        self.changed.emit()
