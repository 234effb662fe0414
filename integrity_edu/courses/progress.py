"""What a reader did with a lesson: opened it, got this far, passed its check."""

from __future__ import annotations

from integrity_edu.courses import store
from integrity_edu.courses.store import Passed, Progress
from integrity_edu.storage import documents
from integrity_edu.workspace import Workspace


def open_lesson(ws: Workspace, lesson_id: str) -> Progress:
    """Note that the lesson is open and return where the reader left off."""
    with ws.change("courses") as db:
        store.note_opened(db, ws.actor.person, lesson_id, ws.stamp())
    return store.progress(ws.conn, ws.actor.person)[lesson_id]


def remember_place(ws: Workspace, lesson_id: str, scroll: float) -> None:
    """Remember the reading position, 0 (top) to 1 (bottom). Time spent is not kept."""
    with ws.change() as db:
        store.note_scroll(db, ws.actor.person, lesson_id, min(1.0, max(0.0, scroll)), ws.stamp())


def pass_lesson(ws: Workspace, lesson_id: str, sitting: str, *, excused: bool) -> bool:
    """Record that a check (or a pre-test: `excused`) was passed; True when it is news."""
    before = store.progress(ws.conn, ws.actor.person).get(lesson_id)
    with ws.change("courses") as db:
        revision = documents.digest(ws.conn, "lesson", lesson_id)
        passed = Passed(ws.stamp(), revision, sitting, excused)
        store.note_passed(db, ws.actor.person, lesson_id, passed)
    return before is None or before.passed_at is None


def my_progress(ws: Workspace) -> dict[str, Progress]:
    """lesson → where I stand."""
    return store.progress(ws.conn, ws.actor.person)
