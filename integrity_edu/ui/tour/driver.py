"""A user made of real clicks and keys: finds widgets by their object names, waits, takes pictures."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QPainter,
    QPixmap,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from integrity_edu.clock import ManualClock, monotonic
from integrity_edu.ui.tour.stage import let_run

if TYPE_CHECKING:
    from integrity_edu.ui.main_window import MainWindow

PATIENCE_S = 20
MOST_TABS = 120
ROUND_MS = 2
ROUNDS = 5
"""Layouts settle over several rounds: wrapped labels claim their height, scroll bars come and go."""


class StepLine(TypedDict):
    """One line of tour.json; `picture` is the last picture of the step, empty for none."""

    name: str
    ok: bool
    ms: int
    picture: str


class TourError(Exception):
    """The program did not do what the tour's user expected."""


class ChapterOver(Exception):  # noqa: N818 - it ends a chapter, it is not the error itself
    """A step has failed and is on record; the rest of its chapter makes no sense."""


class Driver:
    """Drives one window at a time. Pictures and files go to `out`."""

    def __init__(self, window: MainWindow, clock: ManualClock, out: Path) -> None:
        self.clock, self.out = clock, out
        self.steps: list[StepLine] = []
        self.bugs: list[str] = []
        """Exceptions that reached Qt; they belong to the step that is running."""
        self._pictures = 0
        self._last = ""
        self.take(window)

    def take(self, window: MainWindow) -> None:
        """Drive this window from now on; files it wants to save land in `out`."""
        self.window = window
        window.messages.choose_save = self._save_in_out  # type: ignore[method-assign]

    def _save_in_out(self, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        del kinds
        then(self.out / name)

    # ---- looking -----------------------------------------------------------------------------

    def find(self, name: str) -> QWidget:
        """The one visible widget of this name, in whatever is on top."""
        found = self._visible(name)
        if len(found) != 1:
            raise TourError(f"{name}: {len(found)} visible")
        return found[0]

    def find_like(self, start: str, words: str) -> QWidget:
        """The one visible widget whose name begins so and which reads so to a screen reader."""
        named = [
            one for one in self.top.findChildren(QWidget) if one.objectName().startswith(start)
        ]
        found = [one for one in named if one.isVisible() and words in one.accessibleName()]
        if len(found) != 1:
            raise TourError(f"{start}… “{words}”: {len(found)} visible")
        return found[0]

    def sees(self, name: str) -> bool:
        """Whether a widget of this name is on screen."""
        return bool(self._visible(name))

    def text(self, name: str) -> str:
        """The words of a label or button."""
        widget = self.find(name)
        assert isinstance(widget, QLabel | QAbstractButton)
        return widget.text()

    def _visible(self, name: str) -> list[QWidget]:
        named = self.top.findChildren(QWidget, name)
        return [one for one in (self.top, *named) if one.objectName() == name and one.isVisible()]

    @property
    def top(self) -> QWidget:
        """An open menu, else an open dialog, else the window."""
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        return popup or modal or self.window

    # ---- doing -------------------------------------------------------------------------------

    def click(self, name: str) -> None:
        """Click a widget in its middle, after scrolling it into sight, where a hand would hit it."""
        self.click_widget(self.find(name))

    def click_action(self, name: str) -> None:
        """Click an entry of the open menu."""
        menu = self.top
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.objectName() == name)
        at = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    def click_widget(self, widget: QWidget) -> None:
        """Click a widget that was found in another way than by its name."""
        if not widget.isEnabled():
            raise TourError(f"{widget.objectName()}: not enabled")
        self._scroll_to(widget)
        top = self.top
        at = widget.mapTo(top, _middle(widget))
        hit = top.childAt(at) or top
        if hit is not widget and not widget.isAncestorOf(hit):
            raise TourError(f"{widget.objectName()}: {hit.objectName() or type(hit)} lies over it")
        if not self.window.geometry().contains(top.mapToGlobal(at)):
            raise TourError(f"{widget.objectName()}: outside of the window")
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(top, at))
        self.settle()

    def _scroll_to(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 0, 60)
            parent = parent.parentWidget()
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys one after the other where the keyboard is: "Tab", "Ctrl+Return", "3"."""
        for key in keys:
            target = QApplication.activePopupWidget() or QApplication.focusWidget() or self.top
            QTest.keySequence(target, QKeySequence(key))
            self.settle()

    def tab_to(self, name: str) -> None:
        """Press Tab until the keyboard is at a widget of this name."""
        for _ in range(MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is not None and focus.objectName() == name:
                return
            self.press("Tab")
        raise TourError(f"{name}: Tab does not get there")

    def type_into(self, name: str, text: str) -> None:
        """Click a field and type over what is in it."""
        self.click(name)
        self.press("Ctrl+A", "Delete")
        self.type(text)

    def type(self, text: str) -> None:
        """Type where the keyboard is; Chinese comes in as from an input method."""
        target = QApplication.focusWidget()
        if target is None:
            raise TourError(f"nothing to type into: {text}")
        if text.isascii() and not isinstance(target, QPlainTextEdit):
            QTest.keyClicks(target, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(target, event)
        self.settle()

    def choose(self, name: str, index: int) -> None:
        """Open a drop-down and click its entry number `index`."""
        box = self.find(name)
        assert isinstance(box, QComboBox)
        self.click_widget(box)
        view = box.view()
        row = box.model().index(index, box.modelColumn())
        view.scrollTo(row)
        at = view.visualRect(row).center()
        QTest.mouseMove(view.viewport(), at)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.settle()

    def show(self, name: str) -> None:
        """Scroll until a widget is in sight."""
        self._scroll_to(self.find(name))

    def escape(self) -> None:
        """Close whatever menus and dialogs a broken chapter has left open."""
        while self.top is not self.window:
            self.top.close()
            QCoreApplication.processEvents()

    # ---- waiting -----------------------------------------------------------------------------

    def wait(self, condition: Callable[[], bool], what: str, patience: float = PATIENCE_S) -> None:
        """Let the program run until something is so."""
        end = monotonic() + patience
        while not condition():
            if monotonic() > end:
                raise TourError(f"waited {patience} s in vain for: {what}")
            let_run(ROUND_MS)

    def settle(self) -> None:
        """Until nothing is asked of the database and every event has been dealt with."""
        QCoreApplication.processEvents()
        self.wait(lambda: self.window.tasks.idle, "the database")
        for _ in range(ROUNDS):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if QApplication.activeWindow() is None:  # no window manager gives the keyboard back
            self.top.activateWindow()

    def page(self, name: str) -> None:
        """Wait until this page is on screen and filled."""
        self.wait(lambda: self.window.page is self.window.pages.get(name, False), f"page {name}")
        self.settle()

    # ---- keeping -----------------------------------------------------------------------------

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """One line of tour.json. A failure is recorded with a picture and ends the chapter."""
        begun, self._last = monotonic(), ""
        self.bugs.clear()
        ok = True
        try:
            yield
            self.settle()
            self._look_round()
        except Exception as error:
            ok = False
            traceback.print_exception(error)
            self.capture("failed")
            raise ChapterOver(name) from error
        finally:
            ms = round((monotonic() - begun) * 1000)
            self.steps.append({"name": name, "ok": ok, "ms": ms, "picture": self._last})

    def _look_round(self) -> None:
        """Nothing must have gone wrong behind the step's back, and nothing may be left open."""
        if self.bugs:
            raise TourError("\n".join(self.bugs))
        left = [one.objectName() or type(one).__name__ for one in windows_over(self.window)]
        if left:
            raise TourError(f"left on screen: {', '.join(left)}")

    def shot(self, name: str) -> None:
        """Take a picture `NN-name.png` of the window with everything that lies over it."""
        self.settle()
        self.capture(name)

    def capture(self, name: str) -> None:
        """Take a picture at once, of work under way."""
        self._pictures += 1
        self._last = self.capture_as(f"{self._pictures:02d}-{name}.png")

    def capture_as(self, file: str) -> str:
        """Take a picture at once under this file name."""
        picture(self.window).save(str(self.out / file))
        return file


def picture(window: QWidget) -> QPixmap:
    """The window as one sees it, dialogs and menus included."""
    ground = window.grab()
    painter = QPainter(ground)
    for one in windows_over(window):
        at = one.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
        if one.isModal():
            painter.fillRect(QRectF(QPointF(0, 0), window.size()), QColor(0, 0, 0, 90))
        painter.drawPixmap(at, one.grab())
    painter.end()
    return ground


def windows_over(window: QWidget) -> list[QWidget]:
    """Everything else of ours on screen: dialogs, menus, lists."""
    tip = Qt.WindowType.ToolTip
    found = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return [one for one in found if one is not window and one.windowType() != tip]


def clipboard() -> str:
    """What was copied last."""
    return QGuiApplication.clipboard().text()


def _middle(widget: QWidget) -> QPoint:
    """Where one clicks: the middle, but the box of a check box with a long line."""
    if isinstance(widget, QCheckBox | QRadioButton):
        return QPoint(10, widget.height() // 2)
    return widget.rect().center()
