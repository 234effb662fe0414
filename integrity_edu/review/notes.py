"""What a learner keeps with a question: a star, why it went wrong, words of his own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from integrity_edu.people.keys import data_key
from integrity_edu.people.permissions import Action, require
from integrity_edu.people.sealing import seal, unseal
from integrity_edu.review import store
from integrity_edu.review.store import NoteRow
from integrity_edu.workspace import Workspace

CAUSES = ("confused", "misread", "unknown", "slip", "other")
"""记混了、没读清、不知道、手误、其他。"""


class Note(Struct, frozen=True):
    """`cause` is one of `CAUSES` or empty; `text` is readable by its owner only."""

    favourite: bool = False
    cause: str = ""
    text: str = ""


def note(ws: Workspace, question: str) -> Note:
    """My note at a question; an empty one where there is none."""
    return notes(ws, [question]).get(question, Note())


def notes(ws: Workspace, questions: Sequence[str]) -> dict[str, Note]:
    """question → my note, for those of the questions that have one."""
    require(ws, Action.SEE_OWN_PROGRESS)
    rows = store.notes(ws.conn, ws.actor.person, questions)
    key = data_key(ws) if any(row.note for row in rows.values()) else b""
    return {question: _opened(ws, key, row) for question, row in rows.items()}


def set_note(ws: Workspace, question: str, wanted: Note) -> Note:
    """Replace my note at a question and return the one before; setting that again undoes it.

    The text is sealed with my data key; an empty note leaves no row. Raises ValueError for a
    cause not in `CAUSES`.
    """
    require(ws, Action.TAKE_QUIZ)
    if wanted.cause and wanted.cause not in CAUSES:
        raise ValueError(f"{wanted.cause!r} is no cause")
    before, person = note(ws, question), ws.actor.person
    sealed = None
    if wanted.text:
        sealed = seal(data_key(ws), wanted.text.encode(), _purpose(person, question))
    with ws.change("review") as db:
        if wanted == Note():
            store.remove_note(db, person, question)
        else:
            row = NoteRow(question, int(wanted.favourite), wanted.cause, sealed)
            store.put_note(db, person, row, ws.stamp())
    return before


def _opened(ws: Workspace, key: bytes, row: NoteRow) -> Note:
    text = ""
    if row.note:
        text = unseal(key, row.note, _purpose(ws.actor.person, row.question)).decode()
    return Note(bool(row.favourite), row.cause, text)


def _purpose(person: str, question: str) -> str:
    """What a sealed note is bound to: nobody else's, and no other question's."""
    return f"question-note:{person}:{question}"
