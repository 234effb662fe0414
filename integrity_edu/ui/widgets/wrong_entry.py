"""One question of the wrong-book: a row, and once opened its answer, why, and my note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from integrity_edu.quiz.sources import Sources
from integrity_edu.review.wrong_book import WrongQuestion
from integrity_edu.ui import wrong_book_words as say
from integrity_edu.ui.answer_words import (
    bold_html,
    explanation_text,
    right_name,
    right_text,
)
from integrity_edu.ui.level_words import level_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.answer_parts import RIGHT, Answers, Grounds
from integrity_edu.ui.widgets.cards import Chip, IconLabel
from integrity_edu.ui.widgets.note_editor import NoteEditor
from integrity_edu.ui.widgets.question.stem import StemLabel
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.text import WrappedLabel, squeeze
from integrity_edu.words import tr

_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class _Row(RowButton):
    """The arrow keys go to the row above or below."""

    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self.setCheckable(True)
        self.stem, self.facts = WrappedLabel("", "strong"), WrappedLabel("", "small")
        self.stem.setTextFormat(Qt.TextFormat.RichText)
        self.add_words(self.stem, self.facts)
        self.sure = Chip(theme, tr("很有把握"), "warning")
        self.star = IconLabel(theme, "star-full", "warning", 18)
        self.level = Chip(theme, "")
        self.arrow = IconLabel(theme, "chevron-down", "muted", 18)
        self.add(self.sure, self.star, self.level, self.arrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through the list."""
        if step := _STEPS.get(event.key()):
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class WrongEntry(QWidget):
    """`toggled` says that it was opened or closed; what is inside is made when first opened."""

    toggled = Signal(bool)
    noting = Signal(object)
    """The editor of its note was made."""
    plan_opened = Signal(int, str)
    law_opened = Signal(str, str)

    def __init__(self, theme: Theme, one: WrongQuestion) -> None:
        super().__init__()
        self._theme, self.one = theme, one
        self._sources: Sources | None = None
        self.setObjectName(f"entry-{one.question.id}")
        self.row = _Row(theme)
        self.row.setObjectName(f"wrong-{one.question.id}")
        self.row.toggled.connect(self._toggled)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.row)
        self._detail: QFrame | None = None
        self.editor: NoteEditor | None = None

    @property
    def open(self) -> bool:
        """Whether its answer is shown."""
        return self.row.isChecked()

    def show_question(self, one: WrongQuestion, sources: Sources) -> None:
        """Show how it stands with this question now."""
        changed = one.question != self.one.question
        self.one, self._sources = one, sources
        row = self.row
        row.stem.setText(squeeze(say.short_stem(one.question)))
        row.facts.setText(say.facts(one, sources.today))
        row.sure.setVisible(one.certain)
        row.star.setVisible(one.note.favourite)
        row.level.set(level_text(one.level), say.LEVEL_TONES[one.level])
        row.setAccessibleName(say.spoken(one, sources.today))
        self._say_state()
        if changed and self._detail is not None:
            self._forget_detail()
        if self.open and self._detail is None:
            self._show_detail()
        if self.editor is not None:
            self.editor.show_note(one.note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what was opened and stands on its row."""
        if event.key() == Qt.Key.Key_Escape and self.open:
            self.row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.row.setChecked(False)
        else:
            super().keyPressEvent(event)

    def flush(self) -> None:
        """Save what was written and not saved yet."""
        if self.editor is not None:
            self.editor.flush()

    def _toggled(self) -> None:
        on = self.open
        if on and self._detail is None:
            self._show_detail()
        if self._detail is not None:
            self._detail.setVisible(on)
        if not on:
            self.flush()
        self._say_state()
        self.toggled.emit(on)

    def _say_state(self) -> None:
        self.row.arrow.set("chevron-up" if self.open else "chevron-down", "muted")
        words = tr("展开着，按回车收起") if self.open else tr("按回车看答案和笔记")
        self.row.setAccessibleDescription(words)

    def _forget_detail(self) -> None:
        """The question has another wording now: what is inside is made anew."""
        self.flush()
        if self._detail is not None:
            self._detail.hide()
            self._detail.deleteLater()
        self._detail = self.editor = None

    def _show_detail(self) -> None:
        if self._sources is None:
            return
        question, theme = self.one.question, self._theme
        self._detail = detail = QFrame()
        detail.setObjectName("wrong-detail")
        column = QVBoxLayout(detail)
        column.setContentsMargins(12, 12, 12, 18)
        column.setSpacing(12)
        if say.is_shortened(question):
            stem = StemLabel()
            stem.show_stem(question, revealed=True)
            column.addWidget(stem)
        column.addWidget(Answers(theme, [(RIGHT, right_name(question), right_text(question))]))
        column.addWidget(WrappedLabel(bold_html(explanation_text(question))))
        grounds = Grounds(theme, question, self._sources)
        grounds.plan_opened.connect(self.plan_opened)
        grounds.law_opened.connect(self.law_opened)
        column.addWidget(grounds)
        self.editor = NoteEditor(theme, question.id)
        self.editor.show_note(self.one.note)
        self.noting.emit(self.editor)
        column.addWidget(self.editor)
        self._column.addWidget(detail)
