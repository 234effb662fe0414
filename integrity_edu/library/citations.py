"""Citations in running text: 《title》第 N 条, 法释〔2019〕13号第一条, 山东条例第 39、40 条."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from integrity_edu.plan.values import LawCard

_DIGITS = "零一二三四五六七八九"
_LIST = r"[\d零一二三四五六七八九十百、，和及至\-—–\s]+?"
_ARTICLES = re.compile(rf"\s*第\s*({_LIST})\s*条((?:之[一二三四])?)")
_TITLE = re.compile(r"《([^《》]+)》(?:（[^（）]*）)?")
_NUMBER = re.compile(
    r"(?:(?:国务院|教育部|(?:国家)?发展(?:和)?改革委(?:员会)?|中国人民银行)令(?:〔\d{4}〕)?"
    r"|(?:国办发|国发|法释|鲁政办发)〔\d{4}〕)\s*第?\s*\d+\s*号"
)
_RANGE = re.compile(r"^(\w+)[\-—–至](\w+)$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A rule as it is named in a text, with the articles named after it, as point ids write them."""

    name: str
    articles: tuple[str, ...]


class Cards:
    """Law cards by every name a text may give them."""

    def __init__(self, laws: Mapping[str, LawCard]) -> None:
        self._cards: dict[str, LawCard] = {}
        bare: set[str] = set()
        for card in laws.values():
            names = {card.title, card.short, card.title.removeprefix("中华人民共和国")}
            bare |= names
            for name in (*names, *_NUMBER.findall(card.number)):
                self._cards[_key(name)] = card
        longest_first = sorted(bare, key=lambda name: (-len(name), name))
        self._bare = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def find(self, name: str) -> LawCard | None:
        """The card of a title, short title or document number; None when there is none."""
        return self._cards.get(_key(name))

    def cited(self, text: str) -> Iterator[Citation]:
        """Every title in 《》, document number and bare title of a text that stands before articles.

        A document number is a citation even without articles.
        """
        for pattern in (_TITLE, _NUMBER, self._bare):
            for found in pattern.finditer(text):
                name = found.group(1) if pattern is _TITLE else found.group()
                articles = _ARTICLES.match(text, found.end())
                if articles:
                    yield Citation(name, tuple(_each(articles.group(1), articles.group(2))))
                elif pattern is _NUMBER:
                    yield Citation(name, ())


def missing(card: LawCard, articles: Iterable[str]) -> list[str]:
    """Articles that no point of a card is about."""
    known = {point.id for point in card.point}
    for point in card.point:
        for found in _ARTICLES.finditer(point.article):
            known.update(_each(found.group(1), found.group(2)))
    return [article for article in articles if article not in known]


def _key(name: str) -> str:
    """A name without what writers vary: spaces, 第, and the long name of the commission."""
    bare = re.sub(r"\s|第", "", name).replace("国家发展", "发展")
    return bare.replace("发展和改革委员会", "发展改革委")


def _each(listed: str, suffix: str) -> Iterator[str]:
    """`27—30、三十二` → 27 … 30, 32; a suffix 之一 belongs to the last."""
    pieces = [piece for piece in re.split(r"[、，和及]", re.sub(r"\s", "", listed)) if piece]
    for place, piece in enumerate(pieces, start=1):
        tail = f"-{_DIGITS.index(suffix[1])}" if suffix and place == len(pieces) else ""
        if span := _RANGE.match(piece):
            first, last = (_value(one) for one in span.groups())
            yield from map(str, range(first, last + 1))
        elif (value := _value(piece)) > 0:
            yield f"{value}{tail}"


def _value(written: str) -> int:
    """`39` or `三十九` as a number; 0 for anything else."""
    if written.isdecimal():
        return int(written)
    total = digit = 0
    for sign in written:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            return 0
    return total + digit
