"""Putting a paper together: sections and rows left, terms right, totals and what is short below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.teaching.assignments import LONGEST_TITLE
from integrity_edu.ui import paper_draft as steps
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.keys import bind_keys
from integrity_edu.ui.page import Context
from integrity_edu.ui.pages.paper_cell import CellPanel
from integrity_edu.ui.pages.paper_questions import QuestionPanel
from integrity_edu.ui.pages.paper_rows import SectionCard
from integrity_edu.ui.pages.paper_terms import TermsCard
from integrity_edu.ui.paper_desk import Checked, QuestionLine, check, question_lines
from integrity_edu.ui.paper_draft import Draft, Plan, Stock
from integrity_edu.ui.tokens import MARGIN_SIDE
from integrity_edu.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, IconLabel
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace

PAUSE_MS = 250
"""After the last change the bank is asked."""


class PaperEditor(QWidget):
    """Works on one draft; `saved` is the id of the new paper."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.draft: Draft | None = None
        self._stock = Stock((), (), ())
        self._stems: dict[str, QuestionLine] = {}
        self.checked: Checked | None = None
        self._asking = self._saving = False
        self._told = ""
        self.sections: list[SectionCard] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._scroll = PageScroll()
        self.terms = TermsCard(context.theme)
        self.terms.changed.connect(self._change)
        columns = Columns()
        columns.add(self._make_left(), 8)
        columns.add(stacked(self.terms), 4)
        self._scroll.body.addWidget(columns)
        self._scroll.body.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._make_foot())
        bind_keys(self, {"Ctrl+Z": self.undo, "Ctrl+Shift+Z": self.redo, "Ctrl+Y": self.redo,
                         "Ctrl+S": self.save.click})  # fmt: skip
        self._steal_undo(self)

    def _make_left(self) -> QWidget:
        card = Card(self.context.theme)
        self.title = QLineEdit()
        self.title.setObjectName("paper-title")
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setPlaceholderText(tr("比如：期末诚信知识测验"))
        self.title.textEdited.connect(self._retitle)
        card.body.addWidget(LabelledField(self.context.theme, tr("卷子名称"), self.title))
        self.more = QuietButton(self.context.theme, tr("加一个部分"), "plus")
        self.more.setObjectName("add-section")
        self.more.clicked.connect(self._add_section)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        holder = QWidget()
        self._cards.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(self._cards)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.more)
        row.addStretch()
        return stacked(card, holder, foot)

    def _make_foot(self) -> QFrame:
        theme, foot = self.context.theme, QFrame()
        column = QVBoxLayout(foot)
        column.setContentsMargins(MARGIN_SIDE, 0, MARGIN_SIDE, 14)
        column.setSpacing(10)
        hairline = QFrame()
        hairline.setProperty("role", "line")
        column.addWidget(hairline)
        row = QHBoxLayout()
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.totals = QLabel()
        self.totals.setObjectName("totals")
        self.totals.setProperty("role", "strong")
        state = QHBoxLayout()
        state.setSpacing(6)
        self._icon = IconLabel(theme, "clock", "muted", 16)
        self.state = WrappedLabel("", "small")
        self.state.setObjectName("paper-state")
        state.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.state, 1)
        words.addWidget(self.totals)
        words.addLayout(state)
        row.addLayout(words, 1)
        self.back = IconButton(theme, "undo", tr("撤销一步（Ctrl+Z）"))
        self.back.setObjectName("undo-step")
        self.back.clicked.connect(self.undo)
        self.leave = QuietButton(theme, tr("不组了"))
        self.leave.setObjectName("leave-editor")
        self.leave.clicked.connect(self.left)
        self.save = PrimaryButton(theme, tr("保存"))
        self.save.setObjectName("save-paper")
        self.save.clicked.connect(self._save)
        for button in (self.back, self.leave, self.save):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        return foot

    # ---- showing -----------------------------------------------------------------------------

    def begin(self, draft: Draft, stock: Stock) -> None:
        """Work on a draft from now on."""
        self.draft, self._stock, self.checked = draft, stock, None
        self._saving = False
        self._scroll.verticalScrollBar().setValue(0)
        self._show(draft.now)
        self.title.setFocus()
        self.title.selectAll()

    def _show(self, plan: Plan) -> None:
        blueprint = plan.blueprint
        if self.title.text() != blueprint.title:
            self.title.setText(blueprint.title)
        self.terms.show_plan(plan)
        while len(self.sections) < len(blueprint.sections):
            self._add_card()
        while len(self.sections) > len(blueprint.sections):
            card = self.sections.pop()
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        many = len(blueprint.sections)
        for at, (card, section) in enumerate(zip(self.sections, blueprint.sections, strict=True)):
            stems = [self._stems.get(ref, QuestionLine(ref, "…", "")) for ref in section.fixed]
            card.show_section((at, many), section, self._stock, stems,
                              mixing=blueprint.shuffle_questions)  # fmt: skip
        for card in self.sections:
            self._steal_undo(card)
        self.totals.setText(steps.total_words(plan))
        assert self.draft is not None
        self.back.setEnabled(self.draft.can_undo)
        self._fetch_stems(blueprint.fixed)
        if self.checked is not None:
            self._show_there(self.checked)
        self._say("clock", "muted", tr("正在对照题库…"), usable=False)
        self._pause.start()

    def _add_card(self) -> None:
        card, at = SectionCard(self.context.theme), len(self.sections)
        card.changed.connect(partial(self._section_changed, at))
        card.row_changed.connect(partial(self._row_changed, at))
        card.row_added.connect(lambda: self._step(steps.add_row, at))
        card.row_removed.connect(lambda place: self._step(steps.remove_row, at, place))
        card.source_wanted.connect(partial(self._choose_source, at))
        card.questions_wanted.connect(partial(self._choose_questions, at))
        card.fixed_removed.connect(partial(self._drop_fixed, at))
        card.moved.connect(partial(self._move_section, at))
        card.removed.connect(lambda: self._step(steps.remove_section, at))
        self.sections.append(card)
        self._cards.addWidget(card)

    def _fetch_stems(self, refs: tuple[str, ...]) -> None:
        missing = tuple(ref for ref in refs if ref not in self._stems)
        if not missing:
            return

        def show(lines: tuple[QuestionLine, ...]) -> None:
            self._stems.update((one.id, one) for one in lines)
            if self.draft is not None:
                self._show(self.draft.now)

        job = partial(_lines, refs=missing)
        self.context.tasks.run(self, job, show, self.context.messages.tell)

    # ---- checking ----------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask the bank about the plan now; one question at a time."""
        if self.draft is None or self._asking:
            return
        plan, stock, self._asking = self.draft.now, self._stock, True

        def answered(checked: Checked) -> None:
            self._asking = False
            if self.draft is None:
                return
            if checked.plan != self.draft.now:
                self._pause.start()
                return
            self.checked = checked
            self._show_checked(checked)

        def failed(error: BaseException) -> None:
            self._asking = False
            self.context.messages.tell(error)

        self.context.tasks.run(self, lambda ws: check(ws, plan, stock), answered, failed)

    def look_again(self) -> None:
        """The bank has changed: ask anew."""
        if self.draft is not None:
            self._pause.start()

    def _show_checked(self, checked: Checked) -> None:
        self._show_there(checked)
        if checked.problem:
            self._say("warning", "accent", checked.problem, usable=False)
        else:
            self._say("check", "success", tr("题库够用，可以保存。"), usable=True)
        if checked.problem != self._told:  # the same thing is not said after every key
            self._told = checked.problem
            announce(self.state, self.state.text())

    def _show_there(self, checked: Checked) -> None:
        views = [row for card in self.sections for row in card.rows]
        if len(checked.there) != len(views):
            return  # of another shape; the next answer fits
        for at, (view, there) in enumerate(zip(views, checked.there, strict=True)):
            view.show_there(there, short=at in checked.short)

    def _say(self, icon: str, color: str, text: str, *, usable: bool) -> None:
        self._icon.set(icon, color)
        set_role(self.state, "error" if color == "accent" else "small")
        self.state.setText(text)
        self.save.setEnabled(usable and not self._saving)

    # ---- changing ----------------------------------------------------------------------------

    def _change(self, plan: Plan, field: str = "") -> None:
        if self.draft is not None and plan != self.draft.now:
            self.draft.change(plan, field)
            self._show(plan)

    def _step(self, step: Any, *places: int) -> None:
        if self.draft is not None:
            self._change(step(self.draft.now, *places))

    def _retitle(self, text: str) -> None:
        if self.draft is not None:
            self._change(steps.with_terms(self.draft.now, title=text), "title")

    def _section_changed(self, at: int, values: Mapping[str, Any], field: str) -> None:
        if self.draft is not None:
            plan = steps.with_section(self.draft.now, at, lambda one: replace(one, **values))
            self._change(plan, f"{field}-{at}" if field else "")

    def _row_changed(self, at: int, place: int, values: Mapping[str, Any], field: str) -> None:
        if self.draft is not None:
            plan = steps.with_row(self.draft.now, at, place, **values)
            self._change(plan, f"{field}-{at}-{place}" if field else "")

    def _add_section(self) -> None:
        self._step(steps.add_section)
        self.sections[-1].name.setFocus()

    def _move_section(self, at: int, by: int) -> None:
        self._step(steps.move_section, at, by)
        card = self.sections[at + by]
        button = card.up if by < 0 else card.down
        (button if button.isEnabled() else card.name).setFocus()

    def _choose_source(self, at: int, place: int) -> None:
        if self.draft is None:
            return
        row = self.draft.now.blueprint.sections[at].rows[place]
        CellPanel(
            self.context, self._stock, row,
            lambda values: self._row_changed(at, place, values, ""),
        ).open()  # fmt: skip

    def _choose_questions(self, at: int) -> None:
        if self.draft is None:
            return
        blueprint = self.draft.now.blueprint
        QuestionPanel(
            self.context, self._stock, blueprint.audience, blueprint.sections[at].fixed,
            lambda refs: self._change(steps.with_fixed(self._now, at, refs)),
        ).open()  # fmt: skip

    def _drop_fixed(self, at: int, place: int) -> None:
        refs = self._now.blueprint.sections[at].fixed
        self._change(steps.with_fixed(self._now, at, refs[:place] + refs[place + 1 :]))

    @property
    def _now(self) -> Plan:
        assert self.draft is not None
        return self.draft.now

    def undo(self) -> None:
        """Take the last step back."""
        if self.draft is not None and self.draft.undo():
            self._show(self.draft.now)

    def redo(self) -> None:
        """Take it again."""
        if self.draft is not None and self.draft.redo():
            self._show(self.draft.now)

    def _save(self) -> None:
        if self.draft is None or not self.save.isEnabled():
            return
        plan, self._saving = self.draft.now, True
        self._say("clock", "muted", tr("正在组卷…"), usable=False)

        def made(paper_id: str) -> None:
            self._saving, self.draft = False, None
            self.saved.emit(paper_id)

        def failed(error: BaseException) -> None:
            self._saving = False
            self._pause.start()
            self.context.messages.tell(error)

        self.context.tasks.run(self, partial(_make, plan=plan), made, failed)

    # ---- one undo for everything -------------------------------------------------------------

    def _steal_undo(self, holder: QWidget) -> None:
        """Fields have an undo of their own; here Ctrl+Z takes back steps of the paper."""
        for field in (*holder.findChildren(QLineEdit), *holder.findChildren(QAbstractSpinBox)):
            field.removeEventFilter(self)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the editor's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) or event.matches(redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _lines(ws: Workspace, refs: tuple[str, ...]) -> tuple[QuestionLine, ...]:
    return question_lines(ws, refs)


def _make(ws: Workspace, plan: Plan) -> str:
    from integrity_edu.papers.saving import make_paper

    return make_paper(ws, plan.blueprint, plan.seed, plan.variants)
