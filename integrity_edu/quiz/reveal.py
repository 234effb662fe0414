"""What a learner is shown of an attempt, and when (pure).

The matrix is Moodle's review options: moments down, things across
(docs.moodle.org, Quiz settings, Review options).
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

THINGS = ("answer", "right", "points", "key", "explanation", "others")
"""My answer; right or wrong; points; the right answer; why; how others answered."""

MOMENTS = ("during", "after", "closed")
"""While it is open; handed in, but others may still sit it; after it has closed."""

_ALL_BUT_OTHERS = THINGS[:-1]


class Reveal(Struct, frozen=True, omit_defaults=True):
    """What is shown at each moment. An exam gives the score at once and the keys after closing."""

    during: tuple[str, ...] = ("answer",)
    after: tuple[str, ...] = ("answer", "right", "points")
    closed: tuple[str, ...] = _ALL_BUT_OTHERS


EXAM = Reveal()
OWN = Reveal(after=_ALL_BUT_OTHERS)
"""A paper of one's own closes when it is handed in."""


def moment(state: str, closes_at: datetime | None, now: datetime) -> str:
    """Which of `MOMENTS` it is for an attempt in this state."""
    if state == "open":
        return "during"
    return "after" if closes_at is not None and now < closes_at else "closed"


def shown(matrix: Reveal, at: str) -> frozenset[str]:
    """The things shown at one moment."""
    return frozenset(getattr(matrix, at))
