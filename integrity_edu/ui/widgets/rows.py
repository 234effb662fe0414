"""A whole row that is one button, with labels of any layout inside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CONTROL


class RowButton(QAbstractButton):
    """Lay labels into `row` (left to right) or `words` (a column in it); the name is read aloud.

    Checked rows are tinted and, where `outlined`, framed; hovered ones stand on paper colour.
    """

    def __init__(self, theme: Theme, name: str, *, outlined: bool = False) -> None:
        super().__init__()
        self._theme, self._outlined = theme, outlined
        self.setAccessibleName(name)
        self.setProperty("radius", RADIUS_CONTROL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 9, 12, 9)
        self.row.setSpacing(12)
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        self._hovered = False
        theme.changed.connect(self.update)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets into the row in order; they let the mouse through to the row."""
        for widget in widgets:
            self._let_through(widget)
            self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_words(self, *labels: QWidget) -> None:
        """Put a column of labels into the row; it takes the room that is left."""
        self.row.addLayout(self.words, 1)
        for label in labels:
            self._let_through(label)
            self.words.addWidget(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a row as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stand on paper colour under the pointer."""
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stand plain again."""
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded tint when checked or hovered; the labels paint themselves."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = None
        if self.isChecked():
            ground = palette.accent_soft
        elif self._hovered or self.isDown():
            ground = palette.paper
        if self._outlined:
            painter.setPen(QPen(QColor(palette.line), 1))
        elif ground:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            return
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)

    @staticmethod
    def _let_through(widget: QWidget) -> None:
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
