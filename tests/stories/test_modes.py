"""Every way of sitting a paper through the real window, by mouse and by keys."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.clock import ManualClock
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.quiz.questions import KINDS, Multiple, Short, Single
from integrity_edu.quiz.reveal import EXAM
from integrity_edu.quiz.sitting import Terms
from integrity_edu.review.queue import Queue, today
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.result import ResultPage
from tests.stories.conftest import House, cut_labels
from tests.stories.quiz_desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(house: House, window: MainWindow, student: PersonId, qtbot: QtBot) -> Desk:
    return Desk(house, window, student, qtbot)


def words(desk: Desk) -> str:
    """Everything that can be read in the window."""
    labels = [one.text() for one in desk.window.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels)


def marks(desk: Desk, sitting: str) -> list[tuple[Any, ...]]:
    """(position, fraction, why) of every mark of an attempt, oldest first."""
    conn = sqlite3.connect(desk.house.folder / DATABASE)
    rows = conn.execute(
        "SELECT position, fraction, why FROM mark WHERE sitting = ? ORDER BY id", (sitting,)
    ).fetchall()
    conn.close()
    return rows


def set_up(desk: Desk, mode: str) -> None:
    """Choose a mode on the set-up page by mouse, for five questions about the third part."""
    desk.house.go(desk.window, "quiz")
    desk.click("pick-none")
    desk.click("part-3")
    desk.click(f"filter-{mode}")
    desk.click("filter-count-5")


def finish(desk: Desk) -> ResultPage:
    """Press the main button and hand in."""
    desk.click("primary")
    desk.click("hand-in-now")
    assert isinstance(desk.window.page, ResultPage)
    return desk.window.page


def reviews(desk: Desk) -> Queue:
    return cast("Queue", desk.house.with_ws(today, desk.person))


# ---- 背题 ----------------------------------------------------------------------------------------


def test_study_shows_answers_leaves_no_mark_and_ends_back_at_the_set_up(desk: Desk) -> None:
    set_up(desk, "study")
    desk.click("start-quiz")
    sitting = desk.page.route.ref
    assert desk.window.header.title.text() == "背题：第三部分"
    for number in range(5):
        assert desk.page.side.words.text()
        assert not _there(desk, "clear")
        desk.press("1")
        assert desk.stored(sitting).items[number].response is None
        desk.click("primary")

    assert desk.window.page is desk.window.pages["quiz"]
    assert desk.window.messages.notice.label.text() == "看完了 5 题。"
    assert desk.stored(sitting).state == "submitted"
    assert marks(desk, sitting) == []


def test_study_shows_all_eleven_kinds_with_their_answers_by_keys(desk: Desk) -> None:
    desk.start(mode="study", questions=tuple(desk.one_of(kind) for kind in KINDS))
    for _ in KINDS:
        assert "没有作答" not in words(desk)
        assert desk.page.side.words.text()
        assert cut_labels(desk.window) == []
        desk.press(Qt.Key.Key_Return)
    assert desk.window.page is desk.window.pages["quiz"]


def test_what_was_studied_is_no_paper_in_the_record(desk: Desk) -> None:
    desk.start(mode="study", questions=(desk.one_of("single"),))
    desk.click("primary")
    desk.house.go(desk.window, "record")
    papers = [w for w in desk.window.findChildren(QWidget) if w.objectName().startswith("paper-")]
    assert [w for w in papers if w.isVisible()] == []


def _there(desk: Desk, name: str) -> bool:
    return any(one.isVisible() for one in desk.window.findChildren(QWidget, name))


# ---- 练习 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_all_eleven_kinds_are_practised(desk: Desk, by: str) -> None:
    questions = [desk.one_of(kind) for kind in KINDS]
    sitting = desk.start(questions=(*questions, desk.with_correction()))
    for _ in (*KINDS, "correction"):
        if by == "mouse":
            desk.answer_by_mouse()
            assert desk.item.answered
            desk.click("primary")
        else:
            desk.answer_by_keys()
            assert desk.item.answered
            desk.confirm_by_keys()
        assert desk.item.confirmed
        if isinstance(desk.item.question, Short):
            _mark_everything_met(desk, by)
        assert desk.item.fraction == 1.0, desk.item.question
        assert cut_labels(desk.window) == []
        if desk.item.position < len(KINDS):
            desk.click("primary") if by == "mouse" else desk.press(Qt.Key.Key_Return)
    page = finish(desk)

    assert page.score.text() == f"{len(KINDS) + 1} 题，对 {len(KINDS) + 1} 题"
    assert len(marks(desk, sitting)) >= len(KINDS) + 1


def _mark_everything_met(desk: Desk, by: str) -> None:
    question = desk.item.question
    assert isinstance(question, Short)
    for number in range(1, len(question.rubric) + 1):
        if by == "mouse":
            desk.click(f"criterion-{number}")
        else:
            desk.tab_to(f"criterion-{number}")
            desk.press(Qt.Key.Key_Space)
    if by == "keys":
        desk.tab_to("primary")


def test_a_wrong_answer_of_every_kind_is_explained_and_listed(desk: Desk) -> None:
    desk.start_kinds(*KINDS)
    for kind in KINDS:
        desk.answer_wrong_by_mouse()
        desk.click("primary")
        if kind == "short":
            desk.click("none-met")
        assert desk.item.fraction == 0.0
        assert desk.page.strip.states[desk.item.position] == "wrong"
        assert desk.page.side.words.text()
        if desk.item.position < len(KINDS) - 1:
            desk.click("primary")
    page = finish(desk)

    assert page.score.text() == f"{len(KINDS)} 题，对 0 题"
    assert cut_labels(desk.window) == []
    for number in range(1, len(KINDS) + 1):
        assert desk.find(f"wrong-{number}").isVisible()


def test_a_self_mark_is_the_sum_of_its_criteria_and_can_be_changed(desk: Desk) -> None:
    sitting = desk.start_kinds("short")
    desk.answer_by_mouse("只写了一点")
    desk.click("primary")
    assert desk.page.side.heading.text()
    assert desk.page.strip.states == ["answered"]
    question = desk.item.question
    assert isinstance(question, Short)
    total = sum(one.points for one in question.rubric)

    desk.click("criterion-1")

    share = question.rubric[0].points / total
    assert desk.stored(sitting).items[0].fraction == pytest.approx(share)
    assert desk.page.strip.states == ["partly"]
    desk.window.grab()
    desk.click("criterion-1")
    assert desk.stored(sitting).items[0].fraction == 0
    assert [why for _, _, why in marks(desk, sitting)] == ["self", "self"]


# ---- 闯关 ----------------------------------------------------------------------------------------


def _with_hints(desk: Desk) -> str:
    """A single choice with two hints."""

    def pick(ws: Any) -> str:
        from integrity_edu.quiz.hints import hints
        from integrity_edu.quiz.questions import decode

        rows = ws.conn.execute(
            "SELECT q.id, r.body FROM question q JOIN question_revision r ON r.id = q.revision "
            "WHERE q.kind = 'single' AND q.source = 'authored' AND q.audience & 1 ORDER BY q.id"
        )
        return str(next(ref for ref, body in rows if len(hints(decode(body))) >= 2))

    return cast("str", desk.house.with_ws(pick, desk.person))


def _single_wrongs(desk: Desk) -> list[str]:
    question = desk.item.question
    assert isinstance(question, Single)
    return [ref for ref in desk.item.shown if ref not in question.key]


def test_in_a_quest_a_hint_helps_and_the_second_try_earns_a_part(
    desk: Desk, clock: ManualClock
) -> None:
    sitting = desk.start(mode="quest", questions=(_with_hints(desk),))
    desk.answer_wrong_by_mouse()
    desk.click("primary")
    assert not desk.item.confirmed
    assert desk.page.side.heading.text() == "还不对，再想一想"
    assert desk.page.side.line.text() == "还能试 2 次"
    assert "提示" in desk.page.side.words.text()
    assert not any(option.revealed for option in desk.page.card.question.buttons)  # type: ignore[union-attr]
    assert "提示" in desk.page.card.property("announced")
    assert cut_labels(desk.window) == []

    desk.answer_by_mouse()
    desk.click("primary")

    stored = desk.stored(sitting).items[0]
    assert stored.fraction == pytest.approx(2 / 3)
    assert stored.tries == 2
    assert desk.page.strip.states == ["partly"]
    desk.window.grab()
    assert "没答对" not in desk.page.card.property("announced")
    finish(desk)
    clock.forward(days=1)
    assert reviews(desk).due == (stored.question.id,)


def test_in_a_quest_three_wrong_tries_settle_the_question_by_keys(desk: Desk) -> None:
    sitting = desk.start(mode="quest", questions=(_with_hints(desk),))
    places = [desk.item.shown.index(ref) + 1 for ref in _single_wrongs(desk)]
    heard = set()
    for place in (places * 3)[:3]:
        desk.press(str(place))
        if desk.item.response is None:  # the same key again takes it back
            desk.press(str(place))
        desk.press(Qt.Key.Key_Return)
        heard.add(desk.page.side.words.text())

    stored = desk.stored(sitting).items[0]
    assert (stored.confirmed, stored.fraction, stored.tries) == (True, 0.0, 3)
    assert len(heard) == 3
    assert desk.page.strip.states == ["wrong"]
    assert len(marks(desk, sitting)) == 1


def test_a_hint_and_the_tries_are_there_after_a_restart(desk: Desk, house: House) -> None:
    desk.start(mode="quest", questions=(_with_hints(desk),))
    desk.answer_wrong_by_mouse()
    desk.click("primary")
    hint = desk.page.side.words.text()
    again = reopen(desk)
    assert again.page.side.words.text() == hint
    assert again.page.side.line.text() == "还能试 2 次"


def reopen(desk: Desk) -> Desk:
    """Close the window, open it again and go back to the attempt that was on screen."""
    house, sitting = desk.house, desk.page.route.ref
    house.close(desk.window)
    again = Desk(house, house.open(desk.person), desk.person, desk.qtbot)
    house.go(again.window, "sitting", sitting)
    return again


# ---- 把握度 --------------------------------------------------------------------------------------


def test_nothing_is_confirmed_before_it_was_said_how_sure_one_is(desk: Desk) -> None:
    sitting = desk.start(mode="certainty", questions=(desk.one_of("single"),))
    desk.answer_by_mouse()
    assert not desk.find("primary").isEnabled()
    desk.press(Qt.Key.Key_Return)
    assert not desk.item.confirmed

    desk.click("certainty-2")
    desk.click("primary")

    stored = desk.stored(sitting).items[0]
    assert (stored.certainty, stored.earned, stored.possible) == (2, 2.0, 3.0)
    assert not desk.find("certainty-1").isEnabled()


def test_certainty_pays_and_costs_and_what_one_was_sure_of_comes_first(desk: Desk) -> None:
    singles = _some_singles(desk, 6)
    sitting = desk.start(mode="certainty", questions=singles)
    for level, right in ((1, True), (2, True), (3, True), (1, False), (2, False), (3, False)):
        if right:
            desk.answer_by_keys()
        else:
            desk.press(str(desk.item.shown.index(_single_wrongs(desk)[0]) + 1))
        desk.press(str(level), Qt.KeyboardModifier.AltModifier)
        desk.press(Qt.Key.Key_Return)
        assert desk.item.confirmed
        if desk.item.position < 5:
            desk.press(Qt.Key.Key_Return)
    page = finish(desk)

    earned = [item.earned for item in desk.stored(sitting).items]
    assert earned == [1.0, 2.0, 3.0, 0.0, -2.0, -6.0]
    assert page.score.text() == "得 −2 分，满分 18"
    assert page.verdict.text().startswith("有 1 题很有把握却答错了")
    assert page.about.text().endswith("按把握给分：对 1、2、3 分，错 0、−2、−6 分。")
    listed = [w for w in desk.window.findChildren(QWidget) if w.objectName().startswith("wrong-")]
    top = sorted((one for one in listed if one.isVisible()), key=_height)
    assert [one.objectName() for one in top] == ["wrong-6", "wrong-5", "wrong-4"]
    assert cut_labels(desk.window) == []


def _height(widget: QWidget) -> int:
    return widget.mapToGlobal(widget.rect().topLeft()).y()


def _some_singles(desk: Desk, count: int) -> tuple[str, ...]:
    def pick(ws: Any) -> list[str]:
        rows = ws.conn.execute(
            "SELECT id FROM question WHERE kind = 'single' AND source = 'authored' "
            "AND audience & 1 AND retired = 0 ORDER BY id LIMIT ?",
            (count,),
        )
        return [row[0] for row in rows]

    return tuple(cast("list[str]", desk.house.with_ws(pick, desk.person)))


# ---- 模拟考试 ------------------------------------------------------------------------------------


def test_a_mock_exam_gives_part_of_the_points_by_the_rule_printed_on_its_pages(
    desk: Desk,
) -> None:
    set_up(desk, "mock")
    rule = cast("QComboBox", desk.find("rule"))
    rule.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert rule.currentData() == "share"
    printed = "漏选按答对的比例得分，错选不得分。"
    assert printed in words(desk)
    assert cut_labels(desk.window) == []
    desk.click("start-quiz")
    sitting = desk.page.route.ref
    stored = desk.stored(sitting)
    assert (stored.mode, stored.terms.rule, len(stored.items)) == ("mock", "share", 5)
    assert printed in desk.page.side.words.text()


def test_half_of_a_multiple_choice_earns_its_share_in_a_mock_exam(desk: Desk) -> None:
    sitting = desk.start(
        mode="mock", questions=(desk.one_of("multiple"),), minutes=10, terms=Terms(rule="share")
    )
    question = desk.item.question
    assert isinstance(question, Multiple)
    desk.press(str(desk.item.shown.index(question.key[0]) + 1))
    page = finish(desk)

    assert desk.stored(sitting).items[0].fraction == pytest.approx(1 / len(question.key))
    assert "漏选按答对的比例得分，错选不得分。" in page.about.text()
    assert page.verdict.text().startswith("没到 80% 的线")


# ---- 考试 ----------------------------------------------------------------------------------------


def test_an_exam_gives_the_score_at_once_and_the_keys_after_it_has_closed(
    desk: Desk, clock: ManualClock
) -> None:
    closes = clock.time + timedelta(hours=2)
    terms = Terms(reveal=EXAM, closes_at=closes.isoformat())
    sitting = desk.start(mode="exam", questions=_some_singles(desk, 2), minutes=20, terms=terms)
    desk.answer_by_keys()
    desk.press(Qt.Key.Key_Return)
    desk.answer_wrong_by_mouse()
    wrong = desk.item.question
    page = finish(desk)

    assert page.score.text() == "2 题，对 1 题"
    assert wrong.explanation not in words(desk)
    assert _right_text(wrong) not in _answers(desk)
    assert not _there(desk, "only-wrong")
    assert "全部答对" not in words(desk)
    assert cut_labels(desk.window) == []

    clock.forward(hours=2)
    desk.house.go(desk.window, "result", sitting)

    assert desk.find("wrong-2").isVisible()
    assert _right_text(wrong) in _answers(desk)
    assert desk.find("only-wrong").isVisible()


def _right_text(question: Any) -> str:
    return str(next(one.text for one in question.options if one.id in question.key))


def _answers(desk: Desk) -> list[str]:
    return [one.text() for one in desk.window.findChildren(QLabel) if one.isVisible()]


# ---- 今日复习 ------------------------------------------------------------------------------------


def test_what_went_wrong_in_practice_and_exam_is_reviewed_the_next_day(
    desk: Desk, clock: ManualClock
) -> None:
    first, second = _some_singles(desk, 2)
    desk.start(questions=(first,))
    desk.answer_wrong_by_mouse()
    desk.click("primary")
    finish(desk)
    desk.start(mode="exam", questions=(second,), minutes=10)
    desk.answer_wrong_by_mouse()
    finish(desk)
    assert reviews(desk).due == ()

    clock.forward(days=1)
    assert set(reviews(desk).due) == {first, second}
    desk.house.go(desk.window, "home")
    desk.click("band-button")
    assert desk.window.header.title.text().startswith("复习")
    for place in range(2):
        desk.answer_by_keys()
        desk.press(Qt.Key.Key_Return)
        assert desk.item.right
        if place == 0:
            desk.press(Qt.Key.Key_Return)
    finish(desk)

    assert reviews(desk).finished
    clock.forward(days=1)
    assert reviews(desk).due == ()
    clock.forward(days=9)
    assert set(reviews(desk).due) == {first, second}


def test_self_marking_in_a_mock_exam_is_done_on_the_result_page(desk: Desk) -> None:
    sitting = desk.start(mode="mock", questions=(desk.one_of("short"),), minutes=10)
    question = desk.item.question
    assert isinstance(question, Short)
    desk.answer_by_mouse("写了几句")
    page = finish(desk)
    assert page.verdict.text().startswith("还有 1 道简答题没有评")

    for number in range(1, len(question.rubric) + 1):
        desk.click(f"criterion-{number}")

    stored = desk.stored(sitting)
    assert (stored.pending, stored.items[0].fraction) == (0, 1.0)
    assert page.score.text() == "1 题，对 1 题"
    assert page.verdict.text().startswith("过了 80% 的线")
    assert cut_labels(desk.window) == []
