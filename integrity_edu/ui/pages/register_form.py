"""先认识一下: the first form, and the recovery code that follows a password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.ui.messages import Messages
from integrity_edu.ui.registration import Draft
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import GhostButton, PrimaryButton
from integrity_edu.ui.widgets.cards import IconLabel
from integrity_edu.ui.widgets.choice_card import ChoiceCard
from integrity_edu.ui.widgets.fields import LabelledField, PasswordField
from integrity_edu.ui.widgets.recovery_code import RecoveryCode
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr


class RegisterForm(QWidget):
    """Collects a Draft; the page makes the account."""

    submitted = Signal(Draft)
    to_sign_in = Signal()

    def __init__(self, theme: Theme, *, others: bool) -> None:
        super().__init__()
        self._theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._head(others=others)
        self._add_roles()
        self._add_fields()
        self._add_promise()
        self._add_buttons(others=others)
        for name, part in self.fields.items():
            part.field.setObjectName(name)
            part.field.returnPressed.connect(self.submit)
        self.fields["password"].field.textChanged.connect(self._promise_changed)
        self._promise_changed("")

    def focus_first(self) -> None:
        """Start at the chosen role."""
        self.roles["student"].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Send the draft on, or say under each field what is missing."""
        draft = self.draft()
        self.show_problems(draft.problems())
        if not any(part.error for part in self.fields.values()):
            self.submitted.emit(draft)

    def draft(self) -> Draft:
        """The form as it is filled in now."""
        texts = {name: part.text() for name, part in self.fields.items()}
        role = next(name for name, card in self.roles.items() if card.isChecked())
        return Draft(role=role, **texts)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Put a sentence under each field named, and go to the first of them."""
        for name, part in self.fields.items():
            part.show_error(problems.get(name, ""))
        for name, part in self.fields.items():
            if name in problems:
                part.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def set_busy(self, *, busy: bool) -> None:
        """While the account is being made, the button waits."""
        self.next.setDisabled(busy)
        self.next.setText(tr("正在建账户…") if busy else tr("下一步"))

    def _head(self, *, others: bool) -> None:
        title = QLabel(tr("先认识一下"))
        title.setProperty("role", "title")
        lead = (
            tr("在这台电脑上再建一个账户。选好身份，一分钟就能开始。")
            if others
            else tr("这台电脑还没有账户。选好身份，一分钟就能开始。")
        )
        self.column.addWidget(title)
        self.column.addSpacing(8)
        self.column.addWidget(WrappedLabel(lead, "muted"))
        self.column.addSpacing(20)

    def _add_roles(self) -> None:
        heading = QLabel(tr("我的身份"))
        heading.setProperty("role", "small-strong")
        self.column.addWidget(heading)
        self.column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        group = QButtonGroup(self)
        self.roles: dict[str, ChoiceCard] = {}
        for name, icon, title, text in (
            ("student", "graduation", tr("学生"), tr("上课、练习、看档案")),
            ("teacher", "board", tr("教师"), tr("带班级、布置任务")),
            ("trainee", "bank", tr("公务员学员"), tr("培训路径与学时")),
        ):
            card = ChoiceCard(self._theme, icon, title, text)
            card.setObjectName(f"role-{name}")
            card.confirmed.connect(self._role_confirmed)
            group.addButton(card)
            row.addWidget(card, 1)
            self.roles[name] = card
        self.roles["student"].setChecked(True)
        self.column.addLayout(row)
        self.column.addSpacing(16)

    def _role_confirmed(self) -> None:
        self.fields["nickname"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_fields(self) -> None:
        theme = self._theme
        birth = QLineEdit()
        birth.setPlaceholderText(tr("比如 2007-09-12"))
        again = PasswordField(theme, tr("与左边一致"))
        sealed = tr("只在档案和班级里用，加密保存。")
        parts = (
            ("nickname", tr("称呼"), QLineEdit(), tr("登录时大家看得到。")),
            ("real_name", tr("姓名（可以不填）"), QLineEdit(), sealed),
            ("birth", tr("出生日期"), birth, ""),
            ("password", tr("口令（可以不设）"), PasswordField(theme), tr("至少 8 个字符。")),
            ("again", tr("再输一遍"), again, ""),
        )
        self.fields = {
            name: LabelledField(theme, label, field, note) for name, label, field, note in parts
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for name, at in zip(self.fields, ((0, 0), (0, 1), (1, 0), (2, 0), (2, 1)), strict=True):
            grid.addWidget(self.fields[name], *at)
        grid.addLayout(self._why_birth(), 1, 1)
        self.column.addLayout(grid)
        self.column.addSpacing(14)

    def _why_birth(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 24, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(self._theme, "shield"), 0, Qt.AlignmentFlag.AlignTop)
        why = WrappedLabel(tr("只用来判断能不能有诚信档案：18 岁以前的行为不入档。"), "small")
        row.addWidget(why, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_promise(self) -> None:
        self.promise = QFrame()
        row = QHBoxLayout(self.promise)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        self._promise_icon = IconLabel(self._theme, "lock", "info", 20)
        row.addWidget(self._promise_icon, 0, Qt.AlignmentFlag.AlignTop)
        self.promise_text = WrappedLabel("", "")
        self.promise_text.setObjectName("promise")
        row.addWidget(self.promise_text, 1)
        self.column.addWidget(self.promise)
        self.column.addSpacing(16)

    def _promise_changed(self, password: str) -> None:
        if password:
            text = tr(
                "口令没有后门。忘了口令，只能用下一步给你的恢复码打开；"
                "别的账户打不开你的档案，有权看的人每看一次都留下记录。"
            )
        else:
            text = tr(
                "不设口令：钥匙放进系统钥匙串；系统没有钥匙串，就放在只有这个系统用户能读的文件里。"
                "能用这个系统用户的人，都能打开你的账户。"
            )
        self.promise_text.setText(text)
        self._promise_icon.set("lock" if password else "key", "info" if password else "warning")
        set_role(self.promise, "info-soft" if password else "warning-soft")

    def _add_buttons(self, *, others: bool) -> None:
        row = QHBoxLayout()
        self.back = GhostButton(self._theme, tr("已有账户，去登录"))
        self.back.setObjectName("to-sign-in")
        if not others:
            self.back.hide()
        self.back.clicked.connect(self.to_sign_in)
        self.next = PrimaryButton(self._theme, tr("下一步"), "arrow-right")
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.next.setObjectName("register")
        self.next.setAutoDefault(True)
        self.next.clicked.connect(self.submit)
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.next)
        self.column.addLayout(row)
        self.column.addStretch()


class CodeForm(QWidget):
    """Step two after a password was set: the recovery code, once."""

    done = Signal()

    def __init__(self, theme: Theme, messages: Messages, code: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        title = QLabel(tr("抄下恢复码"))
        title.setProperty("role", "title")
        column.addWidget(title)
        column.addWidget(
            WrappedLabel(
                tr(
                    "账户建好了。忘了口令时，只有这个恢复码能打开它。它只显示这一次，"
                    "程序里不留底；抄在纸上，别和电脑放在一起。"
                ),
                "muted",
            )
        )
        self.code = RecoveryCode(theme, messages, code)
        column.addWidget(self.code)
        self.next = PrimaryButton(theme, tr("进入诚信学堂"))
        self.next.setObjectName("code-done")
        self.next.setAutoDefault(True)
        self.next.setEnabled(False)
        self.next.clicked.connect(self.done)
        self.code.kept.connect(self.next.setEnabled)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.next)
        column.addLayout(row)
        column.addStretch()

    def focus_first(self) -> None:
        """Start at the first thing to do with a code."""
        self.code.copy.setFocus(Qt.FocusReason.OtherFocusReason)
