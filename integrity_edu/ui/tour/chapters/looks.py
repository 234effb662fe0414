"""Under eighteen; in English; in the dark on a small screen."""

from __future__ import annotations

from integrity_edu.ui.navigation import Route
from integrity_edu.ui.tour.chapters.people import MINOR, STUDENT, join_as, sign_in, sign_out
from integrity_edu.ui.tour.driver import Driver, TourError
from integrity_edu.ui.tour.stage import Stage


def be_under_eighteen(driver: Driver, stage: Stage) -> None:
    """A minor learns like everybody, has no archive, and is told why."""
    stage.clock.forward(minutes=10)
    with driver.step("不满 18 岁：没有档案，照常学"):
        sign_out(driver)
        join_as(driver, MINOR)
        if driver.sees("nav-archive"):
            raise TourError("a minor is offered an archive")
        driver.shot("home-minor")
    with driver.step("不满 18 岁：直接到档案那一页，说明为什么没有"):
        driver.window.go(Route("archive"))  # no line of the sidebar leads there
        driver.page("archive")
        driver.wait(lambda: driver.sees("too-young"), "the reason")
        driver.shot("archive-minor")


def speak_english(driver: Driver, stage: Stage) -> None:
    """The interface in English, and back."""
    stage.clock.forward(minutes=5)
    with driver.step("界面换成英文"):
        sign_out(driver)
        sign_in(driver, STUDENT)
        driver.click("nav-settings")
        driver.page("settings")
        driver.shot("settings")
        driver.click("language-en")
        driver.page("settings")
        driver.shot("settings-english")
        driver.click("nav-home")
        driver.page("home")
        driver.shot("home-english")
        driver.click("nav-settings")
        driver.page("settings")
        driver.click("language-zh")
        driver.page("settings")


def work_in_the_dark(driver: Driver, stage: Stage) -> None:
    """Dark colours on the smallest common screen."""
    del stage
    with driver.step("深色，1280×720"):
        driver.click("nav-home")
        driver.page("home")
        driver.window.resize(1280, 720)
        driver.click("toggle-theme")
        driver.shot("home-dark-720")
