"""From a blueprint and its candidates to papers; what is short is named first (pure).

`pools` holds one list of question ids for each row of `blueprint.rows`, in a fixed order.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.papers.blueprint import Blueprint, label
from integrity_edu.papers.chance import chance_of
from integrity_edu.papers.dealing import Dealt, deal
from integrity_edu.papers.matching import Pools, match
from integrity_edu.words import tr


class Shortage(Struct, frozen=True):
    """The cells that ask for more than there is; `rows` are places in `blueprint.rows`.

    `needed` and `there` are exact for one paper and for papers that share nothing. For papers
    that may share a part (`common` > 0) no arrangement was found, and `needed` is what an even
    deal would take.
    """

    rows: tuple[int, ...]
    cells: tuple[str, ...]
    needed: int
    there: int
    papers: int = 1
    common: int = 0

    @property
    def missing(self) -> int:
        """How many questions would have to be written."""
        return self.needed - self.there

    @property
    def sentence(self) -> str:
        """第 14 项 · 多选 · 难度 3：要 5 题，只有 2 题；再写 3 题或少抽 3 题。"""
        said = {"cells": tr("；").join(self.cells), "n": self.needed, "m": self.there,
                "more": self.missing, "papers": self.papers}  # fmt: skip
        if self.common:
            return tr("{cells}：{papers} 份卷子按现在的重复上限没有排开，大约要 {n} 题，只有 {m} 题；再写 {more} 题，"
                      "或者放宽重复、少出几份。", **said)  # fmt: skip
        if self.papers > 1:
            fewer = math.ceil(self.missing / self.papers)
            return tr("{cells}：{papers} 份卷子互不重复，要 {n} 题，只有 {m} 题；再写 {more} 题，"
                      "或者每份少抽 {fewer} 题。", fewer=fewer, **said)  # fmt: skip
        if len(self.cells) > 1:
            return tr(
                "{cells}：这几格合起来要 {n} 题，只有 {m} 题；再写 {more} 题或少抽 {more} 题。",
                **said,
            )
        return tr("{cells}：要 {n} 题，只有 {m} 题；再写 {more} 题或少抽 {more} 题。", **said)


class ShortageError(EduError):
    """The bank does not hold what the blueprint asks for."""

    code = "papers.shortage"

    def __init__(self, shortage: Shortage) -> None:
        super().__init__("{said}", "改卷子的结构，或者先把题补上。", said=shortage.sentence)
        self.shortage = shortage


class Drawn(Struct, frozen=True):
    """One question of a paper; `row` is its place in `blueprint.rows`, None when it is fixed."""

    question: str
    section: int
    row: int | None
    points: float
    core: bool


Paper = tuple[Drawn, ...]


def shortage(blueprint: Blueprint, pools: Pools, variants: int = 1) -> Shortage | None:
    """What stands in the way of `variants` parallel papers; None when `draw` will succeed."""
    pools = _open(blueprint, pools)
    return _lacking(blueprint, pools) or (
        None if _solve(blueprint, pools, variants, "") else _blamed(blueprint, pools, variants)
    )


def draw(blueprint: Blueprint, pools: Pools, seed: int, variants: int = 1) -> tuple[Paper, ...]:
    """`variants` papers that meet the blueprint; the same seed and pools give the same papers.

    Raises ShortageError exactly when `shortage` names something.
    """
    pools = _open(blueprint, pools)
    short = _lacking(blueprint, pools)
    if short is None:
        dealt = _solve(blueprint, pools, variants, str(seed))
        if dealt is None:  # the arrangement that `shortage` found
            dealt = _solve(blueprint, pools, variants, "")
        if dealt is not None:
            return tuple(
                _laid_out(blueprint, paper, chance_of("order", seed, variant))
                for variant, paper in enumerate(dealt)
            )
        short = _blamed(blueprint, pools, variants)
    raise ShortageError(short)


def _open(blueprint: Blueprint, pools: Pools) -> Pools:
    """The candidates without the questions that are in it anyway."""
    fixed = set(blueprint.fixed)
    return [[ref for ref in pool if ref not in fixed] for pool in pools] if fixed else pools


def _needs(blueprint: Blueprint) -> list[int]:
    return [row.count for row in blueprint.rows]


def _solve(blueprint: Blueprint, pools: Pools, variants: int, seed: str) -> Dealt | None:
    chance = chance_of("draw", seed)
    return deal(pools, _needs(blueprint), variants, blueprint.common, chance)


def _lacking(blueprint: Blueprint, pools: Pools, papers: int = 1) -> Shortage | None:
    """The cells that are short for so many papers with nothing in common."""
    needs = [need * papers for need in _needs(blueprint)]
    _, rows = match(pools, needs)
    if not rows:
        return None
    there = len(set().union(*(pools[row] for row in rows)))
    needed = sum(needs[row] for row in rows)
    return Shortage(rows, _labels(blueprint, rows), needed, there, papers)


def _blamed(blueprint: Blueprint, pools: Pools, variants: int) -> Shortage:
    """The cell that keeps parallel papers from being different enough.

    Two even deals of c from n questions have c²/n in common; a cell's part of the limit is c/D of
    it, so that an even deal takes n = c·D/limit.
    """
    short = _lacking(blueprint, pools, variants)
    assert short is not None  # else they could have been dealt with nothing in common
    if not blueprint.common:
        return short
    rate = blueprint.drawn / blueprint.common

    def wanted(row: int) -> int:
        count = blueprint.rows[row].count
        return min(count * variants, math.ceil(count * rate))

    row = max(short.rows, key=lambda one: wanted(one) - len(pools[one]))
    there = len(pools[row])
    return Shortage((row,), _labels(blueprint, (row,)), max(wanted(row), there + 1), there,
                    variants, blueprint.common)  # fmt: skip


def _labels(blueprint: Blueprint, rows: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label(blueprint.rows[row]) for row in rows))


def _laid_out(blueprint: Blueprint, paper: dict[str, int], chance: random.Random) -> Paper:
    """Questions in the order of the paper: section by section, mixed within where asked for."""
    of_row: list[list[str]] = [[] for _ in blueprint.rows]
    for ref, row in paper.items():
        of_row[row].append(ref)
    found: list[Drawn] = []
    first = 0
    for number, section in enumerate(blueprint.sections):
        part = [
            Drawn(ref, number, None, section.fixed_points, section.fixed_core)
            for ref in section.fixed
        ]
        for row, cell in enumerate(section.rows, start=first):
            part += [Drawn(ref, number, row, cell.points, cell.core) for ref in of_row[row]]
        if blueprint.shuffle_questions and section.shuffle:
            chance.shuffle(part)
        found += part
        first += len(section.rows)
    return tuple(found)
