"""The archive: read the notice, open it by one's own act, take it along and have it checked."""

from __future__ import annotations

from pathlib import Path

from integrity_edu.archive.entries import Section
from integrity_edu.archive.export import verify
from integrity_edu.ui.tour.answering import finish
from integrity_edu.ui.tour.driver import Driver, TourError
from integrity_edu.ui.tour.stage import Stage

LESSON = "law-04"


def open_my_archive(driver: Driver, stage: Stage) -> None:
    """Nothing is opened by itself; what is taken along can be verified by anybody."""
    stage.clock.forward(minutes=10)
    with driver.step("诚信档案：先读告知"):
        driver.click("nav-archive")
        driver.page("archive")
        driver.shot("archive-notice")
    with driver.step("自己决定开启"):
        driver.click("notice-read")
        driver.click("open-archive")
        driver.wait(lambda: driver.sees(f"tab-{Section.BASIC}"), "the open archive")
        driver.shot("archive-basic")
    with driver.step("学完一课，记进学习经历"):
        driver.click("nav-courses")
        driver.page("courses")
        driver.type_into("find", "时限和门路")
        driver.click(f"lesson-{LESSON}")
        driver.page("lesson")
        driver.click("start-check")
        driver.page("sitting")
        finish(driver, keys=True)
        driver.click("nav-archive")
        driver.page("archive")
        driver.click(f"tab-{Section.EDUCATION}")
        driver.shot("archive-education")
    with driver.step("导出 PDF"):
        driver.click("export-pdf")
        driver.wait(lambda: _grown(driver.out / "诚信档案.pdf"), "the PDF")
        driver.shot("archive-pdf")
    with driver.step("导出签名版，验证没有被改过"):
        driver.click("export-json")
        driver.wait(lambda: _grown(driver.out / "诚信档案.json"), "the signed copy")
        verdict = verify((driver.out / "诚信档案.json").read_bytes())
        if not verdict.whole:
            raise TourError("; ".join(verdict.problems))
        driver.click(f"tab-{Section.ACCESS}")
        driver.shot("archive-exported")


def _grown(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
