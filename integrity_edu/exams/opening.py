"""Where a student goes who opens something he was set."""

from __future__ import annotations

from integrity_edu.exams.setting import offer, start_set_paper
from integrity_edu.exams.tasks import CannotStartError
from integrity_edu.quiz.sittings import past_sittings
from integrity_edu.teaching.agenda import assignments_of, open_assigned
from integrity_edu.workspace import Workspace


def open_task(ws: Workspace, assignment_id: str) -> tuple[str, str]:
    """("sitting", id), ("result", id) or ("lesson", id); a paper that may be sat again is begun.

    Raises CannotStartError for a paper not open yet, NotFoundError for what was taken back.
    """
    one = next((one for one in assignments_of(ws) if one.id == assignment_id), None)
    if one is None or one.kind != "paper":
        return open_assigned(ws, assignment_id)
    offered = offer(ws, assignment_id)
    if offered.cannot is None or offered.going_on is not None:
        return "sitting", start_set_paper(ws, assignment_id)
    done = [row for row in past_sittings(ws) if row.assignment == assignment_id]
    if not done:
        raise offered.cannot or CannotStartError("这份卷子现在不能做。", "问问老师什么时候开始。")
    return "result", done[0].id
