"""The tour and the pictures: the real windows, played from beginning to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from integrity_edu.app import build
from integrity_edu.ui.navigation import PAGES
from integrity_edu.ui.tour import chapters, play
from integrity_edu.ui.tour.driver import Driver
from integrity_edu.ui.tour.shots import shoot
from integrity_edu.ui.tour.stage import Stage

EXPORTS = ("诚信档案.pdf", "诚信档案.json", "学时单.pdf", "班级码.txt")

pytestmark = [
    pytest.mark.slow,
    # the offscreen plugin says it cannot raise windows or grab the keyboard when a menu opens
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


def _colours(path: Path) -> int:
    """How many colours a coarse grid of points of a picture has; 0 for no picture."""
    image = QImage(str(path))
    points = ((x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9))
    return len({image.pixel(x, y) for x, y in points})


def test_the_tour_plays_to_its_end_and_leaves_pictures_and_files(tmp_path: Path) -> None:
    steps = play(tmp_path, build)

    assert [step["name"] for step in steps if not step["ok"]] == []
    assert len(steps) >= 35
    assert json.loads((tmp_path / "tour.json").read_text(encoding="utf-8")) == {"steps": steps}
    pictures = [step["picture"] for step in steps if step["picture"]]
    assert len(pictures) >= 35
    assert [name for name in pictures if _colours(tmp_path / name) < 10] == []
    assert [name for name in EXPORTS if not (tmp_path / name).stat().st_size] == []


def test_a_failed_step_is_recorded_with_a_picture_and_the_next_chapter_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(driver: Driver, stage: Stage) -> None:
        stage.until_ready(driver.window)
        with driver.step("没有的按钮"):
            driver.click("no-such-button")
        with driver.step("走不到这里"):
            pass

    def sound(driver: Driver, stage: Stage) -> None:
        with driver.step("下一章"):
            driver.click("role-teacher")

    monkeypatch.setattr(chapters, "CHAPTERS", (broken, sound))

    steps = play(tmp_path, build)

    assert [(step["name"], step["ok"]) for step in steps] == [
        ("没有的按钮", False),
        ("下一章", True),
    ]
    assert _colours(tmp_path / steps[0]["picture"]) >= 10


def test_every_page_is_photographed_in_light_and_dark_and_the_main_ones_magnified(
    tmp_path: Path,
) -> None:
    taken = set(shoot(tmp_path, build))

    wanted = {f"{page}_{dress}.png" for page in PAGES for dress in ("light", "dark")}
    assert wanted <= taken
    assert {path.name for path in tmp_path.iterdir()} == taken
    assert QImage(str(tmp_path / "home_200.png")).width() == 1920
    assert [name for name in sorted(wanted) if _colours(tmp_path / name) < 10] == []
