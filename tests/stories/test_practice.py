"""Practice through the real window: all six kinds, saving, clearing, explanations, what follows."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.errors import StorageError
from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.grading import is_right, right_response
from integrity_edu.quiz.questions import Fill, Judge, Match, Single
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.result import ResultPage
from integrity_edu.ui.widgets.option import OptionButton
from integrity_edu.ui.widgets.question.base import LETTERS
from integrity_edu.workspace import Workspace
from tests.stories.conftest import House, cut_labels
from tests.stories.quiz_desk import LEFT, Desk

KINDS = ("single", "multiple", "judge", "fill", "match", "order")


@pytest.fixture
def desk(house: House, window: MainWindow, student: PersonId, qtbot: QtBot) -> Desk:
    return Desk(house, window, student, qtbot)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # drop-downs offscreen
def test_all_six_kinds_are_practised_by_mouse(desk: Desk) -> None:
    desk.start_kinds(*KINDS)

    for _ in KINDS:
        desk.answer_by_mouse()
        assert is_right(desk.item.question, desk.item.response)
        desk.click("primary")
        assert desk.item.confirmed
        assert cut_labels(desk.window) == []
        desk.click("primary")
    desk.click("hand-in-now")

    assert isinstance(desk.window.page, ResultPage)
    assert desk.window.page.score.text() == "6 题，对 6 题"


def test_from_setting_up_to_the_first_question_by_mouse(desk: Desk) -> None:
    desk.house.go(desk.window, "quiz")
    desk.click("pick-none")
    desk.click("part-3")
    desk.click("filter-count-5")
    desk.click("start-quiz")

    assert desk.window.header.title.text() == "练习：第三部分"
    assert len(desk.stored(desk.page.route.ref).items) == 5


def test_nothing_is_coloured_before_confirming_and_every_option_explained_after(desk: Desk) -> None:
    desk.start_kinds("single")
    wrong = next(n for n, ref in enumerate(desk.item.shown) if ref not in _key(desk.item))
    desk.click(f"option-{LETTERS[wrong].lower()}")
    options = [w for w in desk.page.findChildren(OptionButton) if w.isVisible()]
    assert {option.state for option in options} == {"plain"}

    desk.click("primary")

    assert options[wrong].verdict() == "你选的，不对"
    assert [option.verdict() for option in options].count("正确答案") == 1
    assert all(option.note for option in options)
    assert desk.page.side.words.text()


def test_only_the_return_of_the_write_says_saved(desk: Desk) -> None:
    sitting = desk.start_kinds("single")
    saved = desk.page.card.saved
    QTest.mouseClick(desk.find("option-a"), LEFT, pos=QPoint(20, 20))
    assert saved.text() == "正在保存"

    desk.settle()

    assert saved.text() == "已保存 09:00:00"
    assert saved.property("announced") == "已保存 09:00:00"
    assert desk.stored(sitting).items[0].response == [desk.item.shown[0]]


def test_an_answer_that_could_not_be_saved_is_said_and_can_be_saved_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = desk.start_kinds("single")
    real = sittings.save_answer

    def full(*_: object) -> None:
        raise StorageError("磁盘满了，这一步没有存上；之前存好的都还在。")

    monkeypatch.setattr(sittings, "save_answer", full)
    desk.click("option-a")
    assert desk.page.card.saved.text() == "这一次没有存上"
    assert desk.window.messages.dialog is not None
    desk.window.messages.dialog.accept()
    monkeypatch.setattr(sittings, "save_answer", real)

    desk.click("save-again")

    assert desk.page.card.saved.text().startswith("已保存")
    assert desk.stored(sitting).items[0].response == [desk.item.shown[0]]


def test_an_answer_is_cleared_by_clicking_it_again_and_by_the_delete_key(desk: Desk) -> None:
    sitting = desk.start_kinds("single")
    desk.click("option-b")
    desk.click("option-b")
    assert desk.stored(sitting).items[0].response is None

    desk.click("option-b")
    desk.press(Qt.Key.Key_Delete)

    assert desk.stored(sitting).items[0].response is None
    assert not desk.find("primary").isEnabled()


def test_fields_keep_letters_and_digits_and_enter_confirms(desk: Desk) -> None:
    desk.start_kinds("fill")
    assert isinstance(desk.item.question, Fill)
    for number in range(1, len(desk.item.question.blanks) + 1):
        field = desk.find(f"blank-{number}")
        field.setFocus()
        for key in "fo1":
            desk.press(key)
    assert set(cast("list[str]", desk.item.response)) == {"fo1"}

    desk.press(Qt.Key.Key_Return)

    assert desk.item.confirmed
    assert not desk.item.flagged


def test_matching_and_ordering_are_done_by_keys(desk: Desk) -> None:
    desk.start_kinds("match", "order")
    question = desk.item.question
    assert isinstance(question, Match)
    for left in question.left:
        desk.press(str(desk.item.shown.index(question.key[left.id]) + 1))
    desk.press(Qt.Key.Key_Return)
    assert desk.item.earned == 1

    desk.press(Qt.Key.Key_Return)
    first = desk.item.shown[0]
    desk.press("1")
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert cast("list[str]", desk.item.response)[1] == first
    assert cast("QWidget", QApplication.focusWidget()).objectName() == "order-2"


def test_o_opens_the_plan_at_the_quoted_sentence_once_it_is_explained(desk: Desk) -> None:
    desk.start_kinds("single")
    desk.click("option-a")
    desk.press("O")
    assert desk.window.page is desk.page

    desk.click("primary")
    desk.press("O")

    assert desk.window.page is desk.window.pages["plan"]
    assert desk.window.page.route.more["quote"]


def test_only_the_wrong_ones_are_practised_again(desk: Desk) -> None:
    desk.start_kinds("judge", "single")
    assert isinstance(desk.item.question, Judge)
    desk.click("option-b" if desk.item.question.key else "option-a")
    wrong = desk.item.question.id
    desk.click("primary")
    desk.click("primary")
    desk.answer_by_mouse()
    desk.click("primary")
    desk.click("primary")
    desk.click("hand-in-now")
    assert desk.find("wrong-1").isVisible()
    assert cut_labels(desk.window) == []

    desk.click("only-wrong")

    assert [item.question.id for item in desk.stored(desk.page.route.ref).items] == [wrong]


def _take_check(desk: Desk, *, right: bool) -> None:
    from integrity_edu.courses.library import lesson
    from integrity_edu.quiz.attached import open_check

    def begin(ws: Workspace) -> str:
        check = lesson(ws.conn, "plan-01").front.check
        sitting = open_check(ws, "plan-01", "课后检查：读懂方案", check, "student")
        for item in sittings.load(ws, sitting).items:
            answer = right_response(item.question) if right else ["z"]
            sittings.save_answer(ws, sitting, item.position, answer)
        return sitting

    sitting = cast("str", desk.house.with_ws(begin, desk.person))
    desk.house.go(desk.window, "sitting", sitting)
    desk.click("hand-in")
    desk.click("hand-in-now")


def test_a_passed_check_says_the_lesson_is_learnt_and_leads_on(desk: Desk) -> None:
    _take_check(desk, right=True)
    page = desk.window.page
    assert isinstance(page, ResultPage)
    assert page.verdict.text().startswith("这一课学完了")

    desk.click("next-lesson")

    assert desk.window.page is desk.window.pages["lesson"]


def test_a_failed_check_offers_another_look_and_another_try(desk: Desk) -> None:
    _take_check(desk, right=False)
    page = desk.window.page
    assert isinstance(page, ResultPage)
    assert page.verdict.text().startswith("还差一点")
    assert desk.find("look-again").isVisible()

    desk.click("redo")

    assert desk.page.desk is not None
    assert desk.page.desk.sitting.mode == "check"
    assert desk.page.desk.answered == 0


def test_the_record_is_empty_at_first_and_lists_what_was_done(desk: Desk) -> None:
    desk.house.go(desk.window, "record")
    assert desk.find("go-quiz").isVisible()
    assert cut_labels(desk.window) == []

    _take_check(desk, right=True)
    desk.house.go(desk.window, "record")

    assert desk.find("lesson-plan-01").isVisible()
    papers = [w for w in desk.window.findChildren(QWidget) if w.objectName().startswith("paper-")]
    assert len([w for w in papers if w.isVisible()]) == 1
    QTest.mouseClick(papers[-1], LEFT)
    desk.settle()
    assert isinstance(desk.window.page, ResultPage)


def _key(item: Item) -> tuple[str, ...]:
    assert isinstance(item.question, Single)
    return item.question.key
