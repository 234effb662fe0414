"""One question that went wrong: my answer, the right one, why, and on what it rests."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from integrity_edu.quiz.grading import right_response
from integrity_edu.quiz.sitting import Item
from integrity_edu.quiz.sources import Sources
from integrity_edu.ui.answer_words import answer_text, bold_html, kind_text, place_text, stem_text
from integrity_edu.ui.fonts import widest
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import Chip, IconLabel
from integrity_edu.ui.widgets.explanation import LawLine, QuoteBox
from integrity_edu.ui.widgets.text import WrappedLabel, squeeze
from integrity_edu.words import tr

LEAST_NAME = 64


class WrongItem(QFrame):
    """Not a control but for the ways to its sources."""

    plan_opened = Signal(int, str)
    law_opened = Signal(str, str)

    def __init__(self, theme: Theme, item: Item, sources: Sources) -> None:
        super().__init__()
        self._theme = theme
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
        column.addLayout(head)
        stem = WrappedLabel(squeeze(stem_text(question)), "strong")
        stem.setAccessibleName(stem_text(question))
        column.addWidget(stem)
        mine = answer_text(question, item.response)
        names = tr("我的答案"), tr("正确答案")
        self._column = max(LEAST_NAME, widest(names, bold=True) + 4)
        column.addLayout(self._answer("cross-circle", "accent", names[0], mine))
        right = answer_text(question, right_response(question))
        column.addLayout(self._answer("check-circle", "success", names[1], right))
        column.addWidget(WrappedLabel(bold_html(question.explanation)))
        self._add_sources(column, item, sources)

    def _answer(self, icon: str, color: str, name: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(IconLabel(self._theme, icon, color, 20), 0, top)
        label = QLabel(name)
        label.setProperty("role", color)
        label.setFixedWidth(self._column)
        row.addWidget(label, 0, top)
        row.addWidget(WrappedLabel(text), 1)
        return row

    def _add_sources(self, column: QVBoxLayout, item: Item, sources: Sources) -> None:
        for source in sources.plan(item.question):
            box = QuoteBox(self._theme)
            box.show_source(source)
            box.opened.connect(
                lambda source=source: self.plan_opened.emit(source.measure, source.quote)
            )
            column.addWidget(box)
        for rule in sources.law(item.question):
            line = LawLine(self._theme)
            line.show_source(rule)
            line.opened.connect(lambda rule=rule: self.law_opened.emit(rule.law, rule.point))
            column.addWidget(line)
