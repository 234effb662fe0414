"""What the page of papers asks of the database, each in one go (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from integrity_edu.courses import library
from integrity_edu.errors import EduError
from integrity_edu.exams.tasks import read_paper_task
from integrity_edu.papers import saving, store
from integrity_edu.papers.blueprint import Blueprint, Row, Section, problems
from integrity_edu.papers.saving import Paper
from integrity_edu.papers.sheets import Printed, variant_name
from integrity_edu.plan import reading
from integrity_edu.quiz.questions import Question, decode, kind_of, measures_of
from integrity_edu.storage.search import search
from integrity_edu.teaching.classes import my_classes
from integrity_edu.teaching.store import assignments_of_class
from integrity_edu.ui.paper_draft import (
    CourseChoice,
    Draft,
    MeasureChoice,
    Plan,
    Stock,
    cell_words,
    kind_name,
    range_words,
)
from integrity_edu.words import explain, language, tr
from integrity_edu.workspace import Workspace

MOST_HITS = 5_000
MOST_FOUND = 50
SEARCH_FROM = 10
"""More papers than this, and the list can be searched."""


class PaperLine(Struct, frozen=True):
    """One paper of mine with the classes it was set to."""

    paper: Paper
    classes: tuple[str, ...] = ()


class Shelf(Struct, frozen=True):
    """All my papers, newest first, and those I took back."""

    lines: tuple[PaperLine, ...] = ()
    withdrawn: tuple[PaperLine, ...] = ()


def shelf(ws: Workspace) -> Shelf:
    """Look at all my papers."""
    used = _used(ws)

    def lines(papers: list[Paper]) -> tuple[PaperLine, ...]:
        return tuple(PaperLine(one, tuple(used.get(one.id, ()))) for one in papers)

    return Shelf(lines(saving.my_papers(ws)), lines(saving.my_papers(ws, withdrawn=True)))


def _used(ws: Workspace) -> dict[str, list[str]]:
    """paper → titles of my classes it is set to."""
    found: dict[str, list[str]] = {}
    for one in my_classes(ws):
        for task in assignments_of_class(ws.conn, one.id):
            if task.kind == "paper" and task.withdrawn_at is None:
                titles = found.setdefault(read_paper_task(task.target).paper, [])
                if one.title not in titles:
                    titles.append(one.title)
    return found


def matching(lines: Sequence[PaperLine], words: str) -> list[PaperLine]:
    """The lines whose title or class holds every word, whatever the case."""
    wanted = words.lower().split()
    return [
        one
        for one in lines
        if all(word in " ".join((one.paper.title, *one.classes)).lower() for word in wanted)
    ]


def stock(ws: Workspace) -> Stock:
    """Parts, measures and lessons to draw from."""
    return Stock(
        parts=tuple((part.number, part.title) for part in reading.parts(ws.conn)),
        measures=tuple(
            MeasureChoice(one.number, one.part, one.title) for one in reading.measures(ws.conn)
        ),
        courses=tuple(
            CourseChoice(one.file.title, tuple((ref, title) for ref, title, _ in one.lessons))
            for one in library.courses(ws.conn)
            if one.lessons
        ),
    )


class Checked(Struct, frozen=True):
    """How a plan stands against the bank.

    `problem` is a sentence with what to do, empty when it can be saved; `short` are the places of
    the rows that are short; `there` is how many questions fit each row.
    """

    plan: Plan
    problem: str = ""
    short: tuple[int, ...] = ()
    there: tuple[int, ...] = ()


def check(ws: Workspace, plan: Plan, known: Stock) -> Checked:
    """Look whether a plan can be made, before anything is saved."""
    blueprint = plan.blueprint
    for error in problems(blueprint):
        return Checked(plan, _in_one(error), there=_there(ws, blueprint))
    try:
        short = saving.look(ws, blueprint, plan.variants)
    except EduError as error:
        return Checked(plan, _in_one(error), there=_there(ws, blueprint))
    there = _there(ws, blueprint)
    if short is None:
        return Checked(plan, there=there)
    cells = dict.fromkeys(cell_words(blueprint.rows[row], known) for row in short.rows)
    return Checked(plan, replace(short, cells=tuple(cells)).sentence, short.rows, there)


def _there(ws: Workspace, blueprint: Blueprint) -> tuple[int, ...]:
    fixed = set(blueprint.fixed)
    pools = saving.pools(ws, blueprint)
    return tuple(len(pool) - len(fixed.intersection(pool)) for pool in pools)


def _in_one(error: EduError) -> str:
    return ("" if language() == "zh" else " ").join(explain(error)).strip()


class QuestionLine(Struct, frozen=True):
    """One question of the bank as a line: its stem without marks, and what it is."""

    id: str
    stem: str
    aside: str


class FoundQuestions(Struct, frozen=True):
    """The first questions that fit, and how many there are in all."""

    lines: tuple[QuestionLine, ...] = ()
    count: int = 0


def find_questions(ws: Workspace, words: str, cell: Row, audience: str) -> FoundQuestions:
    """The questions of a cell whose text holds every word; all of the cell for no words."""
    one_row = Blueprint("", (Section("", (replace(cell, count=1),)),), audience=audience)
    (pool,) = saving.pools(ws, one_row)
    if words.strip():
        hits = search(ws.conn, words, MOST_HITS).hits
        inside = set(pool)
        pool = [hit.ref for hit in hits if hit.kind == "question" and hit.ref in inside]
    return FoundQuestions(question_lines(ws, pool[:MOST_FOUND]), len(pool))


def question_lines(ws: Workspace, refs: Sequence[str]) -> tuple[QuestionLine, ...]:
    """Lines of these questions in their order; those gone from the bank say so."""
    bodies = store.current(ws.conn, refs)
    lines = []
    for ref in refs:
        if ref in bodies:
            question = decode(bodies[ref][1])
            lines.append(QuestionLine(ref, _plain(question.stem), _aside(question)))
        else:
            lines.append(QuestionLine(ref, tr("这道题已经不在题库里"), ref))
    return tuple(lines)


def _plain(stem: str) -> str:
    return " ".join(stem.replace("**", "").replace("{{", "（").replace("}}", "）").split())


def _aside(question: Question) -> str:
    kind, measures = kind_name(kind_of(question)), measures_of(question)
    if not measures:
        return tr("{kind} · 难度 {n}", kind=kind, n=question.difficulty)
    return tr(
        "{kind} · 难度 {n} · 第 {numbers} 项",
        kind=kind,
        n=question.difficulty,
        numbers=range_words(measures),
    )


class Opened(Struct, frozen=True):
    """A saved paper with one of its variants as it is printed."""

    paper: Paper
    variant: int
    printed: Printed
    classes: tuple[str, ...]


def open_paper(ws: Workspace, paper_id: str, variant: int) -> Opened:
    """Look at one variant of a paper; a variant there is not gives way to the first."""
    from integrity_edu.papers.printed import printed

    found = saving.paper(ws, paper_id)
    chosen = variant if variant < found.variants else 0
    classes = tuple(_used(ws).get(paper_id, ()))
    return Opened(found, chosen, printed(ws, paper_id, chosen), classes)


def variant_words(variant: int, variants: int) -> str:
    """A 卷; empty for a single paper."""
    name = variant_name(variant, variants)
    return tr("{name} 卷", name=name) if name else ""


def begin_like(ws: Workspace, paper_id: str, seed: int) -> Draft:
    """A draft on the blueprint of an earlier paper."""
    found = saving.paper(ws, paper_id)
    return Draft(Plan(saving.copy_blueprint(ws, paper_id), seed, found.variants))
