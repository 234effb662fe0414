"""进度: who sits an exam and how much time is left, kept fresh while it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.exams.following import STATES
from integrity_edu.ui import exam_words
from integrity_edu.ui.page import Context
from integrity_edu.ui.pages.exam_time import FactorPanel, MinutesPanel, take_back
from integrity_edu.ui.widgets.buttons import ChipButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, EmptyState
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.live_table import LiveTable
from integrity_edu.ui.widgets.pager import Pager
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.ui.widgets.table import Cell, Column, Row
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.exams.following import ExamNow, Given, SeatNow

LOOK_MS = 3000
ACTIONS = 5
"""The column with the buttons."""


class ProgressTab(QWidget):
    """`look_wanted` asks for fresh figures, every three seconds while it is on screen."""

    look_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._exam: ExamNow | None = None
        self._filter = ""
        self._buttons_of: list[object] = []
        self.timer = QTimer(self, interval=LOOK_MS)
        self.timer.timeout.connect(self.look_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._table_card = self._make_table()
        self._given_card = Card(context.theme, tr("加过的时间"))
        self._given = QVBoxLayout()
        self._given.setSpacing(6)
        self._given_card.body.addLayout(self._given)
        column.addWidget(stacked(self._table_card, self._given_card))

    def _make_table(self) -> Card:
        theme = self._context.theme
        card = Card(theme)
        card.body.addLayout(self._make_filters())
        self.table = LiveTable(
            theme,
            tr("考试进度，按学号排列"),
            (
                Column(tr("学号"), 13),
                Column(tr("姓名"), 14),
                Column(tr("状态"), 14),
                Column(tr("剩余时间"), 16),
                Column(tr("时间安排"), 20),
                Column("", 23),
            ),
        )
        self.table.setObjectName("exam-seats")
        card.body.addWidget(self.table)
        self.none = WrappedLabel(tr("没有这种状态的学生。"), "muted")
        card.body.addWidget(self.none)
        self.empty = EmptyState(theme, "users", tr("名单还是空的。先到“班级”里加学生。"))
        card.body.addWidget(self.empty)
        self.pager = Pager(theme)
        self.pager.turned.connect(self._paint)
        order = QLabel(tr("按学号排列，这里不显示分数；每三秒刷新一次。"))
        order.setProperty("role", "small")
        self.pager.row.insertWidget(0, order)
        card.body.addWidget(self.pager)
        return card

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        flow, group = FlowLayout(), QButtonGroup(self)
        self._chips: dict[str, ChipButton] = {}
        for state in ("", *STATES):
            chip = ChipButton()
            chip.setChecked(not state)
            chip.setObjectName(f"seats-{state or 'all'}")
            chip.clicked.connect(partial(self._choose, state))
            group.addButton(chip)
            flow.addWidget(chip)
            self._chips[state] = chip
        row.addLayout(flow, 1)
        self.all_more = SmallButton(self._context.theme, tr("全班 +10 分钟"), "clock")
        self.all_more.setObjectName("more-time-all")
        self.all_more.clicked.connect(self._more_for_all)
        row.addWidget(self.all_more, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Look now and then."""
        super().showEvent(event)
        self.timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: ask nothing of the database."""
        super().hideEvent(event)
        self.timer.stop()

    def show_exam(self, exam: ExamNow) -> None:
        """Show how it stands; nothing moves when nothing is new."""
        if exam == self._exam:
            return
        if self._exam is None or self._exam.assignment != exam.assignment:
            self._filter = ""
            self._chips[""].setChecked(True)
            self.pager.first()
            self._buttons_of = []
        given = self._exam.given if self._exam else None
        self._exam = exam
        self.all_more.setVisible(exam.timed)
        self._paint()
        if exam.given != given:
            self._show_given(exam.given)

    def _choose(self, state: str) -> None:
        self._filter = state
        self.pager.first()
        self._paint()

    def _paint(self) -> None:
        exam = self._exam
        if exam is None:
            return
        for state, chip in self._chips.items():
            word = exam_words.state_word(state) if state else tr("全部")
            count = exam.count(state) if state else len(exam.seats)
            chip.setText(tr("{word} {n}", word=word, n=count))
        seats = [one for one in exam.seats if self._filter in ("", one.state)]
        self.pager.show_total(len(seats))
        self.empty.setVisible(not exam.seats)
        self.none.setVisible(bool(exam.seats) and not seats)
        self.table.setVisible(bool(seats))
        self.pager.setVisible(bool(exam.seats))
        page = seats[self.pager.slice]
        rows = [_row(one) for one in page]
        wanted: list[object] = [(one.roster, one.running, one.sitting) for one in page]
        if wanted == self._buttons_of:
            self.table.change_rows(rows)
            return
        self._buttons_of = wanted
        self.table.show_rows(rows)
        for place, seat in enumerate(page):
            self.table.put_widget(place, ACTIONS, self._buttons(seat))

    def _buttons(self, seat: SeatNow) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(4)
        row.addStretch()
        if seat.running:
            self._button(row, seat, "more-time", tr("+10 分钟"), self._more)
        self._button(row, seat, "factor", tr("倍数"), self._factor)
        return cell

    def _button(
        self, row: QHBoxLayout, seat: SeatNow, name: str, text: str, act: Callable[[str], None]
    ) -> None:
        button = SmallButton(self._context.theme, text)
        button.setObjectName(f"{name}-{seat.student_no}")
        button.setAccessibleName(
            tr("{act} {no} {name}", act=text, no=seat.student_no, name=seat.name)
        )
        button.clicked.connect(partial(act, seat.roster))
        row.addWidget(button)

    def _seat(self, roster: str) -> SeatNow:
        assert self._exam is not None
        return next(one for one in self._exam.seats if one.roster == roster)

    def _more(self, roster: str) -> None:
        if self._exam:
            seat = self._seat(roster)
            MinutesPanel(self._context, self._exam.assignment, seat.sitting, seat.name).open()

    def _more_for_all(self) -> None:
        if self._exam:
            MinutesPanel(self._context, self._exam.assignment).open()

    def _factor(self, roster: str) -> None:
        seat = self._seat(roster)
        FactorPanel(self._context, seat.roster, seat.name, seat.multiplier).open()

    def _show_given(self, given: tuple[Given, ...]) -> None:
        clear(self._given)
        self._given_card.setVisible(bool(given))
        for place, one in enumerate(given):
            row = QHBoxLayout()
            row.setSpacing(10)
            words = exam_words.given_words(one)
            row.addWidget(WrappedLabel(words), 1)
            undo = SmallButton(self._context.theme, tr("撤销"), "undo")
            undo.setObjectName(f"undo-time-{place + 1}")
            undo.setAccessibleName(tr("撤销：{what}", what=words))
            undo.clicked.connect(partial(take_back, self._context, one.extension))
            row.addWidget(undo)
            self._given.addLayout(row)


def _row(seat: SeatNow) -> Row:
    icon, color = exam_words.state_look(seat.state)
    more = seat.added or seat.multiplier != 1
    return (
        Cell(seat.student_no, color="muted"),
        Cell(seat.name),
        Cell(exam_words.state_word(seat.state), icon, color, bold=seat.state == "overdue"),
        Cell(exam_words.left_words(seat), bold=seat.state == "overdue"),
        Cell(exam_words.time_words(seat), color="text" if more else "muted"),
        Cell(""),
    )
