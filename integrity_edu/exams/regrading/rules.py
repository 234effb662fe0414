"""What an answer earns under a new key, and what of an old answer still makes sense (pure)."""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.quiz.grading import Response, fraction, needs_marker
from integrity_edu.quiz.questions import (
    CaseSet,
    Cloze,
    Fill,
    Match,
    Multiple,
    Order,
    Question,
    Single,
    kind_of,
)

CHOICES = ("new_key", "both", "drop", "full")
"""按新答案；新旧都算对，取高的一个；这道题不计分；人人得满分。"""


class Points(Struct, frozen=True):
    """How right an item is (0 to 1) and its points; a dropped item is possible 0."""

    fraction: float
    earned: float
    possible: float


class Case(Struct, frozen=True):
    """One answered item before regrading.

    `now` is how it stands; `worth` is what it was worth before anybody dropped it.
    """

    question: Question
    response: Response
    rule: str
    now: Points
    worth: float


def regraded(case: Case, choice: str, new: Question | None) -> Points:
    """The points of an item under one of `CHOICES`; `new` is the question with its new key.

    Dropping leaves how right the answer was and takes it out of earned and possible alike.
    """
    if choice == "drop":
        return Points(case.now.fraction, 0.0, 0.0)
    right = 1.0
    if choice != "full":
        assert new is not None
        right = fraction(new, case.response, case.rule)
        if choice == "both":
            right = max(right, fraction(case.question, case.response, case.rule))
    return Points(right, right * case.worth, case.worth)


def answers_fit(old: Question, new: Question) -> bool:
    """Whether answers given to `old` still mean the same under `new`.

    The id, the kind and everything an answer refers to (options, blanks, gaps, parts) must stay;
    keys, accepted forms, tolerances, texts and explanations may change.
    """
    return old.id == new.id and not needs_marker(new) and _form(old) == _form(new)


def crossing(*, before: bool, after: bool) -> str | None:
    """Whether the pass line was crossed: up, down or not."""
    if before == after:
        return None
    return "up" if after else "down"


def _form(question: Question) -> object:
    """Kind and every id or place an answer may name."""
    kind = kind_of(question)
    match question:
        case Single() | Multiple() | Order():
            return kind, frozenset(option.id for option in question.options)
        case Match():
            return (
                kind,
                tuple(one.id for one in question.left),
                frozenset(one.id for one in question.right),
            )
        case Fill():
            return kind, len(question.blanks)
        case Cloze():
            return kind, tuple(frozenset(one.id for one in gap.options) for gap in question.gaps)
        case CaseSet():
            return kind, tuple((part.id, _form(part)) for part in question.parts)
        case _:
            return kind
