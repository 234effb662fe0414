"""What is true of the bank as a whole: could somebody pass by test-wiseness?"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from integrity_edu.authored import Problem
from integrity_edu.library.rules_items import asked, key_and_wrong
from integrity_edu.library.shelf import Shelf
from integrity_edu.quiz.questions import Multiple, Question, Single, kind_of

ENOUGH = 40
"""Shares of fewer questions than this say more about chance than about the author."""

SIGMAS = 3.0
"""The longest option is the key this far above chance: one bank in 700 by accident (one-sided)."""

LONGEST_EXCESS = 0.10
"""… and this much in absolute share, so that a large bank is not blamed for a trifle."""

CHI_SQUARE = {1: 10.83, 2: 13.82, 3: 16.27, 4: 18.47}
"""Critical values at p = 0.001 by degrees of freedom: one bank in 1,000 by accident."""

ABSOLUTE = re.compile(r"一定|必须|绝对|永远|全部|任何|所有|只要")
ABSOLUTE_SHARE = 0.15
"""When in more questions than this only wrong options are absolute, “never the absolute one” pays."""

MAX_SHARE = {"single": 0.55, "judge": 0.15}
"""Kinds that are quick to write and easy to guess; the rest must ask for more than recognition."""


def bank(shelf: Shelf, folder: str) -> Iterator[Problem]:
    """Problems of the bank, each reported once, at its folder."""
    questions = [placed.question for placed in shelf.placed]
    found: list[Iterator[tuple[str, str]]] = []
    if len(questions) >= ENOUGH:
        each = [one for question in questions for one in asked(question)]
        singles = [one for one in each if isinstance(one, Single) and len(one.key) == 1]
        found += [_longest(singles), _position(singles), _absolute(each), _kinds(questions)]
    for problems in found:
        for code, message in problems:
            yield Problem(folder, 1, code, message)


def _longest(singles: Sequence[Single]) -> Iterator[tuple[str, str]]:
    """Binomial test (normal approximation) of “the key is the longest option” against 1/k."""
    if not singles:
        return
    longest = {one.id: ahead for one in singles if (ahead := key_is_ahead_by(one)) > 0}
    chances = [1 / len(one.options) for one in singles]
    expected = sum(chances)
    spread = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    excess = len(longest) - expected
    if excess > SIGMAS * spread and excess > LONGEST_EXCESS * len(singles):
        worst = sorted(longest, key=lambda ref: -longest[ref])[:8]
        yield (
            "longest-key",
            f"{len(singles)} 道单选里有 {len(longest)} 道最长的选项就是答案，碰巧应是 "
            f"{expected:.0f} 道上下；把错项写得一样完整，先改：{'、'.join(worst)}",
        )


def key_is_ahead_by(question: Single) -> int:
    """How many characters the key is longer than the longest wrong option; at most 0 when not."""
    key, wrong = key_and_wrong(question)
    return len(key[0]) - max(map(len, wrong)) if key and wrong else 0


def _position(singles: Sequence[Single]) -> Iterator[tuple[str, str]]:
    """Chi-square test of the key's place among the options, for each number of options."""
    for size in (2, 3, 4, 5):
        group = [one for one in singles if len(one.options) == size]
        places = Counter(_place(one) for one in group)
        counts = [places[place] for place in range(size)]
        expected = len(group) / size
        if group and sum((n - expected) ** 2 for n in counts) / expected > CHI_SQUARE[size - 1]:
            shown = "、".join(map(str, counts))
            message = (
                f"{size} 个选项的单选，答案依次落在各位置的题数是 {shown}；调换选项次序，让它们接近"
            )
            yield "key-position", message


def _place(question: Single) -> int:
    ids = [option.id for option in question.options]
    return ids.index(question.key[0]) if question.key[0] in ids else -1


def _absolute(questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    choices = [one for one in questions if isinstance(one, Single | Multiple)]
    telling = []
    for one in choices:
        key, wrong = key_and_wrong(one)
        if ABSOLUTE.search("".join(wrong)) and not ABSOLUTE.search("".join(key)):
            telling.append(one.id)
    if len(telling) > ABSOLUTE_SHARE * len(choices):
        yield (
            "absolute-words",
            f"{len(choices)} 道选择题里有 {len(telling)} 道只在错项里用绝对的词（一定、所有、任何……）；"
            f"换成平实的说法，先改：{'、'.join(telling[:8])}",
        )


def _kinds(questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    kinds = Counter(map(kind_of, questions))
    for kind, most in MAX_SHARE.items():
        share = kinds[kind] / len(questions)
        if share > most:
            yield "kinds-spread", f"{kind} 占 {share:.0%}，最多 {most:.0%}；换些别的题型"
