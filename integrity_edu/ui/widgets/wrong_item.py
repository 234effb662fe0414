"""One question that went wrong: my answer, the right one, why, and on what it rests."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from integrity_edu.quiz.grading import is_right
from integrity_edu.quiz.reveal import THINGS
from integrity_edu.quiz.sitting import Item
from integrity_edu.quiz.sources import Sources
from integrity_edu.ui.answer_words import (
    answer_text,
    bold_html,
    explanation_text,
    kind_text,
    place_text,
    right_name,
    right_text,
)
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.answer_parts import PARTLY, RIGHT, WRONG, Answers, Grounds
from integrity_edu.ui.widgets.cards import Chip
from integrity_edu.ui.widgets.question.stem import StemLabel
from integrity_edu.ui.widgets.star import StarButton
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

ALL = frozenset(THINGS)


class WrongItem(QFrame):
    """Not a control but for its star and the ways to its sources.

    `shows` says what of it may be seen now (reveal.THINGS).
    """

    plan_opened = Signal(int, str)
    law_opened = Signal(str, str)

    def __init__(
        self, theme: Theme, item: Item, sources: Sources, shows: frozenset[str] = ALL
    ) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self.setObjectName(f"wrong-{item.position + 1}")
        question = item.question
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        number = QLabel(tr("第 {n} 题", n=item.position + 1))
        number.setProperty("role", "small-strong")
        head.addWidget(number)
        head.addWidget(Chip(theme, kind_text(question), "info"))
        if place := place_text(sources, question):
            head.addWidget(Chip(theme, place))
        head.addStretch()
        self.star = StarButton(theme, question.id)
        head.addWidget(self.star)
        column.addLayout(head)
        if "key" not in shows:
            self.star.show_question("")
        stem = StemLabel("", "strong")
        stem.show_stem(question, revealed="key" in shows)
        column.addWidget(stem)
        lines = []
        if late := "key" in shows and is_right(question, item.response):  # by a second try
            lines.append((RIGHT, tr("第 {n} 次答对", n=item.tries), right_text(question)))
        elif "answer" in shows:
            look = PARTLY if item.fraction and "right" in shows else WRONG
            lines.append((look, tr("我的答案"), answer_text(question, item.response)))
        if "key" in shows and not late:
            lines.append((RIGHT, right_name(question), right_text(question)))
        column.addWidget(Answers(theme, lines))
        if "explanation" not in shows:
            return
        column.addWidget(WrappedLabel(bold_html(explanation_text(question))))
        grounds = Grounds(theme, question, sources)
        grounds.plan_opened.connect(self.plan_opened)
        grounds.law_opened.connect(self.law_opened)
        column.addWidget(grounds)
