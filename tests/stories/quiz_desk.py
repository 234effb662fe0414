"""A learner at the window, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.drawing import shown_of
from integrity_edu.quiz.grading import Response, right_response
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Order,
    Question,
    Short,
    Single,
    kind_of,
)
from integrity_edu.quiz.sitting import Item, Sitting
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.sitting import SittingPage
from integrity_edu.ui.tour.filling import wrong_response
from integrity_edu.ui.widgets.question.base import LETTERS
from integrity_edu.ui.widgets.question.match import PieceBox
from integrity_edu.workspace import Workspace
from tests.stories.conftest import House, find

LEFT = Qt.MouseButton.LeftButton
_FIELDS = {"number": "number", "date": "day", "short": "short"}


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

    def with_correction(self) -> str:
        """A false statement whose wrong words have to be put right."""

        def pick(ws: Workspace) -> str:
            rows = ws.conn.execute(
                "SELECT q.id FROM question q JOIN question_revision r ON r.id = q.revision "
                "WHERE q.kind = 'judge' AND json_extract(r.body, '$.key') = 0 AND q.audience & 1 "
                "AND json_extract(r.body, '$.correction.wrong') <> '' ORDER BY q.id"
            )
            return str(rows.fetchone()[0])

        return cast("str", self.house.with_ws(pick, self.person))

    def start_exam(self, minutes: int = 20) -> str:
        """Begin an exam of five questions that are not filled in by typing."""
        kinds = ("single", "judge", "multiple", "match", "order")
        chosen = tuple(self.one_of(kind) for kind in kinds)
        return self.start(mode="exam", questions=chosen, minutes=minutes)

    def one_of(self, kind: str) -> str:
        """An authored question of a kind that quotes the plan, if there is one."""

        def pick(ws: Workspace) -> str:
            rows = ws.conn.execute(
                "SELECT q.id FROM question q JOIN question_revision r ON r.id = q.revision "
                "WHERE q.kind = ? AND q.source = 'authored' AND q.audience & 1 "
                "AND r.body NOT LIKE '%\"correction\"%' "
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
        at = QPoint(20, widget.height() // 2) if "option-" in name else QPoint()
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

    def answer_by_mouse(self, response: Response = None) -> None:
        """Give the right answer to the question on screen, or another one."""
        item = self.item
        given = right_response(item.question) if response is None else response
        self._give_by_mouse(item.question, item.shown, given, "")

    def answer_wrong_by_mouse(self) -> None:
        """Give an answer that earns nothing."""
        self.answer_by_mouse(wrong_response(self.item.question))

    def answer_by_keys(self, response: Response = None) -> None:
        """The same by the keyboard alone, from where a new question puts it."""
        item = self.item
        given = right_response(item.question) if response is None else response
        self._give_by_keys(item.question, item.shown, given)

    def confirm_by_keys(self) -> None:
        """Enter, after leaving a text of several lines."""
        if isinstance(self.item.question, Short) and not self.item.confirmed:
            self.press(Qt.Key.Key_Tab)
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type where the keyboard is; Chinese comes in as from an input method."""
        target = QApplication.focusWidget()
        assert target is not None
        if text.isascii() and not isinstance(target, QPlainTextEdit):
            QTest.keyClicks(target, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(target, event)
        self.settle()

    def _give_by_mouse(  # noqa: C901 - a case for each kind
        self, question: Question, shown: tuple[str, ...], given: Any, prefix: str
    ) -> None:
        match question:
            case Judge():
                judged = given["judged"] if isinstance(given, dict) else given
                self.click(f"{prefix}option-a" if judged else f"{prefix}option-b")
                if isinstance(given, dict):
                    self._write_by_mouse(f"{prefix}correction", given["correction"])
            case Single() | Multiple():
                for ref in given:
                    self.click(f"{prefix}option-{LETTERS[shown.index(ref)].lower()}")
            case Fill():
                for number, text in enumerate(given, start=1):
                    self._write_by_mouse(f"{prefix}blank-{number}", text)
            case Number() | Day() | Short():
                self._write_by_mouse(f"{prefix}{_FIELDS[kind_of(question)]}", given)
            case Cloze():
                for number, ref in enumerate(given, start=1):
                    self._gap_by_mouse(number, shown_of(shown, str(number)).index(ref))
            case CaseSet():
                for number, part in enumerate(question.parts, start=1):
                    order = shown_of(shown, part.id)
                    self._give_by_mouse(part, order, given[part.id], f"part-{number}-")
            case Match():
                self._match_by_mouse(question, shown, given)
            case Order():
                self._order_by_mouse(list(shown), given)

    def _write_by_mouse(self, name: str, text: str) -> None:
        field = self.find(name)
        self.click(name)
        QTest.keySequence(field, QKeySequence.StandardKey.SelectAll)
        self.type(text)

    def _gap_by_mouse(self, number: int, place: int) -> None:
        chips = [one for one in self.window.findChildren(QWidget, f"gap-{number}-{place + 1}")
                 if one.isVisible()]  # fmt: skip
        if chips:
            self.click(f"gap-{number}-{place + 1}")
        else:
            self._pick_by_mouse(f"gap-{number}", place + 1)

    def _give_by_keys(  # noqa: C901 - a case for each kind
        self, question: Question, shown: tuple[str, ...], given: Any
    ) -> None:
        match question:
            case Judge():
                judged = given["judged"] if isinstance(given, dict) else given
                self.press("1" if judged else "2")
                if isinstance(given, dict):
                    self.press(Qt.Key.Key_Tab)
                    self.type(given["correction"])
            case Single() | Multiple():
                for ref in given:
                    self.press(str(shown.index(ref) + 1))
            case Fill():
                for number, text in enumerate(given, start=1):
                    if number > 1:
                        self.press(Qt.Key.Key_Tab)
                    self.type(text)
            case Number() | Day() | Short():
                self.type(given)
            case Cloze():
                for number, ref in enumerate(given, start=1):
                    self.press(str(shown_of(shown, str(number)).index(ref) + 1))
            case Match():
                for left in question.left:
                    self.press(str(shown.index(given[left.id]) + 1))
            case Order():
                self._order_by_keys(list(shown), given)
            case CaseSet():
                self._case_by_keys(question, shown, given)

    def _case_by_keys(self, question: CaseSet, shown: tuple[str, ...], given: Any) -> None:
        for number, part in enumerate(question.parts, start=1):
            for name in (f"part-{number}-option-a", f"part-{number}-blank-1",
                         f"part-{number}-{_FIELDS.get(kind_of(part), '')}"):  # fmt: skip
                if any(w.isVisible() for w in self.window.findChildren(QWidget, name)):
                    self.tab_to(name)
                    break
            self._give_by_keys(part, shown_of(shown, part.id), given[part.id])

    def _order_by_keys(self, now: list[str], wanted: Sequence[str]) -> None:
        for place, ref in enumerate(wanted):
            at = now.index(ref)
            if at > place:
                self.press(str(at + 1))
            for _ in range(at, place, -1):
                self.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
            now.insert(place, now.pop(at))

    def _match_by_mouse(self, question: Match, shown: tuple[str, ...], given: Any) -> None:
        for number, left in enumerate(question.left, start=1):
            self._pick_by_mouse(f"match-{number}", shown.index(given[left.id]) + 1)

    def _pick_by_mouse(self, name: str, index: int) -> None:
        box = cast("PieceBox", self.find(name))
        QTest.mouseClick(box, LEFT)
        row = box.model().index(index, 0)
        view = box.view()
        self.qtbot.waitUntil(view.isVisible)
        QTest.mouseMove(view.viewport(), view.visualRect(row).center())
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(row).center())
        box.hidePopup()
        self.settle()

    def _order_by_mouse(self, now: list[str], wanted: Sequence[str]) -> None:
        for place, ref in enumerate(wanted):
            at = now.index(ref)
            for row in range(at, place, -1):
                self.click(f"order-{row + 1}-up")
            now.insert(place, now.pop(at))
