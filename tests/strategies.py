"""Hypothesis strategies: sound questions of every kind, and whatever a learner may leave."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from integrity_edu.quiz.grading import level_text
from integrity_edu.quiz.questions import (
    Fill,
    Judge,
    Match,
    Multiple,
    Option,
    Order,
    Point,
    Question,
    Single,
)

WORDS = st.text("诚信档案制度一二三abcABC１２ 、。", min_size=1, max_size=8)
FORMS = WORDS.filter(level_text)
"""Accepted forms of a blank; one of nothing but spaces and marks could never be typed."""


def options(smallest: int, largest: int) -> st.SearchStrategy[tuple[Option, ...]]:
    """Options with ids a, b, c … and texts that differ."""
    texts = st.lists(WORDS, min_size=smallest, max_size=largest, unique=True)
    return texts.map(
        lambda found: tuple(Option(chr(97 + at), text, "注") for at, text in enumerate(found))
    )


def common(draw: st.DrawFn) -> dict[str, object]:
    """What every kind of question has."""
    return {
        "id": draw(st.from_regex(r"q-[a-z0-9]{1,6}", fullmatch=True)),
        "stem": draw(WORDS),
        "explanation": draw(WORDS),
        "rests_on": (Point(measure=draw(st.integers(1, 29))),),
        "difficulty": draw(st.integers(1, 5)),
        "audience": ("student",),
        "as_of": date(2026, 11, 23),
    }


@st.composite
def singles(draw: st.DrawFn) -> Single:
    """Three to five options, one key."""
    shown = draw(options(3, 5))
    key = draw(st.sampled_from(shown)).id
    return Single(**common(draw), options=shown, key=(key,), shuffle=draw(st.booleans()))  # type: ignore[arg-type]


@st.composite
def multiples(draw: st.DrawFn) -> Multiple:
    """Four to six options, two or more keys, at least one wrong."""
    shown = draw(options(4, 6))
    ids = [option.id for option in shown]
    key = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=len(ids) - 1, unique=True))
    return Multiple(**common(draw), options=shown, key=tuple(key), shuffle=draw(st.booleans()))  # type: ignore[arg-type]


@st.composite
def judges(draw: st.DrawFn) -> Judge:
    """True or false."""
    return Judge(**common(draw), key=draw(st.booleans()))  # type: ignore[arg-type]


@st.composite
def fills(draw: st.DrawFn) -> Fill:
    """One to three blanks with one to three forms each."""
    forms = st.lists(FORMS, min_size=1, max_size=3).map(tuple)
    blanks = draw(st.lists(forms, min_size=1, max_size=3))
    return Fill(**common(draw), blanks=tuple(blanks))  # type: ignore[arg-type]


@st.composite
def matches(draw: st.DrawFn) -> Match:
    """Two to four left pieces, each with a right piece; right pieces may be spare or shared."""
    left, right = draw(options(2, 4)), draw(options(2, 6))
    key = {one.id: draw(st.sampled_from(right)).id for one in left}
    return Match(**common(draw), left=left, right=right, key=key)  # type: ignore[arg-type]


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Two to six options in one right order."""
    shown = draw(options(2, 6))
    key = draw(st.permutations([option.id for option in shown]))
    return Order(**common(draw), options=shown, key=tuple(key))  # type: ignore[arg-type]


def questions() -> st.SearchStrategy[Question]:
    """A sound question of any kind."""
    return st.one_of(singles(), multiples(), judges(), fills(), matches(), orders())


def responses() -> st.SearchStrategy[object]:
    """Anything JSON can hold, so responses of every right and wrong shape."""
    scalars = st.none() | st.booleans() | st.integers() | st.sampled_from("abcdef") | WORDS
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=6) | st.dictionaries(WORDS, inner, max_size=4),
        max_leaves=8,
    )
