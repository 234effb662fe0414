"""What the printed forms share: a paper as it is printed, letters, blanks and lines (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from msgspec import Struct

from integrity_edu.papers.blueprint import Blueprint, kind_words
from integrity_edu.quiz.questions import BLANK, Option, Question, kind_of
from integrity_edu.words import tr

LINE_PX = 34
"""Height of a ruled line: a hand writes about 9 mm high."""

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_SPACE = "\u00a0"
GAP = _SPACE * 4
"""Between things on one line; Qt makes one narrow space of any others."""


class PrintedItem(Struct, frozen=True):
    """One question with its number on the paper; `shown` is how its options stand."""

    number: int
    question: Question
    shown: tuple[str, ...]
    points: float
    core: bool


class PrintedSection(Struct, frozen=True):
    """One section with its questions in order."""

    title: str
    items: tuple[PrintedItem, ...]

    @property
    def points(self) -> float:
        """What the section is worth."""
        return sum(item.points for item in self.items)


class Printed(Struct, frozen=True):
    """One variant of a paper, ready to be set; `laws` are the titles of law cards by id."""

    title: str
    variant: str
    seed: int
    blueprint: Blueprint
    sections: tuple[PrintedSection, ...]
    laws: dict[str, str]

    @property
    def points(self) -> float:
        """What the whole paper is worth."""
        return sum(section.points for section in self.sections)

    @property
    def size(self) -> int:
        """How many questions it has."""
        return sum(len(section.items) for section in self.sections)

    @property
    def has_core(self) -> bool:
        """Whether some questions must all be right."""
        return any(item.core for section in self.sections for item in section.items)


def claim() -> str:
    """What stands at the foot of every page."""
    return tr("教学用途，成绩不构成信用记录")


def variant_name(variant: int, variants: int) -> str:
    """A, B, C …; numbers from 1 when there are more papers than letters; empty for a single one."""
    if variants == 1:
        return ""
    return chr(65 + variant) if variants <= 26 else str(variant + 1)


def rule_words(rule: str) -> str:
    """One of grading.RULES in words, as printed on the first page."""
    return {
        "all": tr("每题全部答对才得分；漏选、错选都不得分。"),
        "half": tr("全部答对得满分；漏选而没有错，得一半；有一处错，不得分。"),
        "share": tr("全部答对得满分；漏选而没有错，按答对的比例得分；有一处错，不得分。"),
        "minus": tr("按答对的比例减去答错的比例得分，最低 0 分。"),
    }[rule]


def number_words(value: float) -> str:
    """2, 2.5: no more digits than needed."""
    return f"{value:.10g}"


def points_words(points: float) -> str:
    """2 分, 2.5 分."""
    return tr("{n} 分", n=number_words(points))


def rich(text: str) -> str:
    """Plain text as HTML; the only mark-up it may carry is **bold**."""
    return _BOLD.sub(r"<b>\1</b>", escape(text)).replace("\n", "<br>")


def flat(text: str) -> str:
    """Text on one line, without mark-up."""
    return escape(" ".join(_BOLD.sub(r"\1", text).split()))


def paragraph(html: str, indent: int = 0) -> str:
    """One paragraph, `indent` pixels from the left."""
    return f'<p style="margin-left:{indent}px">{html}</p>'


def opening(html: str) -> str:
    """The first paragraph of a question, with air above it."""
    return f'<p style="margin-top:12px">{html}</p>'


def blank(characters: int) -> str:
    """A line to write so many Chinese characters on."""
    return f"<u>{GAP * characters}</u>"


def ruled(lines: int) -> str:
    """Lines across the page to write on."""
    cell = f'<tr><td height="{LINE_PX}" style="border-bottom:1px solid #888888">{_SPACE}</td></tr>'
    return f'<table width="100%" cellspacing="0" cellpadding="0">{cell * lines}</table>'


def gapped(stem: str, gap: Callable[[int], str]) -> str:
    """A stem as HTML with `gap(n)` in place of each `{{n}}`."""
    return BLANK.sub(lambda found: gap(int(found.group(1))), rich(stem))


def letter(place: int) -> str:
    """A, B, C … of an option's place; numbers beyond Z."""
    return chr(65 + place) if place < 26 else str(place + 1)


def in_order(options: Sequence[Option], shown: Sequence[str]) -> list[Option]:
    """Options as they stand on this paper."""
    by_id = {option.id: option for option in options}
    return [by_id[ref] for ref in shown]


def lettered(options: Sequence[Option], shown: Sequence[str]) -> list[str]:
    """A. text, B. text, … as HTML."""
    return [
        f"{letter(place)}. {rich(option.text)}"
        for place, option in enumerate(in_order(options, shown))
    ]


def heading(item: PrintedItem) -> str:
    """Number, star, kind and points of a question, as HTML."""
    star = "★" if item.core else ""
    words = tr("{kind}，{points}", kind=kind_words(kind_of(item.question)),
               points=points_words(item.points))  # fmt: skip
    return f"<b>{item.number}.</b> {star}（{escape(words)}）"


def section_heading(number: int, section: PrintedSection) -> str:
    """一、单项选择（共 20 题，40 分）."""
    many = tr("共 {n} 题，{points}", n=len(section.items), points=points_words(section.points))
    numerals = tr("一 二 三 四 五 六 七 八 九 十").split()
    name = numerals[number] if number < len(numerals) else str(number + 1)
    title = tr("{numeral}、{title}", numeral=name, title=section.title) if section.title else name
    return f"<h2>{escape(title)}（{escape(many)}）</h2>"
