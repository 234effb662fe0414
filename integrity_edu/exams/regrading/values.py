"""What is asked of a regrade, and what comes of it."""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.quiz.questions import Question


class RegradeError(EduError):
    """This regrade cannot be done, or not undone."""

    code = "regrade"


class Wish(Struct, frozen=True):
    """What a teacher wants for a revision: one of rules.CHOICES, with the new key if it has one."""

    revision: int
    choice: str
    new_key: Question | None = None


class Change(Struct, frozen=True):
    """One attempt whose points change; number and name are those of the class page.

    `crosses` the pass line: up, down, or None.
    """

    student_no: str
    name: str
    sitting: str
    old_earned: float
    old_possible: float
    new_earned: float
    new_possible: float
    crosses: str | None


class DryRun(Struct, frozen=True):
    """What a regrade would do, in student-number order; `unchanged` attempts stay as they are."""

    changes: tuple[Change, ...]
    unchanged: int


class Regraded(Struct, frozen=True):
    """A regrade as its learner sees it: the question's place, points before and after, and why.

    `at` is ISO 8601.
    """

    regrade: str
    position: int
    reason: str
    at: str
    old_earned: float
    old_possible: float
    new_earned: float
    new_possible: float


class Regrade(Struct, frozen=True):
    """A regrade as its teacher sees it: how many answers it changed, and whether it stands."""

    id: str
    question: str
    choice: str
    reason: str
    at: str
    changed: int
    stands: bool


class Job(Struct, frozen=True):
    """A regrade under way: its id, the question as it was asked, and what is wanted."""

    regrade: str
    question: Question
    wish: Wish


class Trace(Struct, frozen=True, omit_defaults=True):
    """What the mark of a regrade remembers (mark.detail), so that undoing restores exactly.

    `settled` and `review` are as they stood before; `undone` is set on the mark that takes the
    regrade back.
    """

    regrade: str
    choice: str = ""
    settled: int = 0
    review: str | None = None
    undone: bool = False
