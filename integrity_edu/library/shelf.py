"""Everything authored, read once: what is sound to use and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from integrity_edu.archive.workday_file import read_workdays
from integrity_edu.archive.workdays import YearTable
from integrity_edu.authored import AuthoredError, Problem
from integrity_edu.courses.course_files import CourseShelf, read_courses
from integrity_edu.courses.render import Library
from integrity_edu.plan.plan_file import MEASURES, read_laws, read_plan
from integrity_edu.plan.values import LawCard, Plan
from integrity_edu.quiz.bank_file import Placed, check_question, read_bank
from integrity_edu.quiz.generated import generate
from integrity_edu.quiz.questions import Question, measures_of

UNASKABLE = {
    "key",
    "options",
    "blanks",
    "correction",
    "tolerance",
    "unit",
    "gaps",
    "parts",
    "rubric",
}
BREAKING = frozenset({"question-id", "audience", "difficulty", *UNASKABLE})
"""Problems of a question that could neither be stored nor answered; others are only blemishes."""

LEAP_YEAR = 2028
"""Every day of the calendar exists in a leap year."""


@dataclass(slots=True)
class Shelf:
    """Authored data as read; `plan` is None when its file cannot be understood at all.

    `placed` holds every question of the bank, `usable` those a learner may meet: sound by
    themselves, about measures that exist, the first of each id.
    """

    plan: Plan | None = None
    laws: dict[str, LawCard] = field(default_factory=dict)
    courses: CourseShelf = field(default_factory=CourseShelf)
    workdays: list[YearTable] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    usable: list[Question] = field(default_factory=list)
    generated: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_all(content: Path, bank: Path) -> Shelf:
    """Read both folders; problems are collected, never raised."""
    shelf = Shelf()
    _read_plan(shelf, content)
    shelf.laws, problems = read_laws(content)
    shelf.problems += problems
    measures = {one.number: one for one in shelf.plan.measure} if shelf.plan else {}
    shelf.courses = read_courses(content, Library(measures, shelf.laws))
    shelf.problems += shelf.courses.problems
    shelf.workdays, problems = read_workdays(content)
    shelf.problems += problems
    shelf.placed, problems = read_bank(bank)
    shelf.problems += problems
    shelf.usable = _usable(shelf.placed)
    return shelf


def _read_plan(shelf: Shelf, content: Path) -> None:
    try:
        shelf.plan, problems = read_plan(content)
    except FileNotFoundError:
        problems = [Problem("content/plan/plan.toml", 1, "missing", "文件不在，请放回方案文件")]
    except AuthoredError as error:
        problems = [error.problem]
    shelf.problems += problems
    if shelf.plan and not problems:
        shelf.generated = generate(shelf.plan)


def _usable(placed: list[Placed]) -> list[Question]:
    found: dict[str, Question] = {}
    for one in placed:
        question = one.question
        broken = BREAKING.intersection(problem.code for problem in check_question(one))
        known = all(1 <= number <= MEASURES for number in measures_of(question))
        if not broken and known:
            found.setdefault(question.id, question)
    return list(found.values())


def is_a_day(month: int, day: int) -> bool:
    """Tell whether a date exists in some year; 0 stands for no fixed month or day."""
    try:
        date(LEAP_YEAR, month or 1, day or 1)
    except ValueError:
        return False
    return True
