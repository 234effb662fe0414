"""Hypothesis strategies: sound questions of every kind, and whatever a learner may leave."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from msgspec import structs

from integrity_edu.quiz.hints import gives_answer
from integrity_edu.quiz.questions import (
    UNDATED,
    CaseSet,
    Cloze,
    Correction,
    Criterion,
    Day,
    Fill,
    Gap,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Part,
    Point,
    Question,
    Short,
    Single,
)
from integrity_edu.quiz.typed import level_text

WORDS = st.text("诚信档案制度一二三abcABC１２ 、。", min_size=1, max_size=8)
FORMS = WORDS.filter(level_text)
"""Accepted forms of a blank; one of nothing but spaces and marks could never be typed."""

NUMBERS = st.integers(-9999, 99_999) | st.decimals(-99, 99, places=2).map(float)
UNITS = st.sampled_from(["", "日", "个工作日", "年", "万元", "%"])
DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))


def options(smallest: int, largest: int) -> st.SearchStrategy[tuple[Option, ...]]:
    """Options with ids a, b, c … and texts that differ."""
    texts = st.lists(WORDS, min_size=smallest, max_size=largest, unique=True)
    return texts.map(
        lambda found: tuple(Option(chr(97 + at), text, "注") for at, text in enumerate(found))
    )


def common(draw: st.DrawFn, gaps: int = 0) -> dict[str, object]:
    """What every kind of question has; the stem holds so many numbered gaps."""
    stem = draw(FORMS) + "".join(f"{{{{{at}}}}}{draw(WORDS)}" for at in range(1, gaps + 1))
    return {
        "id": draw(st.from_regex(r"q-[a-z0-9]{1,6}", fullmatch=True)),
        "stem": stem,
        "explanation": draw(FORMS),
        "rests_on": (Point(measure=draw(st.integers(1, 29))),),
        "difficulty": draw(st.integers(1, 5)),
        "bloom": "理解",
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
    """True or false, without correction."""
    return Judge(**common(draw), key=draw(st.booleans()))  # type: ignore[arg-type]


@st.composite
def corrections(draw: st.DrawFn) -> Judge:
    """A false statement and what its wrong words should be."""
    fields = common(draw)
    wrong = str(fields["stem"])
    other = FORMS.filter(lambda form: level_text(form) != level_text(wrong))
    forms = draw(st.lists(other, min_size=1, max_size=3))
    return Judge(**fields, key=False, correction=Correction(wrong, tuple(forms)))  # type: ignore[arg-type]


@st.composite
def fills(draw: st.DrawFn) -> Fill:
    """One to three blanks with one to three forms each."""
    forms = st.lists(FORMS, min_size=1, max_size=3).map(tuple)
    blanks = draw(st.lists(forms, min_size=1, max_size=3))
    return Fill(**common(draw, len(blanks)), blanks=tuple(blanks))  # type: ignore[arg-type]


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    """Whole and broken numbers, exact or with room."""
    room = draw(st.sampled_from([0.0, 0.5, 3.0]))
    return Number(**common(draw), key=float(draw(NUMBERS)), tolerance=room, unit=draw(UNITS))  # type: ignore[arg-type]


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Any day somebody could be asked for."""
    return Day(**common(draw), key=draw(DAYS))  # type: ignore[arg-type]


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


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    """One to four gaps with two to five options each."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        shown = draw(options(2, 5))
        found.append(Gap(shown, draw(st.sampled_from(shown)).id))
    return Cloze(**common(draw, len(found)), gaps=tuple(found))  # type: ignore[arg-type]


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A question of a case set: nothing of what the set says for all of them."""
    whole: Part = draw(
        st.one_of(singles(), multiples(), judges(), corrections(), fills(), numbers(), days())
    )
    bare = {"rests_on": (), "difficulty": 0, "audience": (), "as_of": UNDATED, "bloom": ""}
    return structs.replace(whole, **bare)


@st.composite
def cases(draw: st.DrawFn) -> CaseSet:
    """Two to six parts of different ids."""
    found = draw(st.lists(parts(), min_size=2, max_size=6, unique_by=lambda part: part.id))
    return CaseSet(**common(draw), parts=tuple(found))  # type: ignore[arg-type]


@st.composite
def shorts(draw: st.DrawFn) -> Short:
    """Two to six criteria worth one to five points."""
    points = draw(st.lists(st.integers(1, 5), min_size=2, max_size=6))
    rubric = tuple(Criterion(f"c{at}", draw(FORMS), worth) for at, worth in enumerate(points))
    answer = "先看清是哪一套系统，再看期限从哪一天起算。" + draw(WORDS)
    return Short(**common(draw), answer=answer, rubric=rubric)  # type: ignore[arg-type]


def choices() -> st.SearchStrategy[Single | Multiple]:
    """Questions that are answered by ticking."""
    return st.one_of(singles(), multiples())


def marked_by_program() -> st.SearchStrategy[Question]:
    """A sound question of any kind but the short answer."""
    return st.one_of(
        singles(),
        multiples(),
        judges(),
        corrections(),
        fills(),
        numbers(),
        days(),
        matches(),
        orders(),
        clozes(),
        cases(),
    )


def questions() -> st.SearchStrategy[Question]:
    """A sound question of any kind."""
    return st.one_of(marked_by_program(), shorts())


@st.composite
def hinted(draw: st.DrawFn) -> Question:
    """A sound question, some with hints of their own."""
    question = draw(questions())
    found = [one for one in draw(st.lists(FORMS, max_size=3)) if not gives_answer(one, question)]
    return structs.replace(question, hints=tuple(found))


def responses() -> st.SearchStrategy[object]:
    """Anything JSON can hold, so responses of every right and wrong shape."""
    scalars = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.sampled_from("abcdef")
        | WORDS
        | st.text(max_size=12)
    )
    names = WORDS | st.sampled_from(["a", "b", "judged", "correction", "q-0"])
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=6) | st.dictionaries(names, inner, max_size=4),
        max_leaves=8,
    )


@st.composite
def answered(draw: st.DrawFn) -> tuple[Question, object]:
    """A question with a response: of its own shape, of a case set's shape, or of any."""
    question = draw(questions())
    if isinstance(question, CaseSet) and draw(st.booleans()):
        return question, {part.id: draw(responses()) for part in question.parts}
    if isinstance(question, Match) and draw(st.booleans()):
        pieces = [one.id for one in question.right]
        return question, {one.id: draw(st.sampled_from(pieces)) for one in question.left}
    if isinstance(question, Single | Multiple | Order) and draw(st.booleans()):
        ids = [one.id for one in question.options]
        return question, draw(st.lists(st.sampled_from(ids), max_size=len(ids) + 1))
    if isinstance(question, Cloze) and draw(st.booleans()):
        return question, [
            draw(st.sampled_from(["", *(one.id for one in gap.options)])) for gap in question.gaps
        ]
    return question, draw(responses())
