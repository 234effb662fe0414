"""How single questions are written: repeated stems, negatives, giveaways, unsupported numbers.

The flaws are the usual ones of item-writing guides (Haladyna, Downing & Rodriguez 2002).
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import structs

from integrity_edu.authored import Problem
from integrity_edu.library.shelf import Shelf
from integrity_edu.plan.marked import corrected
from integrity_edu.quiz.bank_file import Placed
from integrity_edu.quiz.grading import right_response
from integrity_edu.quiz.questions import (
    BLANK,
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
    Single,
)

NEAR = 0.85
"""Jaccard similarity of 3-grams from which two stems read as the same question."""

GIVEAWAY = 5
"""So many Chinese characters in a row, in the stem and in the key alone, point at the key."""

_NEGATIVE = re.compile(
    r"哪[^。；？]{0,30}?(不(?!良|公|动产)|没有|没写|未列|错误)"
    r"|(不属于|不正确|不包括|不符合|错误|不对|没有[^，。？]{1,8})的(是|有)"
)
_STRONG = re.compile(r"\*\*[^*]+\*\*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
PLAN_YEAR = "2018"
"""When the plan was published; any explanation may say so."""

_RESULT = re.compile(r"[=＝]\s*(\d+(?:\.\d+)?)")
"""What an explanation works out before the reader's eyes need not stand in the law."""


def items(shelf: Shelf) -> Iterator[Problem]:
    """Flaws of authored questions one by one, and stems that repeat each other."""
    texts = {one.number: corrected(one.marked) for one in shelf.plan.measure} if shelf.plan else {}
    for placed in shelf.placed:
        if any(_NEGATIVE.search(_STRONG.sub("", one.stem)) for one in asked(placed.question)):
            yield placed.problem(
                "negative-stem", "反着问的词要用 ** ** 标出来，或者改成正着问", "stem"
            )
        for run in _giveaways(placed.question):
            message = f"题干和正确选项都有“{run}”，别的选项没有，等于给了提示；换一种说法"
            yield placed.problem("giveaway", message, "options")
        for number in _unsupported(placed.question, shelf, texts):
            message = f"答案里的 {number} 在所依据的条文要点或引文里找不到，核对后补进要点或改正"
            yield placed.problem("key-number", message, "key")
        for number in _untaught(placed.question, shelf, texts):
            message = f"解析里的 {number} 在所依据的法规卡和引文里找不到；补上依据，或者不写这个数"
            yield placed.problem("explanation-number", message, "explanation")
    yield from _near(shelf.placed)


def key_and_wrong(question: Single | Multiple) -> tuple[list[str], list[str]]:
    """Return the texts of the right and of the wrong options."""
    key = [option.text for option in question.options if option.id in question.key]
    wrong = [option.text for option in question.options if option.id not in question.key]
    return key, wrong


def asked(question: Question) -> Iterator[Question]:
    """What is answered by itself: the parts of a case set, each gap of a cloze as a single choice.

    Anything else is itself; ids name the place (`SET/PART`, `CLOZE/1`).
    """
    match question:
        case CaseSet():
            for part in question.parts:
                yield structs.replace(part, id=f"{question.id}/{part.id}")
        case Cloze():
            for number, gap in enumerate(question.gaps, start=1):
                yield Single(
                    id=f"{question.id}/{number}",
                    stem=question.stem,
                    explanation=question.explanation,
                    options=gap.options,
                    key=(gap.key,),
                )
        case _:
            yield question


def _giveaways(question: Question) -> Iterator[str]:
    for one in asked(question):
        if isinstance(one, Single):
            key, wrong = key_and_wrong(one)
            runs = _runs(key[0] if key else "", GIVEAWAY)
            given = (run for run in runs if run in one.stem and run not in "\n".join(wrong))
            yield from itertools.islice(given, 1)


def _runs(text: str, size: int) -> Iterator[str]:
    for found in re.finditer(r"[㐀-鿿]+", text):
        run = found.group()
        for start in range(len(run) - size + 1):
            yield run[start : start + size]


def _unsupported(question: Question, shelf: Shelf, measures: dict[int, str]) -> Iterator[str]:
    """Numbers of the key that neither the law points, nor the plan, nor the stem contain."""
    if not any(point.law for point in question.rests_on):
        return
    ground = [question.stem]
    for rest in question.rests_on:
        card = shelf.laws.get(rest.law)
        point = card.find(rest.point) if card else None
        if card and point:
            ground += [point.article, point.text, card.title, card.number]
            ground += [str(card.in_force), str(card.promulgated)]
        ground += [rest.quote, measures.get(rest.measure, "")]
    known = set(_NUMBER.findall(" ".join(ground)))
    for one in asked(question):
        known |= set(_NUMBER.findall(one.stem)) | set(_RESULT.findall(one.explanation))
        for text in _key_texts(one):
            yield from (number for number in _NUMBER.findall(text) if number not in known)


def _untaught(question: Question, shelf: Shelf, measures: dict[int, str]) -> Iterator[str]:
    """Numbers of an explanation that stand in no card, quote, stem or option, nor are worked out.

    Wider than `_unsupported`: an explanation compares with other points of the same cards.
    Where something is to be counted, the explanation does the counting.
    """
    cards = [card for rest in question.rests_on if (card := shelf.laws.get(rest.law))]
    parts = list(asked(question))
    if not cards or any(isinstance(one, Number | Day) for one in parts):
        return
    ground = [question.stem, PLAN_YEAR]
    for card in cards:
        ground += [card.title, card.number, card.summary, str(card.in_force), str(card.promulgated)]
        ground += [f"{point.article} {point.text} {point.then}" for point in card.point]
    for rest in question.rests_on:
        ground += [rest.quote, measures.get(rest.measure, ""), str(rest.measure)]
    for one in parts:
        options = one.options if isinstance(one, Single | Multiple | Order) else ()
        options = (*one.left, *one.right) if isinstance(one, Match) else options
        ground += [one.stem, *(f"{option.text} {option.note}" for option in options)]
        ground += [" ".join(forms) for forms in one.blanks] if isinstance(one, Fill) else []
    known = set(_NUMBER.findall(" ".join(ground)))
    for one in (question, *parts):
        known |= set(_RESULT.findall(one.explanation))
        yield from (number for number in _NUMBER.findall(one.explanation) if number not in known)


def _key_texts(question: Question) -> list[str]:
    match question:
        case Single() | Multiple():
            return key_and_wrong(question)[0]
        case Fill():
            return [forms[0] for forms in question.blanks]
        case Number():
            return [str(right_response(question))]
        case Judge() if question.correction:
            return list(question.correction.forms[:1])
        case _:
            return []


def _near(placed: Sequence[Placed]) -> Iterator[Problem]:
    """Each later question whose stem repeats an earlier one."""
    grams = [_grams(_whole_stem(one.question)) for one in placed]
    for earlier, later, share in near_pairs(grams):
        other = placed[earlier]
        line = other.source.line_of_table("question", other.index)
        where = f"{other.question.id}（{other.source.name}:{line}）"
        if share == 1.0:
            yield placed[later].problem("stem-duplicate", f"题干与 {where} 一样，留一道", "stem")
        else:
            message = f"题干与 {where} 有 {share:.0%} 相同，改写或留一道"
            yield placed[later].problem("stem-near", message, "stem")


def _whole_stem(question: Question) -> str:
    """A case set is its situation with what is asked about it; one situation may serve two."""
    parts = question.parts if isinstance(question, CaseSet) else ()
    return "".join((question.stem, *(part.stem for part in parts)))


def _grams(stem: str) -> frozenset[str]:
    """3-grams of a stem without blanks, emphasis and spaces; a short stem is one gram."""
    text = re.sub(r"[\s*]", "", BLANK.sub("", stem))
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def near_pairs(sets: Sequence[frozenset[str]]) -> Iterator[tuple[int, int, float]]:
    """(earlier, later, similarity) of sets with Jaccard similarity of at least NEAR.

    Prefix filtering (Chaudhuri, Ganti & Kaushik 2006): two sets this similar share a member
    among the first `size - ceil(NEAR * size) + 1` of each when members are ordered by rarity,
    so only rare members are indexed and thousands of stems take a second.
    """
    frequency = Counter(gram for grams in sets for gram in grams)
    index: dict[str, list[int]] = {}
    for later, grams in enumerate(sets):
        ordered = sorted(grams, key=lambda gram: (frequency[gram], gram))
        prefix = ordered[: len(ordered) - math.ceil(NEAR * len(ordered)) + 1]
        candidates = {earlier for gram in prefix for earlier in index.get(gram, ())}
        for earlier in sorted(candidates):
            shared = len(grams & sets[earlier])
            share = shared / (len(grams) + len(sets[earlier]) - shared)
            if share >= NEAR:
                yield earlier, later, share
        for gram in prefix:
            index.setdefault(gram, []).append(later)
