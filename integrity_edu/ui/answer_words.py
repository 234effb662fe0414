"""Questions, answers and attempts in words (pure, no Qt)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from integrity_edu.plan.numerals import numeral
from integrity_edu.quiz.grading import (
    Response,
    is_answered,
    is_begun,
    needs_marker,
    right_response,
)
from integrity_edu.quiz.questions import (
    BLANK,
    CaseSet,
    Cloze,
    Day,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Single,
    kind_of,
)
from integrity_edu.quiz.sources import LawSource, Sources
from integrity_edu.quiz.typed import read_day, read_number
from integrity_edu.ui.dates import full_day_text
from integrity_edu.words import tr

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def kind_text(question: Question) -> str:
    """单选, 多选, 判断, 判断改错, …"""
    if isinstance(question, Judge) and question.correction is not None:
        return tr("判断改错")
    return kind_name(kind_of(question))


def kind_name(kind: str) -> str:
    """One of questions.KINDS in a word."""
    return {
        "single": tr("单选"),
        "multiple": tr("多选"),
        "judge": tr("判断"),
        "fill": tr("填空"),
        "number": tr("数值"),
        "date": tr("日期"),
        "match": tr("匹配"),
        "order": tr("排序"),
        "cloze": tr("选择填空"),
        "case": tr("案例题组"),
        "short": tr("简答"),
    }[kind]


def part_heading(number: int, part: Question) -> str:
    """`第 1 问 · 单选`."""
    return tr("第 {n} 问 · {kind}", n=number, kind=kind_text(part))


def mode_text(mode: str) -> str:
    """练习, 背题, 闯关 and so on (quiz.modes.MODES)."""
    return {
        "practice": tr("练习"),
        "study": tr("背题"),
        "quest": tr("闯关"),
        "certainty": tr("把握度练习"),
        "review": tr("复习"),
        "mock": tr("模拟考试"),
        "exam": tr("考试"),
        "check": tr("课后检查"),
        "pretest": tr("前测"),
    }[mode]


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
    return tr("第 {numbers} 项", numbers=numbers, n=len(places)) if numbers else ""


def answer_text(question: Question, response: Response) -> str:
    """A response in the words of its question, one thing a line."""
    if not is_begun(question, response):
        return tr("没有作答")
    said = _said(question, response)
    if isinstance(question, CaseSet) or is_answered(question, response):
        return said  # of a case set each part says it for itself
    return tr("没有答完：{said}", said=said)


def right_text(question: Question) -> str:
    """The right answer in words; of a number also how far off one may be."""
    said = answer_text(question, right_response(question))
    if isinstance(question, Number) and question.tolerance:
        return tr("{answer}（相差不超过 {tolerance} 都算对）",
                  answer=said, tolerance=f"{question.tolerance:.10g}")  # fmt: skip
    return said


def right_name(question: Question) -> str:
    """What the right answer is called: of a short answer it is only one of many."""
    return tr("参考答案") if needs_marker(question) else tr("正确答案")


def typed_verdict(text: str, answer: str, *, right: bool) -> str:
    """Whether what was typed is right, and if not what would have been."""
    if right:
        return tr("填对了")
    if not text.strip():
        return tr("正确答案：{answer}", answer=answer)
    return tr("填的不对，正确答案：{answer}", answer=answer)


def verdict_text(question: Question, fraction: float | None) -> str:
    """答对了, 对了一部分, 这次没答对; of what only a person can mark, that it waits for that."""
    if fraction is None:
        return tr("对照要点打分") if needs_marker(question) else tr("还没有打分")
    if fraction >= 1:
        return tr("答对了")
    return tr("对了一部分") if fraction > 0 else tr("这次没答对")


def verdict_sentence(question: Question, fraction: float | None) -> str:
    """`verdict_text`, and where something was missing the right answer: to be announced."""
    verdict = verdict_text(question, fraction)
    if fraction is not None and fraction >= 1:
        return verdict
    return tr("{verdict}。{name}：{answer}", verdict=verdict, name=right_name(question),
              answer=right_text(question))  # fmt: skip


def explanation_text(question: Question) -> str:
    """Why; of a case set also of each of its parts. May carry **bold**."""
    if not isinstance(question, CaseSet):
        return question.explanation
    parts = [
        tr("第 {n} 问：{said}", n=number, said=part.explanation)
        for number, part in enumerate(question.parts, start=1)
    ]
    return "\n".join([question.explanation, *parts])


def number_text(value: float, unit: str = "") -> str:
    """`15 个工作日`, `12.5%`."""
    number = f"{value:.10g}"
    if not unit:
        return number
    close = unit[0] in "%‰°℃"
    return f"{number}{unit}" if close else tr("{n} {unit}", n=number, unit=unit)


def _said(question: Question, response: Response) -> str:
    if isinstance(response, dict):
        return _said_by_name(question, response)
    if isinstance(response, list | tuple):
        return _said_in_a_row(question, [str(one) for one in response])
    match question:
        case Judge():
            return tr("对") if response else tr("错")
        case Number() | Day():
            return _typed(question, str(response))
        case _:
            return str(response)


def _said_in_a_row(question: Question, response: list[str]) -> str:
    match question:
        case Single() | Multiple():
            return "\n".join(_text(question.options, ref) for ref in response)
        case Order():
            return _numbered([_text(question.options, ref) for ref in response])
        case Cloze():
            gaps = zip(question.gaps, response, strict=False)
            return _numbered([_text(gap.options, ref) for gap, ref in gaps])
        case _:
            return _numbered(response)


def _said_by_name(question: Question, response: dict[str, object]) -> str:
    match question:
        case Judge():
            return _judged(response)
        case CaseSet():
            return _parts(question, response)
        case Match():
            pairs = ((one.text, response.get(one.id)) for one in question.left)
            return "\n".join(
                tr("{left} → {right}", left=left, right=_text(question.right, ref))
                for left, ref in pairs
                if ref
            )
        case _:
            return str(response)


def _judged(response: dict[str, object]) -> str:
    if response.get("judged") is not False:
        return tr("对") if response.get("judged") else ""
    correction = str(response.get("correction") or "").strip()
    return tr("错，改成“{correction}”", correction=correction) if correction else tr("错")


def _typed(question: Number | Day, text: str) -> str:
    """What was typed, as it was understood; word for word when it was not."""
    if isinstance(question, Number):
        value = read_number(text, question.unit)
        return text if value is None else number_text(value, question.unit)
    day = read_day(text)
    return text if day is None else full_day_text(day)


def _parts(question: CaseSet, response: dict[str, object]) -> str:
    said = []
    for number, part in enumerate(question.parts, start=1):
        lines = answer_text(part, response.get(part.id)).split("\n")
        said.append(tr("第 {n} 问：{said}", n=number, said=tr("；").join(lines)))
    return "\n".join(said)


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
