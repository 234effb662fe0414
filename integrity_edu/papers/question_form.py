"""How each kind of question is printed on the paper: with places to answer, without answers."""

from __future__ import annotations

from html import escape

from integrity_edu.papers.sheets import (
    GAP,
    PrintedItem,
    blank,
    gapped,
    heading,
    lettered,
    opening,
    paragraph,
    rich,
    ruled,
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


def question_form(item: PrintedItem) -> str:
    """One question with everything needed to answer it, as HTML."""
    first = opening(f"{heading(item)}{stem_html(item.question)}")
    return first + places_html(item.question, item.shown, INDENT)


def stem_html(question: Question) -> str:
    """The stem; blanks become underlines with their numbers."""
    if isinstance(question, Fill | Cloze):
        return gapped(question.stem, lambda n: f"{blank(2)}({n}){blank(2)}")
    return rich(question.stem)


def places_html(  # noqa: C901, PLR0911 - a case for each kind
    question: Question, shown: tuple[str, ...], indent: int
) -> str:
    """What stands below the stem: options, columns, boxes or lines."""
    match question:
        case Single() | Multiple():
            return _lines(lettered(question.options, shown), indent)
        case Judge():
            return _judge(question, indent)
        case Fill():
            return ""
        case Number():
            return paragraph(f"{tr('答：')}{blank(8)} {escape(question.unit)}", indent)
        case Day():
            return paragraph(f"{tr('答：')}{day_blanks()}", indent)
        case Match():
            return _match(question, shown)
        case Order():
            boxes = " → ".join("□" for _ in question.options)
            lines = lettered(question.options, shown)
            return _lines([*lines, f"{tr('正确的顺序（填字母）：')}{boxes}"], indent)
        case Cloze():
            return _lines(
                [
                    f"({n}) {GAP.join(lettered(gap.options, shown_of(shown, str(n))))}"
                    for n, gap in enumerate(question.gaps, start=1)
                ],
                indent,
            )
        case CaseSet():
            return "".join(
                paragraph(f"({n}) {stem_html(part)}", indent)
                + places_html(part, shown_of(shown, part.id), 2 * indent)
                for n, part in enumerate(question.parts, start=1)
            )
        case Short():
            return ruled(answer_lines(question))


def day_blanks() -> str:
    """Blanks for year, month and day."""
    return tr("{year} 年 {month} 月 {day} 日", year=blank(4), month=blank(3), day=blank(3))


def correction_blanks() -> str:
    """Blanks for the wrong words and the right ones."""
    return tr("改正：把 {wrong} 改为 {right}", wrong=blank(8), right=blank(8))


def answer_lines(question: Short) -> int:
    """How many lines a short answer gets: two for each thing it should say, and one more."""
    return 1 + 2 * max(1, len(question.rubric))


def _lines(lines: list[str], indent: int) -> str:
    return "".join(paragraph(line, indent) for line in lines)


def _judge(question: Judge, indent: int) -> str:
    lines = [f"{tr('对')} □{GAP}{tr('错')} □"]
    if question.correction is not None:
        lines.append(tr("如果错，{correction}", correction=correction_blanks()))
    return _lines(lines, indent)


def _match(question: Match, shown: tuple[str, ...]) -> str:
    """Two columns: numbers with brackets on the left, letters on the right."""
    left = [f"（{GAP}）{n}. {rich(option.text)}" for n, option in enumerate(question.left, start=1)]
    right = lettered(question.right, shown)
    height = max(len(left), len(right))
    left += [""] * (height - len(left))
    right += [""] * (height - len(right))
    rows = "".join(
        f'<tr><td width="50%" style="padding-right:12px">{one}</td><td width="50%">{other}</td></tr>'
        for one, other in zip(left, right, strict=True)
    )
    return f'<table width="100%" cellspacing="0" cellpadding="3">{rows}</table>'
