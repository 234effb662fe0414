"""Who is signed in: the card at the foot of the sidebar and the menu behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import PX_SMALL, PX_TEXT, RADIUS_CARD, RADIUS_CONTROL
from integrity_edu.words import tr

AVATAR = 36


def role_name(role: str) -> str:
    """What a role is called."""
    return {
        "student": tr("学生"),
        "teacher": tr("教师"),
        "trainee": tr("公务员学员"),
    }[role]


class AccountButton(QAbstractButton):
    """Avatar, nickname and role of whoever is signed in; opens a menu."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._nickname = self._role = ""
        self.setObjectName("account")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("radius", RADIUS_CARD)
        theme.changed.connect(self.update)

    def show_me(self, nickname: str, role: str) -> None:
        """Show whose account this is."""
        self._nickname, self._role = nickname, role_name(role)
        self.setAccessibleName(tr("账户：{nickname}，{role}", nickname=nickname, role=self._role))
        self.setToolTip(nickname)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the sidebar lets it be."""
        return QSize(192, 62)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline card with the first letter left out: a plain figure stands for everybody."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.paper if self.underMouse() else palette.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        top = (self.height() - AVATAR) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.info_soft))
        painter.drawRoundedRect(QRectF(10, top, AVATAR, AVATAR), RADIUS_CONTROL, RADIUS_CONTROL)
        ratio = self.devicePixelRatioF()
        figure = self._theme.icons.pixmap("user", palette.info, 20, ratio)
        painter.drawPixmap(QRectF(18, top + 8, 20, 20), figure, QRectF(figure.rect()))
        self._write(painter, 11, PX_TEXT, palette.text, self._nickname)
        self._write(painter, 33, PX_SMALL, palette.muted, self._role)

    def _write(self, painter: QPainter, top: int, px: int, color: str, text: str) -> None:
        font = self.font()
        font.setPixelSize(px)
        font.setBold(px == PX_TEXT)
        painter.setFont(font)
        painter.setPen(QColor(color))
        room = QRectF(AVATAR + 20, top, self.width() - AVATAR - 32, 22)
        short = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)


def account_menu(
    parent: QWidget,
    lock: Callable[[], None],
    sign_out: Callable[[], None],
    settings: Callable[[], None],
) -> QMenu:
    """The menu of whoever is signed in: lock, another account, settings."""
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
