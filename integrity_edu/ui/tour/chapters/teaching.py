"""A class with its assignments, seen from both sides; and a trainee who learns by himself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from integrity_edu.ui.tour.answering import finish
from integrity_edu.ui.tour.chapters.people import (
    STUDENT,
    TEACHER,
    TRAINEE,
    join_as,
    sign_in,
    sign_out,
)
from integrity_edu.ui.tour.driver import Driver, TourError, clipboard
from integrity_edu.ui.tour.stage import Stage

CLASS = "信用管理 1 班"
CODE_FILE = "班级码.txt"
NUMBER = "2026001"
ROSTER = f"""{NUMBER} 林晓雨
2026002 王思远
2026003 陈可欣
2026004 赵一鸣
2026005 孙若溪
2026005 周子安
2026006 吴嘉禾"""
"""The sixth line has the number of the fifth."""

EXCUSED = "plan-01"
READ = "plan-02"


def set_up_a_class(driver: Driver, stage: Stage) -> None:
    """A teacher makes a class, pastes a roster with a bad line, sets a lesson and a quiz."""
    stage.clock.forward(minutes=15)
    with driver.step("换老师来：新建账户"):
        sign_out(driver)
        driver.shot("accounts")
        join_as(driver, TEACHER)
        driver.shot("home-teacher")
    with driver.step("建一个班"):
        driver.click("nav-classes")
        driver.page("classes")
        driver.click("make-class")
        driver.type_into("class-title", CLASS)
        driver.shot("class-new")
        driver.click("panel-primary")
        driver.wait(lambda: driver.sees("add-students"), "the roster of the new class")
    with driver.step("粘贴名单，有一行要改；复制班级码"):
        driver.click("add-students")
        driver.type_into("roster-text", ROSTER)
        driver.wait(lambda: "6" in driver.text("panel-primary"), "the preview")
        driver.shot("class-paste")
        driver.click("panel-primary")
        driver.wait(lambda: not driver.sees("panel"), "the panel to close")
        driver.shot("class-roster")
        driver.click("copy-code")
        (driver.out / CODE_FILE).write_text(clipboard() + "\n", encoding="utf-8")
    with driver.step("布置一节课"):
        driver.click("assign")
        driver.click("kind-lesson")
        driver.choose("pick-lesson", 1)
        driver.shot("class-assign-lesson")
        driver.click("panel-primary")
        driver.wait(lambda: not driver.sees("panel"), "the panel to close")
    with driver.step("布置一份小测"):
        driver.click("assign")
        driver.click("kind-quiz")
        driver.click("part-3")
        driver.type_into("count", "5")
        driver.shot("class-assign-quiz")
        driver.click("panel-primary")
        driver.wait(lambda: not driver.sees("panel"), "the panel to close")
        driver.shot("class-new-tasks")


def do_what_was_set(driver: Driver, stage: Stage) -> None:
    """The student joins with the code and does the quiz; the teacher sees who has done what."""
    stage.clock.forward(minutes=30)
    with driver.step("学生用口令登录，凭班级码加入"):
        sign_out(driver)
        sign_in(driver, STUDENT)
        driver.click("nav-paths")
        driver.page("paths")
        driver.click("join-class")
        driver.type_into("join-code", (driver.out / CODE_FILE).read_text(encoding="utf-8").strip())
        driver.type_into("join-number", NUMBER)
        driver.shot("class-join")
        driver.click("panel-primary")
        driver.wait(lambda: not driver.sees("panel"), "the panel to close")
    with driver.step("“今天”里有了老师布置的"):
        driver.click("nav-home")
        driver.page("home")
        driver.shot("home-assigned")
    with driver.step("做完布置的一课"):
        driver.click("band-button")
        driver.page("lesson")
        driver.click("start-check")
        driver.page("sitting")
        finish(driver, keys=True)
        driver.shot("assigned-lesson")
    with driver.step("做完布置的小测"):
        driver.click("nav-home")
        driver.page("home")
        driver.click_widget(driver.find_like("assignment-", "小测"))
        driver.page("sitting")
        finish(driver)
        driver.shot("assigned-quiz")
    with driver.step("老师看进展"):
        sign_out(driver)
        sign_in(driver, TEACHER)
        driver.click("nav-classes")
        driver.page("classes")
        driver.shot("class-progress")


def train_without_password(driver: Driver, stage: Stage) -> None:
    """Hours come from tests; an open window credits nothing."""
    stage.clock.forward(minutes=10)
    with driver.step("公务员学员：不设口令"):
        sign_out(driver)
        join_as(driver, TRAINEE)
        driver.click("nav-paths")
        driver.page("paths")
        driver.shot("path")
    with driver.step("前测通过，这一课免修"):
        driver.click(f"pretest-{EXCUSED}")
        driver.page("sitting")
        finish(driver, keys=True)
        driver.shot("pretest-passed")
    with driver.step("学时单，存成 PDF"):
        driver.click("nav-paths")
        driver.page("paths")
        driver.click("hours-pdf")
        driver.wait(lambda: _written(driver.out / "学时单.pdf"), "the hours sheet")
        driver.show("hours-rule")
        driver.shot("hours-sheet")
    with driver.step("开着窗口三小时，学时不变"):
        before = _hours(driver)
        driver.click(f"learn-{READ}")
        driver.page("lesson")
        stage.clock.forward(hours=3)
        driver.press("Space", "Space", "End")
        driver.click("nav-paths")
        driver.page("paths")
        if _hours(driver) != before:
            raise TourError("an open window gave hours")
        driver.show("hours-rule")
        driver.shot("hours-unchanged")


def _hours(driver: Driver) -> list[str]:
    """Every word of the page that speaks of hours."""
    page = driver.window.page
    assert page is not None
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return [text for text in texts if "学时" in text]


def _written(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
