"""A saved paper: each variant as it is printed, with a way to replace a question."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.papers.key_form import key_block
from integrity_edu.papers.question_form import question_form
from integrity_edu.papers.replacing import Replaced
from integrity_edu.papers.sheets import PrintedItem, PrintedSection, section_heading
from integrity_edu.ui import paper_draft
from integrity_edu.ui.page import Context
from integrity_edu.ui.paper_desk import Opened, variant_words
from integrity_edu.ui.sitting_words import rule_text
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, line
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

AT_ONCE = 12
"""Questions laid out in one turn of the event loop."""


class QuestionView(QWidget):
    """One question as printed, with its key when that is asked for."""

    replace_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.words = WrappedLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.other = SmallButton(context.theme, tr("换一题"), "refresh")
        self.other.clicked.connect(self.replace_wanted)
        self.fixed = Chip(context.theme, tr("固定题"))
        row.addWidget(self.words, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.fixed, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch()
        row.addLayout(column)

    def _style(self) -> str:
        """The print's spacing; colours are the window's."""
        muted = self._theme.palette.muted
        return (
            "<style>p { margin-top: 3px; margin-bottom: 3px; line-height: 118%; }"
            f" .muted {{ color: {muted}; font-size: 12px; }}</style>"
        )

    def show_item(self, opened: Opened, item: PrintedItem, *, key: bool) -> None:
        """Show a question; fixed ones are not replaced."""
        fixed = item.question.id in opened.paper.blueprint.fixed
        self.setObjectName(f"question-{item.number}")
        self.other.setObjectName(f"replace-{item.number}")
        self.other.setAccessibleName(tr("把第 {n} 题换成另一题", n=item.number))
        html = question_form(item)
        if key:
            html += key_block(opened.printed, item)
        self.words.setText(self._style() + html)
        self.other.setVisible(not fixed)
        self.fixed.setVisible(fixed)


class PaperPreview(QWidget):
    """`variant_wanted` when another variant is to be shown."""

    variant_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.opened: Opened | None = None
        self._replaced: list[Replaced] = []
        self.views: list[QuestionView] = []
        self._shape: tuple[str, tuple[int, ...]] = ("", ())
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._add_some)
        self._scroll = PageScroll()
        self._scroll.body.addWidget(self._make_head())
        self._questions = Card(context.theme)
        self._scroll.body.addWidget(self._questions)
        self._scroll.body.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        context.theme.changed.connect(self._fill)

    def _make_head(self) -> Card:
        card = Card(self.context.theme)
        self.facts = WrappedLabel("", "strong")
        self.facts.setObjectName("paper-facts")
        self.rule = WrappedLabel("", "muted")
        self.used = WrappedLabel("", "small")
        for label in (self.facts, self.rule, self.used):
            card.body.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.variant = QComboBox()
        self.variant.setObjectName("variant")
        self.variant.setAccessibleName(tr("看哪一份"))
        self.variant.setMinimumWidth(120)
        self.variant.activated.connect(self.variant_wanted)
        self.key = QCheckBox(tr("同时看答案"))
        self.key.setObjectName("show-key")
        self.key.toggled.connect(lambda _: self._fill())
        row.addWidget(self.variant)
        row.addWidget(self.key)
        row.addStretch()
        theme = self.context.theme
        self.to_list = SmallButton(theme, tr("全部卷子"), "arrow-left")
        self.to_list.setObjectName("all-papers")
        self.print_button = SmallButton(theme, tr("打印"), "print")
        self.print_button.setObjectName("print-paper")
        self.more = SmallButton(theme, tr("更多"), "more")
        self.more.setObjectName("paper-more")
        self.more.setAccessibleName(tr("再组一份、改名、收回"))
        for button in (self.to_list, self.print_button, self.more):
            row.addWidget(button)
        card.body.addLayout(row)
        return card

    def show_opened(self, opened: Opened) -> None:
        """Show a paper; another paper begins at its top with nothing to undo."""
        if self.opened is None or self.opened.paper.id != opened.paper.id:
            self._replaced = []
            self._scroll.verticalScrollBar().setValue(0)
        self.opened, paper = opened, opened.paper
        blueprint = paper.blueprint
        self.facts.setText(facts(opened))
        self.rule.setText(rule_text(blueprint.rule))
        used = tr("、").join(opened.classes)
        self.used.setText(tr("已布置给：{classes}", classes=used))
        self.used.setVisible(bool(used))
        if self.variant.count() != paper.variants:
            self.variant.clear()
            self.variant.addItems([variant_words(n, paper.variants) for n in range(paper.variants)])
        self.variant.setCurrentIndex(opened.variant)
        self.variant.setVisible(paper.variants > 1)
        self._fill()

    def _fill(self) -> None:
        if self.opened is None:
            return
        sections = self.opened.printed.sections
        shape = (self.opened.paper.id, tuple(len(section.items) for section in sections))
        if shape != self._shape:
            self._shape = shape
            clear(self._questions.body)
            self.views = []
        for view, item in zip(self.views, self._items, strict=False):
            view.show_item(self.opened, item, key=self.key.isChecked())
        self._add_some()

    @property
    def _items(self) -> list[PrintedItem]:
        sections = self.opened.printed.sections if self.opened else ()
        return [item for section in sections for item in section.items]

    def _add_some(self) -> None:
        """Add the next questions; a large paper is laid out in several turns of the event loop."""
        assert self.opened is not None
        items, done = self._items, len(self.views)
        starts = {section.items[0].number: section for section in self.opened.printed.sections}
        for item in items[done : done + AT_ONCE]:
            if item.number in starts:
                self._add_heading(list(starts).index(item.number), starts[item.number])
            view = QuestionView(self.context)
            view.replace_wanted.connect(partial(self._replace, len(self.views)))
            self.views.append(view)
            self._questions.body.addWidget(view)
            view.show_item(self.opened, item, key=self.key.isChecked())
        if len(self.views) < len(items):
            self._rest.start()

    def _add_heading(self, number: int, section: PrintedSection) -> None:
        if number:
            self._questions.body.addWidget(line())
        heading = WrappedLabel(section_heading(number, section))
        heading.setTextFormat(Qt.TextFormat.RichText)
        heading.setStyleSheet("font-size: 11px;")
        self._questions.body.addWidget(heading)

    # ---- replacing ---------------------------------------------------------------------------

    def _replace(self, position: int) -> None:
        if self.opened is None:
            return
        ref, variant = self.opened.paper.id, self.opened.variant

        def replace(ws: Workspace) -> Replaced:
            from integrity_edu.papers.replacing import replace_question

            return replace_question(ws, ref, variant, position)

        def replaced(done: Replaced) -> None:
            self._replaced.append(done)
            text = tr("第 {n} 题换好了。", n=position + 1)
            self.context.messages.notify(text, self.undo)

        self.context.tasks.run(self, replace, replaced, self.context.messages.tell)

    def undo(self) -> None:
        """Bring back the question that was replaced last."""
        if not self._replaced:
            return
        last = self._replaced.pop()

        def back(ws: Workspace) -> None:
            from integrity_edu.papers.replacing import put_back

            put_back(ws, last)

        def told(_: object) -> None:
            text = tr("第 {n} 题换回来了。", n=last.position + 1)
            self.context.messages.notify(text)

        self.context.tasks.run(self, back, told, self.context.messages.tell)


def facts(opened: Opened) -> str:
    """How large a paper is, how long it takes and where its pass line lies."""
    paper = opened.paper
    blueprint = paper.blueprint
    plan = paper_draft.Plan(blueprint, paper.seed, paper.variants)
    minutes = blueprint.minutes
    return tr(
        "{total}；{time}；{share}% 及格；种子 {seed}",
        total=paper_draft.total_words(plan),
        time=tr("{n} 分钟", n=minutes) if minutes else tr("不限时"),
        share=round(blueprint.pass_share * 100),
        seed=paper.seed,
    )
