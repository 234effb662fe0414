"""A class's assignments on the left, one of them student by student on the right."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from integrity_edu.ui import class_view
from integrity_edu.ui.class_view import Seen
from integrity_edu.ui.navigation import Route
from integrity_edu.ui.page import Context
from integrity_edu.ui.pages.class_dialogs import ExtendPanel
from integrity_edu.ui.widgets.buttons import ChipButton, GhostButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, EmptyState, IconLabel, line
from integrity_edu.ui.widgets.charts import Distribution
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.pager import Pager
from integrity_edu.ui.widgets.table import Cell, Column, ReadingTable, Row
from integrity_edu.ui.widgets.task_card import BarLegend, TaskCard
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.follow import AssignmentDetail, AssignmentProgress, StudentState
    from integrity_edu.workspace import Workspace


class TaskList(Card):
    """The assignments as cards; `picked` names the one to look at."""

    picked = Signal(str)
    assign_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("任务进展"), " ")
        self._context = context
        self._show_withdrawn = False
        self._seen: Seen | None = None
        self.cards: dict[str, TaskCard] = {}
        self._group = QButtonGroup(self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)
        self.body.addStretch()
        self._legend = BarLegend(context.theme, [*map(class_view.state_word, class_view.STATES)])
        self.body.insertWidget(self.body.count() - 1, self._legend)

    def show_seen(self, seen: Seen) -> None:
        """Show a class's assignments."""
        assert seen.chosen is not None
        self._seen = seen
        running = [one for one in seen.tasks if not one.withdrawn]
        size = seen.chosen.size
        self.aside.setText(tr("{n} 个任务，{size} 人", n=len(running), size=size))
        focused = next((ref for ref, card in self.cards.items() if card.hasFocus()), "")
        clear(self._rows)
        self.cards = {}
        for task in running:
            self._add(task, seen)
        if not running:
            self._rows.addWidget(self._nothing(size))
        self._add_withdrawn(seen)
        self._legend.setVisible(any(class_view.has_bar(one) for one in running))
        if focused in self.cards:
            self.cards[focused].setFocus()

    def _add(self, task: AssignmentProgress, seen: Seen) -> None:
        counts = (task.done, task.under_way, task.new)
        card = TaskCard(
            self._context.theme,
            task.title,
            class_view.due_words(task, seen.today),
            class_view.count_words(task),
            bar=counts if class_view.has_bar(task) else None,
            few=tr("人数少，不显示分布"),
        )
        card.setObjectName(f"task-{task.assignment}")
        card.setChecked(seen.detail is not None and seen.detail.progress == task)
        card.clicked.connect(partial(self.picked.emit, task.assignment))
        self._group.addButton(card)
        self.cards[task.assignment] = card
        self._rows.addWidget(card)

    def _add_withdrawn(self, seen: Seen) -> None:
        gone = [one for one in seen.tasks if one.withdrawn]
        if not gone:
            return
        text = (
            tr("收起撤下的任务") if self._show_withdrawn else tr("看撤下的 {n} 个任务", n=len(gone))
        )
        button = GhostButton(self._context.theme, text)
        button.setObjectName("withdrawn")
        button.clicked.connect(self._toggle)
        self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if self._show_withdrawn:
            for task in gone:
                self._add(task, seen)

    def _toggle(self) -> None:
        self._show_withdrawn = not self._show_withdrawn
        if self._seen:
            self.show_seen(self._seen)

    def _nothing(self, size: int) -> EmptyState:
        theme = self._context.theme
        if not size:
            empty = EmptyState(theme, "users", tr("先把学生加进名单，再布置任务。"), tr("加学生"))
            empty.button.clicked.connect(self.add_wanted)
            empty.button.setObjectName("empty-add")
        else:
            sentence = tr("还没有布置任务。课程、单课、小测都可以。")
            empty = EmptyState(theme, "send", sentence, tr("布置任务"))
            empty.button.clicked.connect(self.assign_wanted)
            empty.button.setObjectName("empty-assign")
        return empty


class TaskDetail(Card):
    """One assignment: its students in the order of their numbers, and the spread of results."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme)
        self._context = context
        self._detail: AssignmentDetail | None = None
        self._today: date | None = None
        self._filter = ""
        self.title = WrappedLabel("", "large")
        self.chip = Chip(context.theme, "")
        self.body.addLayout(self._make_head())
        self.about = WrappedLabel("", "muted")
        self.body.addWidget(self.about)
        self.body.addLayout(self._make_filters())
        self.table = ReadingTable(
            context.theme,
            tr("学生和进度，按学号排列"),
            (
                Column(tr("学号"), 15),
                Column(tr("姓名"), 22),
                Column(tr("状态"), 23),
                Column(tr("进度"), 20),
                Column(tr("最近一次"), 20),
            ),
        )
        self.table.setObjectName("students")
        self.body.addWidget(self.table)
        self.none = WrappedLabel(tr("没有这种状态的学生。"), "muted")
        self.body.addWidget(self.none)
        self.pager = Pager(context.theme)
        self.pager.turned.connect(self._paint)
        order = QLabel(tr("按学号排列，不按成绩；全班只看分布。"))
        order.setObjectName("order-line")
        order.setProperty("role", "small")
        self.pager.row.insertWidget(0, IconLabel(context.theme, "list", "muted", 16))
        self.pager.row.insertWidget(1, order)
        self.body.addWidget(self.pager)
        self.body.addWidget(line())
        self._make_spread()
        self.body.addStretch()

    def _make_head(self) -> QHBoxLayout:
        theme, row = self._context.theme, QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.chip)
        self.exam = SmallButton(theme, tr("考试"), "quiz")
        self.extend = SmallButton(theme, tr("延期"), "calendar")
        self.withdraw = SmallButton(theme, tr("撤下"), "undo")
        for name, button, act in (
            ("to-exam", self.exam, self._to_exam),
            ("extend", self.extend, self._extend),
            ("withdraw", self.withdraw, self._withdraw),
        ):
            button.setObjectName(name)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._filters: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for state in ("", *class_view.STATES):
            chip = ChipButton()
            chip.setChecked(not state)
            chip.setObjectName(f"filter-{state or 'all'}")
            chip.clicked.connect(partial(self._choose, state))
            group.addButton(chip)
            self._filters[state] = chip
            row.addWidget(chip)
        row.addStretch()
        self.remind = SmallButton(self._context.theme, "", "bell")
        self.remind.setObjectName("remind")
        self.remind.clicked.connect(self._remind)
        row.addWidget(self.remind)
        return row

    def _make_spread(self) -> None:
        self.spread_title = QLabel(tr("第一次答对的比例，各有多少人"))
        self.spread_title.setProperty("role", "small-strong")
        self.spread = Distribution(self._context.theme)
        self.spread.setObjectName("spread")
        self.few = QLabel(tr("人数少，不显示分布"))
        self.few.setObjectName("few")
        self.few.setProperty("role", "small")
        for widget in (self.spread_title, self.spread, self.few):
            self.body.addWidget(widget)

    def show_seen(self, seen: Seen) -> None:
        """Show the chosen assignment."""
        detail, about = seen.detail, seen.about
        self.setVisible(detail is not None)
        if detail is None or about is None:
            return
        before = self._detail
        if before is None or before.progress.assignment != detail.progress.assignment:
            self._filter = ""
            self._filters[""].setChecked(True)
            self.pager.first()
        self._detail, self._today = detail, seen.today
        task = detail.progress
        self.title.setText(task.title)
        self._show_state(task, seen)
        self.about.setText(class_view.about_words(detail, about, seen.today))
        self.remind.setText(tr("提醒未开始的 {n} 人", n=task.new))
        self.remind.setVisible(task.new > 0 and not task.withdrawn)
        self._paint()
        self.spread.setVisible(detail.spread is not None)
        self.few.setVisible(detail.spread is None)
        if detail.spread is not None:
            self.spread.show_counts(class_view.band_words(), list(detail.spread.bands))

    def _show_state(self, task: AssignmentProgress, seen: Seen) -> None:
        closed = seen.chosen is not None and seen.chosen.closed
        if task.withdrawn:
            self.chip.set(tr("已撤下"), "neutral")
        elif task.due < seen.today:
            self.chip.set(tr("已截止"), "neutral")
        else:
            self.chip.set(tr("进行中"), "info")
        self.extend.setEnabled(not (task.withdrawn or closed))
        self.exam.setVisible(task.kind in ("quiz", "paper"))
        self.extend.setVisible(task.kind != "paper")  # its end is the closing time
        self.withdraw.setText(tr("恢复") if task.withdrawn else tr("撤下"))

    def _choose(self, state: str) -> None:
        self._filter = state
        self.pager.first()
        self._paint()

    def _paint(self) -> None:
        detail = self._detail
        if detail is None:
            return
        task = detail.progress
        counts = {"": len(detail.rows), "done": task.done, "under_way": task.under_way,
                  "new": task.new}  # fmt: skip
        for state, chip in self._filters.items():
            word = class_view.state_word(state) if state else tr("全部")
            chip.setText(tr("{word} {n}", word=word, n=counts[state]))
        rows = [one for one in detail.rows if self._filter in ("", one.state)]
        self.pager.show_total(len(rows))
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.table.show_rows([_row(task.kind, one) for one in rows[self.pager.slice]])

    def _to_exam(self) -> None:
        if self._detail:
            self._context.go(Route("exam", self._detail.progress.assignment))

    def _extend(self) -> None:
        if self._detail and self._today:
            ExtendPanel(self._context, self._detail.progress, self._today).open()

    def _withdraw(self) -> None:
        if self._detail is None:
            return
        task = self._detail.progress
        if task.withdrawn:
            self._set_back(task.assignment)
            return

        def take(ws: Workspace) -> None:
            from integrity_edu.teaching.assignments import withdraw

            withdraw(ws, task.assignment)

        text = tr("“{title}”撤下了，学生做过的都还在。", title=task.title)
        undo = partial(self._set_back, task.assignment)
        messages = self._context.messages
        self._context.tasks.run(self, take, lambda _: messages.notify(text, undo), messages.tell)

    def _set_back(self, ref: str) -> None:
        def back(ws: Workspace) -> None:
            from integrity_edu.teaching.assignments import restore

            restore(ws, ref)

        self._context.tasks.run(self, back, None, self._context.messages.tell)

    def _remind(self) -> None:
        if self._detail and self._today:
            words = class_view.reminder(self._detail.progress, self._today)
            QGuiApplication.clipboard().setText(words)
            self._context.messages.notify(tr("提醒的话复制好了，不点名，可以贴到班级群里。"))


def _row(kind: str, row: StudentState) -> Row:
    icon, color = class_view.state_look(row.state)
    return (
        Cell(row.student_no, color="muted"),
        Cell(row.name),
        Cell(class_view.state_word(row.state), icon, color, bold=row.state == "done"),
        Cell(class_view.progress_words(kind, row)),
        Cell(class_view.last_words(row), color="muted"),
    )
