"""Finding one's way in a large library: filters, the word over the lesson, glossary, calendar."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from integrity_edu.ui.pages.lesson import LessonPage
from integrity_edu.ui.tour.driver import Driver, TourError
from integrity_edu.ui.tour.stage import Stage
from integrity_edu.ui.widgets.term_popup import TermPopup

LESSON = "report-03"
TOPIC = 3
"""The third topic of the list of cases: campus life."""

MEASURE = 14


def narrow_the_lists(driver: Driver, stage: Stage) -> None:
    """Courses by measure, cases by topic and by kind, laws by state."""
    stage.clock.forward(minutes=3)
    with driver.step("课程：只看和第 14 项有关的"):
        driver.click("nav-courses")
        driver.page("courses")
        driver.choose("filter-measure", MEASURE)
        driver.shot("courses-filtered")
        driver.choose("filter-measure", 0)
    with driver.step("案例：按主题，再按正面"):
        driver.click("nav-cases")
        driver.page("cases")
        driver.choose("filter-topic", TOPIC)
        driver.shot("cases-topic")
        driver.choose("filter-topic", 0)
        driver.click("filter-正面")
        driver.shot("cases-good")
        driver.click("filter-all")
    with driver.step("法规：找已经废止的"):
        driver.click("nav-laws")
        driver.page("laws")
        driver.choose("filter-state", 3)
        driver.shot("laws-repealed")
        driver.choose("filter-state", 0)


def look_up_a_word(driver: Driver, stage: Stage) -> None:
    """A word of a lesson, then the glossary; the calendar with what there is to do for a day."""
    stage.clock.forward(minutes=3)
    with driver.step("课文里的词：点一下就有解释"):
        driver.click("nav-courses")
        driver.page("courses")
        driver.type_into("find", "五年")
        driver.click(f"lesson-{LESSON}")
        driver.page("lesson")
        _open_first_term(driver)
        driver.shot("term")
        driver.click("term-glossary")
        driver.page("glossary")
    with driver.step("术语表"):
        driver.shot("glossary")
        driver.type_into("find-term", "异议")
        driver.shot("glossary-found")
    with driver.step("日历：主题活动和可以读的课，带走日历文件"):
        driver.click("nav-calendar")
        driver.page("calendar")
        driver.shot("calendar")
        driver.click("save-ics")
        driver.wait(lambda: any(driver.out.glob("*.ics")), "the calendar file")


def _open_first_term(driver: Driver) -> None:
    page = driver.window.page
    if not isinstance(page, LessonPage):
        raise TourError("no lesson on screen")
    term = next(link.url for link in page.text.links() if link.url.startswith("term:"))
    page.follow(term)
    driver.wait(lambda: isinstance(QApplication.activePopupWidget(), TermPopup), "the word")
