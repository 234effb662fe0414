"""Blanks to fill in: one field for each gap of the stem."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.quiz.questions import Fill
from integrity_edu.quiz.sitting import Item
from integrity_edu.quiz.typed import level_text
from integrity_edu.ui.answer_words import typed_verdict
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.question.base import QuestionWidget, Verdict, ids_of
from integrity_edu.ui.widgets.question.line import LineField
from integrity_edu.words import tr

LONGEST = 60


class BlankRow(QWidget):
    """One blank: its number, a field, and later what was right."""

    def __init__(self, theme: Theme, number: int, prefix: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        label = QLabel(tr("第 {n} 空", n=number))
        label.setProperty("role", "strong")
        self.field = LineField()
        self.field.setObjectName(f"{prefix}blank-{number}")
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(label.text())
        self.field.setPlaceholderText(tr("写在这里"))
        label.setBuddy(self.field)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        self.verdict = Verdict(theme)
        column.addLayout(row)
        column.addWidget(self.verdict)

    def reveal(self, forms: tuple[str, ...]) -> None:
        """Say whether these words are one of the accepted forms."""
        text = self.field.text()
        right = level_text(text) in {level_text(form) for form in forms}
        said = typed_verdict(text, forms[0], right=right)
        self.verdict.show_verdict(right=right or not text, text=said)
        self.field.setReadOnly(True)
        self.field.setPlaceholderText(tr("没有填"))
        self.field.setAccessibleDescription(said)


class FillQuestion(QuestionWidget):
    """Every keystroke that changes a field is a change of the answer."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self.blanks: list[BlankRow] = []
        self._count = 0
        self.rows.addStretch()

    def show_item(self, item: Item) -> None:
        """Show as many fields as there are blanks, with what was typed."""
        assert isinstance(item.question, Fill)
        self._count = len(item.question.blanks)
        texts = [*ids_of(item.response), *([""] * self._count)]
        while len(self.blanks) < self._count:
            self._add_blank()
        for index, row in enumerate(self.blanks):
            row.setVisible(index < self._count)
            row.verdict.hide()
            row.field.setReadOnly(False)
            row.field.setPlaceholderText(tr("写在这里"))
            row.field.setAccessibleDescription("")
            row.field.setText(texts[index] if index < self._count else "")
        self.setEnabled(True)
        if item.confirmed:
            self.reveal(item)

    def reveal(self, item: Item) -> None:
        """A tick or the right words under each field."""
        assert isinstance(item.question, Fill)
        for row, forms in zip(self.blanks, item.question.blanks, strict=False):
            row.reveal(forms)

    def clear(self) -> None:
        """Empty every field."""
        for row in self.blanks:
            row.field.clear()
        self._changed()
        self.focus_first()

    def focus_first(self) -> None:
        """The first empty field, else the first."""
        rows = self.blanks[: self._count]
        next((row for row in rows if not row.field.text()), rows[0]).field.setFocus()

    def _add_blank(self) -> None:
        row = BlankRow(self.theme, len(self.blanks) + 1, self.prefix)
        row.field.textEdited.connect(lambda _: self._changed())
        self.blanks.append(row)
        self.rows.insertWidget(self.rows.count() - 1, row)

    def _changed(self) -> None:
        texts = [row.field.text() for row in self.blanks[: self._count]]
        self.answered.emit(texts if any(texts) else None)
