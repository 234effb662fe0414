"""The wrong-book through the real window: what went wrong, when it comes back, and my notes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLabel, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from integrity_edu.errors import StorageError
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.grading import right_response
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.review import notes, queue
from integrity_edu.review.notes import Note
from integrity_edu.review.settings import ReviewSettings
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.ui import note_keeping, wrong_book_view
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.result import ResultPage
from integrity_edu.ui.pages.wrong_book import WrongBookPage
from integrity_edu.ui.tour.filling import wrong_response
from integrity_edu.ui.widgets.star import StarButton
from integrity_edu.ui.widgets.wrong_entry import WrongEntry
from integrity_edu.workspace import Workspace
from tests.stories.conftest import House, cut_labels, find
from tests.stories.quiz_desk import Desk

WORDS = "七日是要别人协助时的期限，自己能办只有三日"


class Reader(Desk):
    """A learner with a wrong-book."""

    def go(self) -> WrongBookPage:
        self.house.go(self.window, "wrong")
        assert isinstance(self.window.page, WrongBookPage)
        return self.window.page

    def questions(self, *kinds: str) -> list[str]:
        return [self.one_of(kind) for kind in kinds]

    def get_wrong(self, *questions: str, mode: str = "practice", certainty: int = 0) -> str:
        """Hand in a paper with these answered wrongly, at the certainty asked for."""
        return self._sit(questions, mode, certainty, right=False)

    def get_right(self, *questions: str) -> str:
        return self._sit(questions, "practice", 0, right=True)

    def _sit(self, questions: tuple[str, ...], mode: str, certainty: int, *, right: bool) -> str:
        def sit(ws: Workspace) -> str:
            request = PaperRequest(
                mode=mode, title="错过的", audience="student", seed=5, questions=questions
            )
            sitting = sittings.start(ws, request)
            for item in sittings.load(ws, sitting).items:
                answer = (right_response if right else wrong_response)(item.question)
                sittings.save_answer(ws, sitting, item.position, answer, certainty or None)
            finish_sitting(ws, sitting)
            return sitting

        return cast("str", self.house.with_ws(sit, self.person))

    def note(self, question: str) -> Note:
        return cast("Note", self.do(lambda ws: notes.note(ws, question)))

    def do(self, job: Callable[[Workspace], Any]) -> Any:
        return self.house.with_ws(job, self.person)

    def text(self, name: str) -> str:
        return cast("QLabel", self.find(name)).text()

    def pick(self, name: str, words: str) -> None:
        """Choose the line of a filter that begins with these words."""
        box = cast("QComboBox", self.find(f"filter-{name}"))
        box.setCurrentIndex(
            next(place for place in range(box.count()) if box.itemText(place).startswith(words))
        )
        self.settle()

    def write(self, words: str) -> None:
        """Write into the note that is open and wait until it is saved."""
        field = cast("QPlainTextEdit", self.find("note-words"))
        field.setFocus()
        field.insertPlainText(words)
        self.qtbot.waitUntil(lambda: self.text("note-saved") == "已保存", timeout=5_000)

    @property
    def listed(self) -> list[str]:
        page = self.window.page
        assert isinstance(page, WrongBookPage)
        return list(page.entries)

    @property
    def said(self) -> str:
        return self.window.messages.notice.label.text()

    def undo(self) -> None:
        QTest.mouseClick(self.window.messages.notice.undo, Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def reader(house: House, window: MainWindow, student: PersonId, qtbot: QtBot) -> Reader:
    return Reader(house, window, student, qtbot)


def entry(reader: Reader, question: str) -> WrongEntry:
    page = reader.window.page
    assert isinstance(page, WrongBookPage)
    return page.entries[question]


# ---- what went wrong ---------------------------------------------------------------------------


def test_an_empty_wrong_book_leads_to_the_quiz(reader: Reader) -> None:
    reader.go()
    assert reader.find("wrong-book-empty").isVisible()
    assert cut_labels(reader.window) == []

    reader.click("go-quiz")

    assert reader.window.page is reader.window.pages["quiz"]


def test_what_is_practised_wrongly_appears_and_says_it_comes_back_tomorrow(reader: Reader) -> None:
    wrong, right = reader.questions("single", "judge")
    reader.get_wrong(wrong)
    reader.get_right(right)

    reader.go()

    assert reader.listed == [wrong]
    facts = entry(reader, wrong).row.facts.text()
    assert "单选" in facts
    assert "错 1 次，共答 1 次" in facts
    assert "明天再来" in facts
    assert reader.text("due-heading") == "今天没有到期的题"
    assert cut_labels(reader.window) == []


def test_an_opened_question_shows_answer_reason_and_sources_and_only_one_is_open(
    reader: Reader,
) -> None:
    reader.get_wrong(*reader.questions("single", "judge"))
    page = reader.go()
    first, second = list(page.entries.values())

    reader.click(first.row.objectName())
    assert "正确答案" in [label.text() for label in first.findChildren(QLabel)]
    assert cut_labels(reader.window) == []
    reader.click(second.row.objectName())

    assert (first.open, second.open) == (False, True)
    assert second.findChildren(QLabel, "") != []


def test_a_source_leads_to_the_plan(reader: Reader) -> None:
    question = reader.one_of("single")
    reader.get_wrong(question)
    page = reader.go()
    reader.click(f"wrong-{question}")

    page.entries[question].plan_opened.emit(10, "")
    reader.settle()

    assert reader.window.page is reader.window.pages["plan"]


def test_the_keys_of_an_exam_still_open_for_others_stay_out_of_it(reader: Reader) -> None:
    question = reader.one_of("single")

    def sit(ws: Workspace) -> None:
        from integrity_edu.quiz.sitting import Terms

        terms = Terms(closes_at="2026-11-24T09:00:00+08:00")
        request = PaperRequest(mode="exam", title="期中", audience="student", seed=5,
                               questions=(question,), terms=terms)  # fmt: skip
        sitting = sittings.start(ws, request)
        finish_sitting(ws, sitting)

    reader.do(sit)
    reader.go()
    assert reader.find("wrong-book-empty").isVisible()

    reader.house.clock.forward(days=2)
    reader.go()
    assert reader.listed == [question]


# ---- reviewing ---------------------------------------------------------------------------------


def test_from_due_tomorrow_to_done_for_today(reader: Reader) -> None:
    questions = reader.questions("single", "judge")
    reader.get_wrong(*questions)
    reader.house.clock.forward(days=1)
    reader.go()
    assert reader.text("due-heading") == "今天要复习 2 题"

    reader.click("start-review")
    assert reader.page.desk is not None
    assert reader.page.desk.sitting.mode == "review"
    reader.answer_by_mouse()
    reader.click("primary")
    reader.go()
    assert reader.text("due-heading") == "复习做到一半，今天还剩 1 题"
    reader.click("start-review")
    reader.settle()
    if reader.item.confirmed:
        reader.click("primary")
    reader.answer_by_mouse()
    reader.click("primary")
    reader.go()
    assert reader.text("due-heading") == "今天的题都答完了"
    reader.click("start-review")
    reader.click("hand-in")
    reader.click("hand-in-now")
    reader.go()

    assert reader.text("due-heading") == "今日完成"
    assert not cast("WrongBookPage", reader.window.page).due.button.isVisible()
    assert "11 月 26 日再来" in entry(reader, questions[0]).row.facts.text()


def test_the_ones_shown_are_practised(reader: Reader) -> None:
    single, judge = reader.questions("single", "judge")
    reader.get_wrong(single, judge)
    page = reader.go()
    assert page.these.text() == "练这 2 题"
    reader.pick("kind", "判断")

    reader.click("practise-these")

    assert [item.question.id for item in reader.stored(reader.page.route.ref).items] == [judge]


# ---- filters -----------------------------------------------------------------------------------


def test_every_filter_says_how_many_and_shows_them(reader: Reader) -> None:
    single, judge, order = reader.questions("single", "judge", "order")
    reader.get_wrong(single, judge)
    reader.get_wrong(order, mode="certainty", certainty=3)
    reader.do(lambda ws: notes.set_note(ws, judge, Note(favourite=True, cause="slip")))
    reader.go()
    assert set(reader.listed) == {single, judge, order}

    for name, words, shown in (
        ("kind", "排序（1）", order),
        ("mode", "把握度练习（1）", order),
        ("cause", "手误（1）", judge),
    ):
        reader.pick(name, words)
        assert reader.listed == [shown]
        reader.click("clear-filters")
    for name, words, shown in (
        ("certain", "很有把握却答错 1", order),
        ("favourite", "收藏的 1", judge),
    ):
        chip = reader.find(f"filter-{name}")
        assert chip.property("text") == words
        reader.click(f"filter-{name}")
        assert reader.listed == [shown]
        reader.click(f"filter-{name}")
    reader.pick("mastered", "还没掌握（3）")
    assert len(reader.listed) == 3


def test_a_filter_by_measure_and_by_due(reader: Reader) -> None:
    single, judge = reader.questions("single", "judge")
    reader.get_wrong(single)
    reader.house.clock.forward(days=1)
    reader.get_wrong(judge)
    page = reader.go()

    reader.click("filter-due")
    assert reader.listed == [single]
    reader.click("filter-due")

    number = page.entries[judge].one.measures[0]
    reader.pick("measure", f"{number}. ")
    assert judge in reader.listed


def test_nothing_that_matches_offers_to_clear_the_filters(reader: Reader) -> None:
    single, judge = reader.questions("single", "judge")
    reader.get_wrong(single)
    reader.get_wrong(judge, mode="quest")
    reader.go()
    reader.pick("kind", "判断")
    reader.pick("mode", "练习")
    assert reader.find("no-match").isVisible()
    assert cut_labels(reader.window) == []

    reader.click("clear-all")

    assert len(reader.listed) == 2


def test_a_look_under_way_is_not_overtaken_however_often_it_is_asked_for(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.get_wrong(*reader.questions("single", "judge"))
    page = reader.go()
    looks, real = [], wrong_book_view.look

    def count(*given: Any) -> object:
        looks.append(given)
        return real(*given)

    monkeypatch.setattr("integrity_edu.ui.pages.wrong_book.look", count)
    for kind in (1, 2, 0, 1, 2):
        cast("QComboBox", reader.find("filter-kind")).setCurrentIndex(kind)
    reader.settle()
    reader.qtbot.waitUntil(lambda: reader.window.tasks.idle)

    assert len(looks) == 2
    assert looks[-1][1] == page.filters.wanted


# ---- notes -------------------------------------------------------------------------------------


def test_own_words_are_saved_by_themselves_and_sealed(reader: Reader) -> None:
    question = reader.one_of("single")
    reader.get_wrong(question)
    reader.go()
    reader.click(f"wrong-{question}")

    reader.write(WORDS)

    assert reader.note(question).text == WORDS
    files = [path for path in reader.house.folder.glob(f"{DATABASE}*") if path.is_file()]
    assert len(files) >= 2
    assert not any(WORDS[:6].encode() in path.read_bytes() for path in files)


def test_own_words_are_saved_on_leaving_and_taken_back(reader: Reader) -> None:
    question = reader.one_of("single")
    reader.get_wrong(question)
    page = reader.go()
    reader.click(f"wrong-{question}")
    field = cast("QPlainTextEdit", reader.find("note-words"))
    field.setFocus()
    field.setPlainText(WORDS)

    reader.house.go(reader.window, "record")
    assert reader.note(question).text == WORDS
    assert reader.said == "笔记存好了。"
    reader.undo()

    assert reader.note(question) == Note()
    reader.go()
    assert page.entries[question].one.note.text == ""
    assert field.toPlainText() == ""


def test_words_that_could_not_be_saved_stay_and_are_saved_at_the_next_pause(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = reader.one_of("single")
    reader.get_wrong(question)
    reader.go()
    reader.click(f"wrong-{question}")
    field = cast("QPlainTextEdit", reader.find("note-words"))

    def full(*_: object, **__: object) -> None:
        raise StorageError("磁盘满了，这一步没有存上；之前存好的都还在。")

    with monkeypatch.context() as broken:
        broken.setattr("integrity_edu.ui.pages.wrong_book.change", full)
        field.setFocus()
        field.setPlainText(WORDS)
        reader.qtbot.waitUntil(lambda: reader.window.messages.dialog is not None)
    assert reader.text("note-saved") == "这一次没有存上"
    cast("Any", reader.window.messages.dialog).accept()

    reader.write("。")

    assert reader.note(question).text == WORDS + "。" or reader.note(question).text == "。" + WORDS


def test_star_and_cause_take_effect_at_once_and_are_taken_back_one_by_one(reader: Reader) -> None:
    question = reader.one_of("single")
    reader.get_wrong(question)
    page = reader.go()
    reader.click(f"wrong-{question}")

    reader.click("star")
    assert reader.note(question) == Note(favourite=True)
    assert page.entries[question].row.star.isVisible()
    reader.click("cause-misread")
    assert reader.note(question) == Note(favourite=True, cause="misread")
    assert "没读清" in page.entries[question].row.facts.text()
    reader.undo()

    assert reader.note(question) == Note(favourite=True)
    assert not cast("Any", reader.find("cause-misread")).isChecked()
    assert cast("StarButton", reader.find("star")).accessibleName() == "取消收藏"


def test_taking_back_a_star_leaves_words_written_since(reader: Reader) -> None:
    question = reader.one_of("single")
    reader.get_wrong(question)
    reader.go()
    reader.click(f"wrong-{question}")
    reader.click("star")
    reader.write(WORDS)
    assert reader.said.startswith("收藏了")

    reader.undo()

    assert reader.note(question) == Note(text=WORDS)
    reader.find("note-words").setFocus()
    reader.press(Qt.Key.Key_Tab)
    assert reader.said == "笔记存好了。"
    reader.undo()
    assert reader.note(question) == Note()


def test_a_question_no_longer_starred_leaves_the_starred_ones(reader: Reader) -> None:
    question = reader.one_of("single")
    reader.get_wrong(question)
    reader.do(lambda ws: notes.set_note(ws, question, Note(favourite=True)))
    reader.go()
    reader.click("filter-favourite")
    reader.click(f"wrong-{question}")

    reader.click("star")

    assert reader.find("no-match").isVisible()
    reader.undo()
    assert reader.listed == [question]


# ---- where one meets a question ----------------------------------------------------------------


def test_a_question_is_starred_from_the_result_page(reader: Reader) -> None:
    question = reader.one_of("single")
    sitting = reader.get_wrong(question)
    reader.house.go(reader.window, "result", sitting)
    assert isinstance(reader.window.page, ResultPage)
    star = cast("StarButton", reader.find("star"))
    assert (star.accessibleName(), star.isChecked()) == ("收藏", False)

    reader.click("star")

    assert (star.accessibleName(), star.isChecked()) == ("取消收藏", True)
    assert reader.note(question).favourite
    reader.undo()
    assert not star.isChecked()
    assert not reader.note(question).favourite


def test_a_star_stands_on_a_question_once_it_is_explained(reader: Reader) -> None:
    reader.start_kinds("single", "judge")
    question = reader.item.question.id
    star = reader.page.card.star
    assert not star.isVisible()
    reader.answer_by_mouse()
    reader.click("primary")
    assert star.isVisible()

    reader.click("star")
    assert reader.note(question).favourite
    reader.click("primary")
    assert not star.isVisible()
    reader.press(Qt.Key.Key_Left)

    assert star.isVisible()
    assert star.isChecked()


def test_an_exam_has_no_stars(reader: Reader) -> None:
    reader.start_exam()
    reader.answer_by_mouse()
    assert not reader.page.card.star.isVisible()


def test_a_star_without_a_mistake_is_found_under_the_starred_ones(reader: Reader) -> None:
    question = reader.one_of("single")
    reader.get_right(question)
    reader.do(lambda ws: note_keeping.change(ws, question, favourite=True))
    reader.go()
    assert reader.listed == []

    reader.click("filter-favourite")

    assert reader.listed == [question]
    assert cut_labels(reader.window) == []


# ---- by keyboard -------------------------------------------------------------------------------


def test_everything_is_done_by_keys(reader: Reader) -> None:
    first, second = reader.questions("single", "judge")
    reader.get_wrong(first)
    reader.house.clock.forward(minutes=1)
    reader.get_wrong(second)
    page = reader.go()
    reader.tab_to("filter-kind")
    reader.press(Qt.Key.Key_Down)
    assert len(reader.listed) == 1
    reader.press(Qt.Key.Key_Up)
    top, below = list(page.entries.values())
    reader.tab_to(top.row.objectName())
    reader.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is below.row
    reader.press(Qt.Key.Key_Return)
    assert [one for one in reader.listed if entry(reader, one).open] == [below.one.question.id]

    reader.tab_to("star")
    reader.press(Qt.Key.Key_Space)
    reader.tab_to("cause-confused")
    reader.press(Qt.Key.Key_Space)
    reader.tab_to("note-words")
    QTest.keyClicks(reader.find("note-words"), "remember")
    reader.press(Qt.Key.Key_Escape)

    assert QApplication.focusWidget() is below.row
    wanted = Note(favourite=True, cause="confused", text="remember")
    reader.qtbot.waitUntil(lambda: reader.window.tasks.idle)
    assert reader.note(below.one.question.id) == wanted


# ---- settings ----------------------------------------------------------------------------------


def settings_of(reader: Reader) -> ReviewSettings:
    return cast("ReviewSettings", reader.do(queue.my_settings))


def dues(reader: Reader) -> list[str]:
    rows = reader.do(lambda ws: ws.conn.execute("SELECT due FROM review_card").fetchall())
    return sorted(day for (day,) in rows)


def test_the_daily_cap_is_kept_and_taken_back(reader: Reader) -> None:
    reader.house.go(reader.window, "settings")
    cap = cast("QSpinBox", reader.find("review-cap"))
    assert cap.value() == 20

    cap.setValue(7)
    reader.qtbot.waitUntil(lambda: settings_of(reader).cap == 7)
    reader.settle()
    assert reader.said == "每天最多复习 7 题。"
    reader.undo()

    assert settings_of(reader).cap == 20
    assert cap.value() == 20


def test_an_exam_date_moves_the_dues_and_taking_it_back_moves_them_back(reader: Reader) -> None:
    question = reader.one_of("single")
    reader.get_wrong(question)
    for _ in range(4):
        reader.house.clock.forward(days=7)
        reader.get_right(question)
    reader.do(queue.today)
    far = dues(reader)
    reader.house.go(reader.window, "settings")
    assert cut_labels(reader.window) == []

    reader.click("set-exam")
    today = reader.house.clock().date()
    assert settings_of(reader).exam is not None
    assert dues(reader) < far
    edit = cast("QDateEdit", reader.find("review-exam"))
    edit.setDate(QDate(today.year, today.month, today.day).addDays(5))
    reader.qtbot.waitUntil(lambda: settings_of(reader).exam == _day(edit.date()))
    reader.settle()
    assert reader.said.endswith("复习跟着排好了。")
    reader.click("clear-exam")

    assert settings_of(reader).exam is None
    assert dues(reader) == far
    reader.undo()
    assert settings_of(reader).exam == _day(edit.date())
    assert reader.find("clear-exam").isVisible()


def test_leaving_the_settings_keeps_what_was_changed_a_moment_ago(reader: Reader) -> None:
    reader.house.go(reader.window, "settings")
    cast("QSpinBox", reader.find("review-cap")).setValue(9)
    reader.house.go(reader.window, "home")
    assert settings_of(reader).cap == 9


def _day(chosen: QDate) -> date:
    return date(chosen.year(), chosen.month(), chosen.day())


def test_the_page_is_in_the_sidebar_between_archive_and_record(window: MainWindow) -> None:
    names = list(window.sidebar.buttons)
    at = names.index("wrong")
    assert names[at - 1 : at + 2] == ["archive", "wrong", "record"]
    assert find(window, "nav-wrong").accessibleName() == "错题本"
