"""The kinds of question as plain values, and the digest of everything a learner is shown."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import msgspec
from msgspec import Struct

AUDIENCES = ("student", "trainee", "teacher", "minor")
KINDS = (
    "single", "multiple", "judge", "fill", "number", "date", "match", "order", "cloze", "case", "short",
)  # fmt: skip
UNDATED = date.min
BLANK = re.compile(r"\{\{(\d+)\}\}")


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One option; letters A B C exist only on paint. `note` says where it really belongs."""

    id: str
    text: str
    note: str = ""


class Point(Struct, frozen=True, forbid_unknown_fields=True):
    """What a question rests on: a piece of a measure's sentence, or a point of a law card."""

    measure: int = 0
    quote: str = ""
    law: str = ""
    point: str = ""


class Common(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="kind",
    omit_defaults=True,
):
    """What every kind of question has.

    The parts of a case set are questions too; what they rest on, their audience and their date
    are the set's, so only the id, the stem and the explanation are asked of them.
    """

    id: str
    stem: str
    explanation: str
    rests_on: tuple[Point, ...] = ()
    difficulty: int = 0
    audience: tuple[str, ...] = ()
    as_of: date = UNDATED
    hints: tuple[str, ...] = ()
    gist: str = ""
    bloom: str = ""
    measures: tuple[int, ...] = ()
    lesson: str = ""


class Single(Common, frozen=True, kw_only=True, tag="single"):
    """Exactly one option is right."""

    options: tuple[Option, ...]
    key: tuple[str, ...]
    shuffle: bool = True


class Multiple(Common, frozen=True, kw_only=True, tag="multiple"):
    """Two or more options are right, at least one is wrong."""

    options: tuple[Option, ...]
    key: tuple[str, ...]
    shuffle: bool = True


class Correction(Struct, frozen=True, forbid_unknown_fields=True):
    """改错: the words of the stem that are wrong, and the accepted right ones, best first.

    Both stay empty for a true statement, so that being asked gives nothing away.
    """

    wrong: str = ""
    forms: tuple[str, ...] = ()


class Judge(Common, frozen=True, kw_only=True, tag="judge"):
    """True or false; whoever answers false may be asked for the correction too."""

    key: bool
    correction: Correction | None = None


class Fill(Common, frozen=True, kw_only=True, tag="fill"):
    """Blanks `{{1}}` … in the stem; each with its accepted forms, the first is shown."""

    blanks: tuple[tuple[str, ...], ...]


class Number(Common, frozen=True, kw_only=True, tag="number"):
    """A number; right when it is no further than `tolerance` from the key, in `unit`."""

    key: float
    tolerance: float = 0.0
    unit: str = ""


class Day(Common, frozen=True, kw_only=True, tag="date"):
    """A calendar day, as a time limit ends on one."""

    key: date


class Match(Common, frozen=True, kw_only=True, tag="match"):
    """Each left piece belongs to one right piece; spare right pieces may be left over."""

    left: tuple[Option, ...]
    right: tuple[Option, ...]
    key: dict[str, str]


class Order(Common, frozen=True, kw_only=True, tag="order"):
    """Options to be put in the order of `key`."""

    options: tuple[Option, ...]
    key: tuple[str, ...]


class Gap(Struct, frozen=True, forbid_unknown_fields=True):
    """One gap of a cloze, to be filled from its own options."""

    options: tuple[Option, ...]
    key: str


class Cloze(Common, frozen=True, kw_only=True, tag="cloze"):
    """Gaps `{{1}}` … in the stem, each with its choices."""

    gaps: tuple[Gap, ...]


class Criterion(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a good answer says, and what it is worth in whole points."""

    id: str
    text: str
    points: int = 1


class Short(Common, frozen=True, kw_only=True, tag="short"):
    """A few sentences, marked against a rubric: by the learner in practice, by a teacher in exams."""

    answer: str
    rubric: tuple[Criterion, ...]


Part = Single | Multiple | Judge | Fill | Number | Day


class CaseSet(Common, frozen=True, kw_only=True, tag="case"):
    """One situation (the stem) and the questions about it, which stay together and in order."""

    parts: tuple[Part, ...]


Question = Single | Multiple | Judge | Fill | Number | Day | Match | Order | Cloze | CaseSet | Short


def encode(question: Question) -> str:
    """Canonical JSON: the same question always gives the same text."""
    return msgspec.json.encode(question, order="deterministic").decode()


def decode(text: str) -> Question:
    """The question of its JSON."""
    return msgspec.json.decode(text, type=Question)  # type: ignore[no-any-return]


def digest(body: str) -> str:
    """The revision of a question: SHA-256 of its canonical JSON, so of everything shown."""
    return hashlib.sha256(body.encode()).hexdigest()


def kind_of(question: Question) -> str:
    """One of `KINDS`."""
    return str(question.__struct_config__.tag)


def audience_mask(audience: tuple[str, ...]) -> int:
    """Audiences as bits, so that a draw can filter 100,000 questions in SQL."""
    return sum(1 << AUDIENCES.index(name) for name in set(audience))


def measures_of(question: Question) -> tuple[int, ...]:
    """The measures a question serves: those it names and those it rests on."""
    resting = [point.measure for point in question.rests_on if point.measure]
    return tuple(sorted({*question.measures, *resting}))
