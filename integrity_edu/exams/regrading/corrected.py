"""The questions of an attempt with the keys that hold now, for its learner."""

from __future__ import annotations

from integrity_edu.exams import store as exam_store
from integrity_edu.exams.regrading import store
from integrity_edu.quiz import sittings
from integrity_edu.quiz.questions import Question, decode
from integrity_edu.workspace import Workspace


def corrected(ws: Workspace, sitting_id: str) -> dict[int, Question]:
    """Position → the question with its new key, where a teacher has corrected one of mine.

    Also where nothing changed for me: the key I was asked by is wrong all the same.
    """
    items = sittings.load(ws, sitting_id).items
    new = exam_store.corrections(ws.conn, [item.revision for item in items])
    bodies = {item.position: store.body(ws.conn, new.get(item.revision, -1)) for item in items}
    return {position: decode(body) for position, body in bodies.items() if body is not None}
