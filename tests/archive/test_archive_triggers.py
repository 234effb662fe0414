"""The database itself refuses what the laws of the house forbid."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from integrity_edu.archive import store
from integrity_edu.archive.conduct_rules import EventDateError, refuse_before_18
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.ids import PersonId
from integrity_edu.workspace import Actor, Workspace

MakePerson = Callable[..., PersonId]
SignInAs = Callable[..., Actor]


@pytest.fixture
def archive(ws: Workspace, person: PersonId) -> PersonId:
    open_archive(ws, notice().version)
    return person


def put(ws: Workspace, person: PersonId, n: int, section: str, event_date: str | None) -> None:
    """Write a ledger row past every rule of the program."""
    with ws.change("archive") as db:
        row = replace(store.ledger(ws.conn, person)[0][0], n=n, section=section)
        store.add_entry(db, replace(row, event_date=event_date), b"key")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET section = 'access'",
        "UPDATE ledger SET sealed = x''",
        "DELETE FROM ledger",
        "DELETE FROM archive",
        "UPDATE person SET adult_from = '2000-01-01'",
    ],
)
def test_changing_or_deleting_what_is_archived_is_refused(
    ws: Workspace, archive: PersonId, statement: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        ws.conn.execute(statement)


def test_a_minors_archive_is_refused(ws: Workspace, make_person: MakePerson) -> None:
    minor = make_person(birth=date(2008, 11, 23))
    with pytest.raises(sqlite3.IntegrityError, match="18"), ws.change("archive") as db:
        store.add_archive(db, store.ArchiveRow(minor, ws.stamp(), "v", 0, b""))


@pytest.mark.parametrize("event_date", [None, "2023-03-14", "2020-01-01", ""])
def test_conduct_before_18_or_without_a_date_is_refused(
    ws: Workspace, archive: PersonId, event_date: str | None
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="before 18"):
        put(ws, archive, 2, "conduct", event_date)


def test_conduct_on_the_first_adult_day_is_taken(ws: Workspace, archive: PersonId) -> None:
    put(ws, archive, 2, "conduct", "2023-03-15")
    assert store.counts(ws.conn, archive)["conduct"] == 1


@pytest.mark.parametrize("n", [0, 1, 3, -1])
def test_a_gap_or_a_repeated_number_is_refused(ws: Workspace, archive: PersonId, n: int) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put(ws, archive, n, "access", None)


def test_an_unknown_section_is_refused(ws: Workspace, archive: PersonId) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put(ws, archive, 2, "score", None)


def test_no_foreign_key_runs_from_attempts_to_the_archive(ws: Workspace) -> None:
    for table in ("sitting", "sitting_item", "answer", "lesson_progress", "hours_credit"):
        targets = {row[2] for row in ws.conn.execute(f"PRAGMA foreign_key_list({table})")}
        assert not targets & {"archive", "ledger", "entry_key"}
    for table in ("archive", "ledger", "entry_key"):
        targets = {row[2] for row in ws.conn.execute(f"PRAGMA foreign_key_list({table})")}
        assert targets <= {"person", "archive", "ledger"}


def test_conduct_is_refused_up_to_the_18th_birthday() -> None:
    since = date(2026, 5, 3)
    refuse_before_18(since, date(2026, 5, 3))
    with pytest.raises(EventDateError):
        refuse_before_18(since, date(2026, 5, 2))
