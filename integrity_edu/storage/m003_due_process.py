"""Third migration: the archive office of a school, its duties and keys, and what it has to do when.

What is sealed here opens with a key of the office; tables say in plain only what a search needs:
ids, days on which something is due, keyed hashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_ARCHIVE = (
    # the key of an archive, sealed to its subject and to whoever the subject entitled; an archive
    # from before this table is sealed with the subject's data key until its key is turned
    """CREATE TABLE archive_key (
        person TEXT NOT NULL REFERENCES person, holder TEXT NOT NULL REFERENCES person,
        wrapped BLOB NOT NULL, given_at TEXT NOT NULL, PRIMARY KEY (person, holder)) STRICT""",
    # as before, but without counting the whole chain at every append
    "DROP TRIGGER ledger_has_no_gaps",
    """CREATE TRIGGER ledger_has_no_gaps BEFORE INSERT ON ledger
        WHEN NEW.n <> 1 + coalesce((SELECT max(n) FROM ledger WHERE person = NEW.person), 0)
        BEGIN SELECT RAISE(ABORT, 'ledger entries follow one another'); END""",
)

_OFFICE = (
    # one archive office to a file; box_key: who holds no duty can still hand something in
    """CREATE TABLE office (
        id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, opened_at TEXT NOT NULL,
        box_key BLOB NOT NULL, turn INTEGER NOT NULL, terms TEXT NOT NULL,
        log_length INTEGER NOT NULL, log_head BLOB NOT NULL) STRICT""",
    # the office secret of the present turn, sealed to whoever holds a duty
    """CREATE TABLE office_key (
        holder TEXT PRIMARY KEY REFERENCES person, wrapped BLOB NOT NULL,
        given_at TEXT NOT NULL) STRICT""",
    # earlier office secrets, each sealed with the next: what is never rewritten stays readable
    """CREATE TABLE office_past (
        turn INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT""",
    """CREATE TABLE duty (
        person TEXT NOT NULL REFERENCES person, duty TEXT NOT NULL
            CHECK (duty IN ('custodian', 'recorder', 'decider')),
        given_by TEXT NOT NULL REFERENCES person, given_at TEXT NOT NULL, ended_at TEXT,
        PRIMARY KEY (person, duty, given_at)) STRICT""",
    # the school's signing keys, sealed under the office secret; one of them is in use
    """CREATE TABLE school_key (
        fingerprint TEXT PRIMARY KEY, public BLOB NOT NULL, sealed BLOB NOT NULL,
        made_at TEXT NOT NULL, retired_at TEXT, backed_up_at TEXT) STRICT""",
    # whom the office keeps. sealed: name, number, unit; wrapped: the key of the archive, if there
    # is one; both under the office secret of that turn, or, with turn 0, as the person handed
    # them in. key_turn: the turn of the office secret in which the archive's key was made
    """CREATE TABLE directory (
        person TEXT PRIMARY KEY REFERENCES person, sealed BLOB NOT NULL, wrapped BLOB,
        number_hash BLOB, id_hash BLOB, turn INTEGER NOT NULL, key_turn INTEGER NOT NULL,
        added_at TEXT NOT NULL, left_at TEXT) STRICT""",
    "CREATE INDEX directory_by_number ON directory (number_hash) WHERE number_hash IS NOT NULL",
    "CREATE INDEX directory_by_id ON directory (id_hash) WHERE id_hash IS NOT NULL",
    "CREATE INDEX directory_handed_in ON directory (turn) WHERE turn = 0",
    "CREATE INDEX directory_by_key_turn ON directory (key_turn)",
    # sign-in finds an account by what its owner types, among more than a list can show
    "CREATE INDEX person_by_nickname ON person (nickname)",
    "CREATE INDEX lock_in_use ON account_lock (person) WHERE kind <> 'recovery'",
    # what falls due on a day; for whom and what is sealed to the office
    """CREATE TABLE agenda (
        id TEXT PRIMARY KEY, due TEXT NOT NULL, sealed BLOB NOT NULL) STRICT""",
    "CREATE INDEX agenda_by_due ON agenda (due)",
    # what was done in the office, chained like an archive
    """CREATE TABLE office_log (
        n INTEGER PRIMARY KEY, turn INTEGER NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL,
        sealed BLOB NOT NULL, prev BLOB NOT NULL, digest BLOB NOT NULL) STRICT""",
    """CREATE TRIGGER office_log_is_never_changed BEFORE UPDATE ON office_log
        BEGIN SELECT RAISE(ABORT, 'the office log is never changed'); END""",
    """CREATE TRIGGER office_log_is_never_deleted BEFORE DELETE ON office_log
        BEGIN SELECT RAISE(ABORT, 'the office log is never deleted'); END""",
    """CREATE TRIGGER office_log_has_no_gaps BEFORE INSERT ON office_log
        WHEN NEW.n <> 1 + coalesce((SELECT max(n) FROM office_log), 0)
        BEGIN SELECT RAISE(ABORT, 'office log entries follow one another'); END""",
    # whose signatures somebody knows, by a fingerprint that was compared; the name is sealed for
    # whoever pinned it, so that nobody else can. And which extracts do not hold any more (serials
    # are random and say nothing of anybody)
    """CREATE TABLE pinned_issuer (
        person TEXT NOT NULL REFERENCES person, fingerprint TEXT NOT NULL, sealed BLOB NOT NULL,
        pinned_at TEXT NOT NULL, PRIMARY KEY (person, fingerprint)) STRICT""",
    """CREATE TABLE revoked_extract (
        serial TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT""",
    # records being written, sealed for whoever writes them; nobody was told yet
    """CREATE TABLE record_draft (
        id TEXT PRIMARY KEY, author TEXT NOT NULL REFERENCES person, sealed BLOB NOT NULL,
        saved_at TEXT NOT NULL) STRICT""",
)


def due_process(db: Database) -> None:
    """Make the tables of the archive office."""
    for statement in (*_ARCHIVE, *_OFFICE):
        db.execute(statement)
