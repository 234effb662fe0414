"""How a question and a set of questions measure, from sums over answers (pure).

Facility and item-rest correlation are Moodle's facility index and discrimination index
(docs.moodle.org, Quiz statistics calculations); reliability is Cronbach's alpha, which for right
or wrong items is KR-20 (Crocker & Algina 1986, Introduction to Classical and Modern Test Theory,
chapter 7). Every spread is that of the people who answered (divided by n), as in that book.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

SMALL = 30
"""Fewer first attempts than this say little."""

TOO_HARD = 0.30
TOO_EASY = 0.80
WEAK = 0.10
"""Blackboard's published cut-offs of facility and discrimination."""

_NOTHING = 1e-12
"""A variance below this is one of rounding only."""


class Sums(Struct, frozen=True):
    """Added up over answers to one question: fraction (0 to 1) and rest (0 to 1).

    `rest` is how right everything else on the same paper was; answers without one are counted
    in `n` and `fraction`, and left out of the five sums after them.
    """

    n: int = 0
    fraction: float = 0.0
    paired: int = 0
    x: float = 0.0
    xx: float = 0.0
    y: float = 0.0
    yy: float = 0.0
    xy: float = 0.0

    def __add__(self, other: Sums) -> Sums:
        """The sums of both."""
        return Sums(
            self.n + other.n,
            self.fraction + other.fraction,
            self.paired + other.paired,
            self.x + other.x,
            self.xx + other.xx,
            self.y + other.y,
            self.yy + other.yy,
            self.xy + other.xy,
        )


class Row(Struct, frozen=True):
    """Everybody who left one response: how many, how many of the top and of the bottom third."""

    response: str
    count: int
    top: int
    bottom: int
    right: bool


class Response(Struct, frozen=True):
    """One line of the table of responses; the shares are of the top and of the bottom third."""

    text: str
    count: int
    top_share: float
    bottom_share: float
    right: bool


class SetSums(Struct, frozen=True):
    """People who answered the same `items` questions, and the variances of what they earned."""

    people: int
    items: int
    item_variances: float
    total_variance: float


class Totals(Struct, frozen=True):
    """Mean and standard deviation of shares earned, 0 to 1."""

    mean: float
    sd: float


def sums_of(pairs: Iterable[tuple[float, float | None]]) -> Sums:
    """The sums of (fraction, rest) of single answers."""
    total = Sums()
    for x, y in pairs:
        if y is None:
            total += Sums(1, x)
        else:
            total += Sums(1, x, 1, x, x * x, y, y * y, x * y)
    return total


def facility(sums: Sums) -> float | None:
    """The mean fraction, 0 to 1; None without answers."""
    return sums.fraction / sums.n if sums.n else None


def item_rest_correlation(sums: Sums) -> float | None:
    """Pearson's correlation of the item with the rest of the paper, -1 to 1.

    None when everybody did equally well on either: then there is nothing to correlate.
    """
    n = sums.paired
    if n < 2:
        return None
    x, y = sums.x / n, sums.y / n
    spread = (sums.xx / n - x * x) * (sums.yy / n - y * y)
    if min(sums.xx / n - x * x, sums.yy / n - y * y) < _NOTHING:
        return None
    return max(-1.0, min(1.0, (sums.xy / n - x * y) / math.sqrt(spread)))


def totals(shares: Sequence[float]) -> Totals | None:
    """Mean and standard deviation of the shares people earned; None for nobody."""
    if not shares:
        return None
    mean = sum(shares) / len(shares)
    return Totals(mean, math.sqrt(sum((one - mean) ** 2 for one in shares) / len(shares)))


def variance(values: Sequence[float]) -> float:
    """The mean squared distance from the mean."""
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values)


def set_sums(earned: Sequence[Sequence[float]]) -> SetSums:
    """The sums of one set of questions from what each person earned for each, person by person."""
    return SetSums(
        people=len(earned),
        items=len(earned[0]),
        item_variances=sum(variance(column) for column in zip(*earned, strict=True)),
        total_variance=variance([sum(row) for row in earned]),
    )


def reliability(sets: Iterable[SetSums]) -> float | None:
    """Cronbach's alpha k/(k-1) x (1 - sum of item variances / variance of totals), at most 1.

    Where people sat different sets (parallel papers), variances are pooled within the sets,
    weighted by people, and k is the mean number of questions. None where it cannot be told: one
    question only, or nobody differs.
    """
    used = [one for one in sets if one.people > 1 and one.items > 1]
    people = sum(one.people for one in used)
    total = sum(one.people * one.total_variance for one in used)
    if not people or total / people < _NOTHING:
        return None
    within = sum(one.people * one.item_variances for one in used)
    k = sum(one.people * one.items for one in used) / people
    return k / (k - 1) * (1 - within / total)


def cut_points(rests: Sequence[float]) -> tuple[float, float] | None:
    """The rests up to which one is in the bottom third and from which one is in the top third.

    Whoever ties with the last of a third belongs to it. None when the thirds would touch,
    because too few answered or too many did equally well.
    """
    ordered = sorted(rests)
    third = len(ordered) // 3
    if not third or ordered[third - 1] >= ordered[-third]:
        return None
    return ordered[third - 1], ordered[-third]


def table(rows: Sequence[Row]) -> tuple[Response, ...]:
    """Rows with the shares of each third that gave them, the most frequent first."""
    top = sum(row.top for row in rows) or 1
    bottom = sum(row.bottom for row in rows) or 1
    ordered = sorted(rows, key=lambda row: (-row.count, row.response))
    return tuple(
        Response(row.response, row.count, row.top / top, row.bottom / bottom, row.right)
        for row in ordered
    )


def suspect(rows: Sequence[Row]) -> Row | None:
    """The wrong response that more of the top third gave than all the right ones, if any.

    Leaving the question open is no response anybody could prefer.
    """
    right = sum(row.top for row in rows if row.right)
    wrong = [row for row in rows if not row.right and row.response]
    best = max(wrong, key=lambda row: (row.top, row.count), default=None)
    return best if best is not None and best.top > right else None


def flags(
    facility: float | None, discrimination: float | None, *, check_key: bool, unused: bool
) -> tuple[str, ...]:
    """What is wrong with a question, worst first: check_key, negative, weak, hard, easy, unused."""
    found = {
        "check_key": check_key,
        "negative": discrimination is not None and discrimination < 0,
        "weak": discrimination is not None and 0 <= discrimination < WEAK,
        "hard": facility is not None and facility < TOO_HARD,
        "easy": facility is not None and facility > TOO_EASY,
        "unused": unused,
    }
    return tuple(name for name, holds in found.items() if holds)


SEVERITY = ("check_key", "negative", "weak", "hard", "easy", "unused")


def badness(found: Sequence[str], discrimination: float | None) -> tuple[int, float]:
    """Sorts the worst question first: by its worst flag, then by how little it tells apart."""
    worst = min((SEVERITY.index(flag) for flag in found), default=len(SEVERITY))
    return worst, 1.0 if discrimination is None else discrimination
