"""Give every cell its questions, none to two cells: bipartite matching by augmenting paths (pure).

Hall's theorem names what is short: when a search fails, the cells it reached together ask for
more questions than they have between them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

Pools = Sequence[Sequence[str]]


def match(pools: Pools, needs: Sequence[int]) -> tuple[dict[str, int], tuple[int, ...]]:
    """Question → row with `needs[row]` questions each; else also the rows that are short together.

    The order within each pool decides which questions are taken where there is a choice.
    """
    for row, need in enumerate(needs):
        if need > len(pools[row]):
            return {}, (row,)
    owner: dict[str, int] = {}
    fresh = [iter(pool) for pool in pools]
    for row, need in enumerate(needs):
        for _ in range(need):
            free = next((ref for ref in fresh[row] if ref not in owner), None)
            if free is not None:
                owner[free] = row
            elif short := augment(row, pools, owner):
                return owner, short
    return owner, ()


def augment(
    row: int,
    pools: Pools,
    owner: dict[str, int],
    usable: Callable[[str], bool] = lambda _: True,
) -> tuple[int, ...]:
    """Find one more question for a row, moving others between rows where that frees one.

    Returns () and changes `owner`, or the rows that were searched in vain. Exactly one question
    that nobody owned comes in; `usable` says which may.
    """
    came: dict[int, tuple[int, str]] = {}
    waiting = deque([row])
    while waiting:
        here = waiting.popleft()
        for ref in pools[here]:
            holder = owner.get(ref)
            if holder is None:
                if usable(ref):
                    _hand_on(ref, here, owner, came)
                    return ()
            elif holder != row and holder not in came:
                came[holder] = (here, ref)
                waiting.append(holder)
    return tuple(sorted({row, *came}))


def _hand_on(ref: str, here: int, owner: dict[str, int], came: dict[int, tuple[int, str]]) -> None:
    """Give `ref` to `here`, which gives what it was reached by to the row before, and so on."""
    owner[ref] = here
    while here in came:
        here, given = came[here]
        owner[given] = here
