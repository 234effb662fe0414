"""The first start on this computer."""

from __future__ import annotations

from integrity_edu.ui.tour.chapters.people import STUDENT, fill_in
from integrity_edu.ui.tour.driver import Driver
from integrity_edu.ui.tour.stage import Stage


def first_start(driver: Driver, stage: Stage) -> None:
    """The library is compiled, somebody registers and is given a recovery code."""
    with driver.step("第一次打开：准备课程和题目"):
        driver.wait(lambda: driver.sees("preparing-line"), "the preparing page")
        driver.capture("first-start")
        stage.until_ready(driver.window)
        driver.wait(lambda: driver.sees("register"), "the first form")
    with driver.step("先看一眼英文，再回到中文"):
        driver.click("language-en")
        driver.wait(lambda: driver.sees("register"), "the form in English")
        driver.shot("first-form-english")
        driver.click("language-zh")
        driver.wait(lambda: driver.sees("register"), "the form in Chinese")
    with driver.step("身份、称呼、生日、口令"):
        fill_in(driver, STUDENT)
        driver.shot("first-form")
    with driver.step("抄下恢复码"):
        driver.click("register")
        driver.wait(lambda: driver.sees("recovery-code"), "the recovery code")
        driver.click("code-kept")
        driver.shot("recovery-code")
    with driver.step("第一次来的“今天”"):
        driver.click("code-done")
        driver.page("home")
        driver.shot("home-first")
