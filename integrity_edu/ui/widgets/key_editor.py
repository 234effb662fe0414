"""The right answer of a question, changed with the question's own widget."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrity_edu.exams.regrading.new_key import with_key
from integrity_edu.papers.chance import chance_of
from integrity_edu.quiz.drawing import shown_order
from integrity_edu.quiz.grading import Response, right_response
from integrity_edu.quiz.questions import Question, kind_of
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.answer_words import kind_text
from integrity_edu.ui.question_words import describe
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.question_card import KINDS
from integrity_edu.words import tr


class KeyEditor(QWidget):
    """Begins with the present key; `question` is the one with the key set here, None for half."""

    changed = Signal()

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__()
        self._asked = question
        self._response: Response = right_response(question)
        shown = tuple(shown_order(question, chance_of(0, 0), shuffle=False))
        self.widget = KINDS[kind_of(question)](theme, "key-")
        self.widget.show_item(
            Item(
                position=0,
                question=question,
                revision=0,
                shown=shown,
                flagged=False,
                confirmed=False,
                earned=None,
                response=self._response,
                saved_at=None,
            )
        )
        kind = kind_text(question)
        self.widget.setAccessibleName(tr("新答案：{kind}", kind=kind))
        self.widget.setAccessibleDescription(describe(question, shown))
        self.widget.answered.connect(self._answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.widget)

    @property
    def question(self) -> Question | None:
        """The question with its new key."""
        return with_key(self._asked, self._response)

    def _answered(self, response: Response) -> None:
        self._response = response
        self.changed.emit()
