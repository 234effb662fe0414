"""What is to be reviewed today, and the one button to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import PrimaryButton
from integrity_edu.ui.widgets.cards import Card, IconBadge
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.ui.wrong_book_words import DueWords


class DueCard(Card):
    """`begun` asks to begin or to go on."""

    begun = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("due-today")
        row = QHBoxLayout()
        row.setSpacing(14)
        self._badge = IconBadge(theme, "review", "info", 44)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.heading, self.line = WrappedLabel("", "heading"), WrappedLabel("", "muted")
        self.heading.setObjectName("due-heading")
        words.addWidget(self.heading)
        words.addWidget(self.line)
        self.button = PrimaryButton(theme, "", "play")
        self.button.setObjectName("start-review")
        self.button.clicked.connect(self.begun)
        row.addWidget(self._badge)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)

    def show_words(self, words: DueWords) -> None:
        """Say how it stands today."""
        self.heading.setText(words.heading)
        self.line.setText(words.line)
        self._badge.set(words.icon, words.tone)
        self.button.setText(words.button)
        self.button.setVisible(bool(words.button))
