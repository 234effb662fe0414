"""A practice over all kinds of question, and an exam that is interrupted."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from integrity_edu.quiz.questions import Single, kind_of
from integrity_edu.ui.answer_words import kind_text
from integrity_edu.ui.tour.answering import answer, confirm, desk, hand_in
from integrity_edu.ui.tour.chapters.people import STUDENT, sign_in
from integrity_edu.ui.tour.driver import Driver, TourError
from integrity_edu.ui.tour.stage import Stage

PRACTICE = 6
EXAM_SEED = "20261123"
EXAM = 5
WRONG, CLEARED = 1, 3


def practise(driver: Driver, stage: Stage) -> None:
    """Six kinds, by mouse and by keys in turn; the first single choice goes wrong."""
    with driver.step("出一份练习：题数和种子"):
        seed = stage.seed_of_many_kinds(PRACTICE)
        driver.click("nav-quiz")
        driver.page("quiz")
        driver.click("filter-count-own")
        driver.type_into("count-own", str(PRACTICE))
        driver.type_into("seed", str(seed))
        driver.shot("quiz-setup")
        driver.click("start-quiz")
        driver.page("sitting")
        questions = [item.question for item in desk(driver).items]
    missed = False
    for number, question in enumerate(questions):
        keys, wrong = number % 2 == 1, isinstance(question, Single) and not missed
        missed = missed or wrong
        words = f"第 {number + 1} 题：{kind_text(question)}，{'键盘' if keys else '鼠标'}"
        with driver.step(f"{words}，先答错" if wrong else words):
            if number:
                confirm(driver, keys=keys)  # the main button goes on
            answer(driver, right=not wrong, keys=keys)
            driver.shot(f"quiz-{kind_of(question)}")
            confirm(driver, keys=keys)
            driver.shot(f"quiz-{kind_of(question)}-explained")
        if wrong:
            _see_the_source(driver)
    with driver.step("结果：按部分、按措施"):
        confirm(driver)
        hand_in(driver)
        driver.shot("result")
    with driver.step("只练错的"):
        driver.click("only-wrong")
        driver.page("sitting")
        answer(driver)
        confirm(driver)
        driver.shot("only-wrong")
        confirm(driver)
        hand_in(driver)


def _see_the_source(driver: Driver) -> None:
    with driver.step("看原文：依据的那句话标出来了"):
        driver.click("see-plan-1")
        driver.page("plan")
        driver.shot("plan-quote")
        driver.press("Alt+Left")
        driver.page("sitting")


def sit_an_exam(driver: Driver, stage: Stage) -> None:
    """No mouse at all: set up, answer, flag, take back, be interrupted, go on, hand in."""
    stage.clock.forward(minutes=20)
    with driver.step("考试：只用键盘出卷"):
        driver.press("F6")
        driver.tab_to("nav-quiz")
        driver.press("Space")
        driver.page("quiz")
        _choose(driver, "filter-practice", "filter-mock")
        _choose(driver, "filter-count-own", "filter-count-5")
        driver.tab_to("seed")
        driver.press("Ctrl+A")
        driver.type(EXAM_SEED)
        driver.shot("exam-setup")
        driver.tab_to("start-quiz")
        driver.press("Space")
        driver.page("sitting")
    with driver.step("答题、标记、清除一题的答案"):
        for number in range(CLEARED + 1):
            answer(driver, right=number != WRONG, keys=True)
            if number < CLEARED:
                driver.press("Return")
        driver.press("Shift+F", "Delete")
        driver.shot("exam-cleared")
    with driver.step("中途关掉窗口，再打开"):
        stage.close(driver.window)
        stage.clock.forward(minutes=2)
        driver.take(stage.open())
        stage.until_ready(driver.window)
        driver.wait(lambda: driver.sees("enter"), "the accounts of this computer")
        driver.shot("sign-in")
        sign_in(driver, STUDENT)
        driver.shot("home-resume")
    with driver.step("从断开的地方接着考"):
        driver.tab_to("band-button")
        driver.press("Space")
        driver.page("sitting")
        if desk(driver).position != CLEARED or desk(driver).answered != CLEARED:
            raise TourError("the exam did not open where it was left")
        driver.shot("exam-resumed")
    with driver.step("交卷以前再看一眼"):
        driver.press("Ctrl+Return")
        driver.shot("exam-review")
        driver.tab_to(f"unanswered-{CLEARED + 1}")
        driver.press("Space")
        answer(driver, keys=True)
        driver.press("Return")
        answer(driver, keys=True)
    with driver.step("交卷，看考试结果"):
        driver.press("Ctrl+Return")
        hand_in(driver, keys=True)
        driver.shot("exam-result")


def _choose(driver: Driver, now: str, wanted: str) -> None:
    """Go to a row of words and move the choice with the arrow keys."""
    driver.tab_to(now)
    way = "Right" if wanted == "filter-mock" else "Left"
    chip = driver.find(wanted)
    assert isinstance(chip, QPushButton)
    for _ in range(5):
        if chip.isChecked():
            return
        driver.press(way)
    raise TourError(f"{wanted}: the arrow keys do not get there")
