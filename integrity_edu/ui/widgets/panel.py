"""A sheet over the window for something with a few fields; what is wrong stands above its buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.errors import EduError
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.page import Context
from integrity_edu.ui.tasks import Job, Then
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import IconLabel
from integrity_edu.ui.widgets.focus import FocusRing
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import explain, language, tr

SIDE, EDGE = 28, 40
"""Margin inside, and what of the window stays visible round a tall panel."""


class Panel(QDialog):
    """Lay fields into `body`; `primary` does the thing, `cancel` and Escape do not.

    Subclasses connect `primary.clicked`; expected failures of `run` are told in the panel itself.
    """

    def __init__(
        self, context: Context, title: str, note: str = "", *, primary: str, width: int = 560
    ) -> None:
        super().__init__(context.window)
        self.context = context
        self._width = width
        self.setObjectName("panel")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(title)
        heading.setProperty("role", "large")
        self.content = QWidget()
        self.content.setObjectName("content")
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(SIDE, 4, SIDE, 8)
        self.body.setSpacing(14)
        if note:
            self.body.addWidget(WrappedLabel(note, "muted"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.content)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 22, 0, 20)
        box.setSpacing(10)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE, 0)
        head.addWidget(heading)
        head.addStretch()
        box.addLayout(head)
        box.addWidget(self._scroll, 1)
        self._foot = self._make_foot(primary)
        box.addWidget(self._foot)
        self.primary.setDefault(True)  # only now: a button without a dialog is default of none
        self.ring = FocusRing(self, context.theme)

    def _make_foot(self, primary: str) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(SIDE, 0, SIDE, 0)
        column.setSpacing(12)
        wrong = QHBoxLayout()
        wrong.setSpacing(6)
        self._wrong_icon = IconLabel(self.context.theme, "warning", "accent", 16)
        self.wrong = WrappedLabel("", "error")
        self.wrong.setObjectName("panel-error")
        wrong.addWidget(self._wrong_icon, 0, Qt.AlignmentFlag.AlignTop)
        wrong.addWidget(self.wrong, 1)
        column.addLayout(wrong)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.foot_row = QHBoxLayout()
        row.addLayout(self.foot_row)
        row.addStretch()
        self.cancel = QuietButton(self.context.theme, tr("取消"))
        self.cancel.setObjectName("panel-cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.primary = PrimaryButton(self.context.theme, primary)
        self.primary.setObjectName("panel-primary")
        row.addWidget(self.cancel)
        row.addWidget(self.primary)
        column.addLayout(row)
        self.say_wrong("")
        return foot

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is inside, as far as the window has room."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that the fields need now."""
        self._fit_now()
        QTimer.singleShot(0, self, self._fit_now)  # wrapped labels claim theirs a round later

    def _fit_now(self) -> None:
        self.setFixedWidth(min(self._width, self.context.window.width() - EDGE))
        layout = self.content.layout()
        assert layout is not None
        layout.activate()
        outer = self.layout()
        assert outer is not None
        frame = outer.totalSizeHint().height() - self._scroll.sizeHint().height()
        wanted = frame + self.content.sizeHint().height()
        self.setFixedHeight(min(wanted, max(320, self.context.window.height() - EDGE)))
        frame_size = self.frameGeometry().size() / 2
        middle = self.context.window.geometry().center()
        self.move(middle.x() - frame_size.width(), middle.y() - frame_size.height())

    def say_wrong(self, sentence: str) -> None:
        """Say above the buttons what is wrong; an empty text takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self._wrong_icon.setVisible(bool(sentence))
        if sentence:
            announce(self.wrong, sentence, urgent=True)
        if self.isVisible():
            self.fit()

    def run(self, job: Job, then: Then) -> None:
        """Do it on the database thread with the button resting; `then` usually closes the panel."""

        def done(result: object) -> None:
            self.primary.setEnabled(True)
            then(result)

        self.say_wrong("")
        self.primary.setEnabled(False)
        self.context.tasks.run(self, job, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        self.primary.setEnabled(True)
        if isinstance(error, EduError):
            self.say_wrong(in_one(error))
        else:
            self.context.messages.tell(error)


def in_one(error: EduError) -> str:
    """Sentence and next step of an expected failure in one line."""
    return ("" if language() == "zh" else " ").join(explain(error)).strip()
