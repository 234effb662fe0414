"""What the page of an attempt says (pure, no Qt)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from integrity_edu.quiz.desk import Desk
from integrity_edu.quiz.grading import is_right, needs_marker, right_response
from integrity_edu.quiz.marking import Verdict, tries_of
from integrity_edu.quiz.questions import Question
from integrity_edu.quiz.sitting import Item, Sitting
from integrity_edu.ui.answer_words import kind_text, mode_text, stem_text, verdict_sentence
from integrity_edu.words import tr


def heading(sitting: Sitting) -> str:
    """The page's heading; checks and pre-tests say what they are in their titles."""
    if sitting.mode in ("check", "pretest"):
        return sitting.title
    return tr("{mode}：{title}", mode=mode_text(sitting.mode), title=sitting.title)


def closed(sitting: Sitting) -> str:
    """Under the heading of an attempt that is over."""
    return tr("时间过了，没有交卷") if sitting.state == "abandoned" else tr("已经交卷")


def progress(sitting: Sitting, position: int) -> str:
    """Where one is, and whether answers are explained."""
    now, size = position + 1, len(sitting.items)
    if sitting.mode == "study":
        return tr("第 {now} 题，共 {size} 题。看着答案背", now=now, size=size)
    if sitting.explains:
        return tr("第 {now} 题，共 {size} 题。不限时，答错有讲解", now=now, size=size)
    if sitting.deadline:
        return tr("第 {now} 题，共 {size} 题。交卷以后看对错", now=now, size=size)
    return tr("第 {now} 题，共 {size} 题。不限时，交卷以后看对错", now=now, size=size)


def read_out(progress: str, question: Question) -> str:
    """What is said aloud when a question comes on screen."""
    return tr(
        "{progress}。{kind}：{stem}",
        progress=progress,
        kind=kind_text(question),
        stem=stem_text(question),
    )


def as_shown(sitting: Sitting, item: Item) -> Item:
    """The item as the card shows it: to be read with its answer, the key is filled in."""
    if sitting.behaviour.explains != "shown":
        return item
    key = None if needs_marker(item.question) else right_response(item.question)
    return replace(item, confirmed=True, response=key, fraction=1.0, studied=True)


def end(sitting: Sitting) -> str:
    """What ending it is called: what was only read is not handed in."""
    return tr("交卷") if sitting.behaviour.counts else tr("看完了")


def moved(before: datetime | None, after: datetime) -> str:
    """A teacher moved the end of an exam."""
    minutes = round((after - (before or after)).total_seconds() / 60)
    if minutes > 0:
        return tr("老师给你加了 {n} 分钟，做到 {time}。", n=minutes, time=f"{after:%H:%M}")
    return tr("交卷时间改到 {time}。", time=f"{after:%H:%M}")


def spoken(item: Item, verdict: Verdict) -> str:
    """What is said aloud after a confirmation."""
    if not verdict.settled:
        return tr("还不对，可以再试。提示：{hint}", hint=verdict.hint)
    if verdict.fraction is None:
        return tr("存好了。对照参考答案，勾出你写到的要点。")
    if verdict.tries > 1 and is_right(item.question, item.response):
        return tr("第 {n} 次答对了，得一部分分。", n=verdict.tries)
    return verdict_sentence(item.question, verdict.fraction)


def aside(sitting: Sitting) -> str:
    """The line at the foot of the question."""
    if sitting.explains:
        return tr("练习不计入任何诚信记录")
    return tr("得分不会变成诚信记录")


def saved(desk: Desk) -> str:
    """How it stands with saving this question's answer."""
    if desk.position in desk.lost:
        return tr("这一次没有存上")
    if desk.saving:
        return tr("正在保存")
    at = desk.item.saved_at
    return tr("已保存 {time}", time=at[11:19]) if at else ""


def waiting(desk: Desk) -> tuple[str, str, str]:
    """Heading, line and words beside a question that is not explained yet."""
    if desk.hint:
        left = tries_of(desk.item, desk.sitting.mode) - desk.item.tries
        return tr("还不对，再想一想"), tr("还能试 {n} 次", n=left), tr("**提示**　") + desk.hint
    if desk.sitting.mode == "quest":
        words = tr("答错了会给一条提示，可以再试。一次就对得满分，靠提示答对得一部分。")
        return tr("先按自己的想法答"), "", words
    if desk.sitting.mode == "certainty":
        words = tr(
            "先答题，再说有几分把握，然后确认。\n"
            "没什么把握：对 1 分，错 0 分；比较有把握：对 2 分，错扣 2 分；很有把握：对 3 分，错扣 6 分。"
        )
        return tr("知道自己知道多少"), "", words
    if desk.sitting.explains:
        words = tr("确认以后，这里会说为什么、原文怎么写、今天依据哪一条。")
        return tr("先按自己的想法答"), "", words
    counts = tr(
        "已答 {done} 题，共 {size} 题，标记 {flagged} 题",
        done=desk.answered,
        size=desk.size,
        flagged=len(desk.flagged),
    )
    lines = [
        tr("每改一次都会马上存好，关了窗口也能从这一题接着答。"),
        rule_text(desk.sitting.terms.rule) + tr("没答的题可以先标记，交卷以前再回来。"),
        tr("对错和解析在交卷以后看。"),
    ]
    return tr("交卷以前不显示对错"), counts, "\n".join(lines)


def about_mode(mode: str) -> str:
    """What will happen in a mode one may choose, before it begins."""
    return {
        "practice": tr("一题一确认，马上看解析；不限时，随时可以停。"),
        "study": tr("答案和解析直接摆在题目旁边，看着记；不计分，也不算做过。"),
        "quest": tr("答错给一条提示，可以再试，最多三次；一次就对得满分。"),
        "certainty": tr("答完说有几分把握，再看对错；把握很大却错了的，结果页排在最前。"),
        "mock": tr("限时，交卷以后一起看对错和解析；到时自动交。"),
    }[mode]


def rule_name(rule: str) -> str:
    """A rule of scoring in few words (grading.RULES)."""
    return {
        "all": tr("全对才得分"),
        "half": tr("漏选得一半"),
        "share": tr("漏选按比例"),
        "minus": tr("对减错"),
    }[rule]


def rule_text(rule: str) -> str:
    """How answers are scored, in a sentence (grading.RULES)."""
    return {
        "all": tr("全对得分，多选、错选、漏选都不得分。"),
        "half": tr("全对得满分，漏选得一半，错选不得分。"),
        "share": tr("漏选按答对的比例得分，错选不得分。"),
        "minus": tr("按答对的比例得分，答错的要扣，最低 0 分；全选不得分。"),
    }[rule]


def what_next(sitting: Sitting, item: Item) -> tuple[str, str]:
    """What becomes of a question that was just confirmed; empty where nothing does."""
    if sitting.mode == "study":
        return "", ""
    if item.waiting:
        return tr("对照参考答案自评"), tr(
            "写到的要点打勾，分数就是它们加起来；可以改，改到交卷为止。"
        )
    if sitting.mode == "check":
        heading_text = tr("这一题过了") if item.right else tr("看完解析，接着往下")
        return heading_text, tr("答对八成，这一课就学完了；没到可以重做。")
    if item.right:
        return tr("这一题过了"), tr("隔几天它还可能再来一次，看看还记不记得。")
    if item.tries > 1 and is_right(item.question, item.response):
        heading_text = tr("第 {n} 次答对了，它还会再来一次", n=item.tries)
        return heading_text, tr("明天起，它会出现在“今天”的复习里，看看不靠提示记不记得。")
    return tr("它会再来一次"), tr("明天起，它会出现在“今天”的复习里，答对以后间隔越来越长。")
