"""The records of conduct of an archive, read from its chain."""

from __future__ import annotations

from typing import get_args

from integrity_edu.archive import ledger
from integrity_edu.archive.entries import Section
from integrity_edu.archive.ledger import Entry
from integrity_edu.archive.record_entries import RecordEntry
from integrity_edu.archive.record_flow import Happened, Record, fold, step
from integrity_edu.errors import NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.workspace import Workspace

_STEPS = get_args(RecordEntry)


def records_in(subject: PersonId, entries: list[Entry]) -> list[Record]:
    """The records among entries that were read already, oldest first."""
    happened = [
        Happened(entry.n, entry.author, entry.content)
        for entry in entries
        if isinstance(entry.content, _STEPS)
    ]
    return [*fold(subject, happened).values()]


def records_of(ws: Workspace, subject: PersonId) -> list[Record]:
    """The records of an archive, oldest first. Raises NotOpenedError, NotAllowedError."""
    return records_in(subject, ledger.entries(ws, subject))


def record_of(ws: Workspace, subject: PersonId, n: int) -> Record:
    """The record that entry `n` began. Raises as `records_of`, and NotFoundError."""
    found = next((one for one in records_of(ws, subject) if one.n == n), None)
    if found is None:
        raise NotFoundError("没有这条记录，或者内容已经到期销毁。", "刷新档案再看。")
    return found


def take_step(ws: Workspace, record: Record, entry: RecordEntry, section: Section) -> Record:
    """Append one step to a record, in the caller's change block; the record after it.

    Raises StepError when that step may not follow, and whatever the ledger raises.
    """
    happened = Happened(0, ws.actor.person, entry)
    step(record, happened)
    day = record.conduct.began if section is Section.CONDUCT else ws.today()
    n = ledger.append(ws, record.subject, section, entry, day)
    return step(record, Happened(n, ws.actor.person, entry))
