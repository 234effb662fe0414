"""A record of conduct on the archive page: where it stands, both sides, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.ui.record_view import Act, RecordView, Saying
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Chip, IconLabel, line
from integrity_edu.ui.widgets.step_line import DayTiles, StepLine
from integrity_edu.ui.widgets.text import WrappedLabel, plain
from integrity_edu.words import tr

FACTS_IN_ROW = 2


def act_words(act: Act) -> tuple[str, str]:
    """(button, icon) of what a person can do with a record."""
    return {
        "state": (tr("补充说明"), "pencil"),
        "object": (tr("提异议"), "chat"),
        "review": (tr("申请复核"), "refresh"),
        "repair": (tr("申请修复"), "check-circle"),
    }[act]


class RecordBlock(QWidget):
    """One record with its way, its clock and what both sides say."""

    wanted = Signal(str)
    """One of `Act`."""

    def __init__(self, theme: Theme, view: RecordView, place: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("record-block")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 6, 0, 12)
        self.column.setSpacing(14)
        self.column.addLayout(self._head(view, place))
        self.column.addLayout(self._facts(view.facts))
        if view.steps:
            self.column.addWidget(StepLine(theme, view.steps))
        if view.days:
            self._add_clock(view)
        self._add_sides(view)

    def add_acts(self, acts: Sequence[Act]) -> None:
        """What the person can do, the weightiest last."""
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(self.theme, "users", "muted", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        who = tr("由另一位老师答复，登记的人不参与")
        row.addWidget(WrappedLabel(who, "small"), 1)
        for act in acts:
            text, icon = act_words(act)
            last = act == acts[-1] and act != "state"
            button = (PrimaryButton if last else QuietButton)(self.theme, text, icon)
            button.setObjectName(f"record-{act}")
            button.clicked.connect(lambda _=False, act=act: self.wanted.emit(act))
            row.addWidget(button)
        self.column.addLayout(row)

    def _head(self, view: RecordView, place: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        title = QLabel(view.title)
        title.setProperty("role", "large")
        row.addWidget(title)
        row.addWidget(IconLabel(self.theme, view.icon, _mark(view.tone), 18))
        chip = Chip(self.theme, view.state, view.tone)
        chip.setObjectName("record-standing")
        row.addWidget(chip)
        row.addStretch()
        aside = QLabel(place)
        aside.setProperty("role", "small")
        row.addWidget(aside)
        return row

    def _facts(self, facts: Sequence[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, (name, value) in enumerate(facts):
            row, pair = divmod(place, FACTS_IN_ROW)
            label = QLabel(name)
            label.setProperty("role", "muted")
            grid.addWidget(label, row, 2 * pair, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain(value, ""), row, 2 * pair + 1, Qt.AlignmentFlag.AlignTop)
        for pair in range(FACTS_IN_ROW):
            grid.setColumnStretch(2 * pair + 1, 1)
        return grid

    def _add_clock(self, view: RecordView) -> None:
        self.column.addWidget(line())
        row = QHBoxLayout()
        heading = QLabel(tr("异议答复时钟"))
        heading.setProperty("role", "strong")
        row.addWidget(heading)
        row.addSpacing(12)
        note = WrappedLabel(view.days_note, "small")
        note.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(note, 1)
        self.column.addLayout(row)
        self.column.addWidget(DayTiles(self.theme, view.days))

    def _add_sides(self, view: RecordView) -> None:
        self.column.addWidget(line())
        row = QHBoxLayout()
        heading = QLabel(tr("双方的话并排保存"))
        heading.setProperty("role", "strong")
        row.addWidget(heading)
        row.addStretch()
        note = QLabel(tr("导出的摘录里也一样"))
        note.setProperty("role", "small")
        row.addWidget(note)
        self.column.addLayout(row)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(_side(tr("学校登记"), view.school), 1)
        sides.addWidget(_side(tr("本人的话"), view.mine), 1)
        self.column.addLayout(sides)


def _side(title: str, said: Sequence[Saying]) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "paper")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 12, 14, 12)
    column.setSpacing(4)
    column.addWidget(plain(title, "small-strong"))
    for place, one in enumerate(said):
        if place:
            column.addSpacing(8)
        column.addWidget(plain(one.text, ""))
        column.addWidget(plain(one.foot, "small"))
    if not said:
        column.addWidget(plain(tr("还没有说明。想说的话随时可以写。"), "muted"))
    column.addStretch()
    return frame


def _mark(tone: str) -> str:
    return "muted" if tone == "neutral" else tone
