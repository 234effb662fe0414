"""The first page: who is here. First start, later starts, forgotten passwords."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.errors import EduError
from integrity_edu.ui.messages import Messages
from integrity_edu.ui.pages.register_form import CodeForm, RegisterForm
from integrity_edu.ui.pages.sign_in_form import ForgotForm, SignInForm
from integrity_edu.ui.registration import Draft, in_one, refused
from integrity_edu.ui.tasks import Tasks
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.poster import Poster
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.words import language, tr

if TYPE_CHECKING:
    from integrity_edu.people.accounts import AccountCard, NewAccount
    from integrity_edu.workspace import Workspace

FORM_WIDTH = 600
POSTER_WIDTHS = ((1180, 500), (1000, 330), (0, 0))
"""From this width of window on, the red panel is so wide; 0 hides it."""


class SignInPage(QWidget):
    """Shows one form at a time; ends with `entered`, when somebody is signed in."""

    entered = Signal()
    language_changed = Signal(str)

    def __init__(
        self, theme: Theme, tasks: Tasks, messages: Messages, accounts: Sequence[AccountCard]
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme, self._tasks, self._messages = theme, tasks, messages
        self._accounts = tuple(accounts)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.poster = Poster(theme)
        row.addWidget(self.poster)
        row.addWidget(self._side(), 1)
        self.form: QWidget = QWidget()
        self._show_start()

    def focus_first(self) -> None:
        """Put the cursor where typing starts."""
        self.form.focus_first()  # type: ignore[attr-defined]  # every form has it

    def choose(self, person: str) -> None:
        """Choose an account beforehand."""
        if isinstance(self.form, SignInForm):
            self.form.choose(person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The red panel gives way to the form."""
        width = next(wide for least, wide in POSTER_WIDTHS if self.width() >= least)
        self.poster.setVisible(width > 0)
        self.poster.setFixedWidth(max(width, 1))
        super().resizeEvent(event)

    # ---- forms -------------------------------------------------------------------------------

    def _show_start(self) -> None:
        if self._accounts:
            self._show_sign_in()
        else:
            self._show_register()

    def _show_sign_in(self) -> None:
        form = SignInForm(self._theme, self._accounts)
        form.submitted.connect(self._sign_in)
        form.forgot.connect(self._show_forgot)
        form.to_register.connect(self._show_register)
        self._put(form)

    def _show_register(self) -> None:
        form = RegisterForm(self._theme, others=bool(self._accounts))
        form.submitted.connect(self._register)
        form.to_sign_in.connect(self._show_sign_in)
        self._put(form)

    def _show_forgot(self, account: AccountCard) -> None:
        form = ForgotForm(self._theme, account)
        form.submitted.connect(self._recover)
        form.given_up.connect(self._show_sign_in)
        self._put(form)

    def _show_code(self, code: str) -> None:
        form = CodeForm(self._theme, self._messages, code)
        form.done.connect(self.entered)
        for (
            button
        ) in self._speakers:  # another language builds the page anew; the code is shown once
            button.hide()
        self._put(form)

    def _put(self, form: QWidget) -> None:
        old, self.form = self.form, form
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        self._stack.removeWidget(old)
        old.deleteLater()
        if self.isVisible():
            self.focus_first()

    # ---- ways in -----------------------------------------------------------------------------

    def _register(self, draft: Draft) -> None:
        form = self.form
        assert isinstance(form, RegisterForm)
        new = draft.account()

        def made(code: str | None) -> None:
            if code is None:
                self.entered.emit()
            else:
                self._show_code(code)

        def failed(error: BaseException) -> None:
            form.set_busy(busy=False)
            found = refused(error) if isinstance(error, EduError) else None
            if found:
                form.show_problems(dict([found]))
            else:
                self._messages.tell(error)

        form.set_busy(busy=True)
        self._tasks.run(self, lambda ws: _register(ws, new), made, failed)

    def _sign_in(self, account: AccountCard, password: str | None) -> None:
        form = self.form
        assert isinstance(form, SignInForm)
        form.set_busy(busy=True)
        self._tasks.run(
            self,
            lambda ws: _sign_in(ws, account, password),
            lambda _: self.entered.emit(),
            lambda error: self._not_in(form, error, at_field=account.has_password),
        )

    def _recover(self, account: AccountCard, code: str, password: str) -> None:
        form = self.form
        assert isinstance(form, ForgotForm)
        form.set_busy(busy=True)
        self._tasks.run(
            self,
            lambda ws: _recover(ws, account, code, password),
            lambda _: self.entered.emit(),
            lambda error: self._not_in(form, error, at_field=True),
        )

    def _not_in(
        self, form: SignInForm | ForgotForm, error: BaseException, *, at_field: bool
    ) -> None:
        form.set_busy(busy=False)
        if isinstance(error, EduError) and at_field:
            form.show_error(in_one(error))
        else:
            self._messages.tell(error)

    # ---- the side with the work --------------------------------------------------------------

    def _side(self) -> QWidget:
        scroll = PageScroll()
        middle = QHBoxLayout()
        self._stack = QStackedWidget()
        self._stack.setMaximumWidth(FORM_WIDTH)
        middle.addStretch(1)
        middle.addWidget(self._stack, 100)
        middle.addStretch(1)
        scroll.body.addStretch(1)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(2)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(8)
        column.addLayout(self._languages())
        column.addWidget(scroll, 1)
        claim = QLabel(tr("教学用途，非公共信用信息，不作为征信依据"))
        claim.setProperty("role", "small")
        column.addWidget(claim, 0, Qt.AlignmentFlag.AlignHCenter)
        return side

    def _languages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(30, 0, 30, 0)
        row.setSpacing(8)
        row.addStretch()
        group = QButtonGroup(self)
        self._speakers: list[QPushButton] = []
        for name, text in (("zh", "中文"), ("en", "English")):
            button = ChipButton(text)
            button.setObjectName(f"language-{name}")
            button.setChecked(language() == name)
            button.clicked.connect(lambda _=False, name=name: self._speak(name))
            group.addButton(button)
            row.addWidget(button)
            self._speakers.append(button)
        return row

    def _speak(self, wanted: str) -> None:
        if wanted != language():
            self.language_changed.emit(wanted)


def _register(ws: Workspace, new: NewAccount) -> str | None:
    from integrity_edu.people.accounts import register, sign_in

    made = register(ws, new)
    sign_in(ws, made.person, new.password)
    return made.recovery_code


def _sign_in(ws: Workspace, account: AccountCard, password: str | None) -> None:
    from integrity_edu.people.accounts import sign_in

    sign_in(ws, account.person, password)


def _recover(ws: Workspace, account: AccountCard, code: str, password: str) -> None:
    from integrity_edu.people.accounts import set_password, sign_in_with_recovery, sign_out

    sign_in_with_recovery(ws, account.person, code)
    try:
        set_password(ws, code, password)
    except BaseException:
        sign_out(ws)
        raise
