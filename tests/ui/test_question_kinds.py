"""Every kind of question is answered by mouse and by keys, explained, frozen and shown again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from integrity_edu.quiz.drawing import shown_order
from integrity_edu.quiz.grading import Response, fraction, is_right, right_response
from integrity_edu.quiz.questions import (
    KINDS,
    CaseSet,
    Cloze,
    Correction,
    Criterion,
    Day,
    Fill,
    Gap,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Short,
    Single,
    kind_of,
)
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.answer_words import kind_text, stem_text
from integrity_edu.ui.keys import bind_keys
from integrity_edu.ui.question_words import describe
from integrity_edu.ui.theme import Theme, stylesheet
from integrity_edu.ui.widgets.focus import FocusRing
from integrity_edu.ui.widgets.question.case_set import CaseQuestion
from integrity_edu.ui.widgets.question.cloze import ClozeQuestion
from integrity_edu.ui.widgets.question.day import DayQuestion
from integrity_edu.ui.widgets.question.judge import JudgeQuestion
from integrity_edu.ui.widgets.question.line import LineQuestion
from integrity_edu.ui.widgets.question.order import OrderQuestion
from integrity_edu.ui.widgets.question.short import LONGEST, ShortQuestion
from integrity_edu.ui.widgets.question_card import QuestionCard
from integrity_edu.ui.widgets.scroll import PageScroll
from tests.stories.conftest import cut_labels

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(chr(97 + at), text) for at, text in enumerate(texts))


def common(ref: str, stem: str) -> dict[str, Any]:
    return {"id": ref, "stem": stem, "explanation": "因为。"}


# fmt: off
PARTS = (
    Single(
        **common("p1", "第一问？"), options=options("甲", "乙", "丙"), key=("b",), shuffle=False
    ),
    Multiple(
        **common("p2", "第二问？"), options=options("甲", "乙", "丙"), key=("a", "c"), shuffle=False
    ),
    Number(**common("p3", "几天？"), key=10, unit="日"),
    Judge(**common("p4", "永远留着。"), key=False, correction=Correction("永远", ("按期限",))),
)
QUESTIONS: dict[str, Question] = {
    "single": Single(**common("q1", "哪一个？"), options=options("甲", "乙", "丙"), key=("b",)),
    "multiple": Multiple(**common("q2", "哪些？"), options=options("甲", "乙", "丙"), key=("a", "c")),
    "judge": Judge(**common("q3", "要本人口头同意。"), key=False,
                   correction=Correction("口头", ("书面", "纸面"))),
    "fill": Fill(**common("q4", "要{{1}}，再{{2}}。"), blanks=(("书面", "纸面"), ("二",))),
    "number": Number(**common("q5", "几天？"), key=15, unit="个工作日"),
    "date": Day(**common("q6", "2026 年 11 月 2 日收到，15 日内哪天到期？"), key=date(2026, 11, 17)),
    "match": Match(**common("q7", "配对。"), left=options("子", "丑"), right=options("甲", "乙", "丙"),
                   key={"a": "c", "b": "a"}),
    "order": Order(**common("q8", "排好。"), options=options("一", "二", "三"), key=("a", "b", "c")),
    "cloze": Cloze(**common("q9", "先{{1}}，后{{2}}。"), gaps=(
        Gap(options("纠错", "删除"), "a"),
        Gap(options("由认定部门在三个工作日内停止公示", "永久公示并且推送给用人单位"), "a"),
    )),
    "case": CaseSet(**common("q10", "小林抄了实验报告。"), parts=PARTS),
    "short": Short(**common("q11", "为什么要注明出处？"), answer="尊重劳动，也便于核对。",
                   rubric=(Criterion("x", "说到尊重劳动", 2), Criterion("y", "说到便于核对", 1))),
}
WRONG: dict[str, Response] = {
    "single": ["a"],
    "multiple": ["b"],
    "judge": {"judged": False, "correction": "当面"},
    "fill": ["口头", "二"],
    "number": "七",
    "date": "2026-11-16",
    "match": {"a": "a", "b": "b"},
    "order": ["c", "b", "a"],
    "cloze": ["b", "b"],
    "case": {"p1": ["a"], "p2": ["b"], "p3": "9", "p4": True},
    "short": "不知道。",
}
# fmt: on
POPUP = pytest.mark.qt_log_ignore(
    "does not support (raise|grabbing|propagateSizeHints)", extend=True
)
"""The offscreen platform has no windows to raise."""
ALL = pytest.mark.parametrize("kind", KINDS)


def item_of(
    kind: str,
    response: Response = None,
    *,
    confirmed: bool = False,
    mark: float | None = None,
    met: tuple[str, ...] = (),
) -> Item:
    """One question as shown, the same order every time."""
    question = QUESTIONS[kind]
    graded = fraction(question, response) if confirmed and kind != "short" else mark
    return Item(
        position=0, question=question, revision=1, flagged=False, confirmed=confirmed, earned=graded,
        shown=tuple(shown_order(question, random.Random(5))), response=response, saved_at=None,
        fraction=graded, met=met,
    )  # fmt: skip


class Stand:
    """A card in a window, and what it tells."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.theme = Theme()
        self.theme.set_mode("light")
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.card = QuestionCard(self.theme)
        self.card.show_certainty(None, asked=False, frozen=False)
        self.card.show_undo(can=False)
        box = QVBoxLayout(self.window)
        box.addWidget(PageScroll(self.card))
        self.theme.apply_to(self.window)
        self.ring = FocusRing(self.window, self.theme)
        self.window.resize(760, 640)
        self.told: list[Response] = []
        self.marks: list[object] = []
        self.card.answered.connect(self.told.append)
        self.card.self_marked.connect(self.marks.append)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def show(self, kind: str, response: Response = None, **state: object) -> QWidget:
        self.card.show_item(item_of(kind, response, **state), "", "")  # type: ignore[arg-type]
        QApplication.processEvents()
        assert self.card.question is not None
        return self.card.question

    def find(self, name: str) -> QWidget:
        found = [one for one in self.card.findChildren(QWidget, name) if one.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def click(self, name: str) -> None:
        widget = self.find(name)
        QTest.mouseClick(widget, LEFT, pos=QPoint(12, widget.height() // 2))

    def type_into(self, name: str, text: str) -> None:
        self.find(name).setFocus()
        QTest.keyClicks(self.find(name), text)

    def said(self) -> str:
        """Everything that can be read on the card."""
        from PySide6.QtWidgets import QLabel

        labels = [one.text() for one in self.card.findChildren(QLabel) if one.isVisible()]
        names = [
            one.accessibleName()
            for one in self.card.findChildren(QAbstractButton)
            if one.isVisible()
        ]
        return "\n".join([*labels, *names])


@pytest.fixture
def stand(qtbot: QtBot) -> Stand:
    return Stand(qtbot)


# ---- all kinds -----------------------------------------------------------------------------------


@ALL
def test_a_question_says_what_it_is_and_by_which_keys_it_is_answered(
    stand: Stand, kind: str
) -> None:
    widget = stand.show(kind)
    item = item_of(kind)
    said = describe(item.question, item.shown)
    assert widget.accessibleDescription() == said
    assert widget.accessibleName() == f"{kind_text(item.question)}：{stem_text(item.question)}"
    assert said.startswith(kind_text(item.question))
    assert any(word in said for word in ("按", "打字"))


def test_no_two_kinds_are_described_alike() -> None:
    said = {describe(one, item_of(kind).shown) for kind, one in QUESTIONS.items()}
    assert len(said) == len(KINDS)


@ALL
@pytest.mark.parametrize("confirmed", [False, True])
def test_everything_that_takes_the_keyboard_has_a_name(
    stand: Stand, kind: str, confirmed: bool
) -> None:
    widget = stand.show(kind, WRONG[kind], confirmed=confirmed)
    stops = [
        one
        for one in widget.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None and not isinstance(one.parentWidget(), QComboBox)
    ]  # fmt: skip
    nameless = [
        one for one in stops if not one.accessibleName() and not getattr(one, "text", str)()
    ]
    assert nameless == []


@ALL
def test_answering_can_begin_by_keyboard_with_a_visible_ring(stand: Stand, kind: str) -> None:
    widget = stand.show(kind)
    QTest.keyClick(stand.window, Qt.Key.Key_Shift)
    stand.card.question.focus_first()  # type: ignore[union-attr]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert widget.isAncestorOf(focused)
    assert stand.ring.target is focused


@ALL
def test_a_saved_answer_is_shown_again_and_telling_nothing(stand: Stand, kind: str) -> None:
    stand.show(kind, WRONG[kind])
    stand.show(kind, right_response(QUESTIONS[kind]))
    assert stand.told == []


@ALL
def test_clearing_tells_of_no_answer(stand: Stand, kind: str) -> None:
    widget = stand.show(kind, WRONG[kind])
    widget.clear()  # type: ignore[attr-defined]
    assert stand.told[-1] is None


@ALL
def test_what_is_frozen_takes_no_more(stand: Stand, kind: str) -> None:
    widget = stand.show(kind)
    widget.freeze()  # type: ignore[attr-defined]
    QTest.keyClick(widget, Qt.Key.Key_1)
    for one in widget.findChildren(QWidget):
        if one.isVisible():
            QTest.mouseClick(one, LEFT)
            QTest.keyClick(one, Qt.Key.Key_Space)
    assert stand.told == []


@ALL
def test_a_revealed_answer_can_no_longer_be_changed(stand: Stand, kind: str) -> None:
    widget = stand.show(kind, WRONG[kind], confirmed=True)
    for index in range(3):
        widget.choose(index)  # type: ignore[attr-defined]
    for one in widget.findChildren(QWidget):
        if one.isVisible() and not isinstance(one, QPlainTextEdit):
            QTest.keyClick(one, Qt.Key.Key_7)
            QTest.mouseClick(one, LEFT)
    assert stand.told == []


@pytest.mark.parametrize(
    ("kind", "verdict", "answer"),
    [
        ("single", "你选的，不对", "正确答案"),
        ("multiple", "你选的，不对", "正确答案"),
        ("judge", "改的不对", "“口头”应改成“书面”"),
        ("fill", "填的不对", "书面"),
        ("number", "填的不对", "15 个工作日"),
        ("date", "填的不对", "2026 年 11 月 17 日（周二）"),
        ("match", "不是“甲”", "是“丙”"),
        ("order", "应在第 3 位", "应在第 1 位"),
        ("cloze", "选了“删除”，不对", "正确答案：纠错"),
        ("case", "你选的，不对", "正确答案：10 日"),
        ("short", "你写的", "尊重劳动，也便于核对。"),
    ],
)
def test_a_wrong_answer_is_told_in_words_with_the_right_one(
    stand: Stand, kind: str, verdict: str, answer: str
) -> None:
    stand.show(kind, WRONG[kind], confirmed=True)
    assert verdict in stand.said()
    assert answer in stand.said()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "short"])
def test_a_right_answer_is_told_to_be_right(stand: Stand, kind: str) -> None:
    stand.show(kind, right_response(QUESTIONS[kind]), confirmed=True)
    said = stand.said()
    assert not re.search("不对|不是|应在", said)
    assert re.search("对了|位置对|丙", said)


def outside_their_box(widget: QWidget) -> list[str]:
    """Buttons that reach over the edge of what holds them, once the layout has settled."""
    return [
        one.accessibleName()
        for one in widget.findChildren(QAbstractButton)
        if one.isVisible()
        and not cast("QWidget", one.parentWidget()).rect().contains(one.geometry())
    ]


@ALL
@pytest.mark.parametrize("state", ["empty", "answered", "wrong"])
def test_no_label_is_cut_in_a_narrow_window_with_letters_twice_as_large(
    stand: Stand, kind: str, state: str
) -> None:
    sheet = stylesheet(stand.theme.palette)
    double = re.sub(r"font-size: (\d+)px", lambda m: f"font-size: {2 * int(m[1])}px", sheet)
    stand.window.setStyleSheet(double)
    stand.window.resize(640, 700)
    response = None if state == "empty" else WRONG[kind]
    stand.show(kind, response, confirmed=state == "wrong")
    foot = {stand.card.saved.text(), stand.card.aside.text()}
    assert [text for text in cut_labels(stand.window) if text not in foot] == []
    widget = stand.card.question
    assert widget is not None
    assert widget.width() <= stand.window.width()
    stand.qtbot.waitUntil(lambda: outside_their_box(widget) == [])


def test_the_same_widget_serves_the_next_question_of_its_kind(stand: Stand) -> None:
    first = stand.show("number", "3", confirmed=True)
    assert stand.show("number") is first
    assert cast("LineQuestion", first).field.text() == ""
    assert not cast("LineQuestion", first).field.isReadOnly()


# ---- number and day ------------------------------------------------------------------------------


def test_a_number_is_typed_and_read_back_with_its_unit(stand: Stand) -> None:
    widget = cast("LineQuestion", stand.show("number"))
    stand.type_into("number", "15")
    assert stand.told[-1] == "15"
    assert widget.reading.label.text() == "读作 15 个工作日"
    assert is_right(QUESTIONS["number"], stand.told[-1])


def test_what_is_no_number_is_said_while_it_is_typed(stand: Stand) -> None:
    widget = cast("LineQuestion", stand.show("number"))
    stand.type_into("number", "abc")
    assert widget.reading.label.text().startswith("这还不是一个数。")
    assert widget.field.accessibleDescription() == widget.reading.label.text()
    assert widget.field.property("announced") == widget.reading.label.text()


def test_letters_and_digits_stay_in_the_field_though_the_page_has_keys(stand: Stand) -> None:
    stolen: list[str] = []

    def steal(key: str) -> Callable[[], None]:
        return lambda: stolen.append(key)

    bind_keys(stand.window, {key: steal(key) for key in ("F", "Shift+F", "1", "A", "O", "Delete")})
    for kind, name in (("fill", "blank-1"), ("number", "number"), ("short", "short")):
        stand.show(kind)
        stand.type_into(name, "fFaO1")
        QTest.keyClick(stand.find(name), Qt.Key.Key_Delete)
        field = stand.find(name)
        text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()  # type: ignore[attr-defined]
        assert text == "fFaO1"
    assert stolen == []


@pytest.mark.parametrize("typed", ["2026-11-17", "2026年11月17日", "20261117", "2026.11.17"])
def test_a_day_is_typed_in_the_usual_forms_and_said_back(stand: Stand, typed: str) -> None:
    widget = cast("DayQuestion", stand.show("date"))
    widget.fill(typed)
    assert widget.reading.label.text() == "2026 年 11 月 17 日（周二）"
    assert is_right(QUESTIONS["date"], stand.told[-1])


@POPUP
def test_a_day_is_picked_from_the_calendar_by_keys(stand: Stand, qtbot: QtBot) -> None:
    stolen: list[str] = []
    acts = {key: lambda: stolen.append("page") for key in ("Left", "Right", "Return")}
    bind_keys(stand.window, acts)
    widget = cast("DayQuestion", stand.show("date"))
    widget.focus_first()
    QTest.keyClick(widget.field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is widget.button
    QTest.keyClick(widget.button, Qt.Key.Key_Space)
    popup = widget.popup
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert popup.calendar.selectedDate().toString("yyyy-MM-dd") == "2026-11-02"
    view = popup.calendar.findChild(QWidget, "qt_calendar_calendarview")
    assert view is not None
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert stand.told == ["2026-11-17"]
    assert stolen == []
    assert not popup.isVisible()


@POPUP
def test_escape_closes_the_calendar_and_changes_nothing(stand: Stand, qtbot: QtBot) -> None:
    widget = cast("DayQuestion", stand.show("date"))
    QTest.mouseClick(widget.button, LEFT)
    popup = widget.popup
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    view = popup.calendar.findChild(QWidget, "qt_calendar_calendarview")
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert stand.told == []


# ---- true or false with its correction -----------------------------------------------------------


def test_wrong_brings_the_field_for_the_right_words(stand: Stand) -> None:
    widget = cast("JudgeQuestion", stand.show("judge"))
    assert not widget.correction.isVisible()
    stand.click("option-b")
    stand.type_into("correction", "a")
    assert stand.told == [
        {"judged": False, "correction": ""},
        {"judged": False, "correction": "a"},
    ]
    stand.click("option-a")
    assert stand.told[-1] is True
    assert not widget.correction.isVisible()


def test_the_wrong_words_are_underlined_only_afterwards(stand: Stand) -> None:
    stand.show("judge", WRONG["judge"])
    assert "<u>" not in stand.card.stem.text()
    stand.card.reveal(item_of("judge", WRONG["judge"], confirmed=True))
    assert "<u>口头</u>" in stand.card.stem.text()
    assert "口头" in stand.card.stem.accessibleName()


def test_who_thought_it_true_is_told_the_right_words(stand: Stand) -> None:
    widget = cast("JudgeQuestion", stand.show("judge", response=True, confirmed=True))
    assert widget.correction.verdict.label.text() == "“口头”应改成“书面”"
    assert not widget.correction.field.isVisible()


# ---- cloze ---------------------------------------------------------------------------------------


def test_gaps_are_filled_by_number_keys_alone(stand: Stand) -> None:
    widget = cast("ClozeQuestion", stand.show("cloze"))
    widget.focus_first()
    for number, gap in enumerate(QUESTIONS["cloze"].gaps, start=1):  # type: ignore[union-attr]
        shown = [ref for ref in item_of("cloze").shown if ref.startswith(f"{number}:")]
        widget.choose(shown.index(f"{number}:{gap.key}"))
    assert is_right(QUESTIONS["cloze"], stand.told[-1])


def test_a_gap_is_filled_by_mouse_and_emptied_again(stand: Stand) -> None:
    stand.show("cloze")
    stand.click("gap-1-1")
    first = item_of("cloze").shown[0].split(":")[1]
    assert stand.told == [[first, ""]]
    stand.click("gap-1-1")
    assert stand.told[-1] is None


def test_each_choice_says_to_which_gap_it_belongs(stand: Stand) -> None:
    stand.show("cloze")
    stand.click("gap-1-2")
    assert re.fullmatch("第 1 空，2. .+，已选", stand.find("gap-1-2").accessibleName())
    assert stand.find("gap-2").accessibleName() == "第 2 空"
    assert "（1）" in stand.card.stem.accessibleName()


def test_long_choices_stand_in_a_list_worked_by_arrows(stand: Stand) -> None:
    stand.show("cloze")
    stand.find("gap-2").setFocus()
    QTest.keyClick(stand.find("gap-2"), Qt.Key.Key_Down)
    second = next(ref for ref in item_of("cloze").shown if ref.startswith("2:"))
    assert stand.told == [["", second.split(":")[1]]]


# ---- case set ------------------------------------------------------------------------------------


def test_the_parts_of_a_case_are_headed_and_told_as_one_answer(stand: Stand) -> None:
    stand.show("case")
    assert "第 1 问 · 单选" in stand.said()
    assert "第 4 问 · 判断改错" in stand.said()
    stand.click("part-1-option-b")
    stand.type_into("part-3-number", "10")
    assert stand.told[-1] == {"p1": ["b"], "p3": "10"}


def test_number_keys_go_to_the_part_with_the_keyboard_else_to_the_first_open_one(
    stand: Stand,
) -> None:
    widget = cast("CaseQuestion", stand.show("case", {"p1": ["a"]}))
    stand.card.flag.setFocus()
    widget.choose(2)
    assert stand.told[-1] == {"p1": ["a"], "p2": ["c"]}
    stand.find("part-1-option-a").setFocus()
    widget.choose(1)
    assert stand.told[-1] == {"p1": ["b"], "p2": ["c"]}


def test_a_case_is_cleared_as_a_whole_and_only_once(stand: Stand) -> None:
    widget = cast("CaseQuestion", stand.show("case", WRONG["case"]))
    widget.clear()
    assert stand.told == [None]
    assert "part-1" in cast("QWidget", QApplication.focusWidget()).objectName()


# ---- short answer --------------------------------------------------------------------------------


def test_a_short_answer_is_counted_while_it_is_typed(stand: Stand) -> None:
    widget = cast("ShortQuestion", stand.show("short"))
    stand.type_into("short", "abc")
    QTest.keyClick(widget.text, Qt.Key.Key_Return)
    assert stand.told[-1] == "abc\n"
    assert widget.count.text().startswith("4 字")
    assert not widget.rubric.isVisible()


def test_tab_leaves_the_text(stand: Stand) -> None:
    widget = cast("ShortQuestion", stand.show("short"))
    widget.focus_first()
    QTest.keyClick(widget.text, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not widget.text
    assert widget.text.toPlainText() == ""


def test_a_text_that_is_too_long_ends_at_the_limit(stand: Stand) -> None:
    widget = cast("ShortQuestion", stand.show("short"))
    widget.text.setPlainText("字" * (LONGEST + 7))
    assert stand.told[-1] == "字" * LONGEST


def test_ticks_tell_the_criteria_that_were_met(stand: Stand) -> None:
    stand.show("short", "尊重劳动。", confirmed=True)
    stand.click("criterion-1")
    stand.find("criterion-2").setFocus()
    QTest.keyClick(stand.find("criterion-2"), Qt.Key.Key_Space)
    assert stand.marks == [("x",), ("x", "y")]
    assert "打了 3 分，满分 3 分" in stand.said()


def test_a_click_on_the_words_of_a_criterion_ticks_it(stand: Stand) -> None:
    widget = cast("ShortQuestion", stand.show("short", "尊重劳动。", confirmed=True))
    QTest.mouseClick(widget.rubric.ticks[1].label, LEFT)
    assert stand.marks == [("y",)]


def test_nothing_met_can_be_said_too(stand: Stand) -> None:
    stand.show("short", "不知道。", confirmed=True)
    stand.click("none-met")
    assert stand.marks == [()]
    assert "打了 0 分，满分 3 分" in stand.said()


def test_a_mark_given_before_is_shown_again(stand: Stand) -> None:
    widget = cast(
        "ShortQuestion", stand.show("short", "劳动。", confirmed=True, mark=2 / 3, met=("x",))
    )
    assert widget.rubric.met == ("x",)
    assert stand.marks == []


def test_marking_oneself_keeps_the_keyboard_where_it_is(stand: Stand) -> None:
    stand.show("short", "劳动。", confirmed=True)
    stand.find("criterion-2").setFocus()
    QTest.keyClick(stand.find("criterion-2"), Qt.Key.Key_Space)
    stand.card.reveal(item_of("short", "劳动。", confirmed=True, mark=1 / 3, met=("y",)))
    assert cast("QWidget", QApplication.focusWidget()).objectName() == "criterion-2"
    assert cast("ShortQuestion", stand.card.question).rubric.met == ("y",)


# ---- order ---------------------------------------------------------------------------------------


def drag(row: QWidget, to: QWidget) -> None:
    start, end = QPoint(60, 10), row.mapFromGlobal(to.mapToGlobal(QPoint(60, to.height() - 4)))
    QTest.mousePress(row, LEFT, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(row, start + (end - start) * step / 8)
    QTest.mouseRelease(row, LEFT, pos=end)


def test_a_row_is_dragged_to_another_place(stand: Stand) -> None:
    widget = cast("OrderQuestion", stand.show("order"))
    before = list(item_of("order").shown)
    drag(widget.places[0], widget.places[2])
    assert stand.told == [[before[1], before[2], before[0]]]
    assert QApplication.focusWidget() is widget.places[2]


def test_a_press_that_does_not_move_changes_nothing(stand: Stand) -> None:
    widget = cast("OrderQuestion", stand.show("order"))
    QTest.mouseClick(widget.places[1], LEFT)
    assert stand.told == []


def test_a_row_is_moved_by_keys_as_before(stand: Stand) -> None:
    widget = cast("OrderQuestion", stand.show("order"))
    before = list(item_of("order").shown)
    widget.choose(0)
    QTest.keyClick(widget.places[0], Qt.Key.Key_Down, ALT)
    assert stand.told == [[before[1], before[0], before[2]]]


def test_every_kind_of_question_is_tested_here() -> None:
    assert [kind_of(one) for one in QUESTIONS.values()] == list(QUESTIONS)
    assert set(QUESTIONS) == set(KINDS)
