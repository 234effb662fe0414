"""The answer sheet: bubbles, boxes and lines for each kind of question, nothing of its text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from integrity_edu.papers.question_form import answer_lines, correction_blanks, day_blanks
from integrity_edu.papers.sheets import (
    GAP,
    PrintedItem,
    PrintedSection,
    blank,
    letter,
    opening,
    ruled,
    section_heading,
)
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

COLUMNS = 3
ROWS = 5
"""Rows of bubbles kept together."""


def section_blocks(number: int, section: PrintedSection) -> list[str]:
    """The answer places of one section; each block is kept on one page."""
    blocks: list[str] = []
    for small, run in groupby(section.items, key=lambda item: _is_small(item.question)):
        items = list(run)
        if small:
            step = COLUMNS * ROWS
            blocks += [_grid(items[at : at + step]) for at in range(0, len(items), step)]
        else:
            blocks += [opening(f"<b>{item.number}.</b> {places(item.question)}") for item in items]
    return [section_heading(number, section) + blocks[0], *blocks[1:]]


def places(question: Question) -> str:  # noqa: C901, PLR0911 - a case for each kind
    """Where the answer to one question goes, as HTML."""
    match question:
        case Single() | Multiple():
            return _bubbles(len(question.options))
        case Judge():
            judged = tr("〔对〕〔错〕")
            return judged if question.correction is None else f"{judged}{GAP}{correction_blanks()}"
        case Fill():
            return GAP.join(f"({n}) {blank(8)}" for n in range(1, len(question.blanks) + 1))
        case Number():
            return f"{blank(8)} {escape(question.unit)}"
        case Day():
            return day_blanks()
        case Match():
            many = len(question.right)
            return "<br>".join(f"{n}{GAP}{_bubbles(many)}" for n, _ in enumerate(question.left, 1))
        case Order():
            return " → ".join("□" for _ in question.options)
        case Cloze():
            return GAP.join(
                f"({n}) {_bubbles(len(gap.options))}" for n, gap in enumerate(question.gaps, 1)
            )
        case CaseSet():
            return "".join(
                f"<br>({n}) {places(part)}" for n, part in enumerate(question.parts, start=1)
            )
        case Short():
            return ruled(answer_lines(question))


def _is_small(question: Question) -> bool:
    return isinstance(question, Single | Multiple) or (
        isinstance(question, Judge) and question.correction is None
    )


def _bubbles(many: int) -> str:
    return "".join(f"〔{letter(place)}〕" for place in range(many))


def _grid(items: Sequence[PrintedItem]) -> str:
    """Bubbles in columns, to be read downwards."""
    height = -(-len(items) // COLUMNS)
    rows = []
    for row in range(height):
        cells = "".join(
            f'<td width="{100 // COLUMNS}%"><b>{item.number}.</b> {places(item.question)}</td>'
            for item in items[row::height]
        )
        rows.append(f"<tr>{cells}</tr>")
    return f'<table width="100%" cellspacing="0" cellpadding="4">{"".join(rows)}</table>'
