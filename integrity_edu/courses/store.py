"""SQL of courses: each person's progress, and the dates of campaigns that were set by hand."""

from __future__ import annotations

from sqlite3 import Connection
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from sqlite_utils import Database


class Progress(Struct, frozen=True):
    """Where one person stands with one lesson; times are ISO 8601, `scroll` from 0 to 1.

    `under_review` is the regrade after which its check is no longer passed; the pass stands.
    """

    lesson: str
    opened_at: str
    seen_at: str
    scroll: float
    passed_at: str | None
    excused: bool
    revision: str | None
    sitting: str | None = None
    under_review: str | None = None


_PROGRESS = (
    "lesson, opened_at, seen_at, scroll, passed_at, excused, revision, sitting, under_review"
)


def progress(conn: Connection, person: str) -> dict[str, Progress]:
    """lesson → where this person stands."""
    rows = conn.execute(f"SELECT {_PROGRESS} FROM lesson_progress WHERE person = ?", (person,))
    return {
        lesson: Progress(lesson, opened, seen, scroll, passed, bool(excused), *rest)
        for lesson, opened, seen, scroll, passed, excused, *rest in rows
    }


def note_opened(db: Database, person: str, lesson: str, at: str) -> None:
    """Remember that a lesson was opened; the first time stays."""
    db.execute(
        "INSERT INTO lesson_progress (person, lesson, opened_at, seen_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at",
        (person, lesson, at, at),
    )


def note_scroll(db: Database, person: str, lesson: str, scroll: float, at: str) -> None:
    """Remember how far down the page the reader is."""
    db.execute(
        "UPDATE lesson_progress SET scroll = ?, seen_at = ? WHERE person = ? AND lesson = ?",
        (scroll, at, person, lesson),
    )


class Passed(Struct, frozen=True):
    """How a lesson was passed: when, in which revision, by which sitting, by pre-test or not."""

    at: str
    revision: str
    sitting: str
    excused: bool


def note_passed(db: Database, person: str, lesson: str, passed: Passed) -> None:
    """Record a passed check; the first pass stays, a pass by reading replaces an excuse."""
    db.execute(
        "INSERT INTO lesson_progress "
        "(person, lesson, opened_at, seen_at, passed_at, excused, revision, sitting) "
        "VALUES (:person, :lesson, :at, :at, :at, :excused, :revision, :sitting) "
        "ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at, "
        "passed_at = coalesce(passed_at, excluded.passed_at), "
        "excused = CASE WHEN passed_at IS NULL THEN excluded.excused "
        "ELSE min(excused, excluded.excused) END, "
        "revision = excluded.revision, sitting = coalesce(sitting, excluded.sitting)",
        {
            "person": person,
            "lesson": lesson,
            "at": passed.at,
            "excused": int(passed.excused),
            "revision": passed.revision,
            "sitting": passed.sitting,
        },
    )


_DAY = "day:"
"""Names in table meta: the date of a campaign, for everybody on this computer."""


def day_dates(conn: Connection) -> dict[str, str]:
    """campaign → the month or day that was set for it."""
    rows = conn.execute("SELECT name, value FROM meta WHERE name GLOB ?", (f"{_DAY}*",))
    return {name.removeprefix(_DAY): value for name, value in rows}


def set_day_date(db: Database, day: str, value: str) -> None:
    """Set the month or day of a campaign; an empty value forgets it."""
    db.execute("DELETE FROM meta WHERE name = ?", (f"{_DAY}{day}",))
    if value:
        db.execute("INSERT INTO meta VALUES (?, ?)", (f"{_DAY}{day}", value))
