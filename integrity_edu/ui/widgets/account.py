"""Who is signed in: the card at the foot of the sidebar and the menu behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CARD
from integrity_edu.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

AVATAR = 36


def role_name(role: str) -> str:
    """What a role is called."""
    return {
        "student": tr("学生"),
        "teacher": tr("教师"),
        "trainee": tr("公务员学员"),
    }[role]


class AccountButton(QPushButton):
    """Avatar, nickname and role of whoever is signed in; opens a menu."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("account")
        self.setProperty("role", "account")
        self.setFixedHeight(62)
        self.setProperty("radius", RADIUS_CARD)
        self._avatar, self._nickname, self._role = QLabel(), QLabel(), QLabel()
        self._nickname.setProperty("role", "strong")
        self._role.setProperty("role", "small")
        theme.changed.connect(self._color)

    def show_me(self, nickname: str, role: str) -> None:
        """Show whose account this is."""
        from PySide6.QtCore import Qt

        if self.layout() is None:
            self._lay_out()
        words = role_name(role)
        end, room = Qt.TextElideMode.ElideRight, 192 - AVATAR - 34
        self._nickname.setText(self._nickname.fontMetrics().elidedText(nickname, end, room))
        self._role.setText(words)
        self.setAccessibleName(tr("账户：{nickname}，{role}", nickname=nickname, role=words))
        self.setToolTip(nickname)
        self._color()

    def _lay_out(self) -> None:
        from PySide6.QtCore import Qt

        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 10, 10)
        row.setSpacing(10)
        self._avatar.setFixedSize(AVATAR, AVATAR)
        self._avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._avatar)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._nickname)
        column.addWidget(self._role)
        row.addLayout(column, 1)
        for label in (self._avatar, self._nickname, self._role):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _color(self) -> None:
        palette = self._theme.palette
        self._avatar.setPixmap(self._theme.icons.pixmap("user", palette.info, 20))
        self._avatar.setStyleSheet(f"background: {palette.info_soft}; border-radius: 9px;")


def account_menu(
    parent: QWidget,
    lock: Callable[[], None],
    sign_out: Callable[[], None],
    settings: Callable[[], None],
) -> QMenu:
    """The menu of whoever is signed in: lock, another account, settings."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeySequence
    from PySide6.QtWidgets import QMenu

    menu = QMenu(parent)
    menu.setObjectName("account-menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    locking = menu.addAction(tr("锁定"), lock)
    locking.setShortcut(QKeySequence("Ctrl+L"))
    locking.setObjectName("lock")
    menu.addAction(tr("换个账户"), sign_out).setObjectName("sign-out")
    menu.addSeparator()
    menu.addAction(tr("设置"), settings).setObjectName("settings")
    return menu
