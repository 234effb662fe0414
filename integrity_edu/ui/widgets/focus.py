"""One overlay draws the focus ring for whatever has keyboard focus.

A style sheet cannot draw an outline with a gap, and a border that thickens moves the words.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CONTROL

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_AWAY = 3


class FocusRing(QWidget):
    """Transparent to the mouse; 2 px, 3 px away from the focused widget, only for the keyboard."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._target: QWidget | None = None
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow focus, and the focused widget where it goes."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._by_keyboard = True
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self._follow(None)
        elif kind == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            wanted = self._by_keyboard and watched.window() is self.window()
            self._follow(watched if wanted else None)
        elif (
            watched is self._target
            and kind
            in (
                QEvent.Type.Move,
                QEvent.Type.Resize,
                QEvent.Type.Hide,
            )
        ) or (kind in (QEvent.Type.Wheel, QEvent.Type.LayoutRequest) and self._target):
            self._place()
        return False

    def _follow(self, widget: QWidget | None) -> None:
        if self._target is not None:
            self._target.destroyed.disconnect(self._lost)
        self._target = widget
        if widget is not None:
            widget.destroyed.connect(self._lost)
        self._place()

    def _lost(self) -> None:
        self._target = None
        self.hide()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible() or isinstance(target, QAbstractScrollArea):
            self.hide()
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        away = _AWAY + 2
        self.setGeometry(QRect(corner, target.size()).adjusted(-away, -away, away, away))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.palette.info), 2))
        radius = RADIUS_CONTROL + 4
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()
