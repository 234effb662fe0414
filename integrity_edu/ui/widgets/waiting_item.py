"""A short answer that nobody has marked yet: by its own writer in a mock exam, else by a teacher."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.answer_words import answer_text, kind_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import Chip
from integrity_edu.ui.widgets.question.short import ShortQuestion
from integrity_edu.ui.widgets.question.stem import StemLabel
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


class WaitingItem(QFrame):
    """`marked` carries the position and the criteria ticked; nothing can be ticked in an exam."""

    marked = Signal(int, object)

    def __init__(self, theme: Theme, item: Item, *, own: bool) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self.setObjectName(f"waiting-{item.position + 1}")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        number = QLabel(tr("第 {n} 题", n=item.position + 1))
        number.setProperty("role", "small-strong")
        head.addWidget(number)
        head.addWidget(Chip(theme, kind_text(item.question), "info"))
        head.addWidget(Chip(theme, tr("待自评") if own else tr("等老师批改"), "warning"))
        head.addStretch()
        column.addLayout(head)
        stem = StemLabel("", "strong")
        stem.show_stem(item.question, revealed=False)
        column.addWidget(stem)
        if own:
            self.answer = ShortQuestion(theme)
            self.answer.show_item(item)
            self.answer.self_marked.connect(lambda met: self.marked.emit(item.position, met))
            column.addWidget(self.answer)
        else:
            column.addWidget(WrappedLabel(answer_text(item.question, item.response)))
