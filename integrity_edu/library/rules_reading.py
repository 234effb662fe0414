"""What is written for readers under 18 only: short sentences, common characters, no archive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from integrity_edu.authored import Problem, Source
from integrity_edu.courses.values import Lesson
from integrity_edu.library.shelf import Shelf
from integrity_edu.library.texts import Texts

MINORS = {"minor", "teacher"}
"""Lessons for nobody else are read by the youngest, with their teacher beside them."""

SENTENCE_MEAN, SENTENCE_MOST = 24, 60
"""Characters; sentences of primary-school readers run to about 20, newspaper sentences to 40."""

RARE_SHARE = 0.01
"""Of all characters, those outside the 3,755 most frequent (level 1 of GB/T 2312-1980)."""

NOT_THEIRS = ("诚信档案", "失信记录")
"""An integrity archive exists from 18 on; whoever has none is not told about it."""

_SENTENCE = re.compile(r"[。！？；：\n|]")
_CHINESE = re.compile(r"[㐀-鿿]")


def reading(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    """Find lessons for minors that are hard to read, or that speak of what is not theirs."""
    for lesson in shelf.courses.lessons:
        audience = set(lesson.front.audience)
        if "minor" in audience and audience <= MINORS:
            yield from _lesson(lesson, texts.lesson(lesson.front.id))


def _lesson(lesson: Lesson, source: Source) -> Iterator[Problem]:
    body = source.text.rpartition("+++")[2]
    sentences = [len(found) for one in _SENTENCE.split(body) if (found := _CHINESE.findall(one))]
    line = source.line_of("id =")
    if sentences and (mean := sum(sentences) / len(sentences)) > SENTENCE_MEAN:
        message = f"句子平均 {mean:.0f} 字，写给未成年人的不超过 {SENTENCE_MEAN} 字；拆短一些"
        yield source.problem(line, "reading-sentences", message)
    if sentences and max(sentences) > SENTENCE_MOST:
        message = f"最长的一句有 {max(sentences)} 字，不超过 {SENTENCE_MOST} 字；拆成两句"
        yield source.problem(line, "reading-sentence", message)
    signs = _CHINESE.findall(body)
    rare = [sign for sign in signs if not is_common(sign)]
    if len(rare) > RARE_SHARE * len(signs):
        shown = "".join(dict.fromkeys(rare))
        message = f"不常用的字太多（{shown}），换成常用的说法"
        yield source.problem(line, "reading-characters", message)
    for word in NOT_THEIRS:
        if word in body:
            message = f"写给未成年人的课不谈“{word}”"
            yield source.problem(source.line_of(word), "reading-archive", message)


def is_common(sign: str) -> bool:
    """Whether a character is one of the 3,755 of level 1, which fill rows 16 to 55 of GB/T 2312."""
    try:
        return 0xB0 <= sign.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
