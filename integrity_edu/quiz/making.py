"""What the makers of generated questions share: chance, options, and what gives an answer away."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from integrity_edu.plan.values import Measure
from integrity_edu.quiz.questions import Option

ADULTS = ("student", "trainee", "teacher")

REPEATS = 4
"""So many characters in a row, in the stem and in the right option alone, point at it."""


def chance_of(measure: Measure, salt: str) -> random.Random:
    """Return the chance of one question; the plan always yields the same questions."""
    return random.Random(f"{measure.number}-{salt}")


def options_of(texts: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """Make options a, b, c … of (text, note) pairs."""
    return tuple(Option(chr(97 + place), text, note) for place, (text, note) in enumerate(texts))


def gives_away(stem: str, right: str, wrong: Iterable[str]) -> bool:
    """Tell whether stem and right option share a run of characters that no wrong option has."""
    others = list(wrong)
    runs = (right[at : at + REPEATS] for at in range(len(right) - REPEATS + 1))
    return any(run in stem and not any(run in other for other in others) for run in runs)
