"""Questions, answers and attempts in words (pure, no Qt)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from integrity_edu.plan.numerals import numeral
from integrity_edu.quiz.grading import Response, is_answered
from integrity_edu.quiz.questions import (
    BLANK,
    Fill,
    Judge,
    Match,
    Multiple,
    Option,
    Order,
    Question,
    Single,
    kind_of,
)
from integrity_edu.quiz.sources import LawSource, Sources
from integrity_edu.words import tr

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def kind_text(question: Question) -> str:
    """单选题, 多选题, …"""
    return {
        "single": tr("单选题"),
        "multiple": tr("多选题"),
        "judge": tr("判断题"),
        "fill": tr("填空题"),
        "match": tr("匹配题"),
        "order": tr("排序题"),
    }[kind_of(question)]


def mode_text(mode: str) -> str:
    """练习, 考试, 课后检查 or 前测."""
    return {
        "practice": tr("练习"),
        "exam": tr("考试"),
        "check": tr("课后检查"),
        "pretest": tr("前测"),
    }[mode]


def state_text(state: str) -> str:
    """会了, 在学 or 未学."""
    return {"known": tr("会了"), "learning": tr("在学"), "new": tr("未学")}[state]


def stem_text(question: Question) -> str:
    """The stem as shown: blanks become numbered gaps."""
    return BLANK.sub(lambda found: tr("＿＿（{n}）＿＿", n=found.group(1)), question.stem)


def place_text(sources: Sources, question: Question) -> str:
    """Where in the plan a question belongs; empty when it rests on law alone."""
    places = sources.places(question)
    if len(places) == 1:
        part, number = places[0]
        return tr("第{numeral}部分 · 第 {n} 项", numeral=numeral(part), n=number)
    numbers = tr("、").join(str(number) for _, number in places)
    return tr("第 {numbers} 项", numbers=numbers) if numbers else ""


def answer_text(question: Question, response: Response) -> str:
    """A response in the words of its question, one thing a line."""
    if response in (None, [], {}, ""):
        return tr("没有作答")
    said = _said(question, response)
    return said if is_answered(question, response) else tr("没有答完：{said}", said=said)


def _said(question: Question, response: Response) -> str:
    match question, response:
        case (Judge(), bool()):
            return tr("对") if response else tr("错")
        case (Single() | Multiple(), list()):
            texts = {option.id: option.text for option in question.options}
            return "\n".join(texts.get(str(ref), "") for ref in response)
        case (Order(), list()):
            return _numbered([_text(question.options, ref) for ref in response])
        case (Fill(), list()):
            return _numbered([str(text) for text in response])
        case (Match(), dict()):
            pairs = ((one.text, response.get(one.id)) for one in question.left)
            return "\n".join(
                tr("{left} → {right}", left=left, right=_text(question.right, ref))
                for left, ref in pairs
                if ref
            )
    return str(response)


def _numbered(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return "\n".join(tr("{n}. {text}", n=n, text=text) for n, text in enumerate(texts, start=1))


def _text(options: Sequence[Option], ref: object) -> str:
    return next((one.text for one in options if one.id == ref), "")


def law_lines(law: LawSource) -> tuple[str, str]:
    """Which rule it is, and from when it is and was last held to its text."""
    first = tr("今日依据：《{title}》{article}", title=law.title, article=law.article)
    checked = law.checked_on.strftime("%Y-%m-%d")
    checked = (
        tr("待核，上次核对 {day}", day=checked) if law.stale else tr("核对于 {day}", day=checked)
    )
    if law.in_force is None:
        return first, checked
    return first, tr("{day} 施行，{checked}", day=law.in_force.isoformat(), checked=checked)


def bold_html(text: str) -> str:
    """Plain text as HTML, a little airier; the only mark-up it may carry is **bold**."""
    words = _BOLD.sub(r"<b>\1</b>", escape(text)).replace("\n", "<br>")
    return f'<p style="line-height:118%; margin:0">{words}</p>'
