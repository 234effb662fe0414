"""The line of actions at the foot of an attempt; it stays on screen while the question scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QWidget

from integrity_edu.quiz.desk import Desk, Step
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import GAP, MARGIN_SIDE
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton
from integrity_edu.ui.widgets.keys import KeyHint
from integrity_edu.words import tr


class SittingFoot(QWidget):
    """Back, skip, the keys that help, and the one thing to do now."""

    moved = Signal(int)
    stepped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_SIDE, 6, MARGIN_SIDE, GAP + 8)
        row.setSpacing(10)
        self.before = QuietButton(theme, tr("上一题"), "arrow-left")
        self.before.setObjectName("before")
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.skip = QuietButton(theme, tr("先跳过"), "arrow-right")
        self.skip.setObjectName("skip")
        self.skip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.skip.clicked.connect(lambda: self.moved.emit(1))
        self._enter = KeyHint(theme, "Enter", "")
        self._source = KeyHint(theme, "O", tr("原文"))
        self._flag = KeyHint(theme, "F", tr("标记"))
        self.primary = PrimaryButton(theme, tr("下一题"))
        self.primary.setObjectName("primary")
        self.primary.setMinimumWidth(132)
        self.primary.clicked.connect(self.stepped)
        for button in (self.before, self.skip):  # Enter stays with the main button after a click
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.before)
        row.addWidget(self.skip)
        row.addStretch()
        for hint in (self._enter, self._source, self._flag):
            row.addWidget(hint)
        row.addSpacing(6)
        row.addWidget(self.primary)

    def show_desk(self, desk: Desk, *, busy: bool, source: bool, flag_key: str) -> None:
        """What can be done now; `source` says whether the plan's words may be looked up."""
        self.before.setEnabled(desk.position > 0)
        self.skip.setVisible(desk.step is Step.CONFIRM)
        self.skip.setEnabled(desk.position < desk.size - 1)
        hand_in = (
            (tr("去交卷"), "send") if desk.sitting.behaviour.counts else (tr("看完了"), "check")
        )
        text, icon = {
            Step.CONFIRM: (tr("确认"), None),
            Step.NEXT: (tr("下一题"), "arrow-right"),
            Step.HAND_IN: hand_in,
        }[desk.step]
        self.primary.setText(text)
        self.primary.setIcon(QIcon())
        self.primary.set_icon(icon)
        after = desk.step is Step.NEXT  # an arrow to the right stands after its words
        self.primary.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if after else Qt.LayoutDirection.LeftToRight
        )
        self.primary.setEnabled(desk.can_step and not busy)
        self._enter.label.setText(text)
        self._flag.cap.setText(flag_key)
        self._source.setVisible(source)
