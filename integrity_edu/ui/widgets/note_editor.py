"""What a learner keeps with a question: a star, why it went wrong, words of his own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
)

from integrity_edu.review.notes import CAUSES, Note
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import ChipButton
from integrity_edu.ui.widgets.cards import IconLabel
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.star import StarButton
from integrity_edu.ui.wrong_book_words import cause_text
from integrity_edu.words import tr

PAUSE_MS = 1_000
"""This long after the last key the words are saved."""

HEIGHT = 92


class NoteEditor(QFrame):
    """Star and cause take effect at once; words are saved after a pause and when one leaves.

    `cause_wanted` is one of notes.CAUSES or empty. `written` asks to save the words; whoever does
    so calls `say_saved` or `say_lost`. `finished` tells, once somebody has left the field and
    everything is saved, what the words were before.
    """

    star_wanted = Signal(bool)
    cause_wanted = Signal(str)
    written = Signal(str)
    finished = Signal(str)

    def __init__(self, theme: Theme, question: str) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._stored = self._before = ""
        self._sent: str | None = None
        self._left = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._head(theme, question))
        why = QLabel(tr("当时为什么错"))
        why.setProperty("role", "small")
        column.addWidget(why)
        column.addLayout(self._causes())
        self.words = QPlainTextEdit()
        self.words.setObjectName("note-words")
        self.words.setAccessibleName(tr("自己的话"))
        self.words.setAccessibleDescription(tr("加密保存，只有你自己能读。停下来就会存好。"))
        self.words.setPlaceholderText(tr("下次怎么记住它？用自己的话写一句。"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(HEIGHT)
        self.words.textChanged.connect(self._typed)
        self.words.installEventFilter(self)
        column.addWidget(self.words)
        column.addLayout(self._foot(theme))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._save)

    def _head(self, theme: Theme, question: str) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel(tr("我的笔记"))
        label.setProperty("role", "small-strong")
        self.star = StarButton(theme, question)
        self.star.wanted.connect(lambda _, on: self.star_wanted.emit(on))
        row.addWidget(label)
        row.addStretch()
        row.addWidget(self.star)
        return row

    def _causes(self) -> FlowLayout:
        row = FlowLayout(gap=8)
        self.causes: dict[str, ChipButton] = {}
        for cause in CAUSES:
            chip = ChipButton(cause_text(cause))
            chip.setObjectName(f"cause-{cause}")
            chip.setAccessibleDescription(tr("当时为什么错；再按一次取消"))
            chip.clicked.connect(lambda on, cause=cause: self._pick(cause if on else ""))
            row.addWidget(chip)
            self.causes[cause] = chip
        return row

    def _foot(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        private = QLabel(tr("加密保存，只有你自己能读"))
        self.saved = QLabel()
        self.saved.setObjectName("note-saved")
        self._saved_icon = IconLabel(theme, "check-circle", "success", 16)
        for label in (private, self.saved):
            label.setProperty("role", "small")
        row.addWidget(IconLabel(theme, "lock", "muted", 16))
        row.addWidget(private)
        row.addStretch()
        row.addWidget(self._saved_icon)
        row.addWidget(self.saved)
        self._saved_icon.hide()
        return row

    def show_note(self, note: Note) -> None:
        """Show what is stored; words under way are left alone."""
        self.star.show_starred(on=note.favourite)
        self._show_cause(note.cause)
        if self._sent is None and self._text == self._stored and note.text != self._stored:
            self._stored = self._before = note.text
            self.words.setPlainText(note.text)
            self._say("")

    def flush(self) -> None:
        """Somebody leaves: save what is not saved yet."""
        self._left = True
        self._save()
        self._finish()

    def say_saved(self) -> None:
        """What was sent is stored."""
        self._stored, self._sent = self._sent or "", None
        if self._text == self._stored:
            self._say(tr("已保存"))
            announce(self.saved, self.saved.text())
        else:
            self._save()  # typed on meanwhile
        self._finish()

    def say_lost(self) -> None:
        """What was sent is not stored; it stays in the field and is sent again at the next pause."""
        self._sent = None
        self._say(tr("这一次没有存上"), trouble=True)

    def not_told(self, before: str) -> None:
        """Nobody could be told that the words changed from `before`: tell it the next time."""
        self._before = before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field saves; coming back begins a new change to be taken back by itself."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif event.type() == QEvent.Type.FocusIn:
            self._left = False
        return super().eventFilter(watched, event)

    @property
    def _text(self) -> str:
        return self.words.toPlainText().strip()

    def _pick(self, cause: str) -> None:
        self._show_cause(cause)
        self.cause_wanted.emit(cause)

    def _show_cause(self, cause: str) -> None:
        for name, chip in self.causes.items():
            chip.setChecked(name == cause)

    def _typed(self) -> None:
        if self._text != self._stored:
            self._say("")
            self._pause.start()

    def _save(self) -> None:
        self._pause.stop()
        if self._sent is None and self._text != self._stored:
            self._sent = self._text
            self.written.emit(self._text)

    def _finish(self) -> None:
        if self._left and self._sent is None and self._text == self._stored:
            before, self._before = self._before, self._stored
            if before != self._stored:
                self.finished.emit(before)

    def _say(self, text: str, *, trouble: bool = False) -> None:
        self.saved.setText(text)
        self._saved_icon.set(*(("warning", "warning") if trouble else ("check-circle", "success")))
        self._saved_icon.setVisible(bool(text))
