"""Lessons, the plan with its laws, and a case."""

from __future__ import annotations

from integrity_edu.ui.pages.case import CasePage
from integrity_edu.ui.tour.answering import finish
from integrity_edu.ui.tour.driver import Driver, TourError
from integrity_edu.ui.tour.stage import Stage

LESSON = "plan-03"
DAMAGED = 13
CASE = "lend-a-card"
LAW = "zhengxin-tiaoli"


def read_a_lesson(driver: Driver, stage: Stage) -> None:
    """A lesson from top to check; home shows what came of it."""
    with driver.step("课程"):
        driver.click("nav-courses")
        driver.page("courses")
        driver.shot("courses")
    with driver.step("打开一课"):
        driver.click(f"lesson-{LESSON}")
        driver.page("lesson")
        driver.shot("lesson")
    with driver.step("往下读，用目录跳转"):
        driver.press("Space", "Space")
        driver.shot("lesson-scrolled")
        driver.click("contents-2")
        driver.shot("lesson-contents")
    with driver.step("换成深色，再换回浅色"):
        driver.click("toggle-theme")
        driver.shot("lesson-dark")
        driver.click("toggle-theme")
    with driver.step("课后检查：只用键盘答对"):
        driver.click("start-check")
        driver.page("sitting")
        driver.shot("check")
        finish(driver, keys=True)
        driver.shot("lesson-passed")
    with driver.step("“今天”记下这一课"):
        stage.clock.forward(minutes=12)
        driver.click("nav-home")
        driver.page("home")
        driver.shot("home-after-lesson")


def read_the_plan(driver: Driver, stage: Stage) -> None:
    """One damaged measure, the raw copy beside it, then and now, a search, a law."""
    del stage
    with driver.step("方案第 13 项：校补的字"):
        driver.click("nav-plan")
        driver.page("plan")
        for part in range(1, 7):
            if not driver.sees(f"measure-{DAMAGED}"):
                driver.click(f"part-{part}")
        driver.click(f"measure-{DAMAGED}")
        driver.shot("plan-13")
    with driver.step("对照残本"):
        driver.click("compare")
        driver.shot("plan-compare")
        driver.click("compare")
    with driver.step("当时怎么说，今天依据什么"):
        driver.show("ways")
        driver.shot("plan-then-now")
    with driver.step("边打字边搜：异议"):
        driver.click("search")
        driver.type("异")
        driver.page("search")
        driver.type("议")
        driver.wait(lambda: "异议" in driver.window.header.subtitle.text(), "hits for both letters")
        driver.shot("search")
    with driver.step("翻到一张法规卡"):
        driver.click("nav-laws")
        driver.page("laws")
        driver.click(f"law-{LAW}")
        driver.shot("law-card")


def walk_through_a_case(driver: Driver, stage: Stage) -> None:
    """A first choice that goes wrong, another one, and the discussion."""
    stage.clock.forward(minutes=5)
    with driver.step("案例：先选错一次"):
        driver.click("nav-cases")
        driver.page("cases")
        driver.shot("cases")
        driver.click(f"case-{CASE}")
        driver.page("case")
        driver.click(f"choice-{_choice(driver, right=False)}")
        driver.shot("case-wrong")
    with driver.step("重选，走到讨论"):
        driver.click("choose-again")
        while not driver.sees("other-cases"):
            driver.click(f"choice-{_choice(driver, right=True)}")
            if not driver.sees("case-after") or driver.sees("case-law"):
                driver.shot("case-right")
            driver.click("case-next")
        driver.shot("case-talk")


def _choice(driver: Driver, *, right: bool) -> str:
    page = driver.window.page
    if not isinstance(page, CasePage) or page.walk is None:
        raise TourError("no case on screen")
    return next(one.id for one in page.walk.decision.choices if one.right is right)
