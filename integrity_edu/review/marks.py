"""Marks as they stand: the history with what replaces what taken into account (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace


class Mark(Struct, frozen=True, gc=False):
    """One row of the history of marks: `at` is ISO 8601, `mode` that of its sitting.

    `kept` is True while the paper may still be sat by others, so its keys are not to be seen.
    """

    question: str
    sitting: str
    position: int
    fraction: float
    certainty: int | None
    at: str
    why: str
    mode: str = ""
    kept: bool = False

    @property
    def right(self) -> bool:
        """Whether everything was right."""
        return self.fraction == 1.0

    @property
    def on(self) -> date:
        """The day it was answered, where it was answered."""
        return date.fromisoformat(self.at[:10])


def effective(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that count, oldest first.

    A mark given by hand or by regrading takes the place of the item's mark before it, and its
    time: the learner answered then, however late it was marked.
    """
    found: list[Mark] = []
    place_of: dict[tuple[str, int], int] = {}
    for mark in marks:
        key = (mark.sitting, mark.position)
        if mark.why != "answer" and key in place_of:
            before = found[place_of[key]]
            found[place_of[key]] = replace(before, fraction=mark.fraction)
        else:
            place_of[key] = len(found)
            found.append(mark)
    return found
