"""错题本: every question that ever went wrong, to be looked through from any side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz.questions import Question, decode
from integrity_edu.review import mastery, store
from integrity_edu.review.cards import catch_up
from integrity_edu.review.marks import Mark, effective
from integrity_edu.review.mastery import Level
from integrity_edu.review.notes import Note, notes
from integrity_edu.workspace import Workspace

CERTAIN = 3
"""The highest certainty."""

PAGE = 20


class Filter(Struct, frozen=True):
    """What to show; the defaults ask for nothing in particular, and all that is asked must hold.

    `mode`: went wrong in such a sitting; `due`: today or before; `certain`: went wrong at the
    highest certainty; `cause`: one of notes.CAUSES; `mastered`: whether its level is 掌握.
    `favourite` shows starred questions that never went wrong too.
    """

    measure: int = 0
    kind: str = ""
    mode: str = ""
    due: bool = False
    favourite: bool = False
    certain: bool = False
    cause: str = ""
    mastered: bool | None = None


EVERYTHING = Filter()


class WrongQuestion(Struct, frozen=True):
    """One question; `due` is None for a favourite that never went wrong."""

    question: Question
    measures: tuple[int, ...]
    wrong: int
    answered: int
    last_at: str
    due: date | None
    level: Level
    certain: bool
    note: Note


class Counts(Struct, frozen=True):
    """How many questions each filter alone would show."""

    total: int
    due: int
    favourite: int
    certain: int
    mastered: int
    measures: dict[int, int]
    kinds: dict[str, int]
    modes: dict[str, int]
    causes: dict[str, int]


class WrongBook(Struct, frozen=True):
    """One page, how many questions there are on all pages, and the counts of every filter."""

    rows: tuple[WrongQuestion, ...]
    found: int
    counts: Counts


class _Past(Struct, frozen=True):
    """What the marks of one question say."""

    wrong: int = 0
    answered: int = 0
    last_at: str = ""
    wrong_at: str = ""
    modes: frozenset[str] = frozenset()
    certain: bool = False
    level: Level = "new"


class _Entry(Struct, frozen=True):
    row: store.EntryRow
    measures: tuple[int, ...]
    due: bool
    past: _Past


def wrong_book(
    ws: Workspace, wanted: Filter = EVERYTHING, *, limit: int = PAGE, offset: int = 0
) -> WrongBook:
    """A page of my wrong-book, newest error first. Keys of an exam still open stay out of it."""
    require(ws, Action.SEE_OWN_PROGRESS)
    catch_up(ws)
    entries = _entries(ws)
    found = [entry for entry in entries if _matches(entry, wanted)]
    found.sort(key=lambda entry: entry.past.wrong_at, reverse=True)
    return WrongBook(
        rows=_rows(ws, found[offset : offset + limit]), found=len(found), counts=_counts(entries)
    )


def _entries(ws: Workspace) -> list[_Entry]:
    today = ws.today().isoformat()
    past, kept = _pasts(ws)
    return [
        _Entry(
            row=row,
            measures=tuple(sorted(int(one) for one in row.measures.split(",") if one)),
            due=row.due is not None and row.due <= today,
            past=past.get(row.question, _Past()),
        )
        for row in store.entries(ws.conn, ws.actor.person)
        if row.question not in kept
    ]


def _pasts(ws: Workspace) -> tuple[dict[str, _Past], set[str]]:
    """question → what its marks say; and the questions whose keys are still kept."""
    marks = store.marks_with_modes(ws.conn, ws.actor.person, ws.stamp())
    kept = {mark.question for mark in marks if mark.kept}
    mixed = mastery.mixed_sittings(ws, marks)
    marks.sort(key=attrgetter("question"))  # stable: of one question, still oldest first
    grouped = groupby(marks, key=attrgetter("question"))
    return {question: _past(group, mixed) for question, group in grouped}, kept


def _past(marks: Iterable[Mark], mixed: set[str]) -> _Past:
    counted = effective(marks)
    wrong = [mark for mark in counted if not mark.right]
    return _Past(
        wrong=len(wrong),
        answered=len(counted),
        last_at=counted[-1].at,
        wrong_at=wrong[-1].at if wrong else "",
        modes=frozenset(mark.mode for mark in wrong),
        certain=any(mark.certainty == CERTAIN for mark in wrong),
        level=mastery.answers_level(mastery.answers_of(counted, mixed)),
    )


def _matches(entry: _Entry, wanted: Filter) -> bool:
    row, past = entry.row, entry.past
    return all((
        row.due is not None or wanted.favourite,
        not wanted.measure or wanted.measure in entry.measures,
        not wanted.kind or wanted.kind == row.kind,
        not wanted.mode or wanted.mode in past.modes,
        not wanted.due or entry.due,
        not wanted.favourite or row.favourite,
        not wanted.certain or past.certain,
        not wanted.cause or wanted.cause == row.cause,
        wanted.mastered is None or wanted.mastered == (past.level == "mastered"),
    ))  # fmt: skip


def _counts(entries: list[_Entry]) -> Counts:
    wrong = [entry for entry in entries if entry.row.due is not None]
    return Counts(
        total=len(wrong),
        due=sum(entry.due for entry in wrong),
        favourite=sum(entry.row.favourite for entry in entries),
        certain=sum(entry.past.certain for entry in wrong),
        mastered=sum(entry.past.level == "mastered" for entry in wrong),
        measures=Counter(number for entry in wrong for number in entry.measures),
        kinds=Counter(entry.row.kind for entry in wrong),
        modes=Counter(mode for entry in wrong for mode in entry.past.modes),
        causes=Counter(entry.row.cause for entry in wrong if entry.row.cause),
    )


def _rows(ws: Workspace, page: list[_Entry]) -> tuple[WrongQuestion, ...]:
    questions = [entry.row.question for entry in page]
    bodies, mine = store.bodies(ws.conn, questions), notes(ws, questions)
    return tuple(
        WrongQuestion(
            question=decode(bodies[entry.row.question]),
            measures=entry.measures,
            wrong=entry.past.wrong,
            answered=entry.past.answered,
            last_at=entry.past.last_at,
            due=date.fromisoformat(entry.row.due) if entry.row.due else None,
            level=entry.past.level,
            certain=entry.past.certain,
            note=mine.get(entry.row.question, Note()),
        )
        for entry in page
    )
