"""The wrong-book in words (pure, no Qt)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from integrity_edu.quiz.questions import Question
from integrity_edu.review.queue import Queue
from integrity_edu.review.wrong_book import WrongQuestion
from integrity_edu.ui.answer_words import kind_text, stem_text
from integrity_edu.ui.dates import full_day_text, short_day_text
from integrity_edu.ui.level_words import level_text
from integrity_edu.words import tr

STEM = 72
"""Characters of a stem that a row shows; the whole of it stands in the opened question."""

LEVEL_TONES = {
    "new": "neutral",
    "tried": "warning",
    "familiar": "info",
    "proficient": "success",
    "mastered": "success",
}


class DueWords(NamedTuple):
    """What the card above the list says; an empty `button` is none."""

    heading: str
    line: str
    button: str
    icon: str
    tone: str


def cause_text(cause: str) -> str:
    """Why it went wrong, in a word (review.notes.CAUSES)."""
    return {
        "confused": tr("记混了"),
        "misread": tr("没读清"),
        "unknown": tr("不知道"),
        "slip": tr("手误"),
        "other": tr("其他"),
    }[cause]


def due_words(queue: Queue, *, under_way: bool) -> DueWords:
    """What is to be reviewed today, or that it is done."""
    minutes = tr("约 {n} 分钟", n=queue.minutes)
    if under_way and not queue.left:
        heading, line = tr("今天的题都答完了"), tr("交上去，看看结果。")
        return DueWords(heading, line, tr("去交卷"), "review", "info")
    if under_way:
        heading = tr("复习做到一半，今天还剩 {n} 题", n=queue.left)
        return DueWords(heading, minutes, tr("接着复习"), "review", "info")
    if queue.left:
        heading = tr("今天要复习 {n} 题", n=queue.left)
        return DueWords(heading, _how_much(queue, minutes), tr("开始复习"), "review", "info")
    if queue.finished:
        line = tr("今天复习了 {n} 题。其余的到了日子再来。", n=queue.done)
        return DueWords(tr("今日完成"), line, "", "check-circle", "success")
    line = tr("答错的题第二天回来；答对了，隔的日子越来越长。")
    return DueWords(tr("今天没有到期的题"), line, "", "check-circle", "neutral")


def _how_much(queue: Queue, minutes: str) -> str:
    if queue.done:
        return tr("{minutes}，今天已经复习 {n} 题", minutes=minutes, n=queue.done)
    if queue.left == queue.cap:
        return tr("{minutes}。一天最多 {n} 题，其余的明天再来", minutes=minutes, n=queue.cap)
    return minutes


def back_text(due: date | None, today: date) -> str:
    """When a question comes back: 今天, 明天, 11 月 27 日; nothing for one that never went wrong."""
    if due is None:
        return ""
    if due <= today:
        return tr("今天")
    if due == today + timedelta(days=1):
        return tr("明天")
    return short_day_text(due) if due.year == today.year else full_day_text(due)


def measures_text(measures: tuple[int, ...]) -> str:
    """`第 10、22 项`."""
    numbers = tr("、").join(map(str, measures))
    return tr("第 {numbers} 项", numbers=numbers, n=len(measures))


def short_stem(question: Question) -> str:
    """The beginning of the stem, in one piece."""
    stem = " ".join(stem_text(question).split())
    return stem if len(stem) <= STEM else stem[:STEM] + "…"


def is_shortened(question: Question) -> bool:
    """Whether a row shows less than the whole stem."""
    return short_stem(question) != stem_text(question)


def facts(one: WrongQuestion, today: date) -> str:
    """Kind, measure, how often it went wrong, and when it comes back."""
    said = [kind_text(one.question)]
    if one.measures:
        said.append(measures_text(one.measures))
    if one.answered:
        said.append(tr("错 {wrong} 次，共答 {n} 次", wrong=one.wrong, n=one.answered))
    else:
        said.append(tr("还没答过"))
    if back := back_text(one.due, today):
        said.append(tr("{day}再来", day=back))
    if one.note.cause:
        said.append(cause_text(one.note.cause))
    return " · ".join(said)


def spoken(one: WrongQuestion, today: date) -> str:
    """A row as it is read aloud."""
    said = [short_stem(one.question), facts(one, today), level_text(one.level)]
    if one.certain:
        said.append(tr("很有把握却答错"))
    if one.note.favourite:
        said.append(tr("已收藏"))
    return tr("，").join(said)
