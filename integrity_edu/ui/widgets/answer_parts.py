"""Answers in words beside their names, and what a question rests on: parts of explained ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.quiz.questions import Question
from integrity_edu.quiz.sources import Sources
from integrity_edu.ui.fonts import widest
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import IconLabel
from integrity_edu.ui.widgets.explanation import LawLine, QuoteBox
from integrity_edu.ui.widgets.text import WrappedLabel

LEAST_NAME = 64
RIGHT = ("check-circle", "success")
WRONG = ("cross-circle", "accent")
PARTLY = ("half", "warning")


class Answers(QWidget):
    """(icon, colour), name and words of each answer, one below the other."""

    def __init__(self, theme: Theme, lines: Sequence[tuple[tuple[str, str], str, str]]) -> None:
        super().__init__()
        names = [name for _, name, _ in lines]
        width = max(LEAST_NAME, widest(names, bold=True) + 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        for (icon, color), name, text in lines:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel(theme, icon, color, 20), 0, top)
            label = QLabel(name)
            label.setProperty("role", color)
            label.setFixedWidth(width)
            row.addWidget(label, 0, top)
            row.addWidget(WrappedLabel(text), 1)
            column.addLayout(row)


class Grounds(QWidget):
    """The pieces of the plan and today's rules behind a question, with the ways to them."""

    plan_opened = Signal(int, str)
    law_opened = Signal(str, str)

    def __init__(self, theme: Theme, question: Question, sources: Sources) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for source in sources.plan(question):
            box = QuoteBox(theme)
            box.show_source(source)
            box.opened.connect(
                lambda source=source: self.plan_opened.emit(source.measure, source.quote)
            )
            column.addWidget(box)
        for rule in sources.law(question):
            line = LawLine(theme)
            line.show_source(rule)
            line.opened.connect(lambda rule=rule: self.law_opened.emit(rule.law, rule.point))
            column.addWidget(line)
        if not column.count():
            self.hide()
