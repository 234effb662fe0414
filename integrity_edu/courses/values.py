"""Courses, lessons, cases, days, sayings and paths, as plain values."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

CASE_TOPICS = (
    "历史", "承诺", "校园", "网络", "信息", "借贷", "经营", "公职",
)  # fmt: skip
"""What a case is about, in the order of the filter."""


class CourseFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`course.toml`; `hours` is what the whole course is worth, credited by test only."""

    id: str
    title: str
    summary: str
    audience: tuple[str, ...]
    order: int
    hours: float


class LessonFront(Struct, frozen=True, forbid_unknown_fields=True):
    """The front matter of a lesson; `check` names its 3 to 5 questions."""

    id: str
    title: str
    minutes: int
    audience: tuple[str, ...]
    measures: tuple[int, ...]
    objectives: tuple[str, ...]
    sources: tuple[str, ...]
    as_of: date
    check: tuple[str, ...]
    laws: tuple[str, ...] = ()


class Heading(Struct, frozen=True):
    """One line of a lesson's table of contents; `anchor` is its id in the HTML."""

    level: int
    text: str
    anchor: str


class Lesson(Struct, frozen=True):
    """A compiled lesson: front matter, rendered HTML without colours, contents, revision digest."""

    front: LessonFront
    course: str
    html: str
    contents: tuple[Heading, ...]
    text: str
    digest: str


class Course(Struct, frozen=True):
    """A course with the (id, title, minutes) of its lessons in order."""

    file: CourseFile
    lessons: tuple[tuple[str, str, int], ...]


class Message(Struct, frozen=True, forbid_unknown_fields=True):
    """One bubble of a scene; `side` is other, me or narration."""

    side: str
    text: str


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """One way to decide and what comes of it."""

    id: str
    text: str
    right: bool
    outcome: str


class Decision(Struct, frozen=True, rename={"with_": "with"}, forbid_unknown_fields=True):
    """A moment to decide; `with_` (TOML `with`) is who is on the other side of the chat."""

    label: str
    prompt: str
    messages: tuple[Message, ...]
    choices: tuple[Choice, ...]
    with_: str = ""
    when: str = ""
    pause: str = ""


class After(Struct, frozen=True, forbid_unknown_fields=True):
    """What really happened to somebody else, with place and year."""

    heading: str
    when: str
    text: str


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """The rule behind a case; `law`/`point` name the card it rests on."""

    heading: str
    text: str
    law: str = ""
    point: str = ""


class CaseFront(Struct, frozen=True, forbid_unknown_fields=True):
    """The front matter of a case."""

    id: str
    title: str
    subtitle: str
    kind: str
    topic: str
    minutes: int
    audience: tuple[str, ...]
    measures: tuple[int, ...]
    as_of: date
    sources: tuple[str, ...]
    decision: tuple[Decision, ...]
    after: After
    rule: Rule
    laws: tuple[str, ...] = ()


class Case(Struct, frozen=True):
    """A compiled case: front matter and its background as HTML."""

    front: CaseFront
    html: str
    text: str


class Day(Struct, frozen=True, forbid_unknown_fields=True):
    """A campaign day of measure 2; month and day are 0 where no date is fixed."""

    id: str
    title: str
    month: int
    day: int
    origin: str
    measures: tuple[int, ...]
    as_of: date
    plan_name: str = ""
    configurable: bool = False
    lessons: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


class Saying(Struct, frozen=True, forbid_unknown_fields=True):
    """An old sentence, where it stands, and what it means in our words."""

    id: str
    text: str
    source: str
    gloss: str
    lesson: str = ""


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """A word of the glossary; `beside` says what it is easily taken for, `also` its other names.

    `group` is the heading it stands under.
    """

    id: str
    word: str
    group: str
    meaning: str
    as_of: date
    also: tuple[str, ...] = ()
    beside: str = ""
    law: str = ""
    point: str = ""
    lesson: str = ""


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One lesson of a path; `hours` are credited when its check or pre-test is passed."""

    lesson: str
    required: bool
    hours: float


class Pretest(Struct, frozen=True, rename={"pass_": "pass"}, forbid_unknown_fields=True):
    """How the pre-test is made: questions for each lesson, and the share that excuses it."""

    per_lesson: int
    pass_: float


class Path(Struct, frozen=True, forbid_unknown_fields=True):
    """A learning path for a key group of measure 5."""

    id: str
    title: str
    summary: str
    audience: tuple[str, ...]
    steps: tuple[Step, ...]
    pretest: Pretest


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """`calendar.toml`."""

    day: tuple[Day, ...]


class Sayings(Struct, frozen=True, forbid_unknown_fields=True):
    """`sayings.toml`."""

    saying: tuple[Saying, ...]


class Glossary(Struct, frozen=True, forbid_unknown_fields=True):
    """`glossary.toml`."""

    term: tuple[Term, ...]


class Paths(Struct, frozen=True, forbid_unknown_fields=True):
    """`paths.toml`."""

    path: tuple[Path, ...]
