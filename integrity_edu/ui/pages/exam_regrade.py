"""改判: choose what becomes of a question, see who would change, and only then do it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit

from integrity_edu.quiz.grading import needs_marker
from integrity_edu.ui import exam_words
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.answer_words import right_text, stem_text
from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.buttons import QuietButton
from integrity_edu.ui.widgets.choice_card import ChoiceCard
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.key_editor import KeyEditor
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.ui.widgets.table import Cell, Column, ReadingTable, Row, framed
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.exams.regrading.values import Change, DryRun, Wish
    from integrity_edu.quiz.questions import Question
    from integrity_edu.workspace import Workspace

SHOWN_ROWS = 6
CHOICES = (("new_key", "pencil"), ("both", "check"), ("drop", "trash"), ("full", "users"))


class RegradePanel(Panel):
    """Cancelling changes nothing, and neither does a dry run; doing it needs both it and a reason."""

    def __init__(
        self, context: Context, assignment: str, revision: int, question: Question
    ) -> None:
        super().__init__(
            context,
            tr("改判"),
            tr("先试算，看谁会变、变多少；试算什么也不改。"),
            primary=tr("改判"),
            width=760,
        )
        self._assignment, self._revision, self._question = assignment, revision, question
        self.choice = "full" if needs_marker(question) else "new_key"
        self._tried: Wish | None = None
        self.body.addWidget(WrappedLabel(stem_text(question), "strong"))
        key = WrappedLabel(tr("现在的答案：{answer}", answer=right_text(question)))
        key.setObjectName("present-key")
        self.body.addWidget(key)
        self.body.addLayout(self._make_choices())
        self.editor = KeyEditor(context.theme, question)
        self.editor.setObjectName("new-key")
        self.editor.changed.connect(self._changed)
        self.body.addWidget(self.editor)
        self.said = WrappedLabel("", "strong")
        self.said.setObjectName("dry-run")
        self.body.addWidget(self.said)
        self._make_table()
        self.reason = self._make_reason()
        self.body.addWidget(self.reason)
        self.dry = QuietButton(context.theme, tr("试算"), "eye")
        self.dry.setObjectName("try-regrade")
        self.dry.setAutoDefault(False)
        self.dry.clicked.connect(self._try)
        self.foot_row.addWidget(self.dry)
        self.primary.clicked.connect(self._apply)
        self._changed()

    def _make_choices(self) -> QGridLayout:
        grid, group = QGridLayout(), QButtonGroup(self)
        grid.setSpacing(10)
        for place, (choice, icon) in enumerate(CHOICES):
            card = ChoiceCard(self.context.theme, icon, *exam_words.choice_words(choice))
            card.lay_wide().setObjectName(f"regrade-{choice}")
            card.setChecked(choice == self.choice)
            card.toggled.connect(partial(self._choose, choice))
            card.confirmed.connect(self._try)
            keyed = choice in ("new_key", "both")
            card.setEnabled(not (keyed and needs_marker(self._question)))
            group.addButton(card)
            grid.addWidget(card, place // 2, place % 2)
        return grid

    def _make_reason(self) -> LabelledField:
        edit = QLineEdit()
        edit.setObjectName("regrade-reason")
        edit.setPlaceholderText(tr("比如：原答案与方案第 14 项不符"))
        return LabelledField(
            self.context.theme, tr("理由"), edit, tr("必填。学生在结果页看得到这句话。")
        )

    def _make_table(self) -> None:
        self.table = ReadingTable(
            self.context.theme,
            tr("谁会变，按学号排列"),
            (
                Column(tr("学号"), 18),
                Column(tr("姓名"), 20),
                Column(tr("原来"), 16),
                Column(tr("改判后"), 16),
                Column(tr("通过"), 30),
            ),
        )
        self.table.setObjectName("regrade-changes")
        self._frame = framed(self.table)
        self.body.addWidget(self._frame)

    def _wish(self) -> Wish | None:
        """What is wanted now; None while the new key is half an answer."""
        from integrity_edu.exams.regrading.values import Wish

        if self.choice not in ("new_key", "both"):
            return Wish(self._revision, self.choice)
        key = self.editor.question
        return None if key is None else Wish(self._revision, self.choice, key)

    def _choose(self, choice: str, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        if on:
            self.choice = choice
            self._changed()

    def _changed(self) -> None:
        """What was tried is not what is wanted any more."""
        self._tried = None
        self.editor.setVisible(self.choice in ("new_key", "both"))
        self.said.hide()
        self._frame.hide()
        self.say_wrong("")
        self._show_ready()

    def _show_ready(self) -> None:
        self.primary.setEnabled(self._tried is not None)

    def _failed(self, error: BaseException) -> None:
        super()._failed(error)
        self._show_ready()

    def _try(self) -> None:
        wish, ref = self._wish(), self._assignment
        if wish is None:
            self.say_wrong(tr("新答案还没有填完整。"))
            return

        def propose(ws: Workspace) -> DryRun:
            from integrity_edu.exams.regrading.regrades import propose

            return propose(ws, ref, wish)

        def tried(found: DryRun) -> None:
            self._tried = wish
            self._show_ready()
            self._show(found)

        self.run(propose, tried)

    def _show(self, found: DryRun) -> None:
        words = exam_words.dry_run_words(found)
        self.said.setText(words)
        self.said.show()
        self._frame.setVisible(bool(found.changes))
        rows = [_row(one) for one in found.changes]
        self.table.show_rows(rows, room_for=min(SHOWN_ROWS, max(1, len(rows))))
        announce(self.said, words)
        self.fit()
        QTimer.singleShot(0, self, self._to_end)
        if not self.reason.text():
            self.reason.field.setFocus()

    def _to_end(self) -> None:
        """What came of it stands at the end, with the reason to be given."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _apply(self) -> None:
        wish, ref, reason = self._wish(), self._assignment, self.reason.text()
        if wish is None or wish != self._tried:
            self.say_wrong(tr("先试算一次，看看谁会变。"))
            return

        def regrade(ws: Workspace) -> str:
            from integrity_edu.exams.regrading.regrades import regrade

            return regrade(ws, ref, wish, reason)

        def done(made: str) -> None:
            context = self.context
            context.messages.notify(
                tr("改判好了，学生会看到新旧分数和理由。"), lambda: take_back(context, made)
            )
            self.accept()

        self.run(regrade, done)


def take_back(context: Context, regrade: str) -> None:
    """Undo a regrade."""

    def undo(ws: Workspace) -> None:
        from integrity_edu.exams.regrading.regrades import undo

        undo(ws, regrade)

    def undone(_: object) -> None:
        context.messages.notify(tr("改判撤销了，分数和答案都回到原来。"))

    context.tasks.run(context.window, undo, undone, context.messages.tell)


def _row(one: Change) -> Row:
    number, name, old, new, crossing = exam_words.change_cells(one)
    icon, color = {"up": ("check-circle", "success"), "down": ("warning", "warning")}.get(
        one.crosses or "", ("", "muted")
    )
    return (
        Cell(number, color="muted"),
        Cell(name),
        Cell(old),
        Cell(new, bold=True),
        Cell(crossing, icon, color, bold=bool(icon)),
    )
