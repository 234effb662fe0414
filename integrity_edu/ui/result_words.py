"""What the page of a result says: kindly, and about the paper, never about the person (no Qt)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from integrity_edu.quiz.results import Result, score_words
from integrity_edu.quiz.sitting import Sitting
from integrity_edu.quiz.store import SittingRow
from integrity_edu.ui.answer_words import mode_text
from integrity_edu.ui.dates import full_day_text
from integrity_edu.ui.sitting_words import rule_text
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
    said = [tr("种子 {seed}。", seed=sitting.seed)]
    if sitting.behaviour.certainty:
        said.append(tr("按把握给分：对 1、2、3 分，错 0、−2、−6 分。"))
    else:
        said.append(rule_text(sitting.terms.rule))
    return "".join(said)


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
    result = found.result
    mode = result.sitting.mode
    if result.sitting.state == "abandoned":
        return tr("时间过了还没有交卷，这次不计分；写下的答案都还存着，老师也能看到。")
    if result.waiting and mode != "mock":
        return tr("还有 {n} 道简答题等老师批改，分数是暂时的。", n=len(result.waiting))
    if result.waiting:
        return tr("还有 {n} 道简答题没有评，对照参考答案自己打勾。", n=len(result.waiting))
    if mode == "certainty" and result.sure_but_wrong:
        return tr("有 {n} 题很有把握却答错了，排在最前面：这些最值得看。", n=result.sure_but_wrong)
    if found.passed is None:
        again = tr("答错的题明天起会出现在“今天”的复习里。")
        return again if result.wrong else ""
    share = round(result.sitting.terms.pass_share * 100)
    return {
        ("check", True): tr("这一课学完了：{title}。", title=title),
        ("check", False): tr("还差一点。答对八成就算学完，回去再看一眼，然后重做，不限次数。"),
        ("pretest", True): tr("前测过线，这一课免修：{title}。", title=title),
        ("pretest", False): tr("没到免修的线，照常学这一课就好：{title}。", title=title),
        ("mock", True): tr("过了 {share}% 的线。", share=share),
        ("mock", False): tr("没到 {share}% 的线；把错题练一遍，随时可以再考。", share=share),
        ("exam", True): tr("过了 {share}% 的线，这次测评通过。", share=share),
        ("exam", False): tr("这次不记通过：没到 {share}% 的线，或必答题没有全对。", share=share),
    }[mode, found.passed]


def not_yet(result: Result) -> str:
    """Why right and wrong are not shown."""
    closes = result.sitting.terms.keys_at or result.sitting.terms.closes_at
    if result.sitting.state == "abandoned" or closes is None:
        return tr("这份卷子不显示对错。")
    at = datetime.fromisoformat(closes)
    return tr("别人可能还在考。{day} {time} 以后，这里会有对错和解析。",
              day=full_day_text(at.date()), time=f"{at:%H:%M}")  # fmt: skip


def keys_later(result: Result) -> str:
    """When the right answers will be shown beside what went wrong."""
    closes = result.sitting.terms.keys_at or result.sitting.terms.closes_at
    if closes is None:
        return tr("这份卷子不显示正确答案。")
    at = datetime.fromisoformat(closes)
    return tr("别人可能还在考，正确答案和解析 {day} {time} 以后在这里看。",
              day=full_day_text(at.date()), time=f"{at:%H:%M}")  # fmt: skip


def paper_line(row: SittingRow) -> str:
    """One past paper in a line."""
    at = datetime.fromisoformat(row.submitted_at or row.started_at)
    return tr(
        "{mode}，{day}，{score}",
        mode=mode_text(row.mode),
        day=full_day_text(at.date()),
        score=score_words(row),
    )
