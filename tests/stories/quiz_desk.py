"""A learner at the window, with mouse and keyboard."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.questions import Fill, Judge, Match, Multiple, Order, Single
from integrity_edu.quiz.sitting import Item, Sitting
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.sitting import SittingPage
from integrity_edu.ui.widgets.question.base import LETTERS
from integrity_edu.ui.widgets.question.match import PieceBox
from integrity_edu.workspace import Workspace
from tests.stories.conftest import House, find

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """A learner at a window, with mouse and keyboard."""

    def __init__(self, house: House, window: MainWindow, person: PersonId, qtbot: QtBot) -> None:
        self.house, self.window, self.person, self.qtbot = house, window, person, qtbot
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def start(self, **request: object) -> str:
        """Begin a paper and go to it."""
        wanted = PaperRequest(**{"mode": "practice", "title": "第三部分", "audience": "student",
                                 "seed": 7, **request})  # type: ignore[arg-type]  # fmt: skip
        sitting = cast(
            "str", self.house.with_ws(lambda ws: sittings.start(ws, wanted), self.person)
        )
        self.house.go(self.window, "sitting", sitting)
        return sitting

    def start_kinds(self, *kinds: str) -> str:
        """Begin a practice of one authored question of each kind."""
        return self.start(questions=tuple(self.one_of(kind) for kind in kinds))

    def start_exam(self, minutes: int = 20) -> str:
        """Begin an exam of five questions that are not filled in by typing."""
        kinds = ("single", "judge", "multiple", "match", "order")
        chosen = tuple(self.one_of(kind) for kind in kinds)
        return self.start(mode="exam", questions=chosen, minutes=minutes)

    def one_of(self, kind: str) -> str:
        """An authored question of a kind that quotes the plan, if there is one."""

        def pick(ws: Workspace) -> str:
            rows = ws.conn.execute(
                "SELECT q.id FROM question q JOIN question_revision r ON r.digest = q.revision "
                "WHERE q.kind = ? AND q.source = 'authored' AND q.audience & 1 "
                'ORDER BY r.body NOT GLOB \'*"quote":"[^"]*\', q.id',
                (kind,),
            )
            return str(rows.fetchone()[0])

        return cast("str", self.house.with_ws(pick, self.person))

    def stored(self, sitting: str) -> Sitting:
        """The attempt as it stands on disk."""
        return cast(
            "Sitting", self.house.with_ws(lambda ws: sittings.load(ws, sitting), self.person)
        )

    @property
    def page(self) -> SittingPage:
        assert isinstance(self.window.page, SittingPage)
        return self.window.page

    @property
    def item(self) -> Item:
        assert self.page.desk is not None
        return self.page.desk.item

    def find(self, name: str) -> QWidget:
        return find(self.window, name)

    def click(self, name: str) -> None:
        widget = self.find(name)
        at = QPoint(20, widget.height() // 2) if name.startswith("option") else QPoint()
        QTest.mouseClick(widget, LEFT, pos=at)
        self.settle()

    def press(self, key: Qt.Key | str, *modifiers: Qt.KeyboardModifier) -> None:
        target = QApplication.focusWidget() or self.window
        held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
        code = Qt.Key(ord(key.upper())) if isinstance(key, str) else key
        if isinstance(key, str) and not modifiers:
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, code, held)
        self.settle()

    def tab_to(self, name: str) -> None:
        for _ in range(120):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} cannot be reached by Tab")

    def settle(self) -> None:
        self.house.settle(self.window)

    def answer_by_mouse(self) -> None:
        """Give the right answer to the question on screen."""
        item = self.item
        match item.question:
            case Judge(key=key):
                self.click("option-a" if key else "option-b")
            case Single(key=key) | Multiple(key=key):
                for place, ref in enumerate(item.shown):
                    if ref in key:
                        self.click(f"option-{LETTERS[place].lower()}")
            case Fill(blanks=blanks):
                for number, forms in enumerate(blanks, start=1):
                    field = cast("QLineEdit", self.find(f"blank-{number}"))
                    field.setText(forms[0])
                    field.textEdited.emit(forms[0])
                self.settle()
            case Match():
                self._match_by_mouse(item.question, item.shown)
            case Order(key=key):
                self._order_by_mouse(list(item.shown), key)

    def _match_by_mouse(self, question: Match, shown: tuple[str, ...]) -> None:
        for number, left in enumerate(question.left, start=1):
            box = cast("PieceBox", self.find(f"match-{number}"))
            QTest.mouseClick(box, LEFT)
            row = box.model().index(shown.index(question.key[left.id]) + 1, 0)
            view = box.view()
            self.qtbot.waitUntil(view.isVisible)
            QTest.mouseMove(view.viewport(), view.visualRect(row).center())
            QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(row).center())
            box.hidePopup()
            self.settle()

    def _order_by_mouse(self, now: list[str], wanted: tuple[str, ...]) -> None:
        for place, ref in enumerate(wanted):
            at = now.index(ref)
            for row in range(at, place, -1):
                self.click(f"order-{row + 1}-up")
            now.insert(place, now.pop(at))
