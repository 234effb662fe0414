"""Practice and exams through the real window: by mouse, by keyboard, interrupted, out of time."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.clock import ManualClock
from integrity_edu.errors import StorageError
from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.grading import is_right, right_response
from integrity_edu.quiz.questions import Fill, Judge, Match, Multiple, Order, Single
from integrity_edu.quiz.sitting import Item, Sitting
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.quiz_setup import QuizSetupPage
from integrity_edu.ui.pages.result import ResultPage
from integrity_edu.ui.pages.sitting import SittingPage
from integrity_edu.ui.widgets.option import OptionButton
from integrity_edu.ui.widgets.question.base import LETTERS
from integrity_edu.ui.widgets.question.match import PieceBox
from integrity_edu.workspace import Workspace
from tests.stories.conftest import House, cut_labels, find

LEFT = Qt.MouseButton.LeftButton
KINDS = ("single", "multiple", "judge", "fill", "match", "order")


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


@pytest.fixture
def desk(house: House, window: MainWindow, student: PersonId, qtbot: QtBot) -> Desk:
    return Desk(house, window, student, qtbot)


# ---- practice --------------------------------------------------------------------------------


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


# ---- exams -----------------------------------------------------------------------------------


def test_an_exam_is_taken_by_keyboard_alone_from_setting_up_to_the_result(desk: Desk) -> None:
    desk.house.go(desk.window, "quiz")
    desk.tab_to("filter-practice")
    desk.press(Qt.Key.Key_Right)
    desk.tab_to("filter-count-5")
    desk.press(Qt.Key.Key_Space)
    desk.tab_to("start-quiz")
    desk.press(Qt.Key.Key_Space)
    sitting = desk.page.route.ref
    stored = desk.stored(sitting)
    assert (stored.mode, len(stored.items)) == ("exam", 5)

    for _ in stored.items:
        if isinstance(desk.item.question, Fill):
            desk.press("7")
        else:
            desk.press("1")
        desk.press(Qt.Key.Key_Return)
    desk.tab_to("hand-in-now")
    desk.press(Qt.Key.Key_Return)

    assert isinstance(desk.window.page, ResultPage)
    assert desk.stored(sitting).state == "submitted"


def test_an_exam_shows_no_right_or_wrong_before_it_is_handed_in(desk: Desk) -> None:
    desk.start_exam(20)
    desk.press("1")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Left)

    assert desk.page.side.heading.text() == "交卷以前不显示对错"
    assert set(desk.page.strip.states) <= {"empty", "answered"}
    assert not any(option.revealed for option in desk.page.findChildren(OptionButton))


def test_one_click_never_hands_in_and_the_panel_leads_to_what_is_open(desk: Desk) -> None:
    sitting = desk.start_exam(20)
    desk.press("F", Qt.KeyboardModifier.ShiftModifier)
    desk.click("hand-in")
    assert desk.stored(sitting).state == "open"
    assert [b.text() for b in desk.page.panel.unanswered.buttons if b.isVisible()] == list("12345")
    assert [b.text() for b in desk.page.panel.flagged.buttons if b.isVisible()] == ["1"]

    desk.click("unanswered-4")

    assert desk.item.position == 3
    assert desk.stored(sitting).items[0].flagged
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_Return)
    assert desk.stored(sitting).state == "open"
    assert desk.item.position == 3


def test_a_closed_window_opens_at_the_same_question_with_the_same_answer(desk: Desk) -> None:
    sitting = desk.start_exam(20)
    desk.page.timer.stop()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    desk.press("2")
    before = desk.stored(sitting)
    desk.house.close(desk.window)

    window = desk.house.open(desk.person)
    again = Desk(desk.house, window, desk.person, desk.qtbot)
    again.house.go(window, "quiz")
    again.click(f"resume-{sitting}")

    assert again.item.position == 2
    assert again.stored(sitting).items == before.items
    assert again.page.timer.text() in ("剩余 20:00", "剩余 19:59")


def test_when_time_is_up_what_was_saved_is_handed_in(desk: Desk, clock: ManualClock) -> None:
    sitting = desk.start_exam(10)
    desk.press("1")
    kept = desk.stored(sitting).items[0].response
    clock.forward(minutes=11)
    desk.house.go(desk.window, "sitting", sitting)
    desk.settle()

    assert isinstance(desk.window.page, ResultPage)
    assert desk.window.messages.notice.label.text().startswith("时间到了")
    stored = desk.stored(sitting)
    assert (stored.state, stored.items[0].response) == ("submitted", kept)


def test_an_answer_after_the_deadline_hands_in_calmly(desk: Desk, clock: ManualClock) -> None:
    sitting = desk.start_exam(10)
    clock.forward(minutes=10)
    desk.press("1")
    desk.settle()

    assert desk.stored(sitting).state == "submitted"
    assert desk.window.messages.dialog is None


def test_the_last_minutes_are_said(desk: Desk) -> None:
    passed = [0.0]
    desk.house.go(desk.window, "quiz")
    desk.start_exam(10)
    desk.page.timer.monotonic = lambda: passed[0]
    desk.house.go(desk.window, "sitting", desk.page.route.ref)
    said = desk.window.messages.notice.label
    for seconds, minutes in ((0, 10), (301, 5), (541, 1)):
        passed[0] = float(seconds)
        desk.page.timer.tick()
        assert said.text() == f"还剩 {minutes} 分钟。答案一直在存。"


def test_a_paper_handed_in_before_leads_to_its_result(desk: Desk) -> None:
    sitting = desk.start_kinds("judge")
    desk.answer_by_mouse()
    desk.click("primary")
    desk.click("primary")
    desk.click("hand-in-now")

    desk.house.go(desk.window, "sitting", sitting)
    QTest.mouseClick(desk.page.closed.button, LEFT)
    desk.settle()

    assert isinstance(desk.window.page, ResultPage)


# ---- setting up ------------------------------------------------------------------------------


def test_a_range_with_too_few_questions_says_so_and_nothing_chosen_cannot_start(desk: Desk) -> None:
    desk.house.go(desk.window, "quiz", "5")
    page = desk.window.page
    assert isinstance(page, QuizSetupPage)
    assert page.picker.chosen == (5,)
    desk.click("filter-count-20")
    assert "不够 20 题" in page.form.trouble_words.text()
    assert desk.find("start-quiz").isEnabled()

    desk.click("pick-none")

    assert not desk.find("start-quiz").isEnabled()
    assert cut_labels(desk.window) == []


def test_the_same_seed_gives_the_same_paper(desk: Desk) -> None:
    papers = []
    for _ in range(2):
        desk.house.go(desk.window, "quiz")
        seed = cast("QLineEdit", desk.find("seed"))
        seed.setText("424242")
        desk.click("start-quiz")
        stored = desk.stored(desk.page.route.ref)
        papers.append([(item.question.id, item.shown) for item in stored.items])

    assert papers[0] == papers[1]


def test_giving_up_asks_once(desk: Desk) -> None:
    sitting = desk.start_kinds("single")
    desk.house.go(desk.window, "quiz")
    desk.click(f"drop-{sitting}")
    assert desk.stored(sitting).state == "open"
    dialog = desk.window.messages.dialog
    assert dialog is not None

    QTest.mouseClick(dialog.buttons[-1], LEFT)
    desk.settle()

    assert desk.stored(sitting).state == "left"
    assert desk.window.page is not None
    assert not [w for w in desk.window.findChildren(QWidget, f"drop-{sitting}") if w.isVisible()]


# ---- after a lesson, and the record ----------------------------------------------------------


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
