"""The first page's sentences: a greeting, and each kind of step in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.today import Step, Today


def greeting(part: str, nickname: str) -> str:
    """上午好，小林."""
    return {
        "night": tr("夜深了，{name}", name=nickname),
        "morning": tr("早上好，{name}", name=nickname),
        "forenoon": tr("上午好，{name}", name=nickname),
        "noon": tr("中午好，{name}", name=nickname),
        "afternoon": tr("下午好，{name}", name=nickname),
        "evening": tr("晚上好，{name}", name=nickname),
    }[part]


def caption(today: Today) -> str:
    """The line above the band's title: how long it all takes."""
    if not today.steps:
        return tr("要做的都做了")
    if today.first_time:
        return tr("第一次来，先做这件事，约 {n} 分钟", n=today.steps[0].minutes)
    return tr("今天约 {n} 分钟", n=today.minutes)


def sentence(step: Step | None) -> str:
    """What to do now, in one sentence."""
    if step is None:
        return tr("今天完成了")
    title, count = step.title, step.count
    return {
        "resume": lambda: _resume_sentence(step),
        "assignment": lambda: (
            tr("“{title}”过了截止日期，先补上", title=title)
            if step.way == "late"
            else tr("先完成老师布置的“{title}”", title=title)
        ),
        "review": lambda: tr("先复习到期的 {n} 道错题", n=count),
        "lesson": lambda: {
            "first": tr("先读第一课：{title}", title=title),
            "next": tr("读下一课：{title}", title=title),
            "continue": tr("接着读：{title}", title=title),
        }[step.way],
        "practice": lambda: tr("练 {n} 道题，把在学的几项弄扎实", n=count),
        "case": lambda: tr("看一个案例：{title}", title=title),
        "classes": lambda: tr("“{title}”快到期了，{n} 人还没开始", title=title, n=count),
        "make_class": lambda: tr("先建一个班，把名单加进来"),
    }[step.kind]()


def _resume_sentence(step: Step) -> str:
    if step.way == "overdue":
        return tr("“{title}”时间到了，交卷看结果", title=step.title)
    if step.count:
        return tr("接着做“{title}”，还有 {n} 题", title=step.title, n=step.count)
    return tr("“{title}”答完了，还没有交", title=step.title)


def button(step: Step | None) -> str:
    """The words on the white button."""
    if step is None:
        return tr("再练几道题")
    if step.kind == "resume":
        if step.way == "overdue" or not step.count:
            return tr("去交卷")
        return tr("继续考试") if step.way == "exam" else tr("接着做")
    if step.kind == "lesson":
        return tr("接着读") if step.way == "continue" else tr("开始读")
    return {
        "assignment": tr("去完成"),
        "review": tr("开始复习"),
        "practice": tr("开始练"),
        "case": tr("看案例"),
        "classes": tr("看看是谁"),
        "make_class": tr("去建班"),
    }[step.kind]


def short(step: Step) -> tuple[str, str]:
    """(title, detail) of a step's box."""
    detail = tr("约 {n} 分钟", n=step.minutes)
    title = {
        "resume": lambda: step.title,
        "assignment": lambda: tr("任务：{title}", title=step.title),
        "review": lambda: tr("复习 {n} 题", n=step.count),
        "lesson": lambda: tr("课程：{title}", title=step.title),
        "practice": lambda: tr("小练 {n} 题", n=step.count),
        "case": lambda: tr("案例：{title}", title=step.title),
        "classes": lambda: step.title,
        "make_class": lambda: tr("建一个班"),
    }[step.kind]()
    if step.kind == "resume" and step.way != "overdue":
        detail = tr("还有 {n} 题，约 {minutes} 分钟", n=step.count, minutes=step.minutes)
    if step.kind == "classes":
        detail = tr("{n} 人还没开始", n=step.count)
    return title, detail
