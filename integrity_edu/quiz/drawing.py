"""Choose questions for a paper; the same pool and seed always give the same paper (pure)."""

from __future__ import annotations

import random
from collections.abc import Sequence

from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Match,
    Multiple,
    Order,
    Question,
    Single,
)

GENERATED_SHARE = 3
"""At most one generated question in this many: those of the plan's wording alone are dry."""


def draw(pool: Sequence[tuple[int, str, str, int]], count: int, seed: int) -> list[str]:
    """Draw up to `count` question ids evenly over the measures of `pool`.

    `pool` holds (measure, question, source, difficulty) in a fixed order; a question that serves
    several measures is drawn once. Fewer are returned only when the pool has no more.
    """
    chance = random.Random(seed)
    by_measure: dict[int, list[str]] = {}
    for measure in sorted({row[0] for row in pool}):
        by_measure[measure] = _queue([row for row in pool if row[0] == measure], chance)
    chosen: dict[str, None] = {}
    order = list(by_measure)
    while order and len(chosen) < count:
        chance.shuffle(order)
        for measure in list(order):
            queue = by_measure[measure]
            while queue and queue[-1] in chosen:
                queue.pop()
            if not queue:
                order.remove(measure)
            elif len(chosen) < count:
                chosen[queue.pop()] = None
    drawn = list(chosen)
    chance.shuffle(drawn)
    return drawn


def _queue(rows: list[tuple[int, str, str, int]], chance: random.Random) -> list[str]:
    """The questions of one measure, to be taken from the end: authored first, some generated."""
    authored = [row[1] for row in rows if row[2] == "authored"]
    generated = [row[1] for row in rows if row[2] != "authored"]
    chance.shuffle(authored)
    chance.shuffle(generated)
    mixed: list[str] = []
    while authored or generated:
        take_generated = chance.randrange(GENERATED_SHARE) == 0
        side = generated if (take_generated and generated) or not authored else authored
        mixed.append(side.pop())
    mixed.reverse()
    return mixed


def shown_order(question: Question, chance: random.Random, *, shuffle: bool = True) -> list[str]:
    """The order in which options (right-hand pieces of a matching) stand on screen, by id.

    An ordering never starts out solved; options with a natural order stay as written. The ids of
    a cloze are `GAP:OPTION` and those of a case set `PART:OPTION`; see `shown_of`.
    """
    match question:
        case Single() | Multiple():
            ids = [option.id for option in question.options]
            return chance.sample(ids, len(ids)) if shuffle and question.shuffle else ids
        case Order():
            ids = [option.id for option in question.options]
            shuffled = chance.sample(ids, len(ids))
            while tuple(shuffled) == question.key and len(ids) > 1:
                shuffled = chance.sample(ids, len(ids))
            return shuffled
        case Match():
            ids = [option.id for option in question.right]
            return chance.sample(ids, len(ids)) if shuffle else ids
        case Cloze():
            found = []
            for number, gap in enumerate(question.gaps, start=1):
                ids = [option.id for option in gap.options]
                mixed = chance.sample(ids, len(ids)) if shuffle else ids
                found += [f"{number}:{ref}" for ref in mixed]
            return found
        case CaseSet():
            return [
                f"{part.id}:{ref}"
                for part in question.parts
                for ref in shown_order(part, chance, shuffle=shuffle)
            ]
        case _:
            return []


def shown_of(shown: Sequence[str], prefix: str) -> tuple[str, ...]:
    """The option ids of one gap (by number, from 1) or one part (by id) of a shown order."""
    start = f"{prefix}:"
    return tuple(ref.removeprefix(start) for ref in shown if ref.startswith(start))
