"""What the exam page shows, fetched tab by tab (no Qt)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from integrity_edu.exams.analysis.reports import PaperAnalysis, analyse
from integrity_edu.exams.following import ExamNow, exam_now
from integrity_edu.exams.marking import Written, to_mark
from integrity_edu.exams.regrading.regrades import my_regrades
from integrity_edu.exams.regrading.values import Regrade
from integrity_edu.teaching.follow import Distribution, assignment_detail
from integrity_edu.workspace import Workspace

TABS = ("progress", "marking", "analysis", "regrades")


class Past(Struct, frozen=True):
    """A regrade of a question of this exam, with the question's stem."""

    regrade: Regrade
    stem: str


class Seen(Struct, frozen=True):
    """The exam, and what the chosen tab needs besides; None where another tab is chosen."""

    today: date
    exam: ExamNow
    waiting: int
    answers: tuple[Written, ...] | None = None
    analysis: PaperAnalysis | None = None
    spread: Distribution | None = None
    regrades: tuple[Past, ...] | None = None


def look(ws: Workspace, assignment: str, tab: str, *, named: bool) -> Seen:
    """Fetch one of my exams for a tab; `named` asks for names beside short answers."""
    exam = exam_now(ws, assignment)
    answers = to_mark(ws, assignment, named=named, marked=True)
    waiting = sum(one.waiting for one in answers)
    if tab == "marking":
        return Seen(ws.today(), exam, waiting, answers=answers)
    if tab == "progress":
        return Seen(ws.today(), exam, waiting)
    found = analyse(ws, assignment)
    if tab == "analysis":
        spread = assignment_detail(ws, assignment).spread
        return Seen(ws.today(), exam, waiting, analysis=found, spread=spread)
    stems = {item.question: item.stem for item in found.items}
    mine = [Past(one, stems[one.question]) for one in my_regrades(ws) if one.question in stems]
    return Seen(ws.today(), exam, waiting, regrades=tuple(mine))
