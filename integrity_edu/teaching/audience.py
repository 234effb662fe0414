"""For which audience whoever is acting learns."""

from __future__ import annotations

from integrity_edu.people import store
from integrity_edu.people.ages import is_adult
from integrity_edu.workspace import Workspace


def audience_of(ws: Workspace) -> str:
    """student, trainee or teacher by role; minor for anybody who is not yet an adult today."""
    actor = ws.actor
    if not is_adult(store.adult_from(ws.conn, actor.person), ws.today()):
        return "minor"
    return actor.role.value
