"""The account in the settings: what I am called, how it is locked, the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from integrity_edu.errors import EduError
from integrity_edu.ui.page import Context
from integrity_edu.ui.registration import in_one, password_problems, read_birth, refused
from integrity_edu.ui.widgets.buttons import GhostButton, PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, IconLabel, line
from integrity_edu.ui.widgets.fields import LabelledField, PasswordField
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.recovery_code import RecoveryCode
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.people.settings import Preferences
    from integrity_edu.ui.page import Me
    from integrity_edu.ui.tasks import Job, OrElse, Then
    from integrity_edu.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Mine:
    """What the account card shows. `locks` are the kinds of lock the account has."""

    nickname: str
    real_name: str = field(repr=False)
    birth: date = field(repr=False)
    birth_fixed: bool
    locks: frozenset[str]


class AccountCard(Card):
    """Names above, lock below; one small form at a time."""

    renamed = Signal(object)
    """(Me, Preferences) after a change of names."""

    relocked = Signal()
    unfolded = Signal()
    """A small form appeared at the foot of the card."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("账户"))
        self.setObjectName("account-settings")
        self._context = context
        self._locked = False
        birth = QLineEdit()
        self.fields = {
            "nickname": LabelledField(
                self.theme, tr("称呼"), QLineEdit(), tr("登录时大家看得到。")
            ),
            "real_name": LabelledField(
                self.theme, tr("姓名"), QLineEdit(), tr("只在档案和班级里用，加密保存。")
            ),
            "birth": LabelledField(
                self.theme, tr("出生日期"), birth, tr("开了档案以后，出生日期不能再改。")
            ),
        }
        for name, part in self.fields.items():
            part.field.setObjectName(f"my-{name}".replace("_", "-"))
            part.field.returnPressed.connect(self.save)
            self.body.addWidget(part)
        keep = QuietButton(self.theme, tr("保存"))
        keep.setObjectName("save-account")
        keep.clicked.connect(self.save)
        self.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignRight)
        self.body.addWidget(line())
        self._add_lock()

    def show_me(self, mine: Mine) -> None:
        """Show what is stored; a form half filled in is left alone."""
        texts = {
            "nickname": mine.nickname,
            "real_name": mine.real_name,
            "birth": mine.birth.isoformat(),
        }
        for name, part in self.fields.items():
            if not part.field.isModified():
                part.field.setText(texts[name])
        self.fields["birth"].field.setReadOnly(mine.birth_fixed)
        self._locked = "password" in mine.locks
        self._lock_icon.set("lock" if self._locked else "key", "muted")
        self.lock_text.setText(_lock_words(mine.locks))
        self.change.setText(tr("改口令") if self._locked else tr("设口令"))
        self.remove.setVisible(self._locked)
        self.renew.setVisible(self._locked)

    def save(self) -> None:
        """Store names and birth date."""
        nickname, real_name, birth = (part.text() for part in self.fields.values())
        day = read_birth(birth)
        self.fields["birth"].show_error(
            "" if day else tr("没看懂这个日期。照 2007-09-12 的样子写。")
        )
        if day is not None:
            self._run(
                lambda ws: _save_profile(ws, nickname, real_name, day), self._saved, self._refused
            )

    def _saved(self, found: tuple[Me, Preferences]) -> None:
        for part in self.fields.values():
            part.field.setModified(False)
        self._context.messages.notify(tr("改好了。"))
        self.renamed.emit(found)

    def _refused(self, error: BaseException) -> None:
        found = refused(error) if isinstance(error, EduError) else None
        if found and found[0] in self.fields:
            self.fields[found[0]].show_error(found[1])
        else:
            self._context.messages.tell(error)

    # ---- the lock ----------------------------------------------------------------------------

    def _add_lock(self) -> None:
        heading = QLabel(tr("口令"))
        heading.setProperty("role", "small-strong")
        self.body.addWidget(heading)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._lock_icon = IconLabel(self.theme, "key")
        self.lock_text = WrappedLabel("")
        self.lock_text.setObjectName("lock-text")
        row.addWidget(self._lock_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.lock_text, 1)
        self.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.change = QuietButton(self.theme, tr("设口令"))
        self.change.setObjectName("change-password")
        self.change.clicked.connect(self._show_change)
        self.remove = GhostButton(self.theme, tr("去掉口令"))
        self.remove.setObjectName("remove-password")
        self.remove.clicked.connect(self._show_remove)
        self.renew = GhostButton(self.theme, tr("换恢复码"))
        self.renew.setObjectName("renew-code")
        self.renew.clicked.connect(self._show_renew)
        for button in (self.change, self.remove, self.renew):
            buttons.addWidget(button)
        buttons.addStretch()
        self.body.addLayout(buttons)
        self.panel = QFrame()
        self.panel.setProperty("role", "paper")
        self.form = QVBoxLayout(self.panel)
        self.form.setContentsMargins(16, 14, 16, 14)
        self.form.setSpacing(10)
        self.panel.hide()
        self.body.addWidget(self.panel)
        self.body.addStretch()

    def _show_change(self) -> None:
        fields = {}
        if self._locked:
            fields["old"] = self._password("old", tr("现在的口令，或者恢复码"))
        fields["password"] = self._password("password", tr("新口令"), tr("至少 8 个字符。"))
        fields["again"] = self._password("again", tr("再输一遍"))

        def submit() -> None:
            new = fields["password"].text()
            problems = password_problems(new, fields["again"].text())
            if not new:
                problems = {"password": tr("请输入新口令。")}
            for name, part in fields.items():
                part.show_error(problems.get(name, ""))
            if not problems:
                old = fields["old"].text() if "old" in fields else None
                self._run(
                    lambda ws: _set_password(ws, old, new),
                    self._changed,
                    lambda error: self._not_changed(fields, error),
                )

        self._open_form(fields, tr("保存口令"), submit)

    def _changed(self, code: str | None) -> None:
        self._close_form()
        self._context.messages.notify(tr("口令设好了。"))
        self.relocked.emit()
        if code is not None:
            self._show_code(code)

    def _show_remove(self) -> None:
        note = tr("以后由这台电脑打开账户，能用这个系统用户的人都能进。")
        self._ask_old(tr("去掉口令"), note, _remove_password, lambda _: self._removed())

    def _show_renew(self) -> None:
        note = tr("换了新的，旧的恢复码马上失效。")
        self._ask_old(tr("换恢复码"), note, _renew, self._show_code)

    def _ask_old(
        self,
        text: str,
        note: str,
        job: Callable[[Workspace, str], Any],
        then: Callable[[Any], None],
    ) -> None:
        """Whoever sits at an open window must still know the password."""
        fields = {"old": self._password("old", tr("现在的口令，或者恢复码"), note)}

        def submit() -> None:
            old = fields["old"].text()
            self._run(lambda ws: job(ws, old), then, lambda error: self._not_changed(fields, error))

        self._open_form(fields, text, submit)

    def _removed(self) -> None:
        self._close_form()
        self._context.messages.notify(tr("口令去掉了，恢复码还能用。"))
        self.relocked.emit()

    def _not_changed(self, fields: dict[str, LabelledField], error: BaseException) -> None:
        if not isinstance(error, EduError):
            self._context.messages.tell(error)
            return
        at = "password" if error.code == "weak_password" else "old"
        if at in fields:
            fields[at].show_error(in_one(error))
            fields[at].field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._context.messages.tell(error)

    def _show_code(self, code: str) -> None:
        self._clear_form()
        self.form.addWidget(
            WrappedLabel(tr("忘了口令时，只有这个恢复码能打开账户。它只显示这一次。"), "muted")
        )
        shown = RecoveryCode(self.theme, self._context.messages, code)
        self.form.addWidget(shown)
        done = PrimaryButton(self.theme, tr("完成"))
        done.setObjectName("code-done")
        done.setEnabled(False)
        shown.kept.connect(done.setEnabled)
        done.clicked.connect(self._close_form)
        self.form.addWidget(done, 0, Qt.AlignmentFlag.AlignRight)
        self.panel.show()
        self.unfolded.emit()
        shown.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- small forms -------------------------------------------------------------------------

    def _password(self, name: str, label: str, note: str = "") -> LabelledField:
        part = LabelledField(self.theme, label, PasswordField(self.theme), note)
        part.field.setObjectName(f"lock-{name}")
        return part

    def _open_form(
        self, fields: dict[str, LabelledField], text: str, submit: Callable[[], None]
    ) -> None:
        self._clear_form()
        for part in fields.values():
            part.field.returnPressed.connect(submit)
            self.form.addWidget(part)
        row = QHBoxLayout()
        cancel = GhostButton(self.theme, tr("取消"))
        cancel.clicked.connect(self._close_form)
        keep = PrimaryButton(self.theme, text)
        keep.setObjectName("save-lock")
        keep.clicked.connect(submit)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(keep)
        self.form.addLayout(row)
        self.panel.show()
        self.unfolded.emit()
        next(iter(fields.values())).field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        self._clear_form()
        self.panel.hide()

    def _clear_form(self) -> None:
        clear(self.form)

    def _run(self, job: Job, then: Then, or_else: OrElse) -> None:
        self._context.tasks.run(self, job, then, or_else)


def _lock_words(locks: frozenset[str]) -> str:
    if "password" in locks:
        return tr("有口令。口令和恢复码能打开这个账户，别的都不能。")
    if "keystore" in locks:
        return tr("没有口令。钥匙在系统钥匙串里，能用这个系统用户的人就能打开。")
    return tr("没有口令。钥匙在一个只有这个系统用户能读的文件里，能用这个系统用户的人就能打开。")


def fetch_mine(ws: Workspace) -> Mine:
    """What the card shows, of whoever is acting."""
    from integrity_edu.people import store
    from integrity_edu.people.accounts import my_profile

    person = ws.actor.person
    profile = my_profile(ws)
    return Mine(
        nickname=profile.nickname,
        real_name=profile.real_name,
        birth=profile.birth,
        birth_fixed=store.has_archive(ws.conn, person),
        locks=frozenset(store.locks(ws.conn, person)),
    )


def _save_profile(
    ws: Workspace, nickname: str, real_name: str, birth: date
) -> tuple[Me, Preferences]:
    from integrity_edu.archive.opening import renew_basic
    from integrity_edu.people.accounts import rename, update_profile
    from integrity_edu.ui.session import who_am_i

    with ws.change("people"):
        rename(ws, nickname)
        update_profile(ws, real_name, birth)
        renew_basic(ws)
    return who_am_i(ws)


def _set_password(ws: Workspace, old: str | None, new: str) -> str | None:
    from integrity_edu.people.accounts import set_password

    return set_password(ws, old, new)


def _remove_password(ws: Workspace, old: str) -> str:
    from integrity_edu.people.accounts import remove_password

    return remove_password(ws, old)


def _renew(ws: Workspace, old: str) -> str:
    from integrity_edu.people.accounts import renew_recovery_code

    return renew_recovery_code(ws, old)
