"""What the page of a result says: kindly, and about the paper, never about the person (no Qt)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from integrity_edu.quiz.sitting import Sitting
from integrity_edu.ui.answer_words import mode_text
from integrity_edu.ui.dates import full_day_text
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.finishing import Finished
    from integrity_edu.teaching.outcome import Outcome


def heading(sitting: Sitting) -> tuple[str, str]:
    """Heading and line under it; the title of a check or pre-test says already what it is."""
    day = full_day_text(sitting.started_at.date())
    title = sitting.title if sitting.lesson else tr("结果：{title}", title=sitting.title)
    return title, tr("{mode}，{day}", mode=mode_text(sitting.mode), day=day)


def about(sitting: Sitting) -> str:
    """How it was asked and scored."""
    return tr("种子 {seed}。全对得分，多选、错选、漏选都不得分。", seed=sitting.seed)


def badge(found: Outcome) -> tuple[str, str]:
    """Icon and tone."""
    if found.passed or (found.passed is None and not found.result.wrong):
        return "check-circle", "success"
    return ("review", "info") if found.passed is None else ("book", "warning")


def verdict(found: Outcome, finished: Finished | None) -> str:
    """What it means, and what it brought; empty for a practice."""
    said = [_meaning(found)]
    if finished and finished.hours:
        said.append(tr("记了 {hours:g} 学时。", hours=finished.hours))
    if finished and finished.course_completed:
        said.append(tr("《{title}》整门课学完了。", title=finished.course_completed))
    return "".join(said)


def _meaning(found: Outcome) -> str:
    title = found.lesson.title if found.lesson else ""
    mode, passed = found.result.sitting.mode, bool(found.passed)
    if mode == "practice":
        again = tr("答错的题会先回到“今天”，答对一次就不再出现。")
        return again if found.result.wrong else ""
    return {
        ("check", True): tr("这一课学完了：{title}。", title=title),
        ("check", False): tr("还差一点。答对八成就算学完，回去再看一眼，然后重做，不限次数。"),
        ("pretest", True): tr("前测过线，这一课免修：{title}。", title=title),
        ("pretest", False): tr("没到免修的线，照常学这一课就好：{title}。", title=title),
        ("exam", True): tr("答对八成以上，这次测评通过。"),
        ("exam", False): tr("没到八成，这次不记通过；把错题练一遍，随时可以再考。"),
    }[mode, passed]


def paper_line(submitted_at: str, mode: str, right: float, asked: float) -> str:
    """One past paper in a line."""
    at = datetime.fromisoformat(submitted_at)
    return tr(
        "{mode}，{day}，{asked} 题对 {right} 题",
        mode=mode_text(mode),
        day=full_day_text(at.date()),
        asked=int(asked),
        right=int(right),
    )
