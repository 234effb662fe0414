"""Small panels of the class page: a class's name, another due day, an account for a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QLineEdit

from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.cards import EmptyState
from integrity_edu.ui.widgets.choice_card import ChoiceCard
from integrity_edu.ui.widgets.due_field import DueField
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ids import PersonId
    from integrity_edu.people.accounts import AccountCard
    from integrity_edu.teaching.classes import ClassLine
    from integrity_edu.teaching.follow import AssignmentProgress
    from integrity_edu.teaching.rosters import StudentLine
    from integrity_edu.workspace import Workspace


class NewClassPanel(Panel):
    """Makes a class; `then` gets its id."""

    def __init__(self, context: Context, then: Callable[[str], None]) -> None:
        super().__init__(
            context, tr("建一个班"), tr("先起个名字，名单下一步再加。"), primary=tr("建好")
        )
        self._then = then
        self.field = _title_field(self, "")
        self.primary.clicked.connect(self._make)

    def _make(self) -> None:
        title = self.field.text()

        def make(ws: Workspace) -> str:
            from integrity_edu.teaching.classes import make_class

            return make_class(ws, title)

        def made(class_id: str) -> None:
            self.accept()
            self._then(class_id)

        self.run(make, made)


class RenamePanel(Panel):
    """Gives a class another name."""

    def __init__(self, context: Context, class_id: str, title: str) -> None:
        super().__init__(context, tr("改班级名称"), primary=tr("改好"))
        self._class_id = class_id
        self.field = _title_field(self, title)
        self.primary.clicked.connect(self._rename)

    def _rename(self) -> None:
        class_id, title = self._class_id, self.field.text()

        def rename(ws: Workspace) -> None:
            from integrity_edu.teaching.classes import rename_class

            rename_class(ws, class_id, title)

        self.run(rename, lambda _: self.accept())


def _title_field(panel: Panel, title: str) -> LabelledField:
    edit = QLineEdit(title)
    edit.setObjectName("class-title")
    edit.setPlaceholderText(tr("比如：信用管理 1 班"))
    field = LabelledField(
        panel.context.theme, tr("班级名称"), edit, tr("学生加入以后会看到这个名称。")
    )
    panel.body.addWidget(field)
    edit.selectAll()
    edit.setFocus()
    return field


class ExtendPanel(Panel):
    """Moves the due day of an assignment."""

    def __init__(self, context: Context, task: AssignmentProgress, today: date) -> None:
        super().__init__(
            context, tr("延期"), tr("“{title}”改到哪一天？", title=task.title), primary=tr("改好")
        )
        self._task = task
        self.due = DueField(context.theme, tr("截止日期"), today, task.due)
        self.body.addWidget(self.due)
        self.due.edit.setFocus()
        self.primary.clicked.connect(self._extend)

    def _extend(self) -> None:
        ref, before, day = self._task.assignment, self._task.due, self.due.day

        def move(ws: Workspace, to: date) -> None:
            from integrity_edu.teaching.assignments import extend

            extend(ws, ref, to)

        def undo() -> None:
            window = self.context.window
            self.context.tasks.run(
                window, lambda ws: move(ws, before), None, self.context.messages.tell
            )

        def moved(_: object) -> None:
            text = tr("截止日期改好了。")
            self.context.messages.notify(text, undo if before >= self.due.today else None)
            self.accept()

        self.run(lambda ws: move(ws, day), moved)


class WhichClassPanel(Panel):
    """Chooses one of several classes; `then` gets it."""

    def __init__(
        self, context: Context, classes: Sequence[ClassLine], then: Callable[[ClassLine], None]
    ) -> None:
        super().__init__(context, tr("布置给哪个班"), primary=tr("选好了"))
        self._classes, self._then = tuple(classes), then
        self._group = QButtonGroup(self)
        for place, one in enumerate(self._classes):
            card = ChoiceCard(context.theme, "users", one.title, tr("{n} 人", n=one.size))
            card.lay_wide().setObjectName(f"class-{place + 1}")
            card.confirmed.connect(self.primary.click)
            self._group.addButton(card, place)
            self.body.addWidget(card)
        self._group.button(0).setChecked(True)
        self._group.button(0).setFocus()
        self.primary.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.accept()
        self._then(self._classes[self._group.checkedId()])


class AccountPanel(Panel):
    """Ties a row of the roster to an account of this computer."""

    def __init__(
        self, context: Context, student: StudentLine, accounts: Sequence[AccountCard]
    ) -> None:
        super().__init__(
            context,
            tr("对上这台电脑上的账户"),
            tr(
                "学号 {no}，{name}：用的是下面哪一个账户？",
                no=student.student_no,
                name=student.name,
            ),
            primary=tr("对上"),
        )
        self._student = student
        self._group = QButtonGroup(self)
        self._accounts = tuple(accounts)
        for place, account in enumerate(self._accounts):
            trainee = account.role == "trainee"
            icon = "graduation" if trainee else "user"
            text = tr("学员") if trainee else tr("学生")
            card = ChoiceCard(context.theme, icon, account.nickname, text).lay_wide()
            card.setObjectName(f"account-{account.nickname}")
            card.confirmed.connect(self.primary.click)
            self._group.addButton(card, place)
            self.body.addWidget(card)
        if not self._accounts:
            sentence = tr("这台电脑上没有还没对上的学生账户。学生可以自己用班级码和学号加入。")
            self.body.addWidget(EmptyState(context.theme, "user", sentence))
        elif len(self._accounts) == 1:
            self._group.button(0).setChecked(True)
        self.primary.setEnabled(bool(self._accounts))
        self.primary.clicked.connect(self._link)

    def _link(self) -> None:
        place = self._group.checkedId()
        if place < 0:
            self.say_wrong(tr("先选一个账户。"))
            return
        row, person = self._student.id, self._accounts[place].person

        def link(ws: Workspace) -> None:
            from integrity_edu.teaching.rosters import link_account

            link_account(ws, row, person)

        self.run(link, lambda _: self.accept())


def free_accounts(ws: Workspace, taken: Sequence[PersonId | None]) -> list[AccountCard]:
    """The accounts of this computer that may join classes and have no row in this one."""
    from integrity_edu.people.accounts import list_accounts
    from integrity_edu.people.permissions import Action, may

    return [
        card
        for card in list_accounts(ws.conn)
        if may(card.role, Action.JOIN_CLASS) and card.person not in taken
    ]
