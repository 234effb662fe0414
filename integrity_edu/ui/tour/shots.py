"""Pictures of every page, on a data folder that has seen some weeks: light, dark, small, 200 %, English.

`PAGE_DRESS.png`, where DRESS is light, dark, 720 (1280x720), 200 (960x600 at 200 %) or en.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from integrity_edu.ui.tour.stage import NO_KEY_STORE

if TYPE_CHECKING:
    from integrity_edu.ui.navigation import Route
    from integrity_edu.ui.tour.driver import Driver
    from integrity_edu.ui.tour.filling import Filled
    from integrity_edu.ui.tour.stage import Build, Stage

DOUBLE = "INTEGRITY_EDU_SHOTS_DOUBLE"
"""Set in the second process, whose screen has 200 %: Qt takes a scale only at its start."""


class Dress(NamedTuple):
    """How a picture is taken; `main` leaves out the pages that look alike."""

    name: str
    theme: str
    width: int
    height: int
    main: bool = True


FULL = (
    Dress("light", "light", 1280, 800, main=False),
    Dress("dark", "dark", 1280, 800, main=False),
)
SMALL = Dress("720", "light", 1280, 720)
MAGNIFIED = Dress("200", "light", 960, 600)
ENGLISH = Dress("en", "light", 1280, 800)
SIDE_SHOWS = (
    "archive-minor",
    "cases",
    "sitting-exam",
    "paths-trainee",
    "classes-roster",
    "plan-raw",
)


def shoot(out: Path, build: Build) -> list[str]:
    """Take all pictures into `out` and return their names."""
    os.environ["PYTHON_KEYRING_BACKEND"] = NO_KEY_STORE
    out.mkdir(parents=True, exist_ok=True)
    if os.environ.get(DOUBLE):
        return _take(out, build, (MAGNIFIED,), english=False)
    taken = _take(out, build, (*FULL, SMALL), english=True)
    _run_magnified(out)
    return [*taken, *sorted(path.name for path in out.glob(f"*_{MAGNIFIED.name}.png"))]


def _run_magnified(out: Path) -> None:
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, *([] if frozen else ["-m", "integrity_edu"])]
    env = {**os.environ, DOUBLE: "1", "QT_SCALE_FACTOR": "2"}
    subprocess.run(  # noqa: S603 - our own program once more, with words of our own
        [*command, "shots", "--out", str(out)], env=env, check=True, stdout=subprocess.DEVNULL
    )


def _take(out: Path, build: Build, dresses: tuple[Dress, ...], *, english: bool) -> list[str]:
    from PySide6.QtWidgets import QApplication

    from integrity_edu.ui.application import make_application
    from integrity_edu.ui.tour.filling import fill
    from integrity_edu.ui.tour.stage import Stage

    application = QApplication.instance() or make_application(sys.argv[:1])
    taken: list[str] = []
    with TemporaryDirectory(prefix="integrity-edu-shots-") as folder:
        stage = Stage(Path(folder), build)
        filled = fill(stage)
        for person, routes in _albums(filled).items():
            with _window(stage, out, person) as driver:
                taken += [name for dress in dresses for name in _album(driver, routes, dress)]
            if english:
                with _window(stage, out, person, "en") as driver:
                    taken += _album(driver, routes, ENGLISH)
        for language in ("zh", "en") if english else ("zh",):
            with _window(stage, out, "", language) as driver:
                worn = dresses if language == "zh" else (ENGLISH,)
                taken += [_one(driver, "sign-in", dress) for dress in worn]
    del application  # referred to until here: Qt ends with its last reference
    return taken


def _albums(filled: Filled) -> Mapping[str, Mapping[str, Route]]:
    """person → picture → where to go; every page of the program is in one of them."""
    from integrity_edu.ui.navigation import PAGES, Route

    refs = {
        "lesson": "plan-03",
        "case": "lend-a-card",
        "sitting": filled.practice,
        "result": filled.result,
        "plan": "13",
        "laws": "zhengxin-tiaoli#25",
        "search": "异议",
        "glossary": "bad-record",
    }
    taught = ("classes", "papers", "exam")
    mine = {page: Route(page, refs.get(page, "")) for page in PAGES if page not in taught}
    mine["sitting-exam"] = Route("sitting", filled.exam)
    mine["plan-raw"] = Route("plan", "about")
    return {
        filled.student: mine,
        filled.teacher: {
            "classes": Route("classes", filled.class_id, {"task": filled.quiz}),
            "classes-roster": Route("classes", filled.class_id, {"view": "roster"}),
            "papers": Route("papers"),
            "exam": Route("exam", filled.quiz, {"tab": "analysis"}),
            "home-teacher": Route("home"),
        },
        filled.trainee: {"paths-trainee": Route("paths")},
        filled.minor: {"archive-minor": Route("archive")},
    }


@contextmanager
def _window(stage: Stage, out: Path, person: str, language: str = "zh") -> Iterator[Driver]:
    """The program as it opens for somebody who was in last time (nobody: the accounts)."""
    from integrity_edu.ui.tour.driver import Driver

    stage.last_time(person, language)
    driver = Driver(stage.open(), stage.clock, out)
    stage.until_ready(driver.window)
    try:
        yield driver
    finally:
        stage.close(driver.window)


def _album(driver: Driver, routes: Mapping[str, Route], dress: Dress) -> Iterator[str]:
    for picture, route in routes.items():
        if dress.main and picture in SIDE_SHOWS:
            continue
        _put_on(driver, dress)
        driver.window.go(route)
        driver.page(route.page)
        yield _one(driver, picture, dress)


def _one(driver: Driver, picture: str, dress: Dress) -> str:
    _put_on(driver, dress)
    return driver.capture_as(f"{picture}_{dress.name}.png")


def _put_on(driver: Driver, dress: Dress) -> None:
    driver.window.theme.set_mode(dress.theme)
    driver.window.resize(dress.width, dress.height)
    driver.settle()
