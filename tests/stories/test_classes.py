"""A teacher's class from an empty page to a finished assignment; a student in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QMenu, QWidget

from integrity_edu.courses import library
from integrity_edu.courses.progress import open_lesson
from integrity_edu.ids import PersonId
from integrity_edu.people.permissions import Action
from integrity_edu.quiz import sittings
from integrity_edu.quiz.attached import open_check
from integrity_edu.quiz.grading import right_response
from integrity_edu.teaching import assignments, rosters
from integrity_edu.teaching.assignments import QuizTask
from integrity_edu.teaching.classes import join_class, make_class, my_classes
from integrity_edu.teaching.finishing import finish_sitting
from integrity_edu.teaching.follow import assignment_detail
from integrity_edu.teaching.roster_import import read_rows
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.class_assign import AssignPanel
from integrity_edu.ui.pages.class_students import AddStudentsPanel
from integrity_edu.ui.pages.join_class import JoinPanel, open_join_dialog
from integrity_edu.ui.widgets.charts import Distribution, StackedBar
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.ui.widgets.table import ReadingTable
from integrity_edu.workspace import Actor, Role, Workspace
from tests.stories.conftest import House, cut_labels, find
from tests.stories.dialogs import choose

LEFT = Qt.MouseButton.LeftButton
LESSON = "law-02"
MOST_CLICKS = 12
DUE = date(2026, 11, 30)


class Desk:
    """A teacher at the class page, with mouse and keyboard; clicks are counted."""

    def __init__(self, house: House, window: MainWindow) -> None:
        self.house, self.window, self.clicks = house, window, 0
        self.come_back()

    def come_back(self) -> None:
        """The offscreen plugin does not hand activity back when a dialog closes."""
        self.window.activateWindow()
        self.house.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        self.clicks += 1
        QTest.mouseClick(find(inside or self.window, name, QAbstractButton), LEFT)
        self.house.settle(self.window)

    def panel(self, kind: type[Panel] = Panel) -> Any:
        (found,) = (one for one in self.window.findChildren(kind) if one.isVisible())
        return found

    def confirm(self) -> None:
        panel = self.panel()
        self.press("panel-primary", panel)

    def table(self, name: str) -> ReadingTable:
        found = find(self.window, name, ReadingTable)
        assert isinstance(found, ReadingTable)
        return found

    def column(self, name: str, place: int) -> list[str]:
        table = self.table(name)
        return [row[place].text for row in table.rows.cells]

    def text(self, name: str) -> str:
        found = find(self.window, name, QLabel)
        assert isinstance(found, QLabel)
        return found.text()


@pytest.fixture
def teacher(house: House) -> PersonId:
    return house.account("周老师", Role.TEACHER, date(1985, 5, 5), real_name="周明")


@pytest.fixture
def desk(house: House, teacher: PersonId) -> Desk:
    window = house.open(teacher)
    made = Desk(house, window)
    house.go(window, "classes")
    return made


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    """A list of 40 lines under a heading, three of them wrong."""
    lines = [f"2026{n:03},同学{n:02}" for n in range(1, 41)]
    lines[4], lines[10], lines[20] = "2026004,同学又四", ",没有学号", "=1+1,像公式"
    path = tmp_path / "名单.csv"
    path.write_text("学号,姓名\r\n" + "\r\n".join(lines), encoding="gb18030")
    return path


def class_of(size: int, **assigned: Any) -> Callable[[Workspace], tuple[str, str]]:
    """A class with numbers 01, 02, … and one assignment: its id and the assignment's."""

    def make(ws: Workspace) -> tuple[str, str]:
        made = make_class(ws, "信用管理 1 班")
        names = "\n".join(f"{n:02} 同学{n:02}" for n in range(1, size + 1))
        rosters.add_students(ws, made, read_rows(names).rows)
        kind = assigned.get("kind", "lesson")
        target, title = assigned.get("target", LESSON), assigned.get("title", "")
        return made, assignments.assign(ws, made, kind, target, title=title, due=DUE)

    return make


def learn(ws: Workspace, lesson: str = LESSON) -> None:
    """Read a lesson and pass its check."""
    front = library.lesson(ws.conn, lesson).front
    open_lesson(ws, lesson)
    answer(ws, open_check(ws, lesson, front.title, front.check, "student"))


def answer(ws: Workspace, sitting: str, right: int = 99) -> None:
    for item in sittings.load(ws, sitting).items[:right]:
        sittings.save_answer(ws, sitting, item.position, right_response(item.question))
    finish_sitting(ws, sitting)


def with_learners(house: House, teacher: PersonId, ref: str, count: int) -> None:
    """`count` students of the class sit its quiz, the first ones with everything right."""
    people = [house.account(f"学生{n}") for n in range(count)]

    def sit(ws: Workspace) -> None:
        task = assignments.own_assignment(ws, ref, Action.SEE_CLASS)
        rows = rosters.roster(ws, task.class_id)
        for row, person in zip(rows, people, strict=False):
            rosters.link_account(ws, row.id, person)
        for place, person in enumerate(people):
            ws.act_as(Actor(person, Role.STUDENT, b""))
            answer(ws, assignments.start_assigned_quiz(ws, ref), right=place % 4 + 1)

    house.with_ws(sit, teacher)


def quiz_of_four() -> dict[str, str]:
    task = QuizTask(measures=(1, 2, 3), count=4, mode="exam", minutes=20)
    return {"kind": "quiz", "target": task.encode(), "title": "第一次小测"}


def test_without_a_class_the_page_says_what_to_do(desk: Desk) -> None:
    assert find(desk.window, "make-class").isEnabled()
    assert find_all(desk, "assign") == []
    assert cut_labels(desk.window) == []


def find_all(desk: Desk, name: str) -> list[QWidget]:
    return [one for one in desk.window.findChildren(QWidget, name) if one.isVisible()]


def test_from_nothing_to_an_assigned_module_takes_twelve_clicks(desk: Desk, forty: Path) -> None:
    desk.press("make-class")
    desk.panel().field.field.setText("信用管理 1 班")
    desk.confirm()
    desk.press("add-students")
    desk.press("roster-file", desk.panel())
    choose(desk.window, forty)
    desk.clicks += 2  # the file, and 打开
    desk.house.settle(desk.window)
    panel: AddStudentsPanel = desk.panel(AddStudentsPanel)

    assert len(panel.preview.rows) == 37
    assert [one.line for one in panel.preview.lines if one.reason] == [6, 12, 22]
    assert panel.primary.text() == "加入这 37 人"

    desk.confirm()
    desk.press("assign")
    desk.confirm()

    assert desk.clicks <= MOST_CLICKS
    assert desk.column("students", 0)[:5] == [f"2026{n:03}" for n in (1, 2, 3, 4, 6)]
    assert set(desk.column("students", 2)) == {"未开始"}
    assert cut_labels(desk.window) == []


def tab_to(name: str, inside: QWidget) -> QWidget:
    wanted = find(inside, name)
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is wanted:
            return wanted
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(name)


def test_the_keyboard_alone_makes_a_class_and_assigns_a_module(desk: Desk) -> None:
    window, house = desk.window, desk.house
    window.sidebar.focus_current()
    QTest.keyClick(tab_to("make-class", window), Qt.Key.Key_Space)
    house.settle(window)
    edit = desk.panel().field.field
    assert edit.hasFocus()
    QTest.keyClicks(edit, "Class 1")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    house.settle(window)
    desk.come_back()
    assert find(window, "add-students").hasFocus()
    QTest.keyClick(tab_to("add-students", window), Qt.Key.Key_Space)
    house.settle(window)
    panel: AddStudentsPanel = desk.panel(AddStudentsPanel)
    QTest.keyClicks(panel.text, "01 Ann")
    QTest.keyClick(panel.text, Qt.Key.Key_Return)
    QTest.keyClicks(panel.text, "02 Ben")
    panel.look()
    QTest.keyClick(tab_to("panel-primary", panel), Qt.Key.Key_Space)
    house.settle(window)
    assert desk.column("roster", 1) == ["Ann", "Ben"]
    desk.come_back()

    QTest.keyClick(tab_to("assign", window), Qt.Key.Key_Space)
    house.settle(window)
    title = tab_to("task-title", desk.panel())
    QTest.keyClick(title, Qt.Key.Key_Return)
    house.settle(window)

    assert desk.column("students", 2) == ["未开始", "未开始"]


def test_nothing_is_stored_while_the_list_is_only_looked_at(desk: Desk, teacher: PersonId) -> None:
    desk.press("make-class")
    desk.panel().field.field.setText("一班")
    desk.confirm()
    desk.press("add-students")
    panel: AddStudentsPanel = desk.panel(AddStudentsPanel)

    panel.text.insertPlainText("01 甲同学")
    panel.look()
    assert len(panel.preview.rows) == 1
    desk.press("panel-cancel", panel)

    lines = desk.house.with_ws(my_classes, teacher)
    assert [line.size for line in lines] == [0]  # type: ignore[attr-defined]


def test_a_list_can_be_put_right_in_the_panel(desk: Desk) -> None:
    desk.press("make-class")
    desk.panel().field.field.setText("一班")
    desk.confirm()
    desk.press("add-students")
    panel: AddStudentsPanel = desk.panel(AddStudentsPanel)
    panel.text.setPlainText("01 甲同学\n乙同学")
    panel.look()
    assert panel.preview.problems == 1

    panel.text.setPlainText("01 甲同学\n02 乙同学")
    desk.confirm()

    assert desk.column("roster", 1) == ["甲同学", "乙同学"]


def test_a_file_that_is_no_list_is_told_in_the_panel(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "x.csv"
    picture.write_bytes(b"PK\x03\x04" + bytes(range(256)))
    desk.press("make-class")
    desk.panel().field.field.setText("一班")
    desk.confirm()
    desk.press("add-students")
    desk.press("roster-file", desk.panel())
    choose(desk.window, picture)
    desk.house.settle(desk.window)

    assert "不是文本" in desk.panel().wrong.text()


def test_a_class_without_a_name_is_not_made(desk: Desk) -> None:
    desk.press("make-class")
    desk.confirm()

    panel = desk.panel()
    assert panel.wrong.text().startswith("班级名称要 1 到 40 个字")
    assert panel.primary.isEnabled()
    desk.press("panel-cancel", panel)


def test_a_lesson_and_a_quiz_reach_a_student_who_joins_and_the_teacher_sees_them_done(
    house: House, teacher: PersonId, student: PersonId
) -> None:
    house.with_ws(class_of(6), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")
    desk.press("assign")
    panel: AssignPanel = desk.panel(AssignPanel)
    desk.press("kind-quiz", panel)
    desk.press("part-1", panel)
    panel.quiz.size_box.setValue(3)
    desk.confirm()
    assert desk.window.page.task_detail.title.text() == "第一部分小测"  # type: ignore[union-attr]
    quiz = window.page._wanted.task  # type: ignore[union-attr]
    desk.press("view-roster")
    code = desk.text("class-code")
    house.close(window)

    window = house.open(student)
    desk = Desk(house, window)
    house.go(window, "paths")
    desk.press("join-class")
    join: JoinPanel = desk.panel(JoinPanel)
    QTest.keyClicks(join.code, code.lower().replace("-", " "))
    QTest.keyClicks(join.number, "02")
    desk.confirm()
    house.go(window, "home")
    desk.press(f"assignment-{quiz}")
    assert window.page is window.pages["sitting"]
    sitting = window.page.route.ref
    house.close(window)

    def work(ws: Workspace) -> None:
        answer(ws, sitting)
        learn(ws)

    house.with_ws(work, student)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")

    assert desk.column("students", 2) == ["未开始", "已完成", *["未开始"] * 4]
    desk.press(f"task-{quiz}")
    assert desk.column("students", 3)[1] == "已交卷"
    desk.press("view-roster")
    assert desk.column("roster", 2) == ["未加入", "已加入", *["未加入"] * 4]


def test_under_five_people_no_distribution_is_shown(house: House, teacher: PersonId) -> None:
    made: Any = house.with_ws(class_of(4, **quiz_of_four()), teacher)
    with_learners(house, teacher, made[1], 4)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")

    assert find_all(desk, "spread") == []
    assert desk.text("few") == "人数少，不显示分布"
    assert [one for one in window.findChildren(StackedBar) if one.isVisible()] == []


def test_from_five_people_on_the_spread_is_shown_and_no_single_result(
    house: House, teacher: PersonId
) -> None:
    made: Any = house.with_ws(class_of(6, **quiz_of_four()), teacher)
    with_learners(house, teacher, made[1], 5)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")

    spread = find(window, "spread", Distribution)
    assert isinstance(spread, Distribution)
    assert sum(spread.counts) == 5
    detail: Any = house.with_ws(lambda ws: assignment_detail(ws, made[1]), teacher)
    assert spread.counts == list(detail.spread.bands)
    table = desk.table("students")
    assert not table.isSortingEnabled()
    assert not table.horizontalHeader().sectionsClickable()
    assert set(desk.column("students", 3)) == {"已交卷", "—"}
    assert "按学号排列，不按成绩" in desk.text("order-line")


def test_students_stand_in_the_order_of_their_numbers_twelve_a_page(
    house: House, teacher: PersonId
) -> None:
    house.with_ws(class_of(30), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")

    assert desk.column("students", 0) == [f"{n:02}" for n in range(1, 13)]
    desk.press("page-on")
    desk.press("page-on")
    assert desk.column("students", 0) == [f"{n:02}" for n in range(25, 31)]
    desk.press("page-back")
    assert desk.column("students", 0)[0] == "13"


def test_states_filter_the_list(house: House, teacher: PersonId, student: PersonId) -> None:
    house.with_ws(class_of(6), teacher)
    code: Any = house.with_ws(lambda ws: my_classes(ws)[0].code, teacher)

    def work(ws: Workspace) -> None:
        join_class(ws, code, "05")
        learn(ws)

    house.with_ws(work, student)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")

    desk.press("filter-done")
    assert desk.column("students", 0) == ["05"]
    desk.press("filter-under_way")
    assert find_all(desk, "students") == []
    desk.press("filter-all")
    assert len(desk.column("students", 0)) == 6


def test_an_assignment_taken_back_can_be_brought_back(house: House, teacher: PersonId) -> None:
    made: Any = house.with_ws(class_of(6), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")

    desk.press("withdraw")
    assert find_all(desk, f"task-{made[1]}") == []
    QTest.mouseClick(window.messages.notice.undo, LEFT)
    house.settle(window)

    assert len(find_all(desk, f"task-{made[1]}")) == 1


def test_a_withdrawn_assignment_is_still_to_be_found(house: House, teacher: PersonId) -> None:
    made: Any = house.with_ws(class_of(6), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")
    desk.press("withdraw")

    desk.press("withdrawn")
    desk.press(f"task-{made[1]}")
    assert find(window, "withdraw", QAbstractButton).text() == "恢复"  # type: ignore[attr-defined]
    desk.press("withdraw")

    assert find_all(desk, "withdrawn") == []


def test_the_due_day_moves_by_keyboard(house: House, teacher: PersonId) -> None:
    house.with_ws(class_of(6), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")
    button = find(window, "extend")
    button.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(button, Qt.Key.Key_Space)
    house.settle(window)
    panel = desk.panel()
    assert panel.due.edit.hasFocus()
    QTest.keyClicks(panel.due.edit, "20261207")
    assert panel.due.day == date(2026, 12, 7)
    QTest.keyClick(panel.due.edit, Qt.Key.Key_Return)
    house.settle(window)

    assert "12 月 7 日（周一）前" in window.page.task_detail.about.text()  # type: ignore[union-attr]


def test_a_student_taken_off_the_list_comes_back_with_undo(house: House, teacher: PersonId) -> None:
    house.with_ws(class_of(3), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")
    desk.press("view-roster")

    desk.press("remove-02")
    assert desk.column("roster", 0) == ["01", "03"]
    QTest.mouseClick(window.messages.notice.undo, LEFT)
    house.settle(window)

    assert desk.column("roster", 0) == ["01", "02", "03"]


def test_an_account_of_this_computer_is_tied_to_a_row_and_untied(
    house: House, teacher: PersonId, student: PersonId
) -> None:
    house.with_ws(class_of(3), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")
    desk.press("view-roster")

    desk.press("link-02")
    desk.press("account-小林", desk.panel())
    desk.confirm()
    assert desk.column("roster", 2) == ["未加入", "已加入", "未加入"]

    desk.press("unlink-02")
    assert desk.column("roster", 2) == ["未加入"] * 3
    QTest.mouseClick(window.messages.notice.undo, LEFT)
    house.settle(window)
    assert desk.column("roster", 2)[1] == "已加入"


def test_the_class_code_and_a_reminder_that_names_nobody_are_copied(
    house: House, teacher: PersonId
) -> None:
    house.with_ws(class_of(6), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")

    desk.press("remind")
    words = QGuiApplication.clipboard().text()
    assert "还有 6 人没有开始" in words
    assert "同学" not in words
    desk.press("view-roster")
    desk.press("copy-code")
    assert QGuiApplication.clipboard().text() == desk.text("class-code")


def test_several_classes_are_chosen_from_a_list(house: House, teacher: PersonId) -> None:
    house.with_ws(class_of(6), teacher)
    house.with_ws(lambda ws: make_class(ws, "信用管理 2 班"), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")
    picker = find(window, "class-picker", QComboBox)
    assert isinstance(picker, QComboBox)
    picker.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(picker, Qt.Key.Key_Down)
    house.settle(window)

    assert window.header.title.text() == "信用管理 2 班"
    assert len(find_all(desk, "empty-add")) == 1


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_class_that_is_over_takes_no_assignments_and_can_be_reopened(
    house: House, teacher: PersonId
) -> None:
    house.with_ws(class_of(6), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")

    desk.press("class-more")
    menu = window.findChild(QMenu, "class-menu")
    assert menu is not None
    next(act for act in menu.actions() if act.objectName() == "close-class").trigger()
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    house.settle(window)
    assert find_all(desk, "assign") == []

    QTest.mouseClick(window.messages.notice.undo, LEFT)
    house.settle(window)
    assert len(find_all(desk, "assign")) == 1


def test_a_quiz_without_measures_cannot_be_assigned(house: House, teacher: PersonId) -> None:
    house.with_ws(class_of(6), teacher)
    window = house.open(teacher)
    desk = Desk(house, window)
    house.go(window, "classes")
    desk.press("assign")
    panel: AssignPanel = desk.panel(AssignPanel)
    desk.press("kind-quiz", panel)

    desk.press("part-all", panel)

    assert not panel.primary.isEnabled()
    assert panel.wrong.text() == "先选几项措施，小测从里面出题。"
    desk.press("measure-13", panel)
    assert panel.title.text() == "第 13 项小测"
    assert panel.primary.isEnabled()
    desk.press("panel-cancel", panel)


def test_a_wrong_code_and_a_wrong_number_are_said_plainly(
    house: House, teacher: PersonId, student: PersonId
) -> None:
    house.with_ws(class_of(6), teacher)
    code: Any = house.with_ws(lambda ws: my_classes(ws)[0].code, teacher)
    window = house.open(student)
    desk = Desk(house, window)
    panel = open_join_dialog(window.context())
    house.settle(window)

    desk.confirm()
    assert panel._fields[0].error == "请填班级码。"
    QTest.keyClicks(panel.code, "AAAA-BBBB-CCCC")
    QTest.keyClicks(panel.number, "01")
    QTest.keyClick(panel.number, Qt.Key.Key_Return)
    house.settle(window)
    assert panel.wrong.text().startswith("没有这个班级码。")
    panel.code.setText(code)
    panel.number.setText("99")
    desk.confirm()
    assert panel.wrong.text().startswith("班级名单上没有这个学号。")
    desk.press("panel-cancel", panel)


@pytest.mark.parametrize("size", [(1280, 720), (1000, 700)])
def test_no_word_is_cut_in_either_view(
    house: House, teacher: PersonId, size: tuple[int, int]
) -> None:
    house.with_ws(class_of(14), teacher)
    window = house.open(teacher)
    window.resize(*size)
    desk = Desk(house, window)
    house.go(window, "classes")
    assert cut_labels(window) == []
    desk.press("view-roster")
    assert cut_labels(window) == []
