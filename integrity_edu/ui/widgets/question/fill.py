"""Blanks to fill in: one field for each gap of the stem."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from integrity_edu.quiz.grading import level_text
from integrity_edu.quiz.questions import Fill
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.question.base import QuestionWidget, Verdict, ids_of
from integrity_edu.words import tr

LONGEST = 60


class BlankField(QLineEdit):
    """A line to type into; while it is empty, left and right go from question to question."""

    def event(self, event: QEvent) -> bool:
        """Claim no arrows that have nothing to move over."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and not self.text()
        ):
            return False
        return super().event(event)


class BlankRow(QWidget):
    """One blank: its number, a field, and later what was right."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        label = QLabel(tr("第 {n} 空", n=number))
        label.setProperty("role", "strong")
        self.field = BlankField()
        self.field.setObjectName(f"blank-{number}")
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
        said = tr("填对了") if right else tr("填的不对，正确答案：{answer}", answer=forms[0])
        self.verdict.show_verdict(right=right, text=said)
        self.field.setReadOnly(True)
        self.field.setAccessibleDescription(said)


class FillQuestion(QuestionWidget):
    """Every keystroke that changes a field is a change of the answer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
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
        (next((row for row in rows if not row.field.text()), None) or rows[0]).field.setFocus()

    def _add_blank(self) -> None:
        row = BlankRow(self.theme, len(self.blanks) + 1)
        row.field.textEdited.connect(lambda _: self._changed())
        self.blanks.append(row)
        self.rows.insertWidget(self.rows.count() - 1, row)

    def _changed(self) -> None:
        texts = [row.field.text() for row in self.blanks[: self._count]]
        self.answered.emit(texts if any(texts) else None)
