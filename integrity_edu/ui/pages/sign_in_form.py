"""The accounts of this computer, and the way in with a recovery code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from integrity_edu.ui.registration import password_problems
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.account import role_name
from integrity_edu.ui.widgets.buttons import GhostButton, PrimaryButton, QuietButton
from integrity_edu.ui.widgets.choice_card import ChoiceCard
from integrity_edu.ui.widgets.fields import LabelledField, PasswordField
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.people.accounts import AccountCard

ICONS = {"student": "graduation", "teacher": "board", "trainee": "bank"}


class SignInForm(QWidget):
    """Choose an account, type its password if it has one. Nothing but nicknames and roles."""

    submitted = Signal(object, object)
    """AccountCard and password (None where the account has none)."""

    forgot = Signal(object)
    to_register = Signal()

    def __init__(self, theme: Theme, accounts: Sequence[AccountCard]) -> None:
        super().__init__()
        self._theme = theme
        self.accounts = tuple(accounts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        title = QLabel(tr("你是哪一位"))
        title.setProperty("role", "title")
        column.addWidget(title)
        column.addWidget(WrappedLabel(tr("这里只显示称呼和身份。"), "muted"))
        column.addSpacing(10)
        group = QButtonGroup(self)
        self.cards = [self._card(group, account) for account in accounts]
        for card in self.cards:
            column.addWidget(card)
        self.password = LabelledField(theme, tr("口令"), PasswordField(theme))
        self.password.field.setObjectName("password")
        self.password.field.returnPressed.connect(self.submit)
        column.addSpacing(6)
        column.addWidget(self.password)
        column.addLayout(self._buttons())
        column.addStretch()
        if self.cards:
            self.cards[0].setChecked(True)
        group.buttonToggled.connect(lambda _, on: self._chosen() if on else None)
        self._chosen()

    @property
    def account(self) -> AccountCard:
        """The account that is chosen."""
        at = next((at for at, card in enumerate(self.cards) if card.isChecked()), 0)
        return self.accounts[at]

    def choose(self, person: str) -> None:
        """Choose an account beforehand: whoever locked the window comes back to it."""
        for account, card in zip(self.accounts, self.cards, strict=True):
            if account.person == person:
                card.setChecked(True)

    def focus_first(self) -> None:
        """The password where there is one account with a password, else the accounts."""
        if self.account.has_password and len(self.accounts) == 1:
            self.password.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.cards[self.accounts.index(self.account)].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Ask to be let in."""
        if not self.account.has_password:
            self.submitted.emit(self.account, None)
        elif self.password.text():
            self.submitted.emit(self.account, self.password.text())
        else:
            self.show_error(tr("请输入口令。"))

    def show_error(self, sentence: str) -> None:
        """Say under the password why it was not let in."""
        self.password.show_error(sentence)
        self.password.field.selectAll()
        self.password.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While the lock is being opened, the button waits."""
        self.enter.setDisabled(busy)
        self.enter.setText(tr("正在打开…") if busy else tr("进入"))

    def _card(self, group: QButtonGroup, account: AccountCard) -> ChoiceCard:
        role = role_name(account.role)
        text = tr("{role} · 有口令", role=role) if account.has_password else role
        card = ChoiceCard(self._theme, ICONS[account.role], account.nickname, text).lay_wide()
        card.setObjectName("account-card")
        card.confirmed.connect(self._confirmed)
        group.addButton(card)
        return card

    def _confirmed(self) -> None:
        if self.account.has_password and not self.password.text():
            self.password.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.submit()

    def _chosen(self) -> None:
        locked = bool(self.accounts) and self.account.has_password
        self.password.show_error("")
        self.password.field.clear()
        self.password.setVisible(locked)
        self.lost.setVisible(locked)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        self.lost = GhostButton(self._theme, tr("忘了口令"))
        self.lost.setObjectName("forgot")
        self.lost.clicked.connect(lambda: self.forgot.emit(self.account))
        new = QuietButton(self._theme, tr("新建账户"), "plus")
        new.setObjectName("new-account")
        new.clicked.connect(self.to_register)
        self.enter = PrimaryButton(self._theme, tr("进入"), "arrow-right")
        self.enter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.enter.setObjectName("enter")
        self.enter.setAutoDefault(True)
        self.enter.clicked.connect(self.submit)
        row.addWidget(self.lost)
        row.addStretch()
        row.addWidget(new)
        row.addWidget(self.enter)
        return row


class ForgotForm(QWidget):
    """The recovery code opens the account; a new password takes the place of the forgotten one."""

    submitted = Signal(object, str, str)
    """AccountCard, recovery code, new password."""

    given_up = Signal()

    def __init__(self, theme: Theme, account: AccountCard) -> None:
        super().__init__()
        self._account = account
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        title = QLabel(tr("用恢复码登录"))
        title.setProperty("role", "title")
        column.addWidget(title)
        lead = WrappedLabel(
            tr(
                "输入“{nickname}”设口令时抄下的 24 个字符，再设一个新口令。恢复码以后照样能用。",
                nickname=account.nickname,
            ),
            "muted",
        )
        lead.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(lead)
        code = QLineEdit()
        code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self.fields = {
            "code": LabelledField(theme, tr("恢复码"), code, tr("大小写、空格和横线都不要紧。")),
            "password": LabelledField(
                theme, tr("新口令"), PasswordField(theme), tr("至少 8 个字符。")
            ),
            "again": LabelledField(theme, tr("再输一遍"), PasswordField(theme)),
        }
        for name, part in self.fields.items():
            part.field.setObjectName(f"recover-{name}")
            part.field.returnPressed.connect(self.submit)
            column.addWidget(part)
        column.addLayout(self._buttons(theme))
        column.addStretch()

    def focus_first(self) -> None:
        """Start at the code."""
        self.fields["code"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Send code and new password on, or say what is missing."""
        code, new, again = (self.fields[name].text() for name in ("code", "password", "again"))
        problems = password_problems(new, again)
        if not new:
            problems = {"password": tr("设一个新口令，下次用它登录。")}
        if not code.strip():
            problems["code"] = tr("请输入恢复码。")
        for name, part in self.fields.items():
            part.show_error(problems.get(name, ""))
        if not problems:
            self.submitted.emit(self._account, code, new)

    def show_error(self, sentence: str) -> None:
        """Say under the code why it was not let in."""
        self.fields["code"].show_error(sentence)
        self.fields["code"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While the lock is being opened, the button waits."""
        self.enter.setDisabled(busy)

    def _buttons(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        back = GhostButton(theme, tr("返回"), "arrow-left")
        back.setObjectName("recover-back")
        back.clicked.connect(self.given_up)
        self.enter = PrimaryButton(theme, tr("进入"), "arrow-right")
        self.enter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.enter.setObjectName("recover")
        self.enter.setAutoDefault(True)
        self.enter.clicked.connect(self.submit)
        row.addWidget(back)
        row.addStretch()
        row.addWidget(self.enter)
        return row
