"""A case and the questions about it, one below the other, each answered by its own widget."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout

from integrity_edu.quiz.drawing import shown_of
from integrity_edu.quiz.grading import Response, is_answered
from integrity_edu.quiz.questions import CaseSet, Part, kind_of
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.answer_words import part_heading
from integrity_edu.ui.question_words import describe, how_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import line
from integrity_edu.ui.widgets.question.base import QuestionWidget
from integrity_edu.ui.widgets.question.day import DayQuestion
from integrity_edu.ui.widgets.question.fill import FillQuestion
from integrity_edu.ui.widgets.question.judge import JudgeQuestion
from integrity_edu.ui.widgets.question.multiple import MultipleQuestion
from integrity_edu.ui.widgets.question.number import NumberQuestion
from integrity_edu.ui.widgets.question.single import SingleQuestion
from integrity_edu.ui.widgets.question.stem import StemLabel
from integrity_edu.ui.widgets.text import WrappedLabel

PARTS: dict[str, type[QuestionWidget]] = {
    "single": SingleQuestion,
    "multiple": MultipleQuestion,
    "judge": JudgeQuestion,
    "fill": FillQuestion,
    "number": NumberQuestion,
    "date": DayQuestion,
}

STEM_PX = 16


class PartBox(QFrame):
    """One question of the set. `answered` carries its response alone."""

    answered = Signal(object)

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self.number = theme, number
        self._kinds: dict[str, QuestionWidget] = {}
        self.part: Part | None = None
        self.response: Response = None
        self._heading = QLabel()
        self._heading.setProperty("role", "small-strong")
        self._stem = StemLabel("", "heading")
        self._how = WrappedLabel("", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 8)
        self._column.setSpacing(8)
        for widget in (line(), self._heading, self._stem, self._how):
            self._column.addWidget(widget)

    @property
    def widget(self) -> QuestionWidget:
        """What takes the answer of the part that is shown."""
        assert self.part is not None
        return self._kinds[kind_of(self.part)]

    @property
    def is_answered(self) -> bool:
        """Whether this part has a whole answer."""
        return self.part is not None and is_answered(self.part, self.response)

    def show_part(self, item: Item, part: Part) -> None:
        """`item` is the part's own: its question, its options in order, its response."""
        self.part, self.response = part, item.response
        heading = part_heading(self.number, part)
        self._heading.setText(heading)
        self._stem.show_stem(part, STEM_PX, revealed=item.confirmed)
        self._how.setText(how_text(part))
        self._how.setVisible(bool(how_text(part)) and not item.confirmed)
        self._take(kind_of(part)).show_item(item)
        self.setAccessibleName(f"{heading} {self._stem.accessibleName()}")
        self.setAccessibleDescription(describe(part, item.shown))

    def _take(self, kind: str) -> QuestionWidget:
        if kind not in self._kinds:
            made = PARTS[kind](self._theme, f"part-{self.number}-")
            made.answered.connect(self._answered)
            self._kinds[kind] = made
            self._column.addWidget(made)
        for name, widget in self._kinds.items():
            widget.setVisible(name == kind)
        return self._kinds[kind]

    def _answered(self, response: Response) -> None:
        self.response = response
        self.answered.emit(response)


class CaseQuestion(QuestionWidget):
    """Keys go to the part that has the keyboard, else to the first one without an answer."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self.parts: list[PartBox] = []
        self._count = 0
        self._clearing = False
        self.rows.addStretch()

    @property
    def choices(self) -> int:
        """As many as the part that keys go to has."""
        return self._current().widget.choices

    def show_item(self, item: Item) -> None:
        """Show every part with its own answer."""
        question = item.question
        assert isinstance(question, CaseSet)
        self._count = len(question.parts)
        while len(self.parts) < self._count:
            self._add_part()
        for index, box in enumerate(self.parts):
            box.setVisible(index < self._count)
            if index < self._count:
                part = question.parts[index]
                box.show_part(_item_of(item, part), part)
        self.setEnabled(True)

    def reveal(self, item: Item) -> None:
        """Every part says what was right."""
        self.show_item(item)

    def choose(self, index: int) -> None:
        """Pick in the current part."""
        self._current().widget.choose(index)

    def clear(self) -> None:
        """Take the answers of all parts back."""
        self._clearing = True
        for box in reversed(self._shown()):
            box.widget.clear()
        self._clearing = False
        self.answered.emit(None)
        self.focus_first()

    def focus_first(self) -> None:
        """The first part without an answer, else the first."""
        shown = self._shown()
        next((box for box in shown if not box.is_answered), shown[0]).widget.focus_first()

    def _shown(self) -> list[PartBox]:
        return self.parts[: self._count]

    def _current(self) -> PartBox:
        focused = QApplication.focusWidget()
        shown = self._shown()
        here = [box for box in shown if focused and box.isAncestorOf(focused)]
        return (here or [box for box in shown if not box.is_answered] or shown)[0]

    def _add_part(self) -> None:
        box = PartBox(self.theme, len(self.parts) + 1)
        box.answered.connect(lambda _: self._changed())
        self.parts.append(box)
        self.rows.insertWidget(self.rows.count() - 1, box)

    def _changed(self) -> None:
        if not self._clearing:
            pairs = {box.part.id: box.response for box in self._shown() if box.part}
            given = {ref: one for ref, one in pairs.items() if one is not None}
            self.answered.emit(given or None)


def _item_of(item: Item, part: Part) -> Item:
    """The part as an item of its own."""
    given: Mapping[str, Response] = item.response if isinstance(item.response, dict) else {}
    return replace(
        item, question=part, shown=shown_of(item.shown, part.id), response=given.get(part.id)
    )
