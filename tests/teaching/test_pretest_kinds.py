"""Nobody marks a pre-test, so no short answer may come into one."""

from __future__ import annotations

from integrity_edu.courses import library
from integrity_edu.library.compile import compile_library
from integrity_edu.quiz import store
from integrity_edu.quiz.questions import audience_mask, decode, kind_of
from integrity_edu.teaching.paths import pretest_questions
from integrity_edu.workspace import Workspace


def test_no_pretest_of_the_shipped_lessons_asks_for_a_short_answer(ws: Workspace) -> None:
    compile_library(ws)
    every = store.pool(ws.conn, tuple(range(1, 30)), audience_mask(("trainee",)))
    kinds = {kind_of(decode(body)) for _, body in store.revisions(
        ws.conn, [row[1] for row in every]).values()}  # fmt: skip
    assert "short" in kinds  # there are some to be drawn

    for course in library.courses(ws.conn):
        for ref, _, _ in course.lessons:
            lesson = library.lesson(ws.conn, ref)
            for seed in range(12):
                drawn = pretest_questions(ws.conn, lesson, "trainee", 8, seed=seed)
                bodies = store.revisions(ws.conn, drawn).values()
                assert "short" not in {kind_of(decode(body)) for _, body in bodies}
