"""Second migration: what a full quiz engine keeps. Nothing of the first is lost.

Revisions get small numbers (a sitting refers to thousands of them), a mark becomes a row of a
history instead of one column, and papers, review, marking and regrading get their tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_MOVED = ("question_revision", "question", "question_measure", "sitting", "sitting_item", "answer",
          "hours_credit", "assignment")  # fmt: skip

_BANK = (
    # everything a learner was shown, kept for ever; sittings refer to the number
    """CREATE TABLE question_revision (
        id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, question TEXT NOT NULL,
        body TEXT NOT NULL) STRICT""",
    # `corrects` is the authored revision that a teacher's new key stands in for
    """CREATE TABLE question (
        id TEXT PRIMARY KEY, revision INTEGER NOT NULL REFERENCES question_revision,
        kind TEXT NOT NULL, difficulty INTEGER NOT NULL, audience INTEGER NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('authored', 'generated', 'imported')),
        lesson TEXT, retired INTEGER NOT NULL DEFAULT 0,
        corrects INTEGER REFERENCES question_revision) STRICT""",
    "CREATE INDEX question_by_lesson ON question (lesson) WHERE lesson IS NOT NULL",
    # the cells papers are drawn from; holds questions in use only, and covers the draw
    """CREATE TABLE question_measure (
        measure INTEGER NOT NULL, kind TEXT NOT NULL, difficulty INTEGER NOT NULL,
        question TEXT NOT NULL REFERENCES question, audience INTEGER NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (measure, kind, difficulty, question)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX question_measure_by_question ON question_measure (question)",
)

_SITTINGS = (
    # terms: JSON of quiz.sitting.Terms. pending: items that wait for a marker. settled 0: its marks
    # changed since it was last looked at what it brought; outcome: what has been entered of that
    """CREATE TABLE sitting (
        id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, mode TEXT NOT NULL
            CHECK (mode IN ('study', 'practice', 'quest', 'certainty', 'review', 'check',
                'pretest', 'mock', 'exam')),
        title TEXT NOT NULL, scope TEXT NOT NULL, terms TEXT NOT NULL, seed INTEGER NOT NULL,
        started_at TEXT NOT NULL, deadline TEXT, position INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL DEFAULT 'open'
            CHECK (state IN ('open', 'submitted', 'left', 'abandoned')),
        submitted_at TEXT, earned REAL, possible REAL,
        pending INTEGER NOT NULL DEFAULT 0, settled INTEGER NOT NULL DEFAULT 0,
        outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'passed', 'review')),
        lesson TEXT, assignment TEXT, paper TEXT, variant INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX sitting_by_person ON sitting (person, state, started_at)",
    "CREATE INDEX sitting_unsettled ON sitting (person) WHERE settled = 0 AND state = 'submitted'",
    "CREATE INDEX sitting_by_assignment ON sitting (assignment) WHERE assignment IS NOT NULL",
    "CREATE INDEX sitting_by_paper ON sitting (paper) WHERE paper IS NOT NULL",
    # fraction: how right, 0 to 1; earned: points for it, which certainty may make negative.
    # response, first and rest are written when it is graded: the answer that counted, whether it
    # was this person's first at this question, and the share earned of the rest of the paper
    """CREATE TABLE sitting_item (
        sitting TEXT NOT NULL REFERENCES sitting, position INTEGER NOT NULL,
        revision INTEGER NOT NULL REFERENCES question_revision, shown TEXT NOT NULL,
        flagged INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
        core INTEGER NOT NULL DEFAULT 0, confirmed_at TEXT, fraction REAL, earned REAL,
        possible REAL NOT NULL DEFAULT 1, certainty INTEGER, response TEXT,
        first INTEGER NOT NULL DEFAULT 0, rest REAL,
        PRIMARY KEY (sitting, position)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX item_analysis ON sitting_item (revision, response, fraction, rest, first)
        WHERE first = 1 AND rest IS NOT NULL""",
    # every change of an answer, clearing included; the newest row is the answer
    """CREATE TABLE answer (
        id INTEGER PRIMARY KEY, sitting TEXT NOT NULL, position INTEGER NOT NULL,
        response TEXT NOT NULL, certainty INTEGER, saved_at TEXT NOT NULL,
        FOREIGN KEY (sitting, position) REFERENCES sitting_item) STRICT""",
    "CREATE INDEX answer_by_item ON answer (sitting, position, id)",
    # every mark ever given, oldest first; the newest of an item is in sitting_item too.
    # author: who marked by hand or regraded; detail: JSON of rubric ticks and comment
    """CREATE TABLE mark (
        id INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES person, question TEXT NOT NULL,
        sitting TEXT NOT NULL, position INTEGER NOT NULL, fraction REAL NOT NULL,
        certainty INTEGER, at TEXT NOT NULL,
        why TEXT NOT NULL CHECK (why IN ('answer', 'self', 'teacher', 'regrade')),
        author TEXT, detail TEXT) STRICT""",
    "CREATE INDEX mark_by_person ON mark (person, id)",
    "CREATE INDEX mark_by_question ON mark (person, question, id)",
    "CREATE INDEX mark_by_item ON mark (sitting, position, id)",
    # what happened to an attempt's time: extended (minutes, by whom, why), or the clock set back
    """CREATE TABLE sitting_event (
        id INTEGER PRIMARY KEY, sitting TEXT NOT NULL REFERENCES sitting, at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('extended', 'clock_back')), minutes REAL NOT NULL,
        author TEXT, reason TEXT NOT NULL DEFAULT '', undone_at TEXT) STRICT""",
    "CREATE INDEX sitting_event_by_sitting ON sitting_event (sitting, id)",
    """CREATE TABLE hours_credit (
        person TEXT NOT NULL REFERENCES person, path TEXT NOT NULL, lesson TEXT NOT NULL,
        hours REAL NOT NULL, way TEXT NOT NULL CHECK (way IN ('check', 'pretest')),
        credited_at TEXT NOT NULL, sitting TEXT NOT NULL REFERENCES sitting, under_review TEXT,
        PRIMARY KEY (person, path, lesson)) STRICT""",
)

_TEACHING = (
    # target of a paper: JSON of teaching.exams.PaperTask
    """CREATE TABLE assignment (
        id TEXT PRIMARY KEY, class TEXT NOT NULL REFERENCES class, kind TEXT NOT NULL
            CHECK (kind IN ('course', 'lesson', 'quiz', 'paper')),
        target TEXT NOT NULL, title TEXT NOT NULL, due TEXT NOT NULL,
        created_at TEXT NOT NULL, withdrawn_at TEXT) STRICT""",
    "CREATE INDEX assignment_by_class ON assignment (class, due)",
    "ALTER TABLE roster ADD COLUMN multiplier REAL NOT NULL DEFAULT 1",
    "ALTER TABLE lesson_progress ADD COLUMN under_review TEXT",
    # blueprint: JSON of quiz.blueprint.Blueprint
    """CREATE TABLE paper (
        id TEXT PRIMARY KEY, owner TEXT NOT NULL REFERENCES person, title TEXT NOT NULL,
        blueprint TEXT NOT NULL, seed INTEGER NOT NULL, variants INTEGER NOT NULL,
        made_at TEXT NOT NULL, withdrawn_at TEXT) STRICT""",
    "CREATE INDEX paper_by_owner ON paper (owner, made_at)",
    """CREATE TABLE paper_item (
        paper TEXT NOT NULL REFERENCES paper, variant INTEGER NOT NULL, position INTEGER NOT NULL,
        revision INTEGER NOT NULL REFERENCES question_revision, shown TEXT NOT NULL,
        section INTEGER NOT NULL, points REAL NOT NULL, core INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (paper, variant, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE regrade (
        id TEXT PRIMARY KEY, question TEXT NOT NULL,
        old_revision INTEGER NOT NULL REFERENCES question_revision,
        new_revision INTEGER REFERENCES question_revision,
        choice TEXT NOT NULL CHECK (choice IN ('new_key', 'both', 'drop', 'full')),
        reason TEXT NOT NULL CHECK (reason <> ''), author TEXT NOT NULL REFERENCES person,
        at TEXT NOT NULL, undone_at TEXT) STRICT""",
    """CREATE TABLE regrade_item (
        regrade TEXT NOT NULL REFERENCES regrade, sitting TEXT NOT NULL, position INTEGER NOT NULL,
        old_fraction REAL NOT NULL, old_earned REAL NOT NULL, old_possible REAL NOT NULL,
        new_fraction REAL NOT NULL, new_earned REAL NOT NULL, new_possible REAL NOT NULL,
        PRIMARY KEY (regrade, sitting, position)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX regrade_item_by_sitting ON regrade_item (sitting)",
)

_REVIEW = (
    # one card for each question that once went wrong; folded from `mark` up to review_state.mark.
    # answered_on: the day it was last answered
    """CREATE TABLE review_card (
        person TEXT NOT NULL REFERENCES person, question TEXT NOT NULL, due TEXT NOT NULL,
        stability REAL NOT NULL, difficulty REAL NOT NULL, answers INTEGER NOT NULL,
        lapses INTEGER NOT NULL, answered_on TEXT NOT NULL, fraction REAL NOT NULL,
        PRIMARY KEY (person, question)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX review_card_due ON review_card (person, due, question)",
    """CREATE TABLE review_state (
        person TEXT PRIMARY KEY REFERENCES person, mark INTEGER NOT NULL) STRICT""",
    # a learner's own remarks; note is sealed with the person's data key
    """CREATE TABLE question_note (
        person TEXT NOT NULL REFERENCES person, question TEXT NOT NULL,
        favourite INTEGER NOT NULL DEFAULT 0, cause TEXT NOT NULL DEFAULT '', note BLOB,
        changed_at TEXT NOT NULL, PRIMARY KEY (person, question)) STRICT, WITHOUT ROWID""",
)

_BACK = (
    "INSERT INTO question_revision (digest, question, body) "
    "SELECT digest, question, body FROM old_question_revision ORDER BY rowid",
    "INSERT INTO question (id, revision, kind, difficulty, audience, source, lesson, retired) "
    "SELECT q.id, r.id, q.kind, q.difficulty, q.audience, q.source, q.lesson, q.retired "
    "FROM old_question q JOIN question_revision r ON r.digest = q.revision",
    "INSERT INTO question_measure SELECT m.measure, q.kind, q.difficulty, q.id, q.audience, "
    "q.source FROM old_question_measure m JOIN question q ON q.id = m.question "
    "WHERE q.retired = 0",
    "INSERT INTO sitting (id, person, mode, title, scope, terms, seed, started_at, deadline, "
    "position, state, submitted_at, earned, possible, settled, lesson, assignment) "
    "SELECT id, person, CASE WHEN mode = 'exam' AND assignment IS NULL THEN 'mock' ELSE mode END, "
    "title, scope, '{}', seed, started_at, deadline, position, state, submitted_at, earned, "
    "possible, state = 'submitted', lesson, assignment FROM old_sitting ORDER BY rowid",
    "INSERT INTO sitting_item (sitting, position, revision, shown, flagged, confirmed_at, "
    "fraction, earned, possible) SELECT i.sitting, i.position, r.id, i.shown, i.flagged, "
    "i.confirmed_at, i.earned, i.earned, coalesce(i.possible, 1) FROM old_sitting_item i "
    "JOIN question_revision r ON r.digest = i.revision",
    "INSERT INTO answer (id, sitting, position, response, saved_at) "
    "SELECT id, sitting, position, response, saved_at FROM old_answer",
    "UPDATE sitting_item SET response = (SELECT a.response FROM answer a WHERE "
    "a.sitting = sitting_item.sitting AND a.position = sitting_item.position "
    "ORDER BY a.id DESC LIMIT 1) WHERE fraction IS NOT NULL",
    "INSERT INTO mark (person, question, sitting, position, fraction, at, why) "
    "SELECT s.person, r.question, i.sitting, i.position, i.fraction, i.confirmed_at, 'answer' "
    "FROM sitting_item i JOIN sitting s ON s.id = i.sitting "
    "JOIN question_revision r ON r.id = i.revision WHERE i.fraction IS NOT NULL "
    "ORDER BY i.confirmed_at, s.rowid, i.position",
    "UPDATE sitting_item SET first = 1 WHERE (sitting, position) IN (SELECT sitting, position "
    "FROM mark WHERE id IN (SELECT min(id) FROM mark GROUP BY person, question))",
    "UPDATE sitting_item SET rest = (SELECT (s.earned - sitting_item.earned) / (s.possible - "
    "sitting_item.possible) FROM sitting s WHERE s.id = sitting_item.sitting AND "
    "s.state = 'submitted' AND s.possible > sitting_item.possible) WHERE earned IS NOT NULL",
    "INSERT INTO hours_credit (person, path, lesson, hours, way, credited_at, sitting) "
    "SELECT person, path, lesson, hours, way, credited_at, sitting FROM old_hours_credit",
    "INSERT INTO assignment SELECT * FROM old_assignment ORDER BY rowid",
)


def quiz_engine(db: Database) -> None:
    """Rebuild the bank, sittings and assignments with their rows, and add the new tables."""
    for table in _MOVED:
        db.execute(f"CREATE TEMP TABLE old_{table} AS SELECT * FROM {table}")
    for table in reversed(_MOVED):
        db.execute(f"DROP TABLE {table}")
    for statement in (*_BANK, *_SITTINGS, *_TEACHING, *_REVIEW, *_BACK):
        db.execute(statement)
    for table in _MOVED:
        db.execute(f"DROP TABLE old_{table}")
