"""The tour: a learner, a teacher, a trainee and a minor use the real windows, and pictures are kept.

It is the demonstration, the smoke test and where the README's pictures come from.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from integrity_edu.ui.tour.driver import Driver
    from integrity_edu.ui.tour.stage import Build

    Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def play(out: Path, build: Build) -> list[dict[str, Any]]:
    """Play every chapter on a temporary data folder; pictures, files and tour.json go to `out`.

    Returns the steps as they stand in tour.json: name, ok, ms, picture. A failed step ends its
    chapter; the others are still played. The user's key ring and data are never touched.
    """
    from PySide6.QtWidgets import QApplication

    from integrity_edu.ui.application import make_application
    from integrity_edu.ui.tour.chapters import CHAPTERS
    from integrity_edu.ui.tour.driver import ChapterOver, Driver
    from integrity_edu.ui.tour.stage import NO_KEY_STORE, Stage

    os.environ["PYTHON_KEYRING_BACKEND"] = NO_KEY_STORE
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("[0-9][0-9]-*.png"):
        old.unlink()  # another tour's pictures must not stand among these
    application = QApplication.instance() or make_application(sys.argv[:1])
    with TemporaryDirectory(prefix="integrity-edu-tour-") as folder:
        stage = Stage(Path(folder), build)
        driver = Driver(stage.open(), stage.clock, out)
        before, sys.excepthook = sys.excepthook, _listener(driver)
        try:
            for chapter in CHAPTERS:
                try:
                    chapter(driver, stage)
                except ChapterOver:
                    driver.escape()
                _keep(driver, out)
        finally:
            sys.excepthook = before
            stage.close(driver.window)
    del application  # referred to until here: Qt ends with its last reference
    return [dict(step) for step in driver.steps]


def _keep(driver: Driver, out: Path) -> None:
    text = json.dumps({"steps": driver.steps}, ensure_ascii=False, indent=2)
    (out / "tour.json").write_text(text + "\n", encoding="utf-8")


def _listener(driver: Driver) -> Hook:
    """An exception inside a slot of Qt is a failure of the step, not a line in the console."""
    usual = sys.excepthook

    def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        driver.bugs.append(repr(error))
        usual(kind, error, trace)

    return hear
