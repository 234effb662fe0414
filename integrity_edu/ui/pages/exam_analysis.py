"""分析: which questions measure badly, the worst first, and how the paper came out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.exams.analysis.flag_words import few_text, flag_text
from integrity_edu.ui import class_view, exam_words
from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.buttons import PrimaryButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, EmptyState, IconLabel
from integrity_edu.ui.widgets.charts import Distribution
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.ui.widgets.table import Cell, Column, ReadingTable, Row
from integrity_edu.ui.widgets.task_card import FramedRow
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.exams.analysis.reports import ItemAnalysis, PaperAnalysis
    from integrity_edu.exams.analysis.statistics import Response
    from integrity_edu.teaching.follow import Distribution as Spread

LONGEST_STEM = 44
BAD = ("check_key", "negative")


class AnalysisTab(QWidget):
    """`regrade_wanted` names a revision; `print_wanted` asks for the whole of it on paper."""

    regrade_wanted = Signal(int)
    print_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.found: PaperAnalysis | None = None
        self._chosen = 0
        self.rows: dict[int, FramedRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._summary = self._make_summary()
        column.addWidget(self._summary)
        self._body = Columns()
        list_card = Card(context.theme, tr("每道题"), tr("最该看的在前"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        list_card.body.addLayout(self._list)
        self._body.add(stacked(list_card), 5)
        self._body.add(stacked(self._make_detail()), 7)
        column.addWidget(self._body)
        self._nothing = Card(context.theme)
        self._nothing.body.addWidget(
            EmptyState(
                context.theme, "list", tr("还没有人交卷。有人交了，这里就看得出哪些题要再看看。")
            )
        )
        column.addWidget(self._nothing)

    def _make_summary(self) -> Card:
        theme = self._context.theme
        card = Card(theme)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.people = WrappedLabel("", "strong")
        self.people.setObjectName("analysis-people")
        self.few = Chip(theme, few_text(), "warning")
        self.few.setObjectName("few-people")
        self.print = SmallButton(theme, tr("存成 PDF"), "print")
        self.print.setObjectName("analysis-pdf")
        self.print.clicked.connect(self.print_wanted)
        head.addWidget(self.people, 1)
        head.addWidget(self.few)
        head.addWidget(self.print)
        card.body.addLayout(head)
        self.reliability = WrappedLabel("", "muted")
        self.reliability.setObjectName("reliability")
        card.body.addWidget(self.reliability)
        self.waiting = WrappedLabel("", "small")
        self.waiting.setObjectName("analysis-waiting")
        card.body.addWidget(self.waiting)
        name = QLabel(tr("第一次得分的比例，各有多少人"))
        name.setProperty("role", "small-strong")
        self.spread = Distribution(theme)
        self.spread.setObjectName("totals")
        self.no_spread = QLabel(tr("人数少，不显示分布"))
        self.no_spread.setProperty("role", "small")
        for widget in (name, self.spread, self.no_spread):
            card.body.addWidget(widget)
        return card

    def _make_detail(self) -> Card:
        theme = self._context.theme
        card = Card(theme)
        card.setObjectName("item-detail")
        self.stem = WrappedLabel("", "large")
        self.stem.setObjectName("item-stem")
        self.figures = WrappedLabel("", "muted")
        self.figures.setObjectName("item-figures")
        self._flags_box = QWidget()
        self._flags = FlowLayout(self._flags_box, 8)
        doubt = QHBoxLayout()
        doubt.setSpacing(8)
        self._doubt_icon = IconLabel(theme, "warning", "accent", 18)
        self.doubt = WrappedLabel("", "error")
        self.doubt.setObjectName("item-doubt")
        doubt.addWidget(self._doubt_icon, 0, Qt.AlignmentFlag.AlignTop)
        doubt.addWidget(self.doubt, 1)
        self.table = ReadingTable(
            theme,
            tr("各个答案有多少人选"),
            (
                Column(tr("答案"), 52),
                Column(tr("人数"), 14),
                Column(tr("高分组"), 17),
                Column(tr("低分组"), 17),
            ),
        )
        self.table.setObjectName("responses")
        self.how = WrappedLabel(
            tr(
                "高分组、低分组：按其余题的得分，最高和最低的三分之一。"
                "区分度：这道题和其余题得分的相关，越接近 1 越分得出会与不会。"
            ),
            "small",
        )
        self.no_rows = WrappedLabel(tr("简答题不列答案，到“批改”里看。"), "muted")
        self.regrade = PrimaryButton(theme, tr("改判这道题"), "pencil")
        self.regrade.setObjectName("regrade")
        self.regrade.clicked.connect(lambda: self.regrade_wanted.emit(self._chosen))
        card.body.addWidget(self.stem)
        card.body.addWidget(self.figures)
        card.body.addWidget(self._flags_box)
        card.body.addLayout(doubt)
        card.body.addWidget(self.table)
        card.body.addWidget(self.no_rows)
        card.body.addWidget(self.how)
        card.body.addWidget(self.regrade, 0, Qt.AlignmentFlag.AlignRight)
        return card

    def show_analysis(self, found: PaperAnalysis, spread: Spread | None, waiting: int) -> None:
        """Show the figures of an exam of which so many short answers wait for a mark."""
        self.waiting.setText(tr("还有 {n} 份简答没批：平均分和信度只算批完的卷子。", n=waiting))
        self.waiting.setVisible(bool(waiting))
        if found == self.found:
            return
        self.found = found
        anything = bool(found.people)
        for widget in (self._summary, self._body):
            widget.setVisible(anything)
        self._nothing.setVisible(not anything)
        if not anything:
            return
        self.people.setText(exam_words.people_words(found))
        self.few.setVisible(found.grey)
        self.reliability.setText(exam_words.reliability_words(found.reliability))
        set_role(self.people, "muted" if found.grey else "strong")
        self.spread.setVisible(spread is not None)
        self.no_spread.setVisible(spread is None)
        if spread is not None:
            self.spread.show_counts(class_view.band_words(), list(spread.bands))
        self._show_list(found)

    def _show_list(self, found: PaperAnalysis) -> None:
        had_focus = any(row.hasFocus() for row in self.rows.values())
        clear(self._list)
        self.rows, group = {}, QButtonGroup(self)
        rows = QWidget()  # filled out of sight: each row shown by itself would lay out the page
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for place, item in enumerate(found.items, start=1):
            row = self._row(place, item)
            group.addButton(row)
            column.addWidget(row)
            self.rows[item.revision] = row
        self._list.addWidget(rows)
        if self._chosen not in self.rows:
            self._chosen = found.items[0].revision
        self.rows[self._chosen].setChecked(True)
        if had_focus:
            self.rows[self._chosen].setFocus()
        self._show_item()

    def _row(self, place: int, item: ItemAnalysis) -> FramedRow:
        theme = self._context.theme
        figures = exam_words.item_words(item)
        flags = [flag_text(one) for one in item.flags]
        row = FramedRow(theme, f"{item.stem} {figures} {tr('；').join(flags)}")
        row.setObjectName(f"item-{place}")
        row.words.setSpacing(4)
        grey = "muted" if item.grey else "strong"
        words = [WrappedLabel(_short(item.stem), grey), WrappedLabel(figures, "small")]
        if flags:
            bad = not item.grey and set(item.flags) & set(BAD)
            words.append(WrappedLabel(tr("；").join(flags), "error" if bad else "small"))
        row.add_words(*words)
        row.clicked.connect(partial(self._choose, item.revision))
        return row

    def _choose(self, revision: int) -> None:
        self._chosen = revision
        self._show_item()

    def _show_item(self) -> None:
        assert self.found is not None
        item = next(one for one in self.found.items if one.revision == self._chosen)
        self.stem.setText(item.stem)
        self.figures.setText(exam_words.item_words(item))
        clear(self._flags)
        for flag in item.flags:
            tone = "neutral" if item.grey else "accent" if flag in BAD else "warning"
            self._flags.addWidget(Chip(self._context.theme, flag_text(flag), tone))
        if item.grey:
            self._flags.addWidget(Chip(self._context.theme, few_text()))
        self._flags_box.setVisible(bool(item.flags) or item.grey)
        doubt = exam_words.suspect_words(item)
        self.doubt.setText(doubt)
        self.doubt.setVisible(bool(doubt))
        self._doubt_icon.setVisible(bool(doubt))
        set_role(self.doubt, "muted" if item.grey else "error")
        rows = [_response(one, item) for one in item.responses]
        rows += [_unused(text, item) for text in item.unused]
        self.table.setVisible(bool(rows))
        self.no_rows.setVisible(not rows)
        self.table.show_rows(rows)


def _short(stem: str) -> str:
    return stem if len(stem) <= LONGEST_STEM else stem[:LONGEST_STEM] + "…"


def _response(one: Response, item: ItemAnalysis) -> Row:
    color = "muted" if item.grey else "text"
    text = exam_words.response_text(one.text)
    if one.right:
        first = Cell(text, "check-circle", "muted" if item.grey else "success", bold=True)
    elif one.text and one.text == item.suspect:
        first = Cell(text, "warning", "muted" if item.grey else "accent", bold=True)
    else:
        first = Cell(
            text, "cross-circle" if one.text else "circle", "muted" if item.grey else color
        )
    shares = (exam_words.percent(one.top_share), exam_words.percent(one.bottom_share))
    return (
        first,
        Cell(str(one.count), color=color),
        *(Cell(share, color=color) for share in shares),
    )


def _unused(text: str, item: ItemAnalysis) -> Row:
    return Cell(text, "circle", "muted"), *(Cell(word, color="muted") for word in ("0", "—", "—"))
