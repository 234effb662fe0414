"""Hints that lead to the answer and never say it: the author's, else two that can be derived."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from integrity_edu.quiz.grading import right_response
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Short,
    Single,
)
from integrity_edu.quiz.typed import level_text
from integrity_edu.words import tr

MOST_AUTHORED = 3
MOST_DERIVED = 2
MOST_STILL_OPEN = 2
"""Ruling one option out must leave so many to choose from, or the hint is the answer."""

_ARTICLE = re.compile(r"\d+(-\d)?")
_NUMERALS = "零一二三四五六七八九"


def hints(question: Question) -> tuple[str, ...]:
    """What may be shown, one after the other; never with the text of the answer in it.

    Without authored hints: where the question rests, and something its kind allows.
    """
    if authored := _silent(question.hints, question):
        return tuple(authored)
    place = _silent(_resting(question), question)[:1]
    return (*place, *_silent(_by_kind(question), question)[: MOST_DERIVED - len(place)])


def _silent(found: Iterable[str], question: Question) -> list[str]:
    return [hint for hint in found if not gives_answer(hint, question)]


def gives_answer(text: str, question: Question) -> bool:
    """Whether a text holds an accepted answer of the question or of one of its parts."""
    return any(_holds(text, answer) for answer in answer_texts(question))


def answer_texts(question: Question) -> list[str]:  # noqa: PLR0911 - a case for each kind
    """The words that are the answer; pairs and orders have none of their own."""
    match question:
        case Single() | Multiple():
            return [option.text for option in question.options if option.id in question.key]
        case Judge():
            return list(question.correction.forms) if question.correction else []
        case Fill():
            return [form for forms in question.blanks for form in forms]
        case Number():
            return [str(right_response(question))]
        case Day():
            day = question.key
            return [day.isoformat(), tr("{y} 年 {m} 月 {d} 日", y=day.year, m=day.month, d=day.day)]
        case Cloze():
            return [o.text for gap in question.gaps for o in gap.options if o.id == gap.key]
        case CaseSet():
            return [text for part in question.parts for text in answer_texts(part)]
        case Short():
            return [question.answer]
        case Match() | Order():
            return []


def _holds(text: str, answer: str) -> bool:
    """Digits count only as a whole number: 15 does not say 5."""
    levelled = level_text(answer)
    if not levelled:
        return bool(answer) and answer in text
    if re.fullmatch(r"[\d.]+", levelled):
        return bool(re.search(rf"(?<![\d.]){re.escape(levelled)}(?!\.?\d)", level_text(text)))
    return levelled in level_text(text)


def _resting(question: Question) -> Iterator[str]:
    """Where to look: the measure first, it says less than the article."""
    for point in question.rests_on:
        if point.measure:
            yield tr("想一想方案第 {n} 项", n=point.measure)
    for point in question.rests_on:
        if point.law and _ARTICLE.fullmatch(point.point):
            article, _, more = point.point.partition("-")
            if more:
                yield tr("想一想这部法的第 {n} 条之{m}", n=article, m=_NUMERALS[int(more)])
            else:
                yield tr("想一想这部法的第 {n} 条", n=article)


def _by_kind(question: Question) -> Iterator[str]:  # noqa: C901 - a case for each kind
    match question:
        case Single() | Multiple():
            yield from _of_choice(question)
        case Judge():
            yield tr("把谁来做、做什么、多长时间，逐个和原文对一遍")
        case Fill():
            yield from (_of_blank(n, forms[0]) for n, forms in enumerate(question.blanks, 1))
        case Number():
            yield _of_number(question)
        case Day():
            yield tr("答案在 {y} 年 {m} 月里", y=question.key.year, m=question.key.month)
        case Match():
            yield from _of_match(question)
        case Order():
            yield from _of_order(question)
        case Cloze():
            yield from _of_gaps(question)
        case CaseSet():
            yield from _of_parts(question)
        case Short():
            yield tr("好的回答说到 {n} 点", n=len(question.rubric))


def _of_choice(question: Single | Multiple) -> Iterator[str]:
    for wrong in _ruled_out(question.options, question.key):
        yield tr("“{text}”可以排除", text=wrong.text)
    if isinstance(question, Multiple):
        yield tr("一共有 {n} 项对", n=len(question.key))


def _ruled_out(options: tuple[Option, ...], key: tuple[str, ...]) -> list[Option]:
    """Wrong options, any one of which may be named without leaving only the key."""
    wrong = [option for option in options if option.id not in key]
    return wrong if len(wrong) >= MOST_STILL_OPEN else []


def _of_blank(number: int, form: str) -> str:
    text = form.strip()
    if len(text) > 1:
        return tr("第 {n} 空 {m} 个字，开头是“{text}”", n=number, m=len(text), text=text[0])
    return tr("第 {n} 空只有一个字", n=number)


def _of_number(question: Number) -> str:
    whole = len(str(int(abs(question.key))))
    if question.unit:
        return tr("整数部分有 {n} 位，单位是{unit}", n=whole, unit=question.unit)
    return tr("整数部分有 {n} 位", n=whole)


def _of_match(question: Match) -> Iterator[str]:
    if len(question.right) <= MOST_STILL_OPEN:
        return
    for left in question.left:
        for right in question.right:
            if question.key[left.id] != right.id:
                yield tr("“{left}”和“{right}”不是一对", left=left.text, right=right.text)


def _of_gaps(question: Cloze) -> Iterator[str]:
    for number, gap in enumerate(question.gaps, start=1):
        for wrong in _ruled_out(gap.options, (gap.key,)):
            yield tr("第 {n} 处不是“{text}”", n=number, text=wrong.text)


def _of_parts(question: CaseSet) -> Iterator[str]:
    for number, part in enumerate(question.parts, start=1):
        for hint in part.hints or _by_kind(part):
            yield tr("第 {n} 问：{hint}", n=number, hint=hint)


def _of_order(question: Order) -> Iterator[str]:
    if len(question.key) > MOST_STILL_OPEN:
        texts = {option.id: option.text for option in question.options}
        yield tr("第一步不是“{text}”", text=texts[question.key[-1]])
