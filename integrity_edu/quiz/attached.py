"""Questions that hang on a lesson (its check) or on a case (a short practice)."""

from __future__ import annotations

from collections.abc import Sequence

from integrity_edu.ids import SittingId
from integrity_edu.quiz import sittings, store
from integrity_edu.quiz.questions import audience_mask
from integrity_edu.quiz.sitting import passes
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.workspace import Workspace


def open_check(
    ws: Workspace, lesson: str, title: str, questions: Sequence[str], audience: str
) -> SittingId:
    """Go on with the check of a lesson that was left open, or start it anew.

    Raises NotFoundError when none of the questions is in the bank.
    """
    for row in sittings.open_sittings(ws):
        if row.mode == "check" and row.lesson == lesson:
            return SittingId(row.id)
    request = PaperRequest(
        mode="check",
        title=title,
        audience=audience,
        seed=int(ws.now().timestamp()),
        questions=tuple(questions),
        lesson=lesson,
    )
    return sittings.start(ws, request)


def case_questions(
    ws: Workspace, case_id: str, measures: Sequence[int], audience: str
) -> tuple[str, ...]:
    """The questions written for a case and an audience: their ids begin with `case-ID-`."""
    pool = store.pool(ws.conn, measures, audience_mask((audience,)))
    found = {question for _, question, _, _ in pool if question.startswith(f"case-{case_id}-")}
    return tuple(sorted(found))


def practise_case(ws: Workspace, title: str, questions: Sequence[str], audience: str) -> SittingId:
    """Start a short practice of a case's questions."""
    request = PaperRequest(
        mode="practice",
        title=title,
        audience=audience,
        seed=int(ws.now().timestamp()),
        questions=tuple(questions),
    )
    return sittings.start(ws, request)


def needed_to_pass(asked: int) -> int:
    """How many of `asked` questions must be right for a check to be passed."""
    return next(right for right in range(asked + 1) if passes(right, asked))
