"""Authored files become rows once, and again only after a change."""

from __future__ import annotations

import os
from sqlite3 import Connection

import pytest

from integrity_edu import authored
from integrity_edu.courses import library
from integrity_edu.courses.campaigns import coming_days
from integrity_edu.errors import ContentError
from integrity_edu.library.compile import compile_library, is_current
from integrity_edu.plan import reading
from integrity_edu.storage.search import search
from integrity_edu.workspace import Workspace
from tests.library.tree import BANK, LESSON, Tree, question, words


def compiled(ws: Workspace, tree: Tree) -> dict[str, int]:
    return compile_library(ws, content=tree.content, bank=tree.bank).counts


def rows(conn: Connection, sql: str) -> list[tuple[object, ...]]:
    return conn.execute(sql).fetchall()


def test_what_is_written_can_be_read_through_the_areas(ws: Workspace, tree: Tree) -> None:
    compiled(ws, tree)

    assert [one.number for one in reading.measures(ws.conn)] == list(range(1, 30))
    assert [one.number for one in reading.parts(ws.conn)] == [1, 2, 3, 4, 5, 6]
    assert reading.law(ws.conn, "pipl").find("66")
    assert reading.served(ws.conn, 14).lessons == (("tiny-01", "第一课"),)
    assert library.courses(ws.conn)[0].lessons == (("tiny-01", "第一课", 8),)
    assert library.lesson(ws.conn, "tiny-01").front.minutes == 8
    assert library.case(ws.conn, "tiny-case").front.rule.point == "31"
    assert [path.id for path in library.paths(ws.conn, "minor")] == ["path-one"]
    assert library.saying_of(ws.conn, ws.today()) is not None


def test_counts_name_every_kind(ws: Workspace, tree: Tree) -> None:
    counts = compiled(ws, tree)

    kinds = {
        "plan",
        "part",
        "measure",
        "law",
        "course",
        "lesson",
        "case",
        "day",
        "saying",
        "path",
        "term",
    }
    assert set(counts) == kinds | {"authored", "generated"}
    assert counts["authored"] == 356
    assert counts["generated"] > 80


def test_a_second_run_changes_no_revision(ws: Workspace, tree: Tree) -> None:
    compiled(ws, tree)
    tables = ("question", "question_revision", "document", "search_doc", "question_measure")
    before = {table: rows(ws.conn, f"SELECT * FROM {table}") for table in tables}

    compiled(ws, tree)

    assert before == {table: rows(ws.conn, f"SELECT * FROM {table}") for table in tables}


def test_an_edited_stem_makes_a_new_revision_and_keeps_the_old_one(
    ws: Workspace, tree: Tree
) -> None:
    compiled(ws, tree)
    tree.edit(BANK, f"{words('q-1-0')}？", "改过的题干？")

    compiled(ws, tree)

    sql = "SELECT body FROM question_revision WHERE question = 'q-1-0'"
    bodies = [str(row[0]) for row in rows(ws.conn, sql)]
    assert len(bodies) == 2
    (newest,) = rows(
        ws.conn,
        "SELECT r.body FROM question q JOIN question_revision r ON r.id = q.revision "
        "WHERE q.id = 'q-1-0'",
    )
    assert "改过的题干" in str(newest[0])


def test_a_question_that_is_gone_is_retired_and_not_deleted(ws: Workspace, tree: Tree) -> None:
    compiled(ws, tree)
    tree.edit(BANK, 'id = "q-1-0"', 'id = "q-new"')

    compiled(ws, tree)

    retired = rows(ws.conn, "SELECT id FROM question WHERE retired = 1")
    assert retired == [("q-1-0",)]


def test_a_touched_file_makes_the_library_stale(ws: Workspace, tree: Tree) -> None:
    compiled(ws, tree)
    assert is_current(ws.conn, tree.content, tree.bank)

    os.utime(tree.root / LESSON, (1, 1))

    assert not is_current(ws.conn, tree.content, tree.bank)


def test_a_new_file_makes_the_library_stale(ws: Workspace, tree: Tree) -> None:
    compiled(ws, tree)

    tree.write("content/laws/more.toml", "")

    assert not is_current(ws.conn, tree.content, tree.bank)


def test_another_version_of_the_program_makes_the_library_stale(
    ws: Workspace, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(ws, tree)

    monkeypatch.setattr("integrity_edu.library.compile.__version__", "99")

    assert not is_current(ws.conn, tree.content, tree.bank)


def test_an_empty_database_is_not_current(ws: Workspace) -> None:
    assert not is_current(ws.conn)


def test_an_ordinary_start_parses_nothing(
    ws: Workspace, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(ws, tree)
    monkeypatch.setattr(authored, "parsed_files", 0)

    assert is_current(ws.conn, tree.content, tree.bank)
    library.lesson(ws.conn, "tiny-01")
    reading.measures(ws.conn)

    assert authored.parsed_files == 0


def test_what_is_broken_is_left_out_and_the_rest_compiles(ws: Workspace, tree: Tree) -> None:
    tree.edit(BANK, 'key = ["a"]', 'key = ["z"]')
    tree.edit(LESSON, "{{law:pipl#66}}", "{{law:pipl#999}}")

    counts = compiled(ws, tree)

    assert counts["authored"] == 355
    assert "lesson" not in counts
    assert counts["law"] > 40


def test_a_day_that_does_not_exist_is_left_out(ws: Workspace, tree: Tree) -> None:
    tree.edit("content/calendar.toml", "month = 3", "month = 13")

    assert compiled(ws, tree)["day"] == 1
    assert coming_days(ws.conn, ws.today()) == []


def test_the_first_question_of_an_id_is_kept(ws: Workspace, tree: Tree) -> None:
    tree.write("question_bank/zz.toml", tree.read(BANK).replace("理解", "记忆"))

    assert compiled(ws, tree)["authored"] == 356
    assert not rows(ws.conn, "SELECT 1 FROM question_revision WHERE body LIKE '%记忆%' "
                    "AND question LIKE 'q-%'")  # fmt: skip


def test_an_unreadable_plan_leaves_what_was_there(ws: Workspace, tree: Tree) -> None:
    compiled(ws, tree)
    tree.write("content/plan/plan.toml", "title = ")

    with pytest.raises(ContentError):
        compiled(ws, tree)

    assert len(reading.measures(ws.conn)) == 29


def test_one_announcement_after_everything_is_stored(ws: Workspace, tree: Tree) -> None:
    heard: list[frozenset[str]] = []
    ws.listeners.append(heard.append)

    compiled(ws, tree)

    assert heard == [frozenset({"library"})]


def test_progress_is_told_step_by_step(ws: Workspace, tree: Tree) -> None:
    heard: list[str] = []

    compile_library(ws, heard.append, content=tree.content, bank=tree.bank)

    assert len(heard) == 4


@pytest.mark.parametrize(
    ("query", "kind", "ref"),
    [
        ("异议处理", "measure", "14"),
        ("省法制办", "measure", "14"),
        ("反电信网络诈骗", "law", "fanzha"),
        ("第一课", "lesson", "tiny-01"),
        ("在吗", "case", "tiny-case"),
    ],
)
def test_the_compiled_texts_can_be_searched(
    ws: Workspace, tree: Tree, query: str, kind: str, ref: str
) -> None:
    compiled(ws, tree)

    assert (kind, ref) in [(hit.kind, hit.ref) for hit in search(ws.conn, query).hits]


def test_only_authored_questions_are_searched(ws: Workspace, tree: Tree) -> None:
    compiled(ws, tree)

    (count,) = rows(ws.conn, "SELECT count(*) FROM search_doc WHERE kind = 'question'")
    assert count == (356,)


def test_a_set_is_found_by_what_its_parts_ask(ws: Workspace, tree: Tree) -> None:
    parts = [
        {"id": "p1", "kind": "judge", "stem": "沂蒙精神", "explanation": "因为。", "key": True},
        {"id": "p2", "kind": "judge", "stem": "对吗", "explanation": "厚道鲁商", "key": True},
    ]
    tree.write("question_bank/more.toml", question("the-set", "case", 14, parts=parts))
    compiled(ws, tree)

    for query in ("沂蒙精神", "厚道鲁商"):
        assert ("question", "the-set") in [(h.kind, h.ref) for h in search(ws.conn, query).hits]


def test_a_cloze_that_cannot_be_answered_is_left_out(ws: Workspace, tree: Tree) -> None:
    options = [{"id": one, "text": one, "note": "注"} for one in "ab"]
    gaps = [{"options": options, "key": "c"}]
    text = question("the-cloze", "cloze", 14, stem="要 {{1}}。", gaps=gaps)
    tree.write("question_bank/more.toml", text)

    assert compiled(ws, tree)["authored"] == 356
