"""What a measurement is, and pairs of runs taken in turn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` is ours, `limit` the peer or limit measured beside it; `bar` is what must hold.

    `bar` bounds value / limit when `relative`, else value itself.
    """

    name: str
    value: float
    unit: str
    limit: float
    bar: float
    relative: bool = True

    @property
    def ratio(self) -> float:
        return self.value / self.limit if self.limit else self.value

    @property
    def ok(self) -> bool:
        return (self.ratio if self.relative else self.value) <= self.bar

    def as_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "limit": round(self.limit, 4),
            "bar": self.bar,
            "ok": self.ok,
        }

    def line(self) -> str:
        what = f"ratio {self.ratio:.2f} (bar {self.bar})" if self.relative else f"bar {self.bar}"
        verdict = "ok" if self.ok else "NOT MET"
        return f"{self.name:24} {self.value:10.3f} {self.unit:5} beside {self.limit:10.3f}  {what}  {verdict}"


def in_turn(
    ours: Callable[[], float], theirs: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """Medians of two measurements taken in turn, the order reversed each round.

    Returned so that their quotient is the median of the pairwise ratios, which forgives a machine
    that is slow for a while.
    """
    mine, other, ratios = [], [], []
    for place in range(rounds):
        if place % 2:
            a, b = ours(), theirs()
        else:
            b, a = theirs(), ours()
        mine.append(a)
        other.append(b)
        ratios.append(a / b)
    limit = statistics.median(other)
    return statistics.median(ratios) * limit, limit


def timed(act: Callable[[], object]) -> float:
    """Milliseconds one call takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def median_of(act: Callable[[], object], times: int) -> float:
    """Median milliseconds of some calls."""
    return statistics.median(timed(act) for _ in range(times))
