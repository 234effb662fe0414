"""The migrations, oldest first; never edited after a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

_PEOPLE = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    # nickname is what its owner chose to show on the sign-in page; name and birth date are in
    # `profile`, sealed. adult_from stands in plain so that the triggers below can refuse.
    """CREATE TABLE person (
        id TEXT PRIMARY KEY, nickname TEXT NOT NULL, role TEXT NOT NULL
            CHECK (role IN ('student', 'teacher', 'trainee')),
        adult_from TEXT NOT NULL, created_at TEXT NOT NULL,
        box_key BLOB NOT NULL, sign_key BLOB NOT NULL, profile BLOB NOT NULL) STRICT""",
    # the account key under one lock: 'password', 'recovery', 'keystore' or 'file'
    """CREATE TABLE account_lock (
        person TEXT NOT NULL REFERENCES person, kind TEXT NOT NULL,
        params TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (person, kind)) STRICT""",
    """CREATE TABLE sign_in_guard (
        person TEXT PRIMARY KEY REFERENCES person, failures INTEGER NOT NULL,
        blocked_until TEXT) STRICT""",
    # the data key of `person`, sealed to the account of `holder`
    """CREATE TABLE person_key (
        person TEXT NOT NULL REFERENCES person, holder TEXT NOT NULL REFERENCES person,
        wrapped BLOB NOT NULL, given_at TEXT NOT NULL, PRIMARY KEY (person, holder)) STRICT""",
    """CREATE TABLE setting (
        person TEXT NOT NULL REFERENCES person, name TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (person, name)) STRICT""",
)

_ARCHIVE = (
    """CREATE TABLE archive (
        person TEXT PRIMARY KEY REFERENCES person, opened_at TEXT NOT NULL,
        notice TEXT NOT NULL, length INTEGER NOT NULL, head BLOB NOT NULL) STRICT""",
    # one chain per person: n counts from 1, prev is the digest of n - 1
    """CREATE TABLE ledger (
        person TEXT NOT NULL REFERENCES archive, n INTEGER NOT NULL,
        section TEXT NOT NULL CHECK (section IN
            ('basic', 'education', 'conduct', 'statement', 'grant', 'access')),
        event_date TEXT, recorded_at TEXT NOT NULL, author TEXT NOT NULL,
        sealed BLOB NOT NULL, prev BLOB NOT NULL, digest BLOB NOT NULL,
        PRIMARY KEY (person, n)) STRICT""",
    """CREATE TABLE entry_key (
        person TEXT NOT NULL, n INTEGER NOT NULL, wrapped BLOB NOT NULL,
        PRIMARY KEY (person, n), FOREIGN KEY (person, n) REFERENCES ledger) STRICT""",
    """CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END""",
    """CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'ledger entries are never deleted'); END""",
    """CREATE TRIGGER archive_is_for_adults BEFORE INSERT ON archive
        WHEN substr(NEW.opened_at, 1, 10) <
            (SELECT adult_from FROM person WHERE id = NEW.person)
        BEGIN SELECT RAISE(ABORT, 'an archive exists from 18 on'); END""",
    """CREATE TRIGGER archive_is_never_deleted BEFORE DELETE ON archive
        BEGIN SELECT RAISE(ABORT, 'an archive is never deleted'); END""",
    """CREATE TRIGGER conduct_is_of_adults BEFORE INSERT ON ledger
        WHEN NEW.section = 'conduct' AND (NEW.event_date IS NULL OR NEW.event_date <
            (SELECT adult_from FROM person WHERE id = NEW.person))
        BEGIN SELECT RAISE(ABORT, 'conduct before 18 is not recorded'); END""",
    """CREATE TRIGGER ledger_has_no_gaps BEFORE INSERT ON ledger
        WHEN NEW.n <> 1 + (SELECT count(*) FROM ledger WHERE person = NEW.person)
        BEGIN SELECT RAISE(ABORT, 'ledger entries follow one another'); END""",
    """CREATE TRIGGER adult_from_stays BEFORE UPDATE OF adult_from ON person
        WHEN EXISTS (SELECT 1 FROM archive WHERE person = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'adult_from is fixed once an archive exists'); END""",
)

_CONTENT = (
    # compiled authored data, one JSON document a row: part, measure, law, course, lesson, case,
    # day, saying, path
    """CREATE TABLE document (
        kind TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL,
        body TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT""",
    """CREATE TABLE document_measure (
        measure INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
        PRIMARY KEY (measure, kind, id)) STRICT""",
    """CREATE TABLE question (
        id TEXT PRIMARY KEY, revision TEXT NOT NULL, kind TEXT NOT NULL,
        difficulty INTEGER NOT NULL, audience INTEGER NOT NULL, source TEXT NOT NULL
            CHECK (source IN ('authored', 'generated')),
        lesson TEXT, retired INTEGER NOT NULL DEFAULT 0) STRICT""",
    # everything a learner was shown, kept for ever by digest
    """CREATE TABLE question_revision (
        digest TEXT PRIMARY KEY, question TEXT NOT NULL, body TEXT NOT NULL) STRICT""",
    """CREATE TABLE question_measure (
        measure INTEGER NOT NULL, question TEXT NOT NULL REFERENCES question,
        PRIMARY KEY (measure, question)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX question_by_lesson ON question (lesson) WHERE lesson IS NOT NULL",
    """CREATE TABLE search_doc (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL, title TEXT NOT NULL,
        body TEXT NOT NULL) STRICT""",
    "CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', detail=none)",
)

_LEARNING = (
    """CREATE TABLE sitting (
        id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, mode TEXT NOT NULL
            CHECK (mode IN ('practice', 'exam', 'check', 'pretest')),
        title TEXT NOT NULL, scope TEXT NOT NULL, seed INTEGER NOT NULL,
        started_at TEXT NOT NULL, deadline TEXT, position INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'submitted', 'left')),
        submitted_at TEXT, earned REAL, possible REAL,
        lesson TEXT, assignment TEXT) STRICT""",
    "CREATE INDEX sitting_by_person ON sitting (person, state, started_at)",
    """CREATE TABLE sitting_item (
        sitting TEXT NOT NULL REFERENCES sitting, position INTEGER NOT NULL,
        revision TEXT NOT NULL REFERENCES question_revision, shown TEXT NOT NULL,
        flagged INTEGER NOT NULL DEFAULT 0, confirmed_at TEXT, earned REAL, possible REAL,
        PRIMARY KEY (sitting, position)) STRICT, WITHOUT ROWID""",
    # every change of an answer, clearing included; the newest row is the answer
    """CREATE TABLE answer (
        id INTEGER PRIMARY KEY, sitting TEXT NOT NULL, position INTEGER NOT NULL,
        response TEXT NOT NULL, saved_at TEXT NOT NULL,
        FOREIGN KEY (sitting, position) REFERENCES sitting_item) STRICT""",
    "CREATE INDEX answer_by_item ON answer (sitting, position, id)",
    """CREATE TABLE lesson_progress (
        person TEXT NOT NULL REFERENCES person, lesson TEXT NOT NULL,
        opened_at TEXT NOT NULL, seen_at TEXT NOT NULL, scroll REAL NOT NULL DEFAULT 0,
        passed_at TEXT, excused INTEGER NOT NULL DEFAULT 0, revision TEXT, sitting TEXT,
        PRIMARY KEY (person, lesson)) STRICT""",
    """CREATE TABLE hours_credit (
        person TEXT NOT NULL REFERENCES person, path TEXT NOT NULL, lesson TEXT NOT NULL,
        hours REAL NOT NULL, way TEXT NOT NULL CHECK (way IN ('check', 'pretest')),
        credited_at TEXT NOT NULL, sitting TEXT NOT NULL REFERENCES sitting,
        PRIMARY KEY (person, path, lesson)) STRICT""",
)

_TEACHING = (
    """CREATE TABLE class (
        id TEXT PRIMARY KEY, teacher TEXT NOT NULL REFERENCES person, title TEXT NOT NULL,
        created_at TEXT NOT NULL, code_hash BLOB NOT NULL, sealed BLOB NOT NULL,
        closed_at TEXT) STRICT""",
    # name and student number are sealed for the teacher; claim lets a student who knows the
    # class code and his own number find his row
    """CREATE TABLE roster (
        id TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES class,
        person TEXT REFERENCES person, claim BLOB NOT NULL, sealed BLOB NOT NULL,
        position INTEGER NOT NULL, added_at TEXT NOT NULL, removed_at TEXT) STRICT""",
    "CREATE INDEX roster_by_class ON roster (class, position)",
    "CREATE INDEX roster_by_person ON roster (person) WHERE person IS NOT NULL",
    """CREATE TABLE assignment (
        id TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES class, kind TEXT NOT NULL
            CHECK (kind IN ('course', 'lesson', 'quiz')),
        target TEXT NOT NULL, title TEXT NOT NULL, due TEXT NOT NULL,
        created_at TEXT NOT NULL, withdrawn_at TEXT) STRICT""",
    "CREATE INDEX assignment_by_class ON assignment (class, due)",
)


def migrations() -> Migrations:
    """Every step from an empty file to today's schema; `database` applies them in one transaction."""
    from sqlite_utils import Migrations

    steps = Migrations("integrity_edu")

    @steps()
    def m001_first_house(db: Database) -> None:
        for statement in (*_PEOPLE, *_ARCHIVE, *_CONTENT, *_LEARNING, *_TEACHING):
            db.execute(statement)

    @steps()
    def m002_quiz_engine(db: Database) -> None:
        from integrity_edu.storage.m002_quiz_engine import quiz_engine

        quiz_engine(db)

    @steps()
    def m003_due_process(db: Database) -> None:
        from integrity_edu.storage.m003_due_process import due_process

        due_process(db)

    return steps
