"""The chain: whatever is done to a stored entry is noticed and names that entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from integrity_edu.archive import ledger, store
from integrity_edu.archive.entries import Basic, BrokenArchiveError, Destroyed, Look, Section
from integrity_edu.archive.ledger import EntryState, NotOpenedError
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.ids import PersonId
from integrity_edu.people.keys import data_key
from integrity_edu.storage import database
from integrity_edu.workspace import Actor, Workspace

ENTRIES = 4
COLUMNS = ("person", "section", "event_date", "recorded_at", "author", "sealed", "prev", "digest")
TRIGGERS = ("ledger_is_never_changed", "ledger_is_never_deleted", "ledger_has_no_gaps")
reuse = settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def archive(ws: Workspace, person: PersonId) -> PersonId:
    """An archive of four entries: basic data and three looks."""
    open_archive(ws, notice().version)
    for n in range(2, ENTRIES + 1):
        look = Look("老师", f"核对第 {n} 次", (Section.BASIC,))
        ledger.append(ws, person, Section.ACCESS, look, date(2026, 11, n))
    ws.conn.execute("PRAGMA foreign_keys=OFF")
    return person


@contextmanager
def tampering(ws: Workspace) -> Iterator[sqlite3.Connection]:
    """Everything that guards the tables is off, and all is undone afterwards."""
    ws.conn.execute("PRAGMA ignore_check_constraints=ON")
    ws.conn.execute("BEGIN")
    for trigger in TRIGGERS:
        ws.conn.execute(f"DROP TRIGGER {trigger}")
    try:
        yield ws.conn
    finally:
        ws.conn.execute("ROLLBACK")


def flip(conn: sqlite3.Connection, column: str, n: int, at: int, by: int) -> None:
    """Flip bits of one byte of a text or blob column of entry `n`; an empty one is filled."""
    data, kind = conn.execute(
        f"SELECT CAST({column} AS BLOB), typeof({column}) FROM ledger WHERE n = ?", (n,)
    ).fetchone()
    if data is None:
        data, kind = b"2026-11-01", "text"
    at %= len(data)
    changed = data[:at] + bytes([data[at] ^ by]) + data[at + 1 :]
    conn.execute(f"UPDATE ledger SET {column} = CAST(? AS {kind}) WHERE n = ?", (changed, n))


def broken_at(ws: Workspace, person: PersonId) -> int | None:
    found = ledger.first_broken(ws, person)
    return found.n if found else None


def test_an_untouched_archive_is_whole(ws: Workspace, archive: PersonId) -> None:
    assert ledger.first_broken(ws, archive) is None
    assert [entry.n for entry in ledger.entries(ws, archive)] == [1, 2, 3, 4]
    assert len(ledger.entries(ws, archive, Section.ACCESS)) == 3


@reuse
@given(st.sampled_from(COLUMNS), st.integers(1, ENTRIES), st.integers(0, 500), st.integers(1, 255))
def test_a_flipped_byte_names_its_entry(
    ws: Workspace, archive: PersonId, column: str, n: int, at: int, by: int
) -> None:
    with tampering(ws) as conn:
        flip(conn, column, n, at, by)
        assert broken_at(ws, archive) == n


@reuse
@given(st.integers(1, ENTRIES), st.integers(0, 62))
def test_a_flipped_bit_of_the_number_names_the_entry_that_is_gone(
    ws: Workspace, archive: PersonId, n: int, bit: int
) -> None:
    other = n ^ (1 << bit)
    assume(not 1 <= other <= ENTRIES)
    with tampering(ws) as conn:
        conn.execute("UPDATE ledger SET n = ? WHERE n = ?", (other, n))
        assert broken_at(ws, archive) == n


@reuse
@given(st.integers(1, ENTRIES), st.integers(0, 500), st.integers(1, 255))
def test_a_flipped_byte_of_an_entry_key_names_its_entry(
    ws: Workspace, archive: PersonId, n: int, at: int, by: int
) -> None:
    with tampering(ws) as conn:
        key = conn.execute("SELECT wrapped FROM entry_key WHERE n = ?", (n,)).fetchone()[0]
        at %= len(key)
        changed = key[:at] + bytes([key[at] ^ by]) + key[at + 1 :]
        conn.execute("UPDATE entry_key SET wrapped = ? WHERE n = ?", (changed, n))
        assert broken_at(ws, archive) == n


@pytest.mark.parametrize("column", ["opened_at", "notice", "length", "head"])
def test_a_changed_opening_is_noticed(ws: Workspace, archive: PersonId, column: str) -> None:
    value = {"length": "length + 1", "head": "zeroblob(32)"}.get(column, "'2020-01-01'")
    with tampering(ws) as conn:
        conn.execute(f"UPDATE archive SET {column} = {value}")
        assert broken_at(ws, archive) is not None


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
def test_cutting_off_the_tail_names_the_first_missing_entry(
    ws: Workspace, archive: PersonId, kept: int
) -> None:
    with tampering(ws) as conn:
        conn.execute("DELETE FROM ledger WHERE n > ?", (kept,))
        assert broken_at(ws, archive) == kept + 1


def test_cutting_off_the_tail_and_its_count_is_noticed(ws: Workspace, archive: PersonId) -> None:
    with tampering(ws) as conn:
        conn.execute("DELETE FROM ledger WHERE n > 2")
        conn.execute("UPDATE archive SET length = 2")
        assert broken_at(ws, archive) == 2


def test_nothing_is_appended_after_a_cut_tail(ws: Workspace, archive: PersonId) -> None:
    with tampering(ws) as conn:
        conn.execute("DELETE FROM ledger WHERE n > 2")
        with pytest.raises(BrokenArchiveError):
            ledger.append(ws, archive, Section.ACCESS, Look("我", "本人查看", ()))


@pytest.mark.parametrize(("a", "b"), [(1, 2), (2, 3), (2, 4), (3, 4)])
def test_reordering_names_the_first_entry_moved(
    ws: Workspace, archive: PersonId, a: int, b: int
) -> None:
    with tampering(ws) as conn:
        conn.execute("UPDATE ledger SET n = -1 WHERE n = ?", (a,))
        conn.execute("UPDATE ledger SET n = ? WHERE n = ?", (a, b))
        conn.execute("UPDATE ledger SET n = ? WHERE n = -1", (b,))
        assert broken_at(ws, archive) == a


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_a_removed_entry_is_named(ws: Workspace, archive: PersonId, n: int) -> None:
    with tampering(ws) as conn:
        conn.execute("DELETE FROM ledger WHERE n = ?", (n,))
        assert broken_at(ws, archive) == n


@pytest.mark.parametrize("column", ["section", "event_date", "recorded_at", "author"])
def test_repairing_every_digest_after_a_change_does_not_hide_it(
    ws: Workspace, archive: PersonId, column: str
) -> None:
    with tampering(ws) as conn:
        conn.execute(f"UPDATE ledger SET {column} = '2020-02-02' WHERE n = 3")
        last = ledger.BEGINNING
        for row, _ in store.ledger(conn, archive):
            mended = replace(row, prev=last)
            last = ledger._digest(mended)
            conn.execute(
                "UPDATE ledger SET prev = ?, digest = ? WHERE n = ?", (mended.prev, last, row.n)
            )
        assert broken_at(ws, archive) == 3


def test_a_damaged_entry_leaves_the_others_readable(ws: Workspace, archive: PersonId) -> None:
    with tampering(ws) as conn:
        conn.execute("UPDATE ledger SET recorded_at = CAST(x'ff' AS TEXT) WHERE n = 2")
        found = ledger.entries(ws, archive)
    assert [entry.state for entry in found] == [
        EntryState.WHOLE,
        EntryState.BROKEN,
        EntryState.WHOLE,
        EntryState.WHOLE,
    ]
    assert found[1].content is None


def test_destroyed_content_is_gone_and_the_chain_still_verifies(
    ws: Workspace, archive: PersonId
) -> None:
    assert ledger.destroy_contents(ws, archive, [2], "保存期满") == 5
    second, fifth = ledger.entries(ws, archive)[1], ledger.entries(ws, archive)[4]
    assert (second.state, second.content) == (EntryState.DESTROYED, None)
    assert fifth.content == Destroyed(2, "保存期满")
    assert (fifth.section, fifth.event_date) == (second.section, second.event_date)
    assert ledger.first_broken(ws, archive) is None


@pytest.mark.parametrize("column", COLUMNS)
def test_a_flipped_byte_of_a_destroyed_entry_still_names_it(
    ws: Workspace, archive: PersonId, column: str
) -> None:
    ledger.destroy_contents(ws, archive, [2], "保存期满")
    with tampering(ws) as conn:
        flip(conn, column, 2, 0, 1)
        assert broken_at(ws, archive) == 2


def test_a_destroyed_key_is_nowhere_in_the_file(
    ws: Workspace, archive: PersonId, tmp_path: Path
) -> None:
    ws.conn.execute("PRAGMA secure_delete=OFF")  # some builds of SQLite have it on
    key = ws.conn.execute("SELECT wrapped FROM entry_key WHERE n = 2").fetchone()[0]
    assert any(key in path.read_bytes() for path in (tmp_path / "data").glob("*.sqlite*"))
    ledger.destroy_contents(ws, archive, [2], "保存期满")
    assert not any(key in path.read_bytes() for path in (tmp_path / "data").glob("*.sqlite*"))


def test_a_key_removed_without_a_word_is_named(ws: Workspace, archive: PersonId) -> None:
    with tampering(ws) as conn:
        conn.execute("DELETE FROM entry_key WHERE n = 3")
        assert broken_at(ws, archive) == 3


def test_content_is_destroyed_once_and_its_note_never(ws: Workspace, archive: PersonId) -> None:
    ledger.destroy_contents(ws, archive, [2], "保存期满")
    for n in (2, 99):
        with pytest.raises(NotFoundError):
            ledger.destroy_contents(ws, archive, [n], "再来一次")
    with pytest.raises(NotAllowedError):
        ledger.destroy_contents(ws, archive, [5], "再来一次")


def test_another_account_reads_and_appends_nothing(
    ws: Workspace,
    archive: PersonId,
    make_person: Callable[..., PersonId],
    sign_in_as: Callable[..., Actor],
) -> None:
    sign_in_as(make_person())
    with pytest.raises(NotAllowedError):
        ledger.entries(ws, archive)
    with pytest.raises(NotAllowedError):
        ledger.append(ws, archive, Section.ACCESS, Look("我", "随便看看", ()))
    with pytest.raises(NotAllowedError):
        ledger.destroy_contents(ws, archive, [1], "没有理由")


def test_without_an_archive_there_is_nothing_to_read_or_append(
    ws: Workspace, person: PersonId
) -> None:
    with pytest.raises(NotOpenedError):
        ledger.entries(ws, person)
    with pytest.raises(NotOpenedError):
        ledger.append(ws, person, Section.ACCESS, Look("我", "本人查看", ()))


def test_entries_of_two_windows_follow_one_another(
    ws: Workspace, archive: PersonId, tmp_path: Path
) -> None:
    conn = database.open_database(tmp_path / "data" / "integrity-edu.sqlite")
    second = Workspace(conn, ws.clock)
    second.act_as(ws.actor)
    for window in (ws, second, ws, second):
        ledger.append(window, archive, Section.ACCESS, Look("我", "本人查看", ()))
    database.close(conn)
    assert len(ledger.entries(ws, archive)) == ENTRIES + 4
    assert ledger.first_broken(ws, archive) is None


def test_an_archive_from_before_archives_had_keys_of_their_own_still_opens(
    ws: Workspace, person: PersonId
) -> None:
    row = store.ArchiveRow(person, ws.stamp(), "2026-11", 0, b"")
    end = ledger._end(data_key(ws), row, 0, ledger.BEGINNING)
    store.add_archive(ws.db, replace(row, head=end))
    ledger.append(ws, person, Section.BASIC, Basic("林晓雨", "小林"))
    assert [entry.content for entry in ledger.entries(ws, person)] == [Basic("林晓雨", "小林")]
    assert ledger.first_broken(ws, person) is None
