"""What a learner sets about reviewing: how many a day, and when the exam is."""

from __future__ import annotations

import json
from datetime import date
from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct

from integrity_edu.ids import PersonId
from integrity_edu.people import store as people_store

if TYPE_CHECKING:
    from sqlite_utils import Database

FEWEST, MOST, USUAL = 5, 100, 20
_CAP, _EXAM = "review_cap", "review_exam"


class ReviewSettings(Struct, frozen=True):
    """`cap` is the most reviews a day, 5 to 100; `exam` the day to be ready for, or None."""

    cap: int = USUAL
    exam: date | None = None


def read_settings(conn: Connection, person: str) -> ReviewSettings:
    """The settings of a person; what is not stored, or makes no sense, is the default."""
    stored = people_store.settings(conn, PersonId(person))
    cap, exam = _value(stored.get(_CAP)), _value(stored.get(_EXAM))
    return ReviewSettings(
        cap=cap if isinstance(cap, int) and FEWEST <= cap <= MOST else USUAL, exam=_day(exam)
    )


def put_settings(db: Database, person: str, wanted: ReviewSettings) -> None:
    """Store the settings of a person. Raises ValueError for a cap outside 5 to 100."""
    if not FEWEST <= wanted.cap <= MOST:
        raise ValueError(f"a cap of {wanted.cap} is not between {FEWEST} and {MOST}")
    exam = wanted.exam.isoformat() if wanted.exam else None
    people_store.put_setting(db, PersonId(person), _CAP, json.dumps(wanted.cap))
    people_store.put_setting(db, PersonId(person), _EXAM, json.dumps(exam))


def _value(text: str | None) -> object:
    try:
        return json.loads(text or "null")
    except ValueError:
        return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
