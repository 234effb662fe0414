"""Item analysis of a class's paper, and of every question on the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from integrity_edu.exams.analysis import statistics, store
from integrity_edu.exams.analysis.said import never_chosen, said
from integrity_edu.exams.analysis.statistics import Row, Sums, Totals
from integrity_edu.exams.analysis.store import Answer, Group
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz.questions import Question, Short, decode, kind_of
from integrity_edu.teaching.assignments import own_assignment
from integrity_edu.workspace import Workspace

MOST_RESPONSES = 12
"""As many lines as a table of typed answers shows; the rarer ones are left out."""


class ItemAnalysis(Struct, frozen=True):
    """How one question measures; `flags` are those of statistics.flags.

    `suspect` is the wrong response that the top third prefers, `unused` are options nobody took.
    `grey` says that there are too few answers to trust any of it.
    """

    revision: int
    question: str
    stem: str
    kind: str
    people: int
    facility: float | None
    discrimination: float | None
    responses: tuple[statistics.Response, ...]
    unused: tuple[str, ...]
    suspect: str
    flags: tuple[str, ...]
    grey: bool


class PaperAnalysis(Struct, frozen=True):
    """The questions of a paper, the worst first, and how the paper came out as a whole."""

    people: int
    totals: Totals | None
    reliability: float | None
    items: tuple[ItemAnalysis, ...]
    grey: bool


class _Found(Struct, frozen=True):
    """What was added up over one question; `rows` hold responses as JSON."""

    revision: int
    sums: Sums
    rows: tuple[Row, ...]


def analyse(ws: Workspace, assignment_id: str) -> PaperAnalysis:
    """The paper of one of my assignments, from the first attempt each member handed in.

    Thirds are those of the people who had the question, by the rest of their paper.
    """
    task = own_assignment(ws, assignment_id, Action.SEE_CLASS)
    attempts = _first_attempts(store.answers(ws.conn, task.class_id, task.id))
    by_revision: dict[int, list[Answer]] = {}
    for one in (answer for attempt in attempts for answer in attempt):
        by_revision.setdefault(one.revision, []).append(one)
    found = [_of_answers(revision, rows) for revision, rows in by_revision.items()]
    marked = [one for one in attempts if all(answer.fraction is not None for answer in one)]
    shares = [share for share in map(_share, marked) if share is not None]
    return PaperAnalysis(
        people=len(attempts),
        totals=statistics.totals(shares),
        reliability=statistics.reliability(_sets(marked)),
        items=_worst_first(_item(ws, one) for one in found),
        grey=len(attempts) < statistics.SMALL,
    )


def analyse_bank(ws: Workspace) -> PaperAnalysis:
    """Every question on the file, from everybody's first attempt at it.

    Thirds are by the rest of each paper, cut where the thirds of all papers lie. Papers differ,
    so there is no reliability.
    """
    require(ws, Action.EDIT_QUESTIONS)
    shares = store.shares(ws.conn)
    low, high = statistics.cut_points(shares) or (-1.0, 2.0)
    by_revision = groupby(store.groups(ws.conn, low, high), key=attrgetter("revision"))
    found = [_of_groups(revision, list(rows)) for revision, rows in by_revision]
    return PaperAnalysis(
        people=len(shares),
        totals=statistics.totals(shares),
        reliability=None,
        items=_worst_first(_item(ws, one) for one in found),
        grey=len(shares) < statistics.SMALL,
    )


def _first_attempts(answers: Iterable[Answer]) -> list[list[Answer]]:
    """The first attempt of each person, oldest first, marked or not."""
    first: dict[str, str] = {}
    attempts: dict[str, list[Answer]] = {}
    for answer in answers:
        if first.setdefault(answer.person, answer.sitting) == answer.sitting:
            attempts.setdefault(answer.person, []).append(answer)
    return list(attempts.values())


def _share(attempt: Sequence[Answer]) -> float | None:
    possible = sum(answer.possible for answer in attempt)
    return sum(answer.earned or 0.0 for answer in attempt) / possible if possible else None


def _sets(attempts: Sequence[Sequence[Answer]]) -> list[statistics.SetSums]:
    """Points by question of those who had the same questions; dropped ones are not counted."""
    sets: dict[tuple[int, ...], list[list[float]]] = {}
    for attempt in attempts:
        counted = sorted(
            (answer for answer in attempt if answer.possible), key=lambda one: one.revision
        )
        if counted:
            key = tuple(answer.revision for answer in counted)
            sets.setdefault(key, []).append([answer.earned or 0.0 for answer in counted])
    return [statistics.set_sums(earned) for earned in sets.values()]


def _of_answers(revision: int, answers: Sequence[Answer]) -> _Found:
    marked = [(one, one.fraction) for one in answers if one.fraction is not None]
    rests = [one.rest for one, _ in marked if one.rest is not None]
    low, high = statistics.cut_points(rests) or (-1.0, 2.0)
    rows: dict[str, Row] = {}
    for one, fraction in marked:
        text, rest = one.response or "null", one.rest
        top = int(rest is not None and rest >= high)
        bottom = int(rest is not None and rest <= low)
        new = Row(text, 1, top, bottom, fraction == 1.0)
        rows[text] = _joined(rows[text], new) if text in rows else new
    sums = statistics.sums_of((fraction, one.rest) for one, fraction in marked)
    return _Found(revision, sums, tuple(rows.values()))


def _of_groups(revision: int, groups: Sequence[Group]) -> _Found:
    sums = Sums()
    for g in groups:
        sums += Sums(g.count, g.x, g.count, g.x, g.xx, g.y, g.yy, g.xy)
    rows = (Row(g.response or "null", g.count, g.top, g.bottom, bool(g.right)) for g in groups)
    return _Found(revision, sums, tuple(rows))


def _item(ws: Workspace, found: _Found) -> ItemAnalysis:
    question = decode(store.body(ws.conn, found.revision))
    given = [json.loads(row.response) for row in found.rows]
    rows = _in_words(question, found.rows, given)
    unused = never_chosen(question, given) if given else ()
    doubt = statistics.suspect(rows)
    facility = statistics.facility(found.sums)
    discrimination = statistics.item_rest_correlation(found.sums)
    return ItemAnalysis(
        revision=found.revision,
        question=question.id,
        stem=question.stem,
        kind=kind_of(question),
        people=found.sums.n,
        facility=facility,
        discrimination=discrimination,
        responses=statistics.table(rows)[:MOST_RESPONSES],
        unused=unused,
        suspect=doubt.response if doubt else "",
        flags=statistics.flags(
            facility, discrimination, check_key=doubt is not None, unused=bool(unused)
        ),
        grey=found.sums.n < statistics.SMALL,
    )


def _in_words(question: Question, rows: Sequence[Row], given: Sequence[object]) -> list[Row]:
    """The rows with responses as people read them; equal ones fall together.

    What somebody wrote in sentences is nobody else's and gets no rows.
    """
    if isinstance(question, Short):
        return []
    joined: dict[str, Row] = {}
    for row, response in zip(rows, given, strict=True):
        text = said(question, response)
        new = Row(text, row.count, row.top, row.bottom, row.right)
        joined[text] = _joined(joined[text], new) if text in joined else new
    return list(joined.values())


def _joined(one: Row, other: Row) -> Row:
    return Row(
        one.response,
        one.count + other.count,
        one.top + other.top,
        one.bottom + other.bottom,
        one.right and other.right,
    )


def _worst_first(items: Iterable[ItemAnalysis]) -> tuple[ItemAnalysis, ...]:
    return tuple(
        sorted(
            items,
            key=lambda one: (*statistics.badness(one.flags, one.discrimination), one.revision),
        )
    )
