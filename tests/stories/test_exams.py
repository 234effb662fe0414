"""A teacher's exam from setting it to regrading it, and what its learners see of that."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QWidget

from integrity_edu.archive.entries import Section
from integrity_edu.archive.opening import NOTICE_VERSION
from integrity_edu.clock import ManualClock
from integrity_edu.courses import library
from integrity_edu.courses.progress import open_lesson
from integrity_edu.exams.regrading.regrades import regrade
from integrity_edu.exams.regrading.values import Wish
from integrity_edu.exams.tasks import read_paper_task
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.quiz import sittings
from integrity_edu.quiz.attached import open_check
from integrity_edu.quiz.grading import right_response
from integrity_edu.quiz.questions import Single
from integrity_edu.quiz.reveal import EXAM
from integrity_edu.teaching import assignments
from integrity_edu.teaching import store as teaching_store
from integrity_edu.teaching.earlier import open_with_what_was_learnt
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.exam_regrade import RegradePanel
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.ui.widgets.table import ReadingTable
from integrity_edu.workspace import Actor, Role, Workspace
from tests.stories import exam_class
from tests.stories.conftest import House, cut_labels, find
from tests.stories.exam_class import CHOICES, WANTED, WRONG_KEY

LEFT = Qt.MouseButton.LeftButton
TOUCHED = ("sitting", "sitting_item", "question", "hours_credit", "lesson_progress")
SOON = 5_000
"""Milliseconds in which an extension has to appear."""


class Desk:
    """Somebody at a window, with mouse and keyboard."""

    def __init__(self, house: House, person: PersonId) -> None:
        self.house, self.person = house, person
        self.window: MainWindow = house.open(person)

    def come_back(self) -> None:
        self.window.activateWindow()
        self.house.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        QTest.mouseClick(find(inside or self.window, name, QAbstractButton), LEFT)
        self.house.settle(self.window)

    def key(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget(), key, modifier)
        self.house.settle(self.window)

    @property
    def panel(self) -> Any:
        (found,) = (one for one in self.window.findChildren(Panel) if one.isVisible())
        return found

    def type(self, name: str, text: str) -> None:
        cast("QLineEdit", find(self.panel, name, QLineEdit)).setText(text)

    def confirm(self) -> None:
        self.press("panel-primary", self.panel)

    def text(self, name: str) -> str:
        return cast("QLabel", find(self.window, name, QLabel)).text()

    def texts(self, name: str) -> list[str]:
        """Every line inside a box."""
        labels = find(self.window, name).findChildren(QLabel)
        return [one.text() for one in labels if one.isVisible() and one.text()]

    def column(self, name: str, place: int) -> list[str]:
        table = cast("ReadingTable", find(self.window, name, ReadingTable))
        return [row[place].text for row in table.rows.cells]

    def shown(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))


@pytest.fixture
def teacher(house: House) -> PersonId:
    return house.account("周老师", Role.TEACHER, date(1985, 5, 5), real_name="周明")


class Exam:
    """A class whose members sit the paper of exam_class."""

    def __init__(self, house: House, teacher: PersonId) -> None:
        self.house, self.teacher = house, teacher
        self.class_id = self.task = ""
        self.people: list[PersonId] = []
        self.sittings: list[str] = []

    def hold(self, size: int, **terms: Any) -> Exam:
        """Everybody sits it once."""
        self.set(size, **terms)

        def sit(ws: Workspace) -> None:
            for number, person in enumerate(self.people):
                ws.act_as(Actor(person, Role.STUDENT, b""))
                self.sittings.append(exam_class.sit_as(ws, self.task, number))

        self.house.with_ws(sit, self.teacher)
        return self

    def set(self, size: int, **terms: Any) -> Exam:
        """It is set and nobody has begun."""
        self.people = [self.house.account(f"学生{n}") for n in range(size)]

        def make(ws: Workspace) -> None:
            self.class_id, self.task = exam_class.exam_of(ws, size, **terms)
            exam_class.link(ws, self.class_id, self.people)

        self.house.with_ws(make, self.teacher)
        return self

    def rows(self, *tables: str) -> dict[str, list[Any]]:
        conn = sqlite3.connect(self.house.folder / DATABASE)
        found = {
            one: conn.execute(f"SELECT * FROM {one} ORDER BY 1, 2").fetchall()
            for one in tables or TOUCHED
        }
        conn.close()
        return found


@pytest.fixture
def exam(house: House, teacher: PersonId) -> Exam:
    return Exam(house, teacher)


def regrade_panel(desk: Desk, exam: Exam) -> None:
    """Open the panel for the question with the wrong key, from its row of the analysis."""
    desk.house.go(desk.window, "exam", exam.task, tab="analysis")
    desk.press("item-1")
    desk.press("regrade")
    assert isinstance(desk.panel, RegradePanel)


def dry_run(desk: Desk) -> list[tuple[str, ...]]:
    desk.press("key-option-c", desk.panel)
    desk.press("try-regrade", desk.panel)
    table = cast("ReadingTable", find(desk.panel, "regrade-changes", ReadingTable))
    return [tuple(cell.text for cell in row) for row in table.rows.cells]


# ---- 12: change key → dry run lists changed students/old/new/pass crossings; cancel changes
# nothing; apply needs reason; student sees 改判; undo restores exactly


def test_a_dry_run_lists_who_changes_and_cancelling_changes_nothing(exam: Exam) -> None:
    exam.hold(10, short=False)
    desk, before = Desk(exam.house, exam.teacher), exam.rows()
    regrade_panel(desk, exam)
    assert not desk.panel.primary.isEnabled()

    changes = dry_run(desk)

    assert [row[0] for row in changes] == sorted(row[0] for row in changes)
    old = [float(row[2].split("/")[0]) for row in changes]
    new = [float(row[3].split("/")[0]) for row in changes]
    assert {abs(one - other) for one, other in zip(old, new, strict=True)} == {1.0}
    crossings = {row[4] for row in changes}
    assert "变成不通过，待复核" in crossings
    assert desk.panel.said.text().startswith(f"{len(changes)} 份答卷的分数会变")
    assert cut_labels(desk.panel) == []
    desk.press("panel-cancel", desk.panel)
    assert exam.rows() == before
    assert exam.rows("regrade", "regrade_item") == {"regrade": [], "regrade_item": []}


def test_a_regrade_needs_a_reason_its_learner_sees_it_and_undo_restores_exactly(
    exam: Exam,
) -> None:
    exam.hold(10, short=False)
    desk, before = Desk(exam.house, exam.teacher), exam.rows()
    regrade_panel(desk, exam)
    changes = dry_run(desk)
    desk.confirm()
    assert "理由" in desk.panel.wrong.text()
    desk.type("regrade-reason", "原答案与方案第 14 项不符")
    desk.confirm()
    assert exam.rows() != before

    student = Desk(exam.house, exam.people[9])
    student.house.go(student.window, "result", exam.sittings[9])
    number, _, old, new, _ = next(row for row in changes if row[0] == "10")
    head, reason = student.texts(f"regraded-{1 + 3}")
    assert head.startswith("改判：第 4 题：原来 0 / 1 分，现在 1 / 1 分。2026 年 11 月 23 日")
    assert reason == "理由：原答案与方案第 14 项不符"
    assert student.text("score").startswith(f"得 {new.split(' ')[0]} 分")
    assert cut_labels(student.window) == []

    desk.come_back()
    desk.house.go(desk.window, "exam", exam.task, tab="regrades")
    desk.press("undo-regrade-1")
    student.house.go(student.window, "result", exam.sittings[9])

    assert not student.shown("regraded-4")
    assert student.text("score").startswith(f"得 {old.split(' ')[0]} 分")
    after = exam.rows()
    assert after["sitting_item"] == before["sitting_item"]
    assert after["question"] == before["question"]
    assert not desk.shown("undo-regrade-1")
    assert number == "10"


def test_who_is_wrong_under_the_new_key_reads_the_new_key(exam: Exam) -> None:
    exam.hold(6, short=False)

    def correct(ws: Workspace) -> None:
        item, revision = asked(ws)
        regrade(ws, exam.task, Wish(revision, "new_key", replace(item, key=("c",))), "印错了")

    exam.house.with_ws(correct, exam.teacher)
    student = Desk(exam.house, exam.people[0])
    student.house.go(student.window, "result", exam.sittings[0])

    lines = student.texts("wrong-4")
    assert lines[lines.index("正确答案") + 1] == WANTED


@pytest.mark.parametrize("choice", ["both", "drop", "full"])
def test_the_other_ways_of_regrading_are_tried_and_done(exam: Exam, choice: str) -> None:
    exam.hold(6, short=False)
    desk = Desk(exam.house, exam.teacher)
    regrade_panel(desk, exam)
    desk.press(f"regrade-{choice}", desk.panel)
    if choice == "both":
        desk.press("key-option-c", desk.panel)
    desk.press("try-regrade", desk.panel)
    desk.type("regrade-reason", "题目印错了")
    desk.confirm()

    assert desk.window.messages.notice.label.text().startswith("改判好了")
    ((made,),) = [exam.rows("regrade")["regrade"]]
    assert choice in made


def asked(ws: Workspace) -> tuple[Single, int]:
    """The question with the wrong key and its revision."""
    from integrity_edu.quiz.questions import decode

    revision, body = ws.conn.execute(
        "SELECT min(id), body FROM question_revision WHERE question = ?", (WRONG_KEY,)
    ).fetchone()
    found = decode(body)
    assert isinstance(found, Single)
    return found, revision


# ---- 18: 1.5× student: 60→90 min and close moves; +10 min mid-exam appears within 5 s; not marked
# late


def test_extra_time_reaches_the_student_who_sits_it(exam: Exam, clock: ManualClock) -> None:
    exam.set(2, days=1 / 24)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "classes", exam.class_id, view="roster")
    desk.press("time-01")
    desk.press("factor-1.5", desk.panel)
    desk.confirm()
    begun = clock()
    sitting = cast(
        "str",
        exam.house.with_ws(lambda ws: exam_class.begin(ws, exam.task), exam.people[0]),
    )
    student = Desk(exam.house, exam.people[0])
    student.house.go(student.window, "sitting", sitting)
    timer = cast(Any, student.window.page).timer
    assert timer.text() in ("剩余 90:00", "剩余 89:59")

    clock.forward(minutes=30)
    student.house.go(student.window, "sitting", sitting)
    assert timer.text() in ("剩余 60:00", "剩余 59:59")
    desk.come_back()
    desk.house.go(desk.window, "exam", exam.task)
    assert desk.column("exam-seats", 3)[0] == "还有 60 分钟"
    desk.press("more-time-01")
    desk.confirm()
    assert "理由" in desk.panel.wrong.text()
    desk.type("add-reason", "停电十分钟")
    desk.confirm()

    def longer() -> bool:
        shown = student.window.messages.notice.label.text()
        return "10" in shown and timer.text() > "剩余 69:"

    desk.house.qtbot.waitUntil(longer, timeout=SOON)
    assert desk.column("exam-seats", 3)[0] == "还有 70 分钟"
    assert desk.column("exam-seats", 4)[0] == "1.5 倍时间，加了 10 分钟"
    clock.forward(minutes=65)
    student.house.with_ws(lambda ws: finish_sitting(ws, sitting), exam.people[0])
    ((state, handed_in, deadline),) = [
        (row["state"], row["submitted_at"], row["deadline"]) for row in sitting_rows(exam)
    ]
    assert state == "submitted"
    assert datetime.fromisoformat(handed_in) == begun + timedelta(minutes=95)
    assert datetime.fromisoformat(deadline) == begun + timedelta(minutes=100)


def sitting_rows(exam: Exam) -> list[sqlite3.Row]:
    conn = sqlite3.connect(exam.house.folder / DATABASE)
    conn.row_factory = sqlite3.Row
    found = conn.execute("SELECT * FROM sitting").fetchall()
    conn.close()
    return found


def test_minutes_for_everybody_can_be_taken_back(exam: Exam) -> None:
    exam.set(3)
    for person in exam.people[:2]:
        exam.house.with_ws(lambda ws: exam_class.begin(ws, exam.task), person)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "exam", exam.task)
    desk.press("more-time-all")
    desk.type("add-reason", "开场晚了")
    desk.confirm()
    assert desk.column("exam-seats", 3) == ["还有 70 分钟", "还有 70 分钟", "—"]

    desk.press("undo-time-1")

    assert desk.column("exam-seats", 3) == ["还有 60 分钟", "还有 60 分钟", "—"]
    assert not desk.shown("undo-time-1")


def test_progress_names_every_state_in_student_number_order(exam: Exam, clock: ManualClock) -> None:
    exam.set(4)
    exam.house.with_ws(lambda ws: exam_class.begin(ws, exam.task), exam.people[0])
    clock.forward(minutes=58)
    exam.house.with_ws(lambda ws: exam_class.begin(ws, exam.task), exam.people[1])
    exam.house.with_ws(lambda ws: exam_class.sit_as(ws, exam.task, 2), exam.people[2])
    clock.forward(minutes=4)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "exam", exam.task)

    assert desk.column("exam-seats", 2) == ["超时未交", "正在考", "已交卷", "未开始"]
    clock.forward(minutes=10)
    cast(Any, desk.window.page).progress.timer.timeout.emit()
    desk.house.settle(desk.window)
    assert desk.column("exam-seats", 2)[0] == "已作废"
    assert desk.column("exam-seats", 3)[1] == "还有 46 分钟"


# ---- 19: seeded 40 attempts with a mis-keyed item: it is top of the list, negative
# discrimination, distractor named; with n=12 the page says 样本少


def test_a_question_with_a_wrong_key_stands_first_and_its_distractor_is_named(
    exam: Exam, tmp_path: Path
) -> None:
    exam.hold(40, short=False)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "exam", exam.task, tab="analysis")

    page = cast(Any, desk.window.page)
    worst = page.analysis.found.items[0]
    assert worst.question == WRONG_KEY
    assert worst.discrimination < 0
    assert desk.text("item-stem") == worst.stem
    assert "区分度 −" in desk.text("item-figures")
    assert desk.text("item-doubt") == f"高分组更爱选错项“{WANTED}”，检查答案。"
    assert WANTED in desk.column("responses", 0)
    assert not desk.shown("few-people")
    assert desk.text("reliability").startswith("信度 ")
    assert len(page.analysis.rows) == CHOICES
    assert cut_labels(desk.window) == []
    page.save_pdf(tmp_path / "分析.pdf")
    desk.house.settle(desk.window)
    assert (tmp_path / "分析.pdf").read_bytes().startswith(b"%PDF")


def test_twelve_people_are_few_and_the_page_says_so(exam: Exam) -> None:
    exam.hold(12, short=False)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "exam", exam.task, tab="analysis")

    assert desk.text("few-people") == "样本少，仅供参考"
    page = cast(Any, desk.window.page)
    assert page.analysis.doubt.property("role") == "muted"


# ---- marking


def test_a_mark_by_hand_reaches_the_learners_score_and_archive(exam: Exam) -> None:
    exam.hold(10)
    best = exam.people[9]
    exam.house.with_ws(lambda ws: open_with_what_was_learnt(ws, NOTICE_VERSION), best)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "exam", exam.task, tab="marking")
    assert desk.text("left-to-mark") == "还有 10 份"
    assert desk.text("paper-label").startswith("卷 ")

    for _ in range(10):
        desk.press("mark-criterion-1")
        desk.press("mark-criterion-2")
        cast(Any, find(desk.window, "mark-comment")).setPlainText("写得清楚。")
        desk.press("mark-give")
    assert desk.text("left-to-mark") == "还有 0 份"

    student = Desk(exam.house, best)
    student.house.go(student.window, "result", exam.sittings[9])
    head, comment = student.texts(f"words-{CHOICES + 1}")
    assert (head, comment) == (f"第 {CHOICES + 1} 题，老师批改：1 / 1 分", "写得清楚。")
    assert "这次测评通过" in student.text("verdict")
    student.house.go(student.window, "archive")
    student.press(f"tab-{Section.EDUCATION.value}")
    assert any("通过测验" in one.text() for one in student.window.findChildren(QLabel))


def test_marking_goes_by_keys_alone_and_a_mark_is_taken_back(exam: Exam) -> None:
    exam.hold(3)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "exam", exam.task, tab="marking")
    first = desk.text("paper-label")
    find(desk.window, "mark-criterion-2", QCheckBox).setFocus()
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.text("left-to-mark") == "还有 2 份"
    assert desk.text("paper-label") != first

    desk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (desk.text("left-to-mark"), desk.text("paper-label")) == ("还有 3 份", first)
    desk.key(Qt.Key.Key_PageDown)
    assert desk.text("paper-label") != first
    desk.key(Qt.Key.Key_PageUp)
    assert desk.text("paper-label") == first


def test_names_are_shown_only_when_asked_for(exam: Exam) -> None:
    exam.hold(2)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "exam", exam.task, tab="marking")
    assert "同学" not in desk.text("paper-label")
    desk.press("show-names")
    assert "同学" in desk.text("paper-label")


# ---- 24: regraded below pass → 待复核, not vanished


def test_an_exam_regraded_below_the_line_is_under_review_in_the_archive(exam: Exam) -> None:
    exam.hold(6, short=False)
    person = exam.people[4]  # passes with the old key of the question, barely

    def open_archive(ws: Workspace) -> object:
        return open_with_what_was_learnt(ws, NOTICE_VERSION)

    assert exam.house.with_ws(open_archive, person) == 1

    def correct(ws: Workspace) -> None:
        item, revision = asked(ws)
        regrade(ws, exam.task, Wish(revision, "new_key", replace(item, key=("c",))), "印错了")

    exam.house.with_ws(correct, exam.teacher)
    student = Desk(exam.house, person)
    student.house.go(student.window, "archive")
    student.press(f"tab-{Section.EDUCATION.value}")

    lines = [one.text() for one in student.window.findChildren(QLabel) if one.isVisible()]
    assert any(line.startswith("待复核：") for line in lines)
    assert any(line.startswith("通过测验：") for line in lines)


def test_hours_regraded_below_the_line_stay_and_say_that_they_are_under_review(
    house: House, teacher: PersonId
) -> None:
    trainee = house.account("小何", Role.TRAINEE, date(1990, 1, 1), real_name="何一")
    made: dict[str, str] = {}

    def set_lesson(ws: Workspace) -> None:
        made["class"] = exam_class.class_of(ws, 1)
        exam_class.link(ws, made["class"], [trainee])
        due = date(2026, 12, 1)
        made["task"] = assignments.assign(ws, made["class"], "lesson", "plan-01", due=due)

    def learn(ws: Workspace) -> None:
        front = library.lesson(ws.conn, "plan-01").front
        open_lesson(ws, "plan-01")
        sitting = open_check(ws, "plan-01", front.title, front.check, "trainee")
        for item in sittings.load(ws, sitting).items:
            sittings.save_answer(ws, sitting, item.position, right_response(item.question))
        finish_sitting(ws, sitting)
        open_with_what_was_learnt(ws, NOTICE_VERSION)
        made["sitting"] = sitting

    def correct(ws: Workspace) -> None:
        me = ws.actor
        ws.act_as(Actor(trainee, Role.TRAINEE, b""))
        items = sittings.load(ws, made["sitting"]).items
        singles = [one for one in items if isinstance(one.question, Single)]
        ws.act_as(me)
        for item in singles:
            question = cast("Single", item.question)
            other = next(one.id for one in question.options if one.id not in question.key)
            wish = Wish(item.revision, "new_key", replace(question, key=(other,)))
            regrade(ws, made["task"], wish, "印错了")

    house.with_ws(set_lesson, teacher)
    house.with_ws(learn, trainee)
    house.with_ws(correct, teacher)
    desk = Desk(house, trainee)
    house.go(desk.window, "paths")

    assert desk.text("review-plan-01") == "待复核，不影响已记的学时"
    ((way, hours),) = zip(desk.column("hours", 2), desk.column("hours", 1), strict=True)
    assert way == "课后检查通过；待复核，不影响已记的学时"
    assert float(hours) > 0
    assert desk.text("state-plan-01") == "已学完"
    assert cut_labels(desk.window) == []
    house.go(desk.window, "archive")
    desk.press(f"tab-{Section.EDUCATION.value}")
    lines = [one.text() for one in desk.window.findChildren(QLabel) if one.isVisible()]
    assert any(line.startswith("待复核：") for line in lines)
    assert any(line.startswith("计入学时：") for line in lines)


# ---- setting a paper, and what learners may see of it


def test_a_paper_is_set_from_the_papers_page_with_the_paper_filled_in(exam: Exam) -> None:
    house = exam.house
    made = house.with_ws(
        lambda ws: (exam_class.class_of(ws, 3), exam_class.paper_of(ws)), exam.teacher
    )
    class_id, paper = cast("tuple[str, str]", made)
    desk = Desk(house, exam.teacher)
    house.go(desk.window, "classes", "", assign_paper=paper)
    house.settle(desk.window)
    assert "9 题，满分 9" in desk.text("paper-about")
    assert cut_labels(desk.panel) == []
    desk.press("reveal-after-others", desk.panel)
    desk.confirm()

    def read(ws: Workspace) -> object:
        (row,) = teaching_store.assignments_of_class(ws.conn, class_id)
        return read_paper_task(row.target), row.title, row.due

    task, title, due = cast("Any", house.with_ws(read, exam.teacher))
    assert (task.paper, task.minutes, task.grace_minutes, task.attempts) == (paper, 60, 5, 1)
    assert task.reveal.after == (*EXAM.after, "others")
    assert task.reveal.closed == EXAM.closed
    assert task.closes_at.isoformat() == "2026-11-30T21:00:00+08:00"
    assert (title, due) == ("第四部分期中卷", "2026-11-30")
    desk.come_back()
    desk.press("to-exam")
    assert desk.window.page is desk.window.pages["exam"]


def test_with_several_classes_one_is_chosen_first(exam: Exam) -> None:
    house = exam.house

    def make(ws: Workspace) -> str:
        exam_class.class_of(ws, 1)
        exam_class.class_of(ws, 2)
        return exam_class.paper_of(ws)

    paper = cast("str", house.with_ws(make, exam.teacher))
    desk = Desk(house, exam.teacher)
    house.go(desk.window, "classes", "", assign_paper=paper)
    desk.press("class-2", desk.panel)
    desk.confirm()

    assert "2 人" in desk.panel.accessibleDescription()
    desk.press("panel-cancel", desk.panel)


@pytest.mark.parametrize(("people", "told"), [(5, True), (4, False)])
def test_how_the_others_answered_is_told_from_five_people_on(
    exam: Exam,
    people: int,
    told: bool,
) -> None:
    exam.hold(people, short=False)
    student = Desk(exam.house, exam.people[0])
    student.house.go(student.window, "result", exam.sittings[0])
    assert student.shown("others") is told


def test_the_others_stay_hidden_unless_the_paper_shows_them(exam: Exam) -> None:
    exam.hold(6, short=False, reveal=EXAM)
    student = Desk(exam.house, exam.people[0])
    student.house.go(student.window, "result", exam.sittings[0])
    assert not student.shown("others")


def nameless(window: QWidget) -> list[str]:
    """What the keyboard reaches and a screen reader cannot name."""
    found = []
    for one in window.findChildren(QWidget):
        reached = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
        inside = one.focusProxy() is not None or "qt_" in one.objectName()
        named = one.accessibleName() or getattr(one, "text", str)()
        if reached and one.isEnabled() and not inside and not named:
            found.append(f"{type(one).__name__} {one.objectName()}")
    return found


@pytest.mark.parametrize("tab", ["progress", "marking", "analysis", "regrades"])
def test_whatever_the_keyboard_reaches_has_a_name(exam: Exam, tab: str) -> None:
    exam.hold(3)
    desk = Desk(exam.house, exam.teacher)
    desk.house.go(desk.window, "exam", exam.task, tab=tab)
    assert nameless(desk.window) == []
    if tab == "analysis":
        desk.press("regrade")
        assert nameless(desk.panel) == []
        desk.press("panel-cancel", desk.panel)


def test_every_tab_says_what_to_do_while_there_is_nothing(exam: Exam) -> None:
    exam.set(1)
    desk = Desk(exam.house, exam.teacher)
    for tab in ("progress", "marking", "analysis", "regrades"):
        desk.house.go(desk.window, "exam", exam.task, tab=tab)
        assert cut_labels(desk.window) == []
    desk.press("to-analysis")
    assert cast(Any, desk.window.page).tab == "analysis"
