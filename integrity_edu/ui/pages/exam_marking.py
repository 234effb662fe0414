"""批改: short answers one by one, question after question, without names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.ui.accessible import announce
from integrity_edu.ui.answer_words import stem_text
from integrity_edu.ui.marking_desk import Pile, place_of
from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, EmptyState
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.keys import KeyHint
from integrity_edu.ui.widgets.question.short import AnswerPaper, Rubric
from integrity_edu.ui.widgets.question.stem import StemLabel
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.exams.marking import Given, Written
    from integrity_edu.workspace import Workspace

LONGEST_STEM = 28


class MarkingTab(QWidget):
    """`named` says whether names are to be shown; `look_wanted` asks for the answers anew."""

    look_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.named = False
        self.pile = Pile()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._make_bar())
        self._desk = Columns()
        self._desk.add(stacked(self._make_answer()), 7)
        self._desk.add(stacked(self._make_mark()), 5)
        column.addWidget(self._desk)
        self._nothing = Card(context.theme)
        self._empty = EmptyState(context.theme, "check-circle", "")
        self._nothing.body.addWidget(self._empty)
        column.addWidget(self._nothing)
        for keys, act in (
            ("PgDown", lambda: self._turn(1)),
            ("PgUp", lambda: self._turn(-1)),
            ("Ctrl+Return", self._give),
            ("Ctrl+Enter", self._give),
            ("Ctrl+Z", self._undo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- laying out --------------------------------------------------------------------------

    def _make_bar(self) -> QWidget:
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.picker = QComboBox()
        self.picker.setObjectName("question-picker")
        self.picker.setAccessibleName(tr("批哪一道题"))
        self.picker.setMinimumWidth(280)
        self.picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.picker.activated.connect(self._pick)
        self.left = QLabel()
        self.left.setObjectName("left-to-mark")
        self.left.setProperty("role", "strong")
        self.names = QCheckBox(tr("显示姓名"))
        self.names.setObjectName("show-names")
        self.names.setToolTip(tr("不看姓名批，分数更公平"))
        self.names.toggled.connect(self._name)
        row.addWidget(self.picker, 1)
        row.addWidget(self.left)
        row.addStretch(1)
        row.addWidget(self.names)
        return self._bar

    def _make_answer(self) -> Card:
        theme = self._context.theme
        card = Card(theme)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.label = QLabel()
        self.label.setObjectName("paper-label")
        self.label.setProperty("role", "heading")
        self.chip = Chip(theme, "")
        head.addWidget(self.label)
        head.addWidget(self.chip)
        head.addStretch()
        card.body.addLayout(head)
        self.stem = StemLabel("", "strong")
        card.body.addWidget(self.stem)
        self.answer = AnswerPaper(tr("学生写的"), "paper")
        self.answer.setObjectName("written")
        self.model = AnswerPaper(tr("参考答案"), "success-soft")
        card.body.addWidget(self.answer)
        card.body.addWidget(self.model)
        return card

    def _make_mark(self) -> Card:
        theme = self._context.theme
        card = Card(theme, tr("评分要点"))
        self.rubric = Rubric(theme, "mark-", tr("写到了哪几点？"))
        self.rubric.marked.connect(lambda _: self._keep())
        card.body.addWidget(self.rubric)
        name = QLabel(tr("给学生的话"))
        name.setProperty("role", "small-strong")
        self.comment = QPlainTextEdit()
        self.comment.setObjectName("mark-comment")
        self.comment.setAccessibleName(tr("给学生的话"))
        self.comment.setPlaceholderText(tr("可以不写；学生在结果页看得到"))
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(84)
        self.comment.textChanged.connect(self._keep)
        card.body.addWidget(name)
        card.body.addWidget(self.comment)
        card.body.addLayout(self._make_buttons())
        hints = FlowLayout(gap=14)
        for key, text in (
            ("1–9", tr("勾要点")),
            ("Ctrl+Enter", tr("打分，看下一份")),
            ("PgUp PgDn", tr("上一份、下一份")),
            ("Ctrl+Z", tr("撤销")),
        ):
            hints.addWidget(KeyHint(theme, key, text))
        card.body.addLayout(hints)
        return card

    def _make_buttons(self) -> QHBoxLayout:
        theme, row = self._context.theme, QHBoxLayout()
        row.setSpacing(8)
        self.back = QuietButton(theme, "", "chevron-left")
        self.on = QuietButton(theme, "", "chevron-right")
        self.undo = SmallButton(theme, tr("撤销"), "undo")
        self.give = PrimaryButton(theme, tr("打分，下一份"), "check")
        for name, text, button, act in (
            ("mark-back", tr("上一份"), self.back, lambda: self._turn(-1)),
            ("mark-on", tr("下一份"), self.on, lambda: self._turn(1)),
            ("mark-undo", tr("撤销上一次打分"), self.undo, self._undo),
            ("mark-give", tr("打分，下一份"), self.give, self._give),
        ):
            button.setObjectName(name)
            button.setAccessibleName(text)
            button.setToolTip(text)
            button.clicked.connect(act)
        for button in (self.back, self.on):
            button.setStyleSheet("padding: 8px 9px;")
            row.addWidget(button)
        row.addWidget(self.undo)
        row.addStretch()
        row.addWidget(self.give)
        return row

    # ---- showing -----------------------------------------------------------------------------

    def show_answers(self, answers: Sequence[Written]) -> None:
        """Show the pile as it stands now; ticks that were not given yet stay."""
        if tuple(answers) != self.pile.answers or self.pile.top is None:
            self.pile.lay(answers)
            self._show()

    def forget(self) -> None:
        """Another exam: another pile, and names are hidden again."""
        self.pile = Pile()
        self.named = False
        self.names.setChecked(False)

    def _show(self) -> None:
        top, pile = self.pile.top, self.pile
        for widget in (self._bar, self._desk):
            widget.setVisible(top is not None)
        self._nothing.setVisible(top is None or not pile.waiting())
        self._empty.label.setText(
            tr("这份卷子里没有要批的简答题。有人交了简答，就排在这里。")
            if top is None
            else tr("都批完了。学生下次打开诚信学堂，就看到最后的分数和你写的话。")
        )
        if top is None:
            return
        self._show_picker(top)
        given = pile.shown()
        self.label.setText(top.label)
        waiting = tr("等批"), "warning"
        self.chip.set(*(waiting if top.waiting else (tr("批过了"), "success")))
        self.stem.show_stem(top.question, revealed=False)
        self.answer.show_text(top.response)
        self.model.show_text(top.question.answer)
        drafted = place_of(top) in pile.drafts
        self.rubric.show_rubric(
            top.question, self._fraction(top, given, drafted=drafted), given.met
        )
        if self.comment.toPlainText() != given.comment:
            self.comment.blockSignals(True)  # showing it is not writing it
            self.comment.setPlainText(given.comment)
            self.comment.blockSignals(False)
        self.undo.setEnabled(bool(pile.given))

    def _fraction(self, top: Written, given: Given, *, drafted: bool) -> float | None:
        from integrity_edu.quiz.grading import rubric_fraction

        if top.waiting and not drafted:
            return None
        return rubric_fraction(top.question, given.met)

    def _show_picker(self, top: Written) -> None:
        self.picker.clear()
        stems = {one.question.id: stem_text(one.question) for one in self.pile.answers}
        for place, ref in enumerate(self.pile.questions, start=1):
            short = stems[ref][:LONGEST_STEM]
            waiting = self.pile.waiting(ref)
            text = tr("{n}. {stem}…（还有 {left} 份）", n=place, stem=short, left=waiting)
            self.picker.addItem(text, ref)
        self.picker.setCurrentIndex(self.picker.findData(top.question.id))
        self.left.setText(tr("还有 {n} 份", n=self.pile.waiting()))

    # ---- acting ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit ticks a point of the rubric."""
        place = event.key() - Qt.Key.Key_1
        shown = [row for row in self.rubric.ticks if row.isVisible()]
        if 0 <= place < len(shown) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            shown[place].tick.setFocus()
            shown[place].tick.click()
        else:
            super().keyPressEvent(event)

    def _now(self) -> Given:
        from integrity_edu.exams.marking import Given

        return Given(tuple(sorted(self.rubric.met)), self.comment.toPlainText().strip())

    def _keep(self) -> None:
        self.pile.keep(self._now())

    def _turn(self, by: int) -> None:
        self.pile.turn(by)
        self._show()
        self._say()

    def _pick(self, place: int) -> None:
        self.pile.to_question(self.picker.itemData(place))
        self._show()

    def _name(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.named = on
        self.look_wanted.emit()

    def _give(self) -> None:
        top = self.pile.top
        if top is None or not self.give.isEnabled():
            return
        place, given = place_of(top), self._now()
        self.give.setEnabled(False)

        def mark(ws: Workspace) -> Given | None:
            from integrity_edu.exams.marking import give_mark

            return give_mark(ws, *place, given)

        def marked(before: Given | None) -> None:
            self.give.setEnabled(True)
            self.pile.marked(place, given, before)
            self._show()
            self._say()

        self._context.tasks.run(self, mark, marked, self._failed)

    def _undo(self) -> None:
        if not self.pile.given:
            return
        place, before = self.pile.given[-1]

        def take(ws: Workspace) -> None:
            from integrity_edu.exams.marking import give_mark

            give_mark(ws, *place, before)

        def taken(_: object) -> None:
            self.pile.undone()
            self._show()
            announce(self.label, tr("撤销了，{label}又在上面。", label=self.label.text()))

        self._context.tasks.run(self, take, taken, self._failed)

    def _failed(self, error: BaseException) -> None:
        self.give.setEnabled(True)
        self._context.messages.tell(error)

    def _say(self) -> None:
        first = next((row for row in self.rubric.ticks if row.isVisible()), None)
        if first:
            first.tick.setFocus()
        said = tr("{label}，还有 {n} 份", label=self.label.text(), n=self.pile.waiting())
        announce(self.label, said)
