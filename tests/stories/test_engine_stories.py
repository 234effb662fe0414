"""Stories 2, 3, 8 and 9 of the reference, as they are written there, through the real window."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.ids import PersonId
from integrity_edu.quiz.modes import MODES, OWN_MODES
from integrity_edu.quiz.questions import KINDS, CaseSet, Question, decode
from integrity_edu.quiz.sources import Sources, sources_of
from integrity_edu.ui.answer_words import explanation_text
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.result import ResultPage
from integrity_edu.workspace import Workspace
from tests.stories.conftest import House
from tests.stories.quiz_desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PASSWORD = "guihua-2005"
MOST_TABS = 250
AS_PRACTISED = ("practice", "review", "check", "quest", "certainty")


@pytest.fixture
def desk(house: House, window: MainWindow, student: PersonId, qtbot: QtBot) -> Desk:
    return Desk(house, window, student, qtbot)


# ---- 2: I can change my mind ---------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_story_2_the_last_of_several_clicks_counts_and_nothing_is_scored_before(
    desk: Desk, mode: str
) -> None:
    minutes = 20 if mode == "exam" else None
    questions = (desk.one_of("single"), desk.one_of("multiple"))
    sitting = desk.start(mode=mode, questions=questions, minutes=minutes)
    for expected in ([], [1]):
        shown = desk.item.shown
        for letter in "bdd":
            desk.click(f"option-{letter}")
            stored = desk.stored(sitting).items[desk.item.position]
            assert (stored.fraction, stored.earned, stored.confirmed) == (None, None, False)
        stored = desk.stored(sitting).items[desk.item.position]
        assert stored.response == ([shown[place] for place in expected] or None)
        desk.press(Qt.Key.Key_Right)


# ---- 3: every wrong answer tells me why, from the text -------------------------------------------


def _shipped(ws: Workspace) -> tuple[list[Question], Sources]:
    rows = ws.conn.execute(
        "SELECT r.body FROM question q JOIN question_revision r ON r.id = q.revision "
        "WHERE q.retired = 0 ORDER BY q.id"
    )
    questions = [decode(body) for (body,) in rows]
    return questions, sources_of(ws, questions)


def test_story_3_every_shipped_item_says_why_and_quotes_what_it_rests_on(desk: Desk) -> None:
    questions, sources = cast(
        "tuple[list[Question], Sources]", desk.house.with_ws(_shipped, desk.person)
    )
    desk.start_kinds("single")
    side = desk.page.side
    assert len(questions) > 400
    for question in questions:
        parts = question.parts if isinstance(question, CaseSet) else ()
        assert all(one.explanation.strip() for one in (question, *parts)), question.id
        side.explain(question, sources, right=False, fraction=0.0)
        assert side.words.text().strip()
        assert explanation_text(question).strip()
        plan = [point for point in question.rests_on if point.measure]
        boxes = [box for box in side.quotes if not box.isHidden()]
        assert [(box.source.measure, box.source.quote) for box in boxes] == [
            (point.measure, point.quote) for point in plan
        ]
        for box in boxes:
            read = "".join(label.text() for label in box.findChildren(QLabel))
            assert f"第 {box.source.measure} 项" in read
        assert plan or any(not line.isHidden() for line in side.laws), question.id


def test_story_3_the_way_to_the_text_scrolls_to_the_sentence_and_highlights_it(
    desk: Desk,
) -> None:
    questions, _ = cast("tuple[list[Question], Sources]", desk.house.with_ws(_shipped, desk.person))
    quotes = sorted({(p.measure, p.quote) for q in questions for p in q.rests_on if p.quote})
    assert len({measure for measure, _ in quotes}) == 29
    first = dict(reversed(quotes))
    chosen = [
        next(q.id for q in questions if any(p.quote == quote for p in q.rests_on))
        for quote in first.values()
    ]
    desk.start(mode="study", questions=tuple(chosen))
    color = desk.window.theme.palette.warning_soft
    for place in range(len(chosen)):
        box = next(one for one in desk.page.side.quotes if one.isVisible() and one.source.quote)
        desk.click(box.button.objectName())
        assert desk.window.page is desk.window.pages["plan"]
        marked = [
            one for one in desk.window.findChildren(QLabel)
            if one.isVisible() and color in one.text()
        ]  # fmt: skip
        assert marked, box.source
        assert any(not one.visibleRegion().isEmpty() for one in marked), box.source
        desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        if place < len(chosen) - 1:
            desk.press(Qt.Key.Key_Right)


# ---- 8: I can do it all by keyboard --------------------------------------------------------------


def ring_is_there(desk: Desk) -> QWidget:
    """The focus ring lies round what the keyboard is on, in sight; that widget."""
    focused = QApplication.focusWidget()
    assert focused is not None
    if focused.property("focus-ring") is False or isinstance(focused, QTextBrowser):
        return focused  # marks its own line
    ring = desk.window.ring
    assert ring.isVisible(), focused
    assert ring.target is focused, focused
    assert not focused.visibleRegion().isEmpty(), focused
    return focused


def go_round(desk: Desk) -> set[str]:
    """Press Tab until the keyboard is back where it was; names of where it came by."""
    begin: QWidget | None = None
    names: set[str] = set()
    for _ in range(MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Tab)
        QApplication.processEvents()
        here = ring_is_there(desk)
        if here is begin:
            return names
        names.add(here.objectName())
        if begin is None and not isinstance(here, QTextBrowser):  # Tab goes on in it link by link
            begin = here
    raise AssertionError(f"Tab does not come back: {sorted(names)}")


def test_story_8_from_login_to_the_result_by_keys_only(house: House, qtbot: QtBot) -> None:
    person = house.account(password=PASSWORD)
    window = house.open()
    desk = Desk(house, window, person, qtbot)
    desk.tab_to("account-card")
    desk.press(Qt.Key.Key_Space)
    desk.tab_to("password")
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.me is not None, timeout=20_000)
    desk.settle()

    _walk(desk, "nav-courses", "courses")
    desk.tab_to("lesson-plan-01")
    desk.press(Qt.Key.Key_Space)
    assert window.page is window.pages["lesson"]
    for _ in range(3):
        desk.press(Qt.Key.Key_Space)
    assert "start-check" in go_round(desk)

    _walk(desk, "nav-quiz", "quiz")
    assert "start-quiz" in go_round(desk)
    desk.tab_to("start-quiz")
    desk.press(Qt.Key.Key_Space)
    sitting = desk.page.route.ref
    for number in range(10):
        ring_is_there(desk)
        _answer_ten(desk, number)
        if number == 4:
            assert {"before", "primary", "strip"} <= go_round(desk)
            desk.tab_to("primary")
        desk.press(Qt.Key.Key_Return)
    ring_is_there(desk)
    assert {"check-again", "hand-in-now"} <= go_round(desk)
    desk.tab_to("hand-in-now")
    desk.press(Qt.Key.Key_Return)

    assert isinstance(window.page, ResultPage)
    assert "only-wrong" in go_round(desk)
    items = house_items(desk, sitting)
    assert len(items) == 10
    assert all(confirmed for confirmed, _ in items)
    assert [fraction for _, fraction in items].count(1.0) >= 8


def _walk(desk: Desk, entry: str, page: str) -> None:
    desk.press(Qt.Key.Key_F6)
    for _ in range(20):  # the arrows go from line to line
        if ring_is_there(desk).objectName() == entry:
            break
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Space)
    assert desk.window.page is desk.window.pages[page]


def _answer_ten(desk: Desk, number: int) -> None:
    """One of ten practice questions; the first goes wrong, and every ring is looked at."""
    from integrity_edu.quiz.questions import Short
    from integrity_edu.ui.tour.filling import wrong_response

    question = desk.item.question
    desk.answer_by_keys(wrong_response(question) if number == 0 else None)
    ring_is_there(desk)
    desk.confirm_by_keys()
    ring_is_there(desk)
    assert desk.item.confirmed, question
    if isinstance(question, Short):
        for place in range(1, len(question.rubric) + 1):
            desk.tab_to(f"criterion-{place}")
            desk.press(Qt.Key.Key_Space)
            ring_is_there(desk)
        desk.tab_to("primary")


def house_items(desk: Desk, sitting: str) -> list[tuple[bool, float | None]]:
    """(confirmed, fraction) of every item of an attempt of somebody with a password."""
    import sqlite3

    from integrity_edu.folders import DATABASE

    conn = sqlite3.connect(desk.house.folder / DATABASE)
    rows = conn.execute(
        "SELECT confirmed_at IS NOT NULL, fraction FROM sitting_item WHERE sitting = ?", (sitting,)
    ).fetchall()
    conn.close()
    return [(bool(confirmed), fraction) for confirmed, fraction in rows]


# ---- 9: my screen reader speaks ------------------------------------------------------------------


def nameless(desk: Desk) -> list[str]:
    """Widgets of the window that take the keyboard and would be read without a name."""
    QApplication.processEvents()
    found = []
    for one in desk.window.findChildren(QWidget):
        takes = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None
        if one.isVisible() and one.isEnabled() and takes and not spoken_name(one):
            found.append(one.objectName() or type(one).__name__)
    return found


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says a widget is called; on Linux a label may lend its words."""
    interface: Any = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)).strip() if interface else ""


@pytest.mark.parametrize("mode", sorted(set(MODES) - {"pretest"}))
def test_story_9_everything_focusable_has_a_name_in_every_mode(desk: Desk, mode: str) -> None:
    if mode in OWN_MODES:
        desk.house.go(desk.window, "quiz")
        desk.click(f"filter-{mode}")
        assert nameless(desk) == []
    minutes = 60 if MODES[mode].timed else None
    questions = tuple(desk.one_of(kind) for kind in KINDS)
    desk.start(mode=mode, questions=questions, minutes=minutes)
    for place in range(len(KINDS)):
        assert nameless(desk) == []
        if mode != "study" and (mode not in AS_PRACTISED or place % 3 == 0):
            desk.answer_wrong_by_mouse()
            assert nameless(desk) == []
        if mode in AS_PRACTISED and desk.item.answered:
            if mode == "certainty":
                desk.press("1", Qt.KeyboardModifier.AltModifier)
            desk.click("primary")
            assert nameless(desk) == []
        if place < len(KINDS) - 1:
            desk.house.go(desk.window, "sitting", desk.page.route.ref)
            desk.page._move(1)
            desk.settle()
    if mode == "study":
        return
    desk.click("hand-in")
    assert nameless(desk) == []
    desk.click("hand-in-now")
    assert isinstance(desk.window.page, ResultPage)
    assert nameless(desk) == []


def test_story_9_answering_saving_and_the_last_minutes_are_announced(desk: Desk) -> None:
    desk.start(questions=(desk.one_of("single"), desk.one_of("single")))
    desk.answer_wrong_by_mouse()
    assert desk.page.card.saved.property("announced").startswith("已保存")
    desk.click("primary")
    said = desk.page.card.property("announced")
    question = cast("Any", desk.item.question)
    right = next(one.text for one in question.options if one.id in question.key)
    assert said.startswith("这次没答对")
    assert right in said
    desk.click("primary")
    assert desk.page.card.property("announced").startswith("第 2 题")

    passed = [0.0]
    desk.start_exam(20)
    desk.page.timer.monotonic = lambda: passed[0]
    desk.house.go(desk.window, "sitting", desk.page.route.ref)
    passed[0] = 15 * 60 + 1
    desk.page.timer.tick()
    assert desk.window.property("announced") == "还剩 5 分钟。答案一直在存。"
    desk.press("s", Qt.KeyboardModifier.ControlModifier)
    assert desk.page.card.saved.property("announced") == "每改一次都自动存好"
