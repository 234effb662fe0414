"""What the teacher's exam page says (no Qt)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from integrity_edu.ui.answer_words import mode_text
from integrity_edu.ui.dates import dated_text, full_day_text, short_day_text, time_text
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.exams.analysis.reports import ItemAnalysis, PaperAnalysis
    from integrity_edu.exams.following import ExamNow, Given, SeatNow
    from integrity_edu.exams.others import Others
    from integrity_edu.exams.regrading.values import Change, DryRun, Regrade, Regraded

SMALL_ALPHA, GOOD_ALPHA = 0.6, 0.8
"""Below the first single scores say little; from the second on they may be trusted (Kline 2000)."""


def state_word(state: str) -> str:
    """正在考, 超时未交, 已交卷, 已作废 or 未开始."""
    return {
        "in_progress": tr("正在考"),
        "overdue": tr("超时未交"),
        "submitted": tr("已交卷"),
        "abandoned": tr("已作废"),
        "new": tr("未开始"),
    }[state]


def state_look(state: str) -> tuple[str, str]:
    """(icon, palette colour) of a state."""
    return {
        "in_progress": ("half", "info"),
        "overdue": ("clock", "warning"),
        "submitted": ("check-circle", "success"),
        "abandoned": ("cross-circle", "muted"),
        "new": ("circle", "muted"),
    }[state]


def left_words(seat: SeatNow) -> str:
    """How much time somebody has left."""
    if seat.left is None:
        return tr("不限时") if seat.state == "in_progress" else "—"
    if seat.state == "overdue":
        return tr("时间到了")
    return tr("还有 {n} 分钟", n=seat.left)


def time_words(seat: SeatNow) -> str:
    """What somebody has more of than the others."""
    factor = factor_words(seat.multiplier)
    if seat.added and seat.multiplier != 1:
        return tr("{factor}，加了 {n} 分钟", factor=factor, n=seat.added)
    if seat.added:
        return tr("加了 {n} 分钟", n=seat.added)
    return factor if seat.multiplier != 1 else "—"


def factor_words(multiplier: float) -> str:
    """`1.5 倍时间`; 1 is the usual time."""
    if multiplier == 1:
        return tr("一般时间")
    return tr("{n} 倍时间", n=f"{multiplier:g}")


def about_words(exam: ExamNow, today: date) -> str:
    """What is being sat, and until when it may be begun."""
    kind = mode_text(exam.mode)
    if exam.closes_at is None:
        return tr("{kind}，{n} 人", kind=kind, n=len(exam.seats))
    return tr(
        "{kind}，{n} 人；{day} {time} 截止",
        kind=kind,
        n=len(exam.seats),
        day=dated_text(exam.closes_at.date(), today),
        time=time_text(exam.closes_at),
    )


def given_words(given: Given) -> str:
    """One extension in a line."""
    at = datetime.fromisoformat(given.at)
    who = given.name or tr("全班")
    return tr(
        "{who}，加 {n} 分钟，{time}：{reason}",
        who=who,
        n=given.extension.minutes,
        time=time_text(at),
        reason=given.reason,
    )


def percent(share: float | None) -> str:
    """`62%`; — for nothing to tell."""
    return "—" if share is None else f"{round(share * 100)}%"


def figure(value: float | None) -> str:
    """`-0.32`; — for nothing to tell."""
    return "—" if value is None else f"{value:.2f}".replace("-", "−")


def reliability_words(alpha: float | None) -> str:
    """What a reliability means for single scores."""
    if alpha is None:
        return tr("还算不出信度：题太少，或大家得分一样。")
    if alpha < SMALL_ALPHA:
        return tr("信度 {n}，偏低：这份卷子的分数只能粗看，别拿它给个人下结论。", n=figure(alpha))
    if alpha < GOOD_ALPHA:
        return tr("信度 {n}，可以：看全班够用，看个人要留余地。", n=figure(alpha))
    return tr("信度 {n}，好：同样的人再考一次，分数不会差太多。", n=figure(alpha))


def people_words(found: PaperAnalysis) -> str:
    """How many first attempts it rests on, and how they came out."""
    if found.totals is None:
        return tr("{n} 人第一次交的卷子。", n=found.people)
    return tr(
        "{n} 人第一次交的卷子，平均得分 {mean}，标准差 {sd}。",
        n=found.people,
        mean=percent(found.totals.mean),
        sd=percent(found.totals.sd),
    )


def item_words(item: ItemAnalysis) -> str:
    """Facility and discrimination in a line."""
    return tr(
        "答对 {facility}，区分度 {discrimination}，{n} 人",
        facility=percent(item.facility),
        discrimination=figure(item.discrimination),
        n=item.people,
    )


def suspect_words(item: ItemAnalysis) -> str:
    """Which wrong answer the best prefer."""
    if not item.suspect:
        return ""
    return tr("高分组更爱选错项“{answer}”，检查答案。", answer=item.suspect)


def response_text(text: str) -> str:
    """A row of the table of answers."""
    return text or tr("没有作答")


def choice_words(choice: str) -> tuple[str, str]:
    """(name, what it does) of one of regrading.rules.CHOICES."""
    return {
        "new_key": (tr("按新答案"), tr("原来的答案不再算对")),
        "both": (tr("新旧都算对"), tr("两个答案都得分，没有人减分")),
        "drop": (tr("去掉这道题"), tr("不计分，满分也跟着减")),
        "full": (tr("全体给分"), tr("这道题人人满分")),
    }[choice]


def points_words(earned: float, possible: float) -> str:
    """`3 / 4`."""
    return f"{earned:.4g} / {possible:.4g}"


def crossing_words(crosses: str | None) -> str:
    """What becomes of a pass."""
    return {
        "up": tr("变成通过"),
        "down": tr("变成不通过，待复核"),
    }.get(crosses or "", "")


def dry_run_words(found: DryRun) -> str:
    """What a regrade would do, in a sentence or two."""
    up = sum(one.crosses == "up" for one in found.changes)
    down = sum(one.crosses == "down" for one in found.changes)
    if not found.changes:
        return tr("没有人的分数会变，{n} 份答卷都不动。", n=found.unchanged)
    return tr(
        "{n} 份答卷的分数会变，{same} 份不变；{up} 人变成通过，{down} 人变成不通过。",
        n=len(found.changes),
        same=found.unchanged,
        up=up,
        down=down,
    )


def change_cells(one: Change) -> tuple[str, str, str, str, str]:
    """Number, name, points before and after, and what becomes of the pass."""
    return (
        one.student_no,
        one.name,
        points_words(one.old_earned, one.old_possible),
        points_words(one.new_earned, one.new_possible),
        crossing_words(one.crosses) or "—",
    )


def regrade_words(one: Regrade) -> str:
    """One regrade of mine in a line."""
    at = datetime.fromisoformat(one.at)
    return tr(
        "{choice}，改了 {n} 份，{day} {time}",
        choice=choice_words(one.choice)[0],
        n=one.changed,
        day=short_day_text(at.date()),
        time=time_text(at),
    )


def regraded_words(one: Regraded) -> str:
    """A regrade as its learner reads it."""
    at = datetime.fromisoformat(one.at)
    if not one.new_possible:
        return tr(
            "第 {n} 题不再计分：原来 {old}，这道题的得分和满分都去掉了。{day}",
            n=one.position + 1,
            old=points_words(one.old_earned, one.old_possible),
            day=full_day_text(at.date()),
        )
    return tr(
        "第 {n} 题：原来 {old} 分，现在 {new} 分。{day}",
        n=one.position + 1,
        old=points_words(one.old_earned, one.old_possible),
        new=points_words(one.new_earned, one.new_possible),
        day=full_day_text(at.date()),
    )


def others_words(position: int, one: Others) -> str:
    """How the class answered one question."""
    head = tr("第 {n} 题，{people} 人里 {share} 答对。", n=position + 1, people=one.people,
              share=percent(one.right))  # fmt: skip
    if not one.answers:
        return head
    said = tr("；").join(
        tr("“{answer}” {share}", answer=text, share=percent(share)) for text, share in one.answers
    )
    return tr("{head}选得最多的：{said}", head=head, said=said)
