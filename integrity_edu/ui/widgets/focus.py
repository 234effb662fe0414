"""The focus ring: one overlay for whatever the keyboard is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextBrowser,
    QWidget,
)
from shiboken6 import isValid

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import RADIUS_CONTROL

WIDTH, DISTANCE = 2, 3
_MOVING = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Paint, QEvent.Type.Show)
_WITHIN = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key(Qt.Key.Key_1 + place) for place in range(9)),
)
"""Keys that move within what is on screen; others may bring a page, which is read from its top."""


class FocusRing(QWidget):
    """Drawn 3 px away from the focused widget, since a style sheet cannot leave a gap.

    Shown when focus came by keyboard, and always round a field one types in. A widget may set
    the property "radius" to its own corner radius, the property "focus-ring" to False to draw
    its own, or have a method `ring_rect() -> QRect` when only a part of it is current.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        for old in window.findChildren(FocusRing):
            old.setParent(None)
            old.deleteLater()
        super().__init__(window)
        self._window, self._theme = window, theme
        self._by_keyboard = self._stays = False
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)
        theme.changed.connect(self.update)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    @property
    def target(self) -> QWidget | None:
        """The widget the ring is drawn round, None when it is hidden."""
        return self._target if self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn whether keys or the mouse were used last, and follow what moves."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            self._by_keyboard = True
            if isinstance(event, QKeyEvent):
                self._stays = event.key() in _WITHIN
        elif kind == QEvent.Type.MouseButtonPress and watched is self._target:
            self._by_keyboard = False
            self._place()
        elif kind in _MOVING or kind == QEvent.Type.Hide:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded outline, cut where a scroll area cuts its widget."""
        if self._target is None or not isValid(self._target):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._seen(self._target).translated(-self.pos()))
        painter.setPen(QPen(QColor(self._theme.palette.info), WIDTH))
        radius = (self._target.property("radius") or RADIUS_CONTROL) + 4
        half = WIDTH / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )
        painter.end()

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._by_keyboard = self._stays = False
        self._unwatch()
        self._target = None
        if new is not None and new is not self._window and self._window.isAncestorOf(new):
            self._target = new
            self._watch(new)
            if self._stays:
                _bring_into_sight(new)
        self._place()

    def _watch(self, widget: QWidget) -> None:
        step: QWidget | None = widget
        while step is not None and step is not self._window:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []

    def _wanted(self, target: QWidget) -> bool:
        if target.property("focus-ring") is False or not target.isVisible():
            return False
        if isinstance(target, QTextBrowser):  # marks the link it is on by itself
            return False
        return self._by_keyboard or _is_field(target)

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not self._wanted(target):
            self.hide()
            return
        out = DISTANCE + WIDTH
        box = _box(target).translated(target.mapTo(self._window, QPoint(0, 0)))
        box.adjust(-out, -out, out, out)
        if box != self.geometry():
            self.setGeometry(box)
            self.update()
        if not self.isVisible():
            self.show()
            self.raise_()

    def _seen(self, target: QWidget) -> QRect:
        """What the scroll areas round a widget let through, in the window's coordinates."""
        seen = self._window.rect()
        step = target.parentWidget()
        while step is not None and step is not self._window:
            if isinstance(step.parentWidget(), QAbstractScrollArea):
                corner = step.mapTo(self._window, QPoint(0, 0))
                seen = seen.intersected(QRect(corner, step.size()))
            step = step.parentWidget()
        return seen


def _bring_into_sight(widget: QWidget) -> None:
    """Scroll to where a key put the focus (WCAG 2.2, 2.4.11); Qt does it for Tab within only."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea) and step.isAncestorOf(widget):
            step.ensureWidgetVisible(widget)
        step = step.parentWidget()


def _box(target: QWidget) -> QRect:
    part = getattr(target, "ring_rect", None)
    return QRect(part()) if part else target.rect()


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox)
