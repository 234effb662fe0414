"""Deal parallel papers from the same cells, evenly and with little in common (pure)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice

from integrity_edu.papers.matching import Pools, augment, match

TAKES = 20_000
"""Questions dealt in all attempts together before an arrangement counts as not found."""

MOST_TRIES = 200

Dealt = list[dict[str, int]]
"""One question → row for each paper."""


class Dealer:
    """Hands out the questions of each cell in chance order, the least used first.

    `limit` is how many questions two papers may have in common.
    """

    def __init__(
        self, pools: Pools, needs: Sequence[int], limit: int, chance: random.Random
    ) -> None:
        self._pools, self._needs, self._limit, self._chance = pools, needs, limit, chance
        self._used: dict[str, int] = {}
        self._papers_of: dict[str, list[int]] = {}
        self._coming = [_shuffled(pool, chance) for pool in pools]
        self._waiting: list[list[tuple[str, int]]] = [[] for _ in pools]
        self._dealt = 0
        self._owner: dict[str, int] = {}
        self._shared: list[int] = []

    def paper(self) -> dict[str, int] | None:
        """The next paper, or None when some row cannot be filled within the limit."""
        self._owner, self._shared = {}, [0] * self._dealt
        scarce = sorted(range(len(self._needs)), key=lambda r: len(self._pools[r]) - self._needs[r])
        for row in scarce:
            for _ in range(self._needs[row]):
                if not self._fill(row):
                    return None
        for ref in self._owner:
            self._used[ref] = self._used.get(ref, 0) + 1
            self._papers_of.setdefault(ref, []).append(self._dealt)
        self._dealt += 1
        return self._owner

    def _fill(self, row: int) -> bool:
        ref = self._take(row)
        if ref is not None:
            self._owner[ref] = row
        else:
            before = set(self._owner)
            if augment(row, self._pools, self._owner, self._usable):
                return False
            ref = next(one for one in self._owner if one not in before)
        for number in self._papers_of.get(ref, ()):
            self._shared[number] += 1
        return True

    def _take(self, row: int) -> str | None:
        """The next question of a row that may be on this paper; a used up round begins anew."""
        found = self._next(row)
        if found is None:
            self._renew(row)
            found = self._next(row)
        return found

    def _next(self, row: int) -> str | None:
        waiting = self._waiting[row]
        for place, (ref, level) in enumerate(waiting):
            if self._used.get(ref, 0) == level and self._may(ref):
                del waiting[place]
                return ref
        for ref, level in self._coming[row]:
            if self._used.get(ref, 0) != level:
                continue  # another row used it meanwhile; it comes again in the next round
            if self._may(ref):
                return ref
            waiting.append((ref, level))
        return None

    def _renew(self, row: int) -> None:
        used = self._used
        mixed = self._chance.sample(self._pools[row], len(self._pools[row]))
        levels = [(ref, used.get(ref, 0)) for ref in mixed]
        self._coming[row] = iter(sorted(levels, key=lambda one: one[1]))
        self._waiting[row] = []

    def _may(self, ref: str) -> bool:
        return ref not in self._owner and self._usable(ref)

    def _usable(self, ref: str) -> bool:
        """Whether it would leave this paper different enough from every earlier one."""
        return all(self._shared[one] < self._limit for one in self._papers_of.get(ref, ()))


def _shuffled(pool: Sequence[str], chance: random.Random) -> Iterator[tuple[str, int]]:
    """The unused questions of a pool in chance order, shuffled only as far as they are asked for."""
    left = list(pool)
    for place in range(len(left)):
        other = chance.randrange(place, len(left))
        left[place], left[other] = left[other], left[place]
        yield left[place], 0


def deal(
    pools: Pools, needs: Sequence[int], papers: int, limit: int, chance: random.Random
) -> Dealt | None:
    """Deal `papers` papers of which no two have more than `limit` questions in common.

    None when there is no such arrangement (limit 0, or no limit that binds) or none was found in
    `TAKES` takes (in between; whether one exists is a problem of block designs).
    """
    size = sum(needs)
    tries = 1 if limit in (0, size) else max(1, min(MOST_TRIES, TAKES // (papers * size or 1)))
    for _ in range(tries):
        dealer = Dealer(pools, needs, limit, chance)
        found: Dealt = []
        while len(found) < papers and (paper := dealer.paper()) is not None:
            found.append(paper)
        if len(found) == papers:
            return found
    return deal_apart(pools, needs, papers, chance)


def deal_apart(
    pools: Pools, needs: Sequence[int], papers: int, chance: random.Random
) -> Dealt | None:
    """Papers that have nothing in common, found whenever they exist; None when they do not."""
    mixed = [chance.sample(pool, len(pool)) for pool in pools]
    owner, short = match(mixed, [need * papers for need in needs])
    if short:
        return None
    found: Dealt = [{} for _ in range(papers)]
    for row, need in enumerate(needs):
        mine = iter([ref for ref, holder in owner.items() if holder == row])
        for paper in found:
            paper.update((ref, row) for ref in islice(mine, need))
    return found
