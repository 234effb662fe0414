"""Panels that give time: minutes for one attempt or for all, and a student's own multiplier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QLineEdit

from integrity_edu.ui.exam_words import factor_words
from integrity_edu.ui.page import Context
from integrity_edu.ui.pages.class_paper import labelled
from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.numbers import NumberField
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.exams.extra_time import Extension
    from integrity_edu.workspace import Workspace

USUAL, MOST = 10, 600
FACTORS = (1.0, 1.2, 1.25, 1.5, 2.0, 3.0)


class MinutesPanel(Panel):
    """Gives minutes with a reason: to one attempt, or with an empty `sitting` to everybody."""

    def __init__(self, context: Context, assignment: str, sitting: str = "", who: str = "") -> None:
        note = (
            tr("给 {name} 这一次加时间；别人不变。", name=who)
            if sitting
            else tr("正在考的和之后开始的都加；截止时间跟着往后移。")
        )
        super().__init__(context, tr("加时间"), note, primary=tr("加时间"))
        self._assignment, self._sitting, self._who = assignment, sitting, who
        self.minutes = NumberField(tr("加几分钟"), 1, MOST, USUAL)
        self.minutes.setObjectName("add-minutes")
        self.body.addWidget(labelled(tr("加几分钟"), self.minutes))
        edit = QLineEdit()
        edit.setObjectName("add-reason")
        edit.setPlaceholderText(tr("比如：停电十分钟"))
        self.reason = LabelledField(
            context.theme, tr("理由"), edit, tr("理由和时间一起记下来，你以后查得到。")
        )
        self.body.addWidget(self.reason)
        edit.setFocus()
        self.primary.clicked.connect(self._give)

    def _give(self) -> None:
        ref, sitting = self._assignment, self._sitting
        minutes, reason = self.minutes.value(), self.reason.text()

        def give(ws: Workspace) -> Extension:
            from integrity_edu.exams.extra_time import extend

            return extend(ws, ref, minutes, reason, sitting=sitting)

        def given(extension: Extension) -> None:
            who = self._who or tr("全班")
            text = tr("给{who}加了 {n} 分钟。", who=who, n=minutes)
            context = self.context
            context.messages.notify(text, lambda: take_back(context, extension))
            self.accept()

        self.run(give, given)


class FactorPanel(Panel):
    """Gives a student so many times the usual limit, in every exam from the next attempt on."""

    def __init__(self, context: Context, roster: str, name: str, factor: float) -> None:
        super().__init__(
            context,
            tr("{name} 的考试时间", name=name),
            tr(
                "从下一次开始的考试算起，有时间限制的都按这个倍数；截止时间也跟着往后移。"
                "正在考的，用“加时间”。"
            ),
            primary=tr("改好"),
        )
        self._roster, self._name, self._before = roster, name, factor
        self._group = QButtonGroup(self)
        row = FlowLayout()
        self._factors = sorted({*FACTORS, factor})
        for place, one in enumerate(self._factors):
            chip = ChipButton(factor_words(one))
            chip.setAutoDefault(False)
            chip.setObjectName(f"factor-{one:g}")
            chip.setChecked(one == factor)
            self._group.addButton(chip, place)
            row.addWidget(chip)
        self.body.addLayout(row)
        self.primary.clicked.connect(self._set)

    def _set(self) -> None:
        roster, before = self._roster, self._before
        after = self._factors[self._group.checkedId()]
        context, name = self.context, self._name

        def put(ws: Workspace, value: float) -> float:
            from integrity_edu.exams.extra_time import set_multiplier

            return set_multiplier(ws, roster, value)

        def undo() -> None:
            context.tasks.run(
                context.window, lambda ws: put(ws, before), None, context.messages.tell
            )

        def done(_: object) -> None:
            text = tr("{name}：{factor}。", name=name, factor=factor_words(after))
            context.messages.notify(text, undo)
            self.accept()

        self.run(lambda ws: put(ws, after), done)


def take_back(context: Context, extension: Extension) -> None:
    """Undo an extension."""

    def undo(ws: Workspace) -> None:
        from integrity_edu.exams.extra_time import undo_extension

        undo_extension(ws, extension)

    def undone(_: object) -> None:
        context.messages.notify(tr("加的 {n} 分钟收回了。", n=extension.minutes))

    context.tasks.run(context.window, undo, undone, context.messages.tell)
