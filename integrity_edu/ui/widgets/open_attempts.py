"""Attempts that were begun and not handed in: go on, or give up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.review.offer import OpenAttempt
from integrity_edu.ui.answer_words import mode_text
from integrity_edu.ui.dates import day_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, Chip
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


class OpenAttempts(Card):
    """Hidden when there is none."""

    resumed = Signal(str)
    given_up = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("还没做完的"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)
        self.hide()

    def show_attempts(self, attempts: Sequence[OpenAttempt]) -> None:
        """Show these, newest first."""
        clear(self._rows)
        for index, attempt in enumerate(attempts):
            self._rows.addWidget(self._row(attempt, first=index == 0))
        self.setVisible(bool(attempts))

    def _row(self, attempt: OpenAttempt, *, first: bool) -> QWidget:
        row, sitting = QWidget(), attempt.row
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        title = QLabel(sitting.title)
        title.setProperty("role", "strong")
        head.addWidget(title)
        head.addWidget(Chip(self.theme, mode_text(sitting.mode), "info"))
        head.addStretch()
        words.addLayout(head)
        words.addWidget(WrappedLabel(_line(attempt), "small"))
        line.addLayout(words, 1)
        drop = QuietButton(self.theme, tr("放弃"))
        drop.setObjectName(f"drop-{sitting.id}")
        drop.setAccessibleName(tr("放弃：{title}", title=sitting.title))
        drop.clicked.connect(lambda: self.given_up.emit(sitting.id, sitting.title))
        resume = (PrimaryButton if first else QuietButton)(self.theme, tr("继续"))
        resume.setObjectName(f"resume-{sitting.id}")
        resume.setAccessibleName(tr("继续：{title}", title=sitting.title))
        resume.clicked.connect(lambda: self.resumed.emit(sitting.id))
        line.addWidget(drop)
        line.addWidget(resume)
        return row


def _line(attempt: OpenAttempt) -> str:
    begun = day_text(datetime.fromisoformat(attempt.row.started_at).date())
    if attempt.row.deadline is None:
        return tr(
            "答了 {done} 题，共 {size} 题。{day}开始",
            done=attempt.answered, size=attempt.size, day=begun,
        )  # fmt: skip
    end = datetime.fromisoformat(attempt.row.deadline)
    return tr(
        "答了 {done} 题，共 {size} 题。{day}开始，{time} 到时",
        done=attempt.answered, size=attempt.size, day=begun, time=end.strftime("%H:%M"),
    )  # fmt: skip
