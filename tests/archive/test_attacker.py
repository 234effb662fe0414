"""Somebody with the data file, SQL and an account of his own: what he reads and what goes unnoticed.

Every table of archive and office is edited here, rows are swapped, replayed, cut off and an old
copy is put back; each is refused, or noticed and named. What is not is said in SECURITY.md.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from integrity_edu.archive import objections, store
from integrity_edu.archive.checking import office_faults
from integrity_edu.archive.conduct import record, tell
from integrity_edu.archive.entries import BrokenArchiveError
from integrity_edu.archive.extracts import check_extract, my_extract, pin_issuer
from integrity_edu.archive.grants import grant
from integrity_edu.archive.keys import archive_key
from integrity_edu.archive.ledger import append, first_broken
from integrity_edu.archive.reading import my_archive
from integrity_edu.archive.records import records_of
from integrity_edu.errors import EduError, NotAllowedError
from integrity_edu.ids import PersonId
from integrity_edu.office import agenda, directory
from integrity_edu.office import store as office_store
from integrity_edu.office.keys import office_secret
from integrity_edu.people.accounts import my_profile
from integrity_edu.people.sealing import SealError, open_with, unseal
from integrity_edu.storage import database
from integrity_edu.workspace import Role, Workspace
from tests.archive.record_facts import conduct
from tests.archive.test_due_process import NEEDED
from tests.archive.test_extracts import WANTED
from tests.conftest import MakePerson, SignInAs, Staff

GUARDS = (
    "ledger_is_never_changed", "ledger_is_never_deleted", "ledger_has_no_gaps",
    "archive_is_for_adults", "archive_is_never_deleted", "conduct_is_of_adults",
    "adult_from_stays", "office_log_is_never_changed", "office_log_is_never_deleted",
    "office_log_has_no_gaps",
)  # fmt: skip


@dataclass(frozen=True)
class House:
    """A file with one kept archive that has a told record, an objection and a grant."""

    ws: Workspace
    victim: PersonId
    staff: Staff
    enter: SignInAs


@pytest.fixture
def house(ws: Workspace, student: PersonId, staff: Staff, sign_in_as: SignInAs) -> House:
    n = record(ws, student, conduct(), NEEDED)
    tell(ws, student, n, "in_person", ws.today())
    sign_in_as(student)
    objections.object_to(ws, n, "not_me", "那天考试我请假了。")
    grant(ws, WANTED)
    sign_in_as(staff.decider)
    directory.listing(ws)  # takes in what was handed in
    return House(ws, student, staff, sign_in_as)


@pytest.fixture
def sql(house: House) -> sqlite3.Connection:
    """The file with every guard off."""
    conn = house.ws.conn
    conn.execute("PRAGMA foreign_keys=OFF")
    conn.execute("PRAGMA ignore_check_constraints=ON")
    for guard in GUARDS:
        conn.execute(f"DROP TRIGGER {guard}")
    return conn


def noticed(house: House) -> list[str]:
    """What victim and office are told when they look."""
    ws, found = house.ws, []
    looks: tuple[tuple[PersonId, Callable[[], object]], ...] = (
        (house.victim, lambda: my_archive(ws).broken),
        (house.victim, lambda: my_profile(ws) and None),
        (house.staff.custodian, lambda: "; ".join(office_faults(ws))),
        (house.staff.custodian, lambda: directory.listing(ws) and None),
        (house.staff.custodian, lambda: first_broken(ws, house.victim)),
        (house.staff.reviewer, lambda: office_secret(ws) and None),
    )
    for who, look in looks:
        try:
            house.enter(who)
            said = look()
        except EduError as error:
            said = error
        if said:
            found.append(str(said))
    return found


# ---- reading -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
def test_an_account_of_ones_own_opens_nothing_of_anothers(
    house: House, make_person: MakePerson, role: Role
) -> None:
    ws, thief = house.ws, make_person(role=role)
    actor = house.enter(thief)
    looks: tuple[Callable[[], object], ...] = (
        lambda: archive_key(ws, house.victim),
        lambda: records_of(ws, house.victim),
        lambda: office_secret(ws),
        lambda: directory.listing(ws),
        lambda: agenda.due_by(ws),
    )
    for look in looks:
        with pytest.raises(NotAllowedError):
            look()
    sealed = ws.conn.execute(
        "SELECT wrapped FROM archive_key UNION ALL SELECT wrapped FROM office_key"
        " UNION ALL SELECT wrapped FROM person_key WHERE person <> ? UNION ALL"
        " SELECT sealed FROM directory UNION ALL SELECT sealed FROM agenda",
        (thief,),
    )
    for (blob,) in sealed.fetchall():
        with pytest.raises(SealError):
            open_with(actor.secret, blob, "")
        with pytest.raises(SealError):
            unseal(actor.secret, blob, "")


def test_a_duty_written_into_the_table_opens_nothing(
    house: House, sql: sqlite3.Connection, make_person: MakePerson
) -> None:
    thief = make_person(role=Role.TEACHER)
    sql.execute("INSERT INTO duty VALUES (?, 'custodian', ?, '2026', NULL)", (thief, thief))
    house.enter(thief)
    for look in (
        lambda: office_secret(house.ws),
        lambda: records_of(house.ws, house.victim),
        lambda: directory.listing(house.ws),
    ):
        with pytest.raises(NotAllowedError):
            look()
    assert any("职责表" in said for said in noticed(house))


def test_a_key_wrapped_for_the_thief_by_copying_does_not_open(
    house: House, sql: sqlite3.Connection, make_person: MakePerson
) -> None:
    thief = make_person()
    for table in ("archive_key", "person_key"):
        sql.execute(
            f"INSERT INTO {table} SELECT person, ?, wrapped, given_at FROM {table}"
            " WHERE person = ?",
            (thief, house.victim),
        )
    house.enter(thief)
    with pytest.raises(SealError):
        archive_key(house.ws, house.victim)


def test_no_word_of_an_archive_stands_in_the_file_or_beside_it(
    house: House, tmp_path: Path
) -> None:
    data = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    for word in ("林晓雨", "20230001", "夹带", "请假", "某单位", "教字", "exam_fraud", "not_me"):
        assert word.encode() not in data


# ---- writing: every column of every table ------------------------------------------------------

EDITED = {
    "archive": ("opened_at", "notice", "length", "head"),
    "ledger": (
        "person", "n", "section", "event_date", "recorded_at", "author", "sealed", "prev",
        "digest",
    ),
    "entry_key": ("wrapped",),
    "archive_key": ("wrapped",),
    "office": ("name", "box_key", "turn", "terms", "log_length", "log_head"),
    "office_key": ("wrapped",),
    "office_log": ("n", "turn", "at", "author", "sealed", "prev", "digest"),
    "duty": ("person", "duty", "ended_at"),
    "school_key": ("fingerprint", "public", "retired_at"),
    "directory": ("person", "sealed", "wrapped", "number_hash", "turn"),
    "agenda": ("id", "due", "sealed"),
}  # fmt: skip
"""What an edit is noticed of; the columns left out say when something was done and nothing more."""


@pytest.mark.parametrize(
    ("table", "column"), [(table, name) for table, names in EDITED.items() for name in names]
)
def test_an_edit_is_noticed(house: House, sql: sqlite3.Connection, table: str, column: str) -> None:
    assert noticed(house) == []
    row, value = sql.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid DESC").fetchone()
    sql.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (_other(value), row))
    assert noticed(house)


def _other(value: object) -> object:
    """Something else of the same type."""
    if value is None:
        return "2026-11-23T09:00:00+08:00"
    if isinstance(value, int):
        return value + 7
    if isinstance(value, bytes):
        return bytes([value[0], *value[1:-1], value[-1] ^ 1]) if value else b"x"
    return {"custodian": "recorder", "recorder": "custodian", "decider": "recorder"}.get(
        str(value), str(value)[:-1] + ("8" if str(value)[-1:] != "8" else "9")
    )


@pytest.mark.parametrize("table", sorted(EDITED.keys() - {"directory", "agenda"}))
def test_a_deleted_row_is_noticed(house: House, sql: sqlite3.Connection, table: str) -> None:
    """A row of directory or agenda that is gone is missed by who looks for it: SECURITY.md."""
    sql.execute(f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
    assert noticed(house)


def test_every_table_of_archive_and_office_is_edited_here(house: House) -> None:
    from integrity_edu.storage import m003_due_process

    made = {
        statement.split("(")[0].split()[-1]
        for statement in (*m003_due_process._ARCHIVE, *m003_due_process._OFFICE)
        if statement.startswith("CREATE TABLE")
    }
    elsewhere = {"office_past", "pinned_issuer", "revoked_extract", "record_draft"}
    assert made - elsewhere <= set(EDITED)


# ---- swapping, replaying, cutting, restoring ---------------------------------------------------


def test_rows_that_change_places_are_noticed(house: House, sql: sqlite3.Connection) -> None:
    sql.execute("UPDATE ledger SET n = -n WHERE n IN (2, 3)")
    sql.execute("UPDATE ledger SET n = CASE n WHEN -2 THEN 3 ELSE 2 END WHERE n < 0")
    assert noticed(house)


def test_a_replayed_row_is_noticed(house: House, sql: sqlite3.Connection) -> None:
    sql.execute(
        "INSERT INTO ledger SELECT person, n + 100, section, event_date, recorded_at, author,"
        " sealed, prev, digest FROM ledger WHERE n = 3"
    )
    assert noticed(house)


def test_a_record_cut_off_the_end_is_noticed_and_not_written_on(
    house: House, sql: sqlite3.Connection
) -> None:
    sql.execute("DELETE FROM ledger WHERE n > 3")
    sql.execute("DELETE FROM entry_key WHERE n > 3")
    sql.execute("UPDATE archive SET length = 3")
    assert noticed(house)
    house.enter(house.victim)
    with pytest.raises(BrokenArchiveError):
        objections.make_statement(house.ws, "我要说明。")


def test_an_old_end_put_back_with_its_rows_is_noticed_by_the_office(
    house: House, tmp_path: Path
) -> None:
    """An old copy of one archive in a newer file: the chain itself is whole, the office knows more."""
    ws, old = house.ws, tmp_path / "old.sqlite"
    ws.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(tmp_path / "data" / "integrity-edu.sqlite", old)
    house.enter(house.staff.recorder)
    n = record(ws, house.victim, conduct(), NEEDED)
    for guard in GUARDS:
        ws.conn.execute(f"DROP TRIGGER {guard}")
    ws.conn.execute("PRAGMA foreign_keys=OFF")
    ws.conn.execute("ATTACH ? AS old", (str(old),))
    for table in ("archive", "ledger", "entry_key"):
        ws.conn.execute(f"DELETE FROM main.{table}")
        ws.conn.execute(f"INSERT INTO main.{table} SELECT * FROM old.{table}")
    house.enter(house.staff.custodian)
    assert any(one.task.n == n for one in agenda.due_by(ws))
    assert any("待办" in said for said in noticed(house))


def test_a_restored_backup_is_named_by_who_has_seen_more(house: House, tmp_path: Path) -> None:
    """The whole file put back: nothing inside can tell, a signed copy taken along can."""
    from integrity_edu.archive.export import compare_with, signed_export

    ws, path = house.ws, tmp_path / "data" / "integrity-edu.sqlite"
    ws.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, tmp_path / "backup.sqlite")
    house.enter(house.victim)
    objections.make_statement(ws, "后来又说了一句。")
    witness = signed_export(ws)
    assert compare_with(ws, witness) == []
    older = database.open_database(tmp_path / "backup.sqlite")
    before = Workspace(older, ws.clock)
    before.act_as(ws.actor)
    assert any("更新" in said for said in compare_with(before, witness))
    database.close(older)


def test_nobody_pins_an_issuer_for_somebody_else(
    house: House, sql: sqlite3.Connection, make_person: MakePerson
) -> None:
    ws = house.ws
    house.enter(house.victim)
    extract = my_extract(ws, grant(ws, WANTED), "json")
    reader, thief = make_person(), make_person()
    house.enter(thief)
    pin_issuer(ws, extract.signer, "某大学")
    sql.execute("UPDATE pinned_issuer SET person = ?", (reader,))
    house.enter(reader)
    assert check_extract(ws, extract.text.encode()).standing == "unknown"


def test_an_entry_made_without_the_key_counts_for_nothing(
    house: House, sql: sqlite3.Connection, make_person: MakePerson
) -> None:
    thief = make_person(role=Role.TEACHER)
    house.enter(thief)
    from integrity_edu.archive.entries import Look, Section

    with pytest.raises(NotAllowedError):
        append(house.ws, house.victim, Section.ACCESS, Look("x", "看看而已", (Section.BASIC,)))
    end = store.end_of(sql, house.victim)
    assert end is not None
    sql.execute(
        "INSERT INTO ledger VALUES (?, ?, 'conduct', '2026-06-12', 't', ?, x'01', ?, ?)",
        (house.victim, end[0] + 1, thief, end[1], bytes(32)),
    )
    house.enter(house.victim)
    assert noticed(house)
    assert len(records_of(house.ws, house.victim)) == 1


def test_the_office_row_exists_once(house: House) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        house.ws.conn.execute("INSERT INTO office SELECT 2, name, opened_at, box_key, turn, terms,"
                              " log_length, log_head FROM office")  # fmt: skip
    assert office_store.office_row(house.ws.conn) is not None
