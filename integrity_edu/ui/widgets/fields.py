"""Fields to type into: a search field, a password with an eye, and a field with its label."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from integrity_edu.ui.accessible import announce
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import IconLabel
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr

ICON_PX = 18
EYE_PX = 32


class PasswordField(QLineEdit):
    """A password, hidden until the eye at its end is pressed; the eye can be tabbed to."""

    def __init__(self, theme: Theme, placeholder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.eye = QToolButton(self)
        self.eye.setObjectName("eye")
        self.eye.setCheckable(True)
        self.eye.setFixedSize(EYE_PX, EYE_PX)
        self.eye.setIconSize(QSize(ICON_PX, ICON_PX))
        self.eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self.eye.setStyleSheet("QToolButton { background: transparent; border: none; }")
        self.eye.toggled.connect(self._show_or_hide)
        self.setTextMargins(0, 0, EYE_PX, 0)
        theme.changed.connect(self._name_eye)
        self._name_eye()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the end."""
        super().resizeEvent(event)
        self.eye.move(self.width() - EYE_PX - 6, (self.height() - EYE_PX) // 2)

    def _show_or_hide(self) -> None:
        shown = self.eye.isChecked()
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._name_eye()

    def _name_eye(self) -> None:
        shown = self.eye.isChecked()
        name = tr("遮住口令") if shown else tr("显示口令")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)
        icon = "eye-off" if shown else "eye"
        self.eye.setIcon(self._theme.icons.icon(icon, self._theme.palette.muted))


class LabelledField(QWidget):
    """A label, its field, and below it a note, or a sentence saying what is wrong."""

    def __init__(self, theme: Theme, label: str, field: QLineEdit, note: str = "") -> None:
        super().__init__()
        self._note_text = note
        self.field = field
        self.label = QLabel(label)
        self.label.setProperty("role", "small-strong")
        self.label.setBuddy(field)
        field.setAccessibleName(label)
        field.setAccessibleDescription(note)
        self._icon = IconLabel(theme, "warning", "accent", 16)
        self.note = WrappedLabel(note, "small")
        self.note.setStyleSheet("font-size: 12px;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.label)
        column.addWidget(field)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.note, 1)
        column.addLayout(foot)
        column.addStretch()
        field.textEdited.connect(lambda _: self.show_error(""))
        self._error = ""
        self._show()

    @property
    def error(self) -> str:
        """What is wrong, or an empty text."""
        return self._error

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def show_error(self, sentence: str) -> None:
        """Say what is wrong under the field; an empty sentence brings the note back."""
        if sentence == self._error:
            return
        self._error = sentence
        self._show()
        if sentence:
            announce(self.field, sentence, urgent=True)

    def _show(self) -> None:
        wrong = bool(self._error)
        text = self._error or self._note_text
        self.note.setText(text)
        self.note.setVisible(bool(text))
        set_role(self.note, "error" if wrong else "small")
        self._icon.setVisible(wrong)
        self.field.setProperty("state", "error" if wrong else "")
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self.field.setAccessibleDescription(text)
