"""A star to keep a question by."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from integrity_edu.ui.accessible import announce
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_SMALL
from integrity_edu.ui.widgets.buttons import GhostButton
from integrity_edu.words import tr

SIZE = 32


class StarButton(GhostButton):
    """`wanted` says what somebody asked for; what is stored is shown by `show_starred`.

    Without a question it is hidden.
    """

    wanted = Signal(str, bool)
    question_shown = Signal(str)

    def __init__(self, theme: Theme, question: str = "") -> None:
        super().__init__(theme, "", "star")
        self.question = question
        self.setObjectName("star")
        self.setCheckable(True)
        self.setFixedSize(SIZE, SIZE)
        self.setStyleSheet("padding: 0;")
        self.setProperty("radius", RADIUS_SMALL)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Enter stays with the main button
        self.clicked.connect(self._clicked)
        self.show_starred(on=False)

    def show_question(self, question: str) -> None:
        """Stand for another question; an empty one hides the star."""
        self.setVisible(bool(question))
        if question != self.question:
            self.question = question
            self.show_starred(on=False)
            self.question_shown.emit(question)

    def show_starred(self, *, on: bool) -> None:
        """Show whether this question is kept."""
        name = tr("取消收藏") if on else tr("收藏")
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.icon_color = "warning" if on else "muted"
        self.set_icon("star-full" if on else "star")

    def _clicked(self) -> None:
        on = self.isChecked()
        self.show_starred(on=on)
        announce(self, tr("已收藏") if on else tr("不再收藏"))
        self.wanted.emit(self.question, on)
