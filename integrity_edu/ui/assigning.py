"""What a teacher is about to assign: the choices there are and the one being made (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from integrity_edu.courses import library
from integrity_edu.papers import saving
from integrity_edu.review.offer import Offer, offer
from integrity_edu.teaching.assignments import Kind, QuizTask
from integrity_edu.ui.sitting_words import rule_text
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

AUDIENCES: tuple[Literal["student", "trainee", "minor"], ...] = ("student", "trainee", "minor")
MOST_QUESTIONS = 100
LONGEST = 300
"""Minutes of the longest exam."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A course or lesson to assign; `aside` says how long it takes."""

    ref: str
    title: str
    aside: str


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """One of my papers; `aside` says how large it is and how it counts."""

    ref: str
    title: str
    aside: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything there is to assign; offers by audience."""

    courses: tuple[Choice, ...]
    lessons: tuple[Choice, ...]
    offers: Mapping[str, Offer]
    papers: tuple[PaperChoice, ...]
    now: datetime


def choices(ws: Workspace) -> Choices:
    """All courses and lessons, and the questions there are for each audience."""
    found = library.courses(ws.conn)
    courses = tuple(
        Choice(
            one.file.id,
            one.file.title,
            tr(
                "{n} 课，约 {minutes} 分钟",
                n=len(one.lessons),
                minutes=sum(minutes for _, _, minutes in one.lessons),
            ),
        )
        for one in found
        if one.lessons
    )
    lessons = tuple(
        Choice(
            ref, title, tr("{course}，约 {minutes} 分钟", course=one.file.title, minutes=minutes)
        )
        for one in found
        for ref, title, minutes in one.lessons
    )
    offers: dict[str, Offer] = {one: offer(ws, one) for one in AUDIENCES}
    papers = tuple(_paper_choice(one) for one in saving.my_papers(ws))
    return Choices(courses, lessons, offers, papers, ws.now())


def _paper_choice(paper: saving.Paper) -> PaperChoice:
    plan = paper.blueprint
    aside = tr(
        "{n} 题，满分 {points}，{share}% 通过；{rule}",
        n=plan.size,
        points=f"{plan.points:g}",
        share=round(plan.pass_share * 100),
        rule=rule_text(plan.rule),
    )
    if paper.variants > 1:
        aside = tr("{about}平行卷 {n} 份，邻座不同。", about=aside, n=paper.variants)
    return PaperChoice(paper.id, paper.title, aside, plan.minutes)


@dataclass(slots=True)
class Draft:
    """The assignment as it is being put together."""

    choices: Choices
    kind: Kind | Literal["paper"] = "course"
    course: str = ""
    lesson: str = ""
    paper: str = ""
    measures: set[int] = field(default_factory=lambda: set(range(1, 30)))
    count: int = 10
    mode: Literal["practice", "exam"] = "practice"
    minutes: int | None = None
    audience: Literal["student", "trainee", "minor"] = "student"

    def __post_init__(self) -> None:
        """Begin with the first course and lesson."""
        self.course = self.course or next((one.ref for one in self.choices.courses), "")
        self.lesson = self.lesson or next((one.ref for one in self.choices.lessons), "")
        self.paper = self.paper or next((one.ref for one in self.choices.papers), "")

    @property
    def offer(self) -> Offer:
        """The questions for the audience chosen."""
        return self.choices.offers[self.audience]

    @property
    def available(self) -> int:
        """How many questions there are for what is chosen."""
        return self.offer.available(self.measures)

    def part(self, number: int) -> set[int]:
        """The measures of one part."""
        return {one.number for one in self.offer.measures if one.part == number}

    def toggle_part(self, number: int) -> None:
        """Take a part in, or out when all of it is in."""
        mine = self.part(number)
        self.measures = self.measures - mine if mine <= self.measures else self.measures | mine

    def toggle_measure(self, number: int) -> None:
        """Take a measure in or out."""
        self.measures ^= {number}

    def title(self) -> str:
        """What it is called unless the teacher writes something else."""
        if self.kind == "paper":
            found = (one.title for one in self.choices.papers if one.ref == self.paper)
            return next(found, "")
        pool = {"course": self.choices.courses, "lesson": self.choices.lessons}.get(self.kind)
        if pool is not None:
            ref = self.course if self.kind == "course" else self.lesson
            return next((one.title for one in pool if one.ref == ref), "")
        scope = self.offer.title(self.measures) if self.measures else ""
        if self.mode == "exam":
            return tr("{scope}考试", scope=scope) if scope else ""
        return tr("{scope}小测", scope=scope) if scope else ""

    def problem(self) -> str:
        """Why it cannot be assigned yet, or an empty text."""
        if self.kind == "quiz" and not self.measures:
            return tr("先选几项措施，小测从里面出题。")
        if self.kind == "quiz" and not self.available:
            return tr("选的范围里没有题目。多选几项措施，或换一个部分。")
        if self.kind == "paper" and not self.paper:
            return tr("还没有试卷。先到“试卷”里出一份，再来布置。")
        if self.kind != "quiz" and not self.target():
            return tr("还没有可以布置的内容。")
        return ""

    def target(self) -> str:
        """What `assign` takes."""
        if self.kind == "quiz":
            return QuizTask(
                measures=tuple(sorted(self.measures)),
                count=max(1, min(self.count, self.available)),
                mode=self.mode,
                minutes=self.minutes if self.mode == "exam" else None,
                audience=self.audience,
            ).encode()
        return {"course": self.course, "lesson": self.lesson}.get(self.kind, self.paper)
