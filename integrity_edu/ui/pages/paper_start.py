"""The panel a paper begins with: every measure, one part, an earlier paper, or nothing yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from integrity_edu import ids
from integrity_edu.papers.saving import Paper
from integrity_edu.plan.numerals import part_name
from integrity_edu.teaching.assignments import LONGEST_TITLE
from integrity_edu.ui.page import Context
from integrity_edu.ui.paper_desk import begin_like
from integrity_edu.ui.paper_draft import (
    Draft,
    Plan,
    Stock,
    every_measure,
    nothing_yet,
    whole_part,
)
from integrity_edu.ui.widgets.choice_card import ChoiceCard
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.numbers import NumberField
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.words import tr

Then = Callable[[Draft], None]
WAYS = ("measures", "part", "earlier", "blank")


class StartPanel(Panel):
    """`then` gets the draft to go on with."""

    def __init__(self, context: Context, stock: Stock, papers: Sequence[Paper], then: Then) -> None:
        note = tr("选一个开头，题目范围、题数和分值都可以接着改。")
        super().__init__(context, tr("组一份卷"), note, primary=tr("接着组卷"))
        self._stock, self._then = stock, then
        self._group = QButtonGroup(self)
        self.cards: dict[str, ChoiceCard] = {}
        self._fields: dict[str, QWidget] = {}
        self.each = NumberField(tr("每项几题"), 1, 10, 1)
        self.each.setObjectName("start-each")
        self.part, self.count = QComboBox(), NumberField(tr("一共几题"), 1, 100, 20)
        self.part.setObjectName("start-part")
        self.count.setObjectName("start-count")
        for number, _ in stock.parts:
            self.part.addItem(part_name(number), number)
        self.part.setCurrentIndex(min(2, self.part.count() - 1))
        self.earlier = QComboBox()
        self.earlier.setObjectName("start-earlier")
        self.earlier.setMaxVisibleItems(12)
        for paper in papers:
            self.earlier.addItem(paper.title, paper.id)
        self._card("measures", "board", tr("29 项都考"), tr("每一项出同样多的题，按部分分节"),
                   _fields((tr("每项几题"), self.each)))  # fmt: skip
        self._card("part", "plan", tr("只考一个部分"), tr("从方案六个部分里选一个"),
                   _fields((tr("哪一部分"), self.part), (tr("一共几题"), self.count)))  # fmt: skip
        if papers:
            self._card("earlier", "copy", tr("照以前的卷子"), tr("结构一样，题另外抽"),
                       _fields((tr("哪一份"), self.earlier)))  # fmt: skip
        self._card("blank", "pencil", tr("从头来"), tr("自己一行一行定"), None)
        self._group.buttonToggled.connect(lambda *_: self._show())
        self.cards["measures"].setChecked(True)
        self.cards["measures"].setFocus()
        self.primary.clicked.connect(self._begin)

    def _card(self, way: str, icon: str, title: str, text: str, fields: QWidget | None) -> None:
        card = ChoiceCard(self.context.theme, icon, title, text).lay_wide()
        card.setObjectName(f"start-{way}")
        card.confirmed.connect(self.primary.click)
        self._group.addButton(card)
        self.cards[way] = card
        self.body.addWidget(card)
        if fields is not None:
            self._fields[way] = fields
            self.body.addWidget(fields)
            fields.hide()

    @property
    def way(self) -> str:
        """Which beginning is chosen."""
        return next(way for way, card in self.cards.items() if card.isChecked())

    def _show(self) -> None:
        for way, fields in self._fields.items():
            fields.setVisible(self.cards[way].isChecked())
        if self.isVisible():
            self.fit()

    def _begin(self) -> None:
        seed, way = ids.new_seed(), self.way
        if way == "earlier":
            ref = self.earlier.currentData()
            self.run(lambda ws: begin_like(ws, ref, seed), self._go_on)
            return
        if way == "measures":
            blueprint = every_measure(self._stock, self.each.value())
        elif way == "part":
            blueprint = whole_part(self._stock, self.part.currentData(), self.count.value())
        else:
            blueprint = nothing_yet()
        self._go_on(Draft(Plan(blueprint, seed)))

    def _go_on(self, draft: Draft) -> None:
        self.accept()
        self._then(draft)


class RenamePaperPanel(Panel):
    """Gives a paper another title; `then` gets the old one."""

    def __init__(self, context: Context, paper: Paper, then: Callable[[str], None]) -> None:
        super().__init__(context, tr("改卷子的名称"), primary=tr("改好"))
        self._paper, self._then = paper, then
        edit = QLineEdit(paper.title)
        edit.setObjectName("paper-title")
        edit.setMaxLength(LONGEST_TITLE)
        note = tr("学员会在卷首看到这个名称。")
        self.field = LabelledField(context.theme, tr("卷子名称"), edit, note)
        self.body.addWidget(self.field)
        edit.selectAll()
        edit.setFocus()
        self.primary.clicked.connect(self._rename)

    def _rename(self) -> None:
        from integrity_edu.papers.saving import rename

        ref, title = self._paper.id, self.field.text()

        def renamed(before: str) -> None:
            self.accept()
            self._then(before)

        self.run(lambda ws: rename(ws, ref, title), renamed)


def _fields(*fields: tuple[str, QWidget]) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(66, 0, 0, 4)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    for column, (text, field) in enumerate(fields):
        label = QLabel(text)
        label.setProperty("role", "small-strong")
        label.setBuddy(field)
        field.setAccessibleName(text)
        field.setMinimumWidth(150)
        grid.addWidget(label, 0, column)
        grid.addWidget(field, 1, column)
    row.addLayout(grid)
    row.addStretch()
    return box
