"""One line to type: how it is read is said while it is typed, and afterwards what was right."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from integrity_edu.quiz.grading import is_right
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.answer_words import right_text, typed_verdict
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import IconLabel
from integrity_edu.ui.widgets.question.base import QuestionWidget, Verdict
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr

LONGEST = 40
LINE = 22


def leaves_to_page(event: QEvent, *, empty: bool) -> bool:
    """Whether a key is the page's and not the field's.

    An arrow that has nothing to move over goes to the next question. Taking back is the page's
    always: it knows the changes of all questions, the field only those since it was filled.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return True
    return empty and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)


class LineField(QLineEdit):
    """A line to type into; while it is empty, left and right go from question to question."""

    def __init__(self) -> None:
        super().__init__()
        self._known = ""
        self.textEdited.connect(self._keep)
        self.textChanged.connect(self._changed)

    def setText(self, text: str | None) -> None:
        """Show `text`; that is not typing."""
        self._keep((text or "")[: self.maxLength()])
        super().setText(text)

    def clear(self) -> None:
        """Empty it; that is not typing."""
        self._keep("")
        super().clear()

    def _keep(self, text: str) -> None:
        self._known = text

    def _changed(self, text: str) -> None:
        """A screen reader writes past the keyboard: Qt does not call that typing, we do."""
        if text != self._known:
            self.textEdited.emit(text)

    def event(self, event: QEvent) -> bool:
        """Claim no keys that are the page's."""
        return False if leaves_to_page(event, empty=not self.text()) else super().event(event)


class Reading(QWidget):
    """A line below a field: a tip, how the text was read, or that it cannot be read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = IconLabel(theme, "info", "muted", 16)
        self._icon.setFixedHeight(LINE)  # in the middle of the first line of words
        self.label = WrappedLabel("", "muted")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def say(self, text: str, tone: str) -> None:
        """Say it; `tone` is muted for a tip, text for what was read, warning for what was not."""
        icons = {"muted": "info", "text": "check", "warning": "warning"}
        self._icon.set(icons[tone], tone)
        self.label.setText(text)
        set_role(self.label, "" if tone == "text" else tone)


class LineQuestion(QuestionWidget):
    """The response is what was typed; it is read the same way as when it is graded."""

    name = "line"
    longest = LONGEST

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self.field = LineField()
        self.field.setObjectName(f"{prefix}{self.name}")
        self.field.setMaxLength(self.longest)
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(320)
        self.field.textEdited.connect(lambda _: self._typed())
        self.line = QHBoxLayout()
        self.line.setSpacing(10)
        self.line.addWidget(self.field, 1)
        self.reading, self.verdict = Reading(theme), Verdict(theme)
        self.rows.setSpacing(8)
        self.rows.addLayout(self.line)
        self.rows.addWidget(self.reading)
        self.rows.addWidget(self.verdict)
        self.rows.addStretch()

    @abstractmethod
    def placeholder(self) -> str:
        """What stands in the empty field."""

    @abstractmethod
    def tip(self) -> str:
        """How one may write it."""

    @abstractmethod
    def unread(self) -> str:
        """That it could not be read."""

    @abstractmethod
    def read(self, text: str) -> str:
        """How a text is understood, in words; empty when it is not."""

    def show_item(self, item: Item) -> None:
        """Show what was typed."""
        text = item.response if isinstance(item.response, str) else ""
        self.verdict.hide()
        self.field.setReadOnly(False)
        self.field.setPlaceholderText(self.placeholder())
        self.field.setText(text)
        self.reading.show()
        self._say_reading()
        self.setEnabled(True)
        if item.confirmed:
            self.reveal(item)

    def reveal(self, item: Item) -> None:
        """A tick, or what it should have been."""
        text = self.field.text().strip()
        right = is_right(item.question, text)
        said = typed_verdict(text, right_text(item.question), right=right)
        self.reading.setVisible(bool(self.read(text)))
        self.verdict.show_verdict(right=right or not text, text=said)
        self.field.setReadOnly(True)
        self.field.setPlaceholderText(tr("没有填"))
        self.field.setAccessibleDescription(said)

    def clear(self) -> None:
        """Empty the field."""
        self.field.clear()
        self._say_reading()
        self.answered.emit(None)
        self.focus_first()

    def focus_first(self) -> None:
        """The field."""
        self.field.setFocus()

    def fill(self, text: str) -> None:
        """Write a text as if it had been typed."""
        self.field.setText(text)
        self._typed()

    def _typed(self) -> None:
        before = self.reading.label.text()
        self._say_reading()
        if self.field.text() and self.reading.label.text() != before:
            announce(self.field, self.reading.label.text())
        text = self.field.text()
        self.answered.emit(text if text.strip() else None)

    def _say_reading(self) -> None:
        text = self.field.text().strip()
        said = self.read(text) if text else ""
        if said:
            self.reading.say(said, "text")
        elif text:
            self.reading.say(tr("{unread}{tip}", unread=self.unread(), tip=self.tip()), "warning")
        else:
            self.reading.say(self.tip(), "muted")
        self.field.setAccessibleDescription(self.reading.label.text())
