"""What the page of an attempt says (pure, no Qt)."""

from __future__ import annotations

from integrity_edu.quiz.desk import Desk
from integrity_edu.quiz.results import KNOWN_QUESTIONS
from integrity_edu.quiz.sitting import Sitting
from integrity_edu.words import tr


def heading(sitting: Sitting) -> str:
    """The page's heading; checks and pre-tests say what they are in their titles."""
    match sitting.mode:
        case "practice":
            return tr("练习：{title}", title=sitting.title)
        case "exam":
            return tr("考试：{title}", title=sitting.title)
    return sitting.title


def progress(sitting: Sitting, position: int) -> str:
    """Where one is, and whether answers are explained."""
    now, size = position + 1, len(sitting.items)
    if sitting.explains:
        return tr("第 {now} 题，共 {size} 题。不限时，答错有讲解", now=now, size=size)
    if sitting.deadline:
        return tr("第 {now} 题，共 {size} 题。交卷以后看对错", now=now, size=size)
    return tr("第 {now} 题，共 {size} 题。不限时，交卷以后看对错", now=now, size=size)


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
    if desk.sitting.explains:
        words = tr("确认以后，这里会说为什么、原文怎么写、今天依据哪一条。")
        return tr("先按自己的想法答"), "", words
    counts = tr(
        "已答 {done} 题，共 {size} 题，标记 {flagged} 题",
        done=desk.answered,
        size=desk.size,
        flagged=len(desk.flagged),
    )
    words = tr(
        "每改一次都会马上存好，关了窗口也能从这一题接着答。\n"
        "全对得分，多选、错选、漏选都不得分；没答的题可以先标记，交卷以前再回来。\n"
        "对错和解析在交卷以后看。"
    )
    return tr("交卷以前不显示对错"), counts, words


def what_next(sitting: Sitting, *, right: bool) -> tuple[str, str]:
    """What becomes of a question that was just confirmed."""
    if sitting.mode == "check":
        heading_text = tr("这一题过了") if right else tr("看完解析，接着往下")
        return heading_text, tr("答对八成，这一课就学完了；没到可以重做。")
    if right:
        line = tr("同一项措施答过 {n} 题、对八成，就算会了。", n=KNOWN_QUESTIONS)
        return tr("这一题过了"), line
    return tr("它会再来一次"), tr("答错的题先回到“今天”，答对一次就不再出现。")
