"""Where a learner stands with an assignment: the one rule behind every state shown (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from integrity_edu.courses.library import status_of
from integrity_edu.courses.store import Progress
from integrity_edu.teaching.store import Paper


class Standing(Struct, frozen=True):
    """`state` is new, under_way or done; `done` of `total` lessons, or of one paper.

    `last_at` is ISO 8601; `excused` says that every lesson was passed by pre-test.
    """

    state: str
    done: int
    total: int
    last_at: str | None
    excused: bool = False


def state_of(
    lessons: Sequence[str] | None, progress: Mapping[str, Progress], papers: Sequence[Paper]
) -> Standing:
    """Where somebody stands with an assignment of `lessons`, or of one paper (None).

    `progress` is that person's, `papers` are that person's sittings for this assignment. What was
    passed before it was assigned counts: nobody learns a thing twice.
    """
    if lessons is None:
        handed_in = int(any(paper.state == "submitted" for paper in papers))
        last = max((paper.submitted_at or paper.started_at for paper in papers), default=None)
        return Standing(_state(handed_in, 1, begun=bool(papers)), handed_in, 1, last)
    mine = [progress[lesson] for lesson in lessons if lesson in progress]
    status = [status_of(one) for one in mine]
    done = sum(one in ("passed", "excused") for one in status)
    state = _state(done, len(lessons), begun=bool(mine))
    last = max((one.seen_at for one in mine), default=None)
    excused = state == "done" and set(status) == {"excused"}
    return Standing(state, done, len(lessons), last, excused=excused)


def _state(done: int, total: int, *, begun: bool) -> str:
    """A course that the content no longer has (total 0) can neither be begun nor done."""
    if total and done == total:
        return "done"
    return "under_way" if begun else "new"
