"""Whether an attempt is passed: the one function behind every verdict shown or entered."""

from __future__ import annotations

from sqlite3 import Connection

from integrity_edu.quiz import store
from integrity_edu.quiz.modes import MODES
from integrity_edu.quiz.sitting import passes
from integrity_edu.quiz.sittings import terms_of
from integrity_edu.quiz.store import SittingRow


def passed(conn: Connection, row: SittingRow) -> bool | None:
    """True or False for a handed-in test; None where there is nothing to pass, or not yet.

    Besides the share of points that was promised, every question of the must-pass core has to
    be right.
    """
    if not MODES[row.mode].passes or row.state != "submitted" or row.pending:
        return None
    enough = passes(row.earned or 0.0, row.possible or 0.0, terms_of(row).pass_share)
    return enough and not store.core_missed(conn, row.id)
