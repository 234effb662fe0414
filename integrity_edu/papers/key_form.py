"""The key: right answers with the letters of this variant, sources, points, why."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from integrity_edu.papers.sheets import (
    GAP,
    Printed,
    PrintedItem,
    flat,
    letter,
    number_words,
    opening,
    paragraph,
    points_words,
    rich,
)
from integrity_edu.quiz.drawing import shown_of
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Order,
    Question,
    Short,
    Single,
)
from integrity_edu.words import tr

INDENT = 22


def key_block(printed: Printed, item: PrintedItem) -> str:
    """The key of one question: answer, points and source, then why on one line."""
    question = item.question
    said = [points_words(item.points), sources_words(question, printed.laws)]
    star = "★" if item.core else ""
    head = f"<b>{item.number}.</b> {star}<b>{answer_html(question, item.shown)}</b>{GAP}"
    lines = [opening(head + escape(" · ".join(word for word in said if word)))]
    if isinstance(question, CaseSet):
        lines += [_part(n, part, item.shown) for n, part in enumerate(question.parts, start=1)]
    if isinstance(question, Short):
        lines += [_criterion(question, item.points, place) for place in range(len(question.rubric))]
    lines.append(
        f'<p class="muted" style="margin-left:{INDENT}px">{flat(question.explanation)}</p>'
    )
    return "".join(lines)


def answer_html(  # noqa: C901, PLR0911 - a case for each kind
    question: Question, shown: Sequence[str]
) -> str:
    """The right answer as HTML; letters are those of this variant."""
    match question:
        case Single() | Multiple():
            return tr("、").join(sorted(letter(shown.index(ref)) for ref in question.key))
        case Judge():
            return _judge(question)
        case Fill():
            return GAP.join(
                f"({n}) {escape(tr(' / ').join(forms))}"
                for n, forms in enumerate(question.blanks, start=1)
            )
        case Number():
            room = f" ± {number_words(question.tolerance)}" if question.tolerance else ""
            return escape(f"{number_words(question.key)}{room} {question.unit}".strip())
        case Day():
            return question.key.isoformat()
        case Match():
            return GAP.join(
                f"{n}–{letter(shown.index(question.key[option.id]))}"
                for n, option in enumerate(question.left, start=1)
            )
        case Order():
            return " → ".join(letter(shown.index(ref)) for ref in question.key)
        case Cloze():
            return GAP.join(
                f"({n}) {letter(shown_of(shown, str(n)).index(gap.key))}"
                for n, gap in enumerate(question.gaps, start=1)
            )
        case CaseSet():
            return tr("见各小题")
        case Short():
            return rich(question.answer)


def sources_words(question: Question, laws: dict[str, str]) -> str:
    """方案第 14 项；《law》."""
    measures = dict.fromkeys(one.measure for one in question.rests_on if one.measure)
    cards = dict.fromkeys(laws[one.law] for one in question.rests_on if one.law in laws)
    said = [tr("方案第 {n} 项", n=number) for number in measures]
    return tr("；").join([*said, *(tr("《{title}》", title=title) for title in cards)])


def _judge(question: Judge) -> str:
    said = tr("对") if question.key else tr("错")
    if question.correction is None or question.key:
        return said
    right = tr(" / ").join(question.correction.forms)
    return escape(
        tr(
            "{said}，把“{wrong}”改为“{right}”",
            said=said,
            wrong=question.correction.wrong,
            right=right,
        )
    )


def _part(number: int, part: Question, shown: Sequence[str]) -> str:
    answer = answer_html(part, shown_of(shown, part.id))
    return paragraph(f"({number}) <b>{answer}</b>{GAP}{flat(part.explanation)}", INDENT)


def _criterion(question: Short, points: float, place: int) -> str:
    one = question.rubric[place]
    whole = sum(each.points for each in question.rubric)
    worth = points_words(round(points * one.points / whole, 2))
    return paragraph(f"□ {rich(one.text)}（{escape(worth)}）", INDENT)
