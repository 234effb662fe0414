"""How the others of a class answered, for a learner who may see it."""

from __future__ import annotations

import json

from msgspec import Struct

from integrity_edu.exams.analysis.said import said
from integrity_edu.exams.analysis.store import Answer, answers
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz import sittings
from integrity_edu.quiz.questions import Question, Short
from integrity_edu.quiz.results import shown_now
from integrity_edu.teaching import store as teaching_store
from integrity_edu.workspace import Workspace

FEWEST = 5
"""With fewer people the answers could be told apart by who sits where."""

MOST_ANSWERS = 4


class Others(Struct, frozen=True):
    """How many answered a question the first time, and the share of them that was right, 0 to 1.

    `answers` are the most frequent ones in words with their shares.
    """

    people: int
    right: float
    answers: tuple[tuple[str, float], ...]


def others(ws: Workspace, sitting_id: str) -> dict[int, Others]:
    """Position → how the class answered, in one of my attempts.

    Empty unless the paper shows it now; a question that fewer than five people answered is left
    out, and so is what was written in sentences.
    """
    require(ws, Action.SEE_OWN_PROGRESS)
    sitting = sittings.load(ws, sitting_id)
    task = teaching_store.assignment(ws.conn, sitting.assignment) if sitting.assignment else None
    if task is None or "others" not in shown_now(sitting, ws.now()):
        return {}
    first: dict[tuple[str, int], Answer] = {}
    for one in answers(ws.conn, task.class_id, task.id):
        if one.fraction is not None:
            first.setdefault((one.person, one.revision), one)
    by_revision: dict[int, list[Answer]] = {}
    for (_, revision), one in first.items():
        by_revision.setdefault(revision, []).append(one)
    return {
        item.position: _told(item.question, found)
        for item in sitting.items
        if len(found := by_revision.get(item.revision, [])) >= FEWEST
        and not isinstance(item.question, Short)
    }


def _told(question: Question, found: list[Answer]) -> Others:
    counts: dict[str, int] = {}
    for one in found:
        text = said(question, json.loads(one.response) if one.response else None)
        counts[text] = counts.get(text, 0) + 1
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_ANSWERS]
    return Others(
        people=len(found),
        right=sum(one.fraction == 1.0 for one in found) / len(found),
        answers=tuple((text, count / len(found)) for text, count in most if text),
    )
