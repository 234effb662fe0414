"""The roster of a class and how students get into it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from integrity_edu.ui.page import Context
from integrity_edu.ui.pages.class_dialogs import AccountPanel, free_accounts
from integrity_edu.ui.pages.exam_time import FactorPanel
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, EmptyState
from integrity_edu.ui.widgets.pager import Pager
from integrity_edu.ui.widgets.table import Cell, Column, ReadingTable, Row
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ids import PersonId
    from integrity_edu.people.accounts import AccountCard
    from integrity_edu.teaching.classes import ClassLine
    from integrity_edu.teaching.rosters import StudentLine
    from integrity_edu.ui.tasks import Job, Then
    from integrity_edu.workspace import Workspace

ACTIONS = 3
"""The column with the buttons."""


class CodeCard(Card):
    """The class code, large, and what a student does with it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("班级码"))
        self._context = context
        self.code = QLabel()
        self.code.setObjectName("class-code")
        self.code.setProperty("role", "title")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(self.code)
        copy = QuietButton(context.theme, tr("复制"), "copy")
        copy.setObjectName("copy-code")
        copy.clicked.connect(self._copy)
        self.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(6)
        how = QLabel(tr("学生怎么加入"))
        how.setProperty("role", "strong")
        self.body.addWidget(how)
        for place, text in enumerate(
            (
                tr("用自己的账户登录诚信学堂。"),
                tr("在“今天”或“自学路径”里按“加入班级”。"),
                tr("输入班级码和自己的学号，名单上有的人马上就在班里了。"),
            ),
            1,
        ):
            self.body.addLayout(_step(place, text))
        self.body.addSpacing(6)
        note = tr(
            "只有名单上的学号进得来。姓名和学号在这台电脑上加密存放，只有你看得到；"
            "学生之间互相看不到名单，也看不到别人的进度。"
        )
        self.body.addWidget(WrappedLabel(note, "small"))
        self.body.addStretch()

    def show_class(self, line: ClassLine) -> None:
        """Show the code of a class."""
        self.code.setText(line.code)
        self.code.setAccessibleName(tr("班级码 {code}", code=" ".join(line.code)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self._context.messages.notify(tr("班级码复制好了。"))


class RosterCard(Card):
    """Twelve students a page, in the order of their numbers."""

    add_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("名单"), " ")
        self._context = context
        self._students: tuple[StudentLine, ...] = ()
        self._times: Mapping[str, float] = {}
        self.add_button = PrimaryButton(context.theme, tr("加学生"), "plus")
        self.add_button.setObjectName("add-students")
        self.add_button.clicked.connect(self.add_wanted)
        self.head.addSpacing(8)
        self.head.addWidget(self.add_button)
        self.table = ReadingTable(
            context.theme,
            tr("名单，按学号排列"),
            (
                Column(tr("学号"), 19),
                Column(tr("姓名"), 17),
                Column(tr("加入情况"), 19),
                Column("", 45),
            ),
        )
        self.table.setObjectName("roster")
        self.body.addWidget(self.table)
        self.empty = EmptyState(
            context.theme, "users", tr("名单还是空的。把学号和姓名粘贴进来，或者选一个 CSV 文件。")
        )
        self.body.addWidget(self.empty)
        self.pager = Pager(context.theme)
        self.pager.turned.connect(self._paint)
        self.body.addWidget(self.pager)
        hint = tr("学生在这台电脑上有账户的，可以按“对上账户”直接加进来，不用班级码。")
        self.hint = WrappedLabel(hint, "small")
        self.body.addWidget(self.hint)
        self.body.addStretch()

    def show_students(
        self, line: ClassLine, students: tuple[StudentLine, ...], times: Mapping[str, float]
    ) -> None:
        """Show a roster; `times` is roster row → personal multiplier of time."""
        self._students, self._times = students, times
        self.aside.setText(tr("{n} 人，{joined} 人已加入", n=line.size, joined=line.joined))
        self.add_button.setEnabled(not line.closed)
        for widget in (self.table, self.pager, self.hint):
            widget.setVisible(bool(students))
        self.empty.setVisible(not students)
        self.pager.show_total(len(students))
        self._paint()

    def _paint(self) -> None:
        page = self._students[self.pager.slice]
        self.table.show_rows([_row(one) for one in page])
        for place, student in enumerate(page):
            self.table.put_widget(place, ACTIONS, self._buttons(student))

    def _buttons(self, student: StudentLine) -> QWidget:
        theme, cell = self._context.theme, QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(4)
        row.addStretch()
        factor = self._times.get(student.id, 1.0)
        more = tr("{n} 倍时间", n=f"{factor:g}") if factor != 1 else tr("时间")
        text, act = (tr("解除"), self._unlink) if student.joined else (tr("对上账户"), self._link)
        for name, label, slot in (
            ("time", more, self._set_time),
            ("unlink" if student.joined else "link", text, act),
            ("remove", tr("移出"), self._remove),
        ):
            button = SmallButton(theme, label)
            button.setObjectName(f"{name}-{student.student_no}")
            button.setAccessibleName(tr("{act} {no} {name}", act=label, no=student.student_no,
                                        name=student.name))  # fmt: skip
            button.clicked.connect(partial(slot, student))
            row.addWidget(button)
        return cell

    def _run(self, job: Job, then: Then | None = None) -> None:
        self._context.tasks.run(self, job, then, self._context.messages.tell)

    def _remove(self, student: StudentLine) -> None:
        def remove(ws: Workspace) -> None:
            from integrity_edu.teaching.rosters import remove_student

            remove_student(ws, student.id)

        def restore(ws: Workspace) -> None:
            from integrity_edu.teaching.rosters import restore_student

            restore_student(ws, student.id)

        text = tr("{name}移出了名单。", name=student.name)
        undo = partial(self._run, restore)
        self._run(remove, lambda _: self._context.messages.notify(text, undo))

    def _set_time(self, student: StudentLine) -> None:
        factor = self._times.get(student.id, 1.0)
        FactorPanel(self._context, student.id, student.name, factor).open()

    def _unlink(self, student: StudentLine) -> None:
        def tie(person: PersonId | None) -> Job:
            def job(ws: Workspace) -> None:
                from integrity_edu.teaching.rosters import link_account

                link_account(ws, student.id, person)

            return job

        text = tr("{name}的账户不再对着这一行。", name=student.name)
        undo = partial(self._run, tie(student.person))
        self._run(tie(None), lambda _: self._context.messages.notify(text, undo))

    def _link(self, student: StudentLine) -> None:
        taken = [one.person for one in self._students]

        def choose(accounts: list[AccountCard]) -> None:
            AccountPanel(self._context, student, accounts).open()

        self._run(lambda ws: free_accounts(ws, taken), choose)


def _step(place: int, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    number = QLabel(str(place))
    number.setProperty("role", "accent")
    row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrappedLabel(text), 1)
    return row


def _row(student: StudentLine) -> Row:
    joined = (
        Cell(tr("已加入"), "check-circle", "success", bold=True)
        if student.joined
        else Cell(tr("未加入"), "circle", "muted")
    )
    return Cell(student.student_no, color="muted"), Cell(student.name), joined, Cell("")
