"""Facts of training for the archive: the only archive module that courses and quiz may import.

A quiz result never becomes a record of conduct (law 1); what goes in here is that a course was
completed, an assessment passed, hours credited.
"""

from __future__ import annotations

from integrity_edu.archive import ledger, store
from integrity_edu.archive.entries import (
    BrokenArchiveError,
    PaperFact,
    Section,
    Training,
    TrainingKind,
)
from integrity_edu.workspace import Workspace

__all__ = ["PaperFact", "Training", "TrainingKind", "record_training"]


def record_training(ws: Workspace, training: Training) -> None:
    """Append a fact of training to the archive of whoever is acting, in the caller's change block.

    Does nothing for minors and others who have no archive. A damaged archive is left as it is
    (its page says so): nobody's lesson or paper may fail for it.
    """
    person = ws.actor.person
    if store.archive_row(ws.conn, person) is None:
        return
    try:
        ledger.append(ws, person, Section.EDUCATION, training, training.date)
    except BrokenArchiveError:
        return
