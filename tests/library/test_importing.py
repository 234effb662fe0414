"""Questions in and out as files: everything in the file is counted, and nothing in it is trusted."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity_edu.clock import system_clock
from integrity_edu.errors import EduError, NotAllowedError, NotFoundError, StorageError
from integrity_edu.library import importing, question_file
from integrity_edu.library.importing import (
    CancelledError,
    export_file,
    export_questions,
    import_file,
    import_questions,
    imported_docs,
    preview,
    preview_file,
    remove_imported,
    restore_imported,
)
from integrity_edu.library.question_file import QuestionFileError
from integrity_edu.quiz import store as quiz_store
from integrity_edu.quiz.questions import Question, decode, encode
from integrity_edu.storage.database import close, open_database
from integrity_edu.storage.search import reindex, search
from integrity_edu.words import LANGUAGES, set_language
from integrity_edu.workspace import Role, Workspace
from tests import strategies
from tests.quiz.small_bank import bank, put

PROPERTY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LISTS = st.lists(strategies.questions(), max_size=6, unique_by=lambda one: one.id)


@contextmanager
def fresh() -> Iterator[tuple[Workspace, Path]]:
    """A new data file and a folder for files beside it."""
    with tempfile.TemporaryDirectory() as name:
        conn = open_database(Path(name) / "data.sqlite")
        try:
            yield Workspace(conn, system_clock), Path(name)
        finally:
            close(conn)


def write(path: Path, questions: list[Question]) -> Path:
    path.write_text("".join(encode(one) + "\n" for one in questions), encoding="utf-8")
    return path


def changed(question: Question, **fields: object) -> Question:
    return msgspec.structs.replace(question, **fields)


def state(ws: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """All rows an import may write, and what the search index answers."""
    tables = ("question_revision", "question", "question_measure", "search_doc", "meta")
    return {name: ws.conn.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def hits(ws: Workspace, words: str) -> list[str]:
    return [hit.ref for hit in search(ws.conn, words).hits]


@pytest.fixture
def teacher(make_person: Callable[..., object], sign_in_as: Callable[..., object]) -> None:
    sign_in_as(make_person(Role.TEACHER))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "bank.jsonl", bank())


# in and out


def test_new_questions_come_in_and_can_be_drawn(ws: Workspace, path: Path) -> None:
    done = import_file(ws, path)
    assert (done.new, done.changed, done.same, done.refused) == (len(bank()), 0, 0, ())
    pool = quiz_store.pool(ws.conn, (1, 2, 8), 1)
    assert len(pool) == 11
    assert {row[2] for row in pool} == {"imported"}


def test_importing_again_brings_nothing(ws: Workspace, path: Path) -> None:
    import_file(ws, path)
    before = state(ws)
    done = import_file(ws, path)
    assert (done.new, done.changed, done.same) == (0, 0, len(bank()))
    assert state(ws) == before


def test_a_changed_question_is_replaced_and_its_revision_kept(ws: Workspace, path: Path) -> None:
    import_file(ws, path)
    first = bank()[0]
    new = changed(first, stem="蟋蟀在哪里？", measures=(3,), rests_on=first.rests_on, difficulty=4)
    assert preview_file(ws, write(path, [new, *bank()[1:]])).changed == 1
    done = import_file(ws, path)
    assert (done.new, done.changed, done.same) == (0, 1, len(bank()) - 1)
    (count,) = ws.conn.execute(
        "SELECT count(*) FROM question_revision WHERE question = ?", (first.id,)
    ).fetchone()
    assert count == 2
    cells = ws.conn.execute(
        "SELECT measure, difficulty FROM question_measure WHERE question = ?", (first.id,)
    ).fetchall()
    assert cells == [(1, 4), (3, 4)]
    assert hits(ws, "蟋蟀") == [first.id]
    assert first.id not in hits(ws, "问什么")


def test_a_key_a_teacher_corrected_is_not_undone_by_the_old_file(ws: Workspace, path: Path) -> None:
    import_file(ws, path)
    first = bank()[0]
    new = encode(changed(first, key=("b",)))
    with ws.change("library") as db:
        revision = quiz_store.put_revision(db, "x" * 64, first.id, new)
        db.execute(
            "UPDATE question SET corrects = revision, revision = ? WHERE id = ?",
            (revision, first.id),
        )
    assert import_file(ws, path).same == len(bank())
    assert quiz_store.revisions(ws.conn, [first.id])[first.id] == (revision, new)


@pytest.mark.parametrize("source", ["authored", "generated"])
def test_an_id_of_the_programs_own_questions_is_refused(
    ws: Workspace, path: Path, source: str
) -> None:
    put(ws, bank()[:1])
    ws.conn.execute("UPDATE question SET source = ?", (source,))
    before = state(ws)["question"]
    done = import_file(ws, path)
    assert done.new == len(bank()) - 1
    (problem,) = done.refused
    assert problem.line == 1
    assert "自带题目" in problem.reason
    assert state(ws)["question"][: len(before)] == before


def test_imported_questions_are_found(ws: Workspace, path: Path) -> None:
    write(path, [changed(bank()[0], stem="灶台上有几只蟋蟀？")])
    import_file(ws, path)
    assert hits(ws, "蟋蟀") == hits(ws, "灶台上有") == [bank()[0].id]


def test_a_new_index_holds_the_imported_questions(ws: Workspace, path: Path) -> None:
    import_file(ws, path)
    before = state(ws)["search_doc"]
    with ws.change("library") as db:
        reindex(db, list(imported_docs(ws.conn)))
    assert sorted(row[1:] for row in state(ws)["search_doc"]) == sorted(r[1:] for r in before)


def test_only_what_was_asked_for_is_written_out(ws: Workspace, path: Path, tmp_path: Path) -> None:
    put(ws, bank()[:3])
    import_file(ws, write(path, bank()[3:]))
    assert export_file(ws, tmp_path / "some.jsonl") == len(bank()) - 3
    assert export_file(ws, tmp_path / "all.jsonl", ("imported", "authored")) == len(bank())
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert {decode(line).id for line in lines} == {one.id for one in bank()}


def test_an_export_that_fails_leaves_the_old_file(ws: Workspace, path: Path) -> None:
    import_file(ws, path)
    before = path.read_bytes()
    (path.parent / "bank.jsonl.part").mkdir()
    with pytest.raises(StorageError):
        export_file(ws, path)
    assert path.read_bytes() == before


def test_an_export_is_named_jsonl(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError):
        export_file(ws, tmp_path / "bank.toml")


def test_a_text_taken_out_of_the_index_is_found_no_more(ws: Workspace, path: Path) -> None:
    stem = "信用信用信用，信用 abc ABC"  # its pairs come many times
    write(path, [changed(bank()[0], stem=stem), changed(bank()[1], stem="信用")])
    import_file(ws, path)
    assert hits(ws, "信用") == [bank()[0].id, bank()[1].id]
    import_file(ws, write(path, [changed(bank()[0], stem="问什么？")]))
    assert hits(ws, "信用") == [bank()[1].id]
    assert hits(ws, "用信") == hits(ws, "abc") == []
    ws.conn.execute("INSERT INTO search_gram (search_gram) VALUES ('integrity-check')")


# removing


@pytest.mark.usefixtures("teacher")
def test_removing_and_restoring_is_exact(ws: Workspace, path: Path) -> None:
    import_file(ws, path)
    before = state(ws)
    gone = remove_imported(ws, ["judge", "match", "judge"])
    assert sorted(gone) == ["judge", "match"]
    assert not {"judge", "match"} & set(hits(ws, "问什么"))
    assert quiz_store.pool(ws.conn, (3, 4), 1) == []
    assert export_file(ws, path.with_name("x.jsonl")) == len(bank()) - 2
    assert sorted(restore_imported(ws, gone)) == ["judge", "match"]
    after = state(ws)
    assert after["question"] == before["question"]
    assert after["question_measure"] == before["question_measure"]
    assert {"judge", "match"} <= set(hits(ws, "问什么"))
    assert remove_imported(ws, gone)
    assert remove_imported(ws, gone) == ()


@pytest.mark.usefixtures("teacher")
def test_a_removed_question_comes_back_with_its_file(ws: Workspace, path: Path) -> None:
    import_file(ws, path)
    before = state(ws)
    remove_imported(ws, ["judge"])
    assert preview(ws, path).good == 1
    done = import_questions(ws, path)
    assert (done.new, done.same) == (1, len(bank()) - 1)
    assert state(ws)["question"] == before["question"]


@pytest.mark.usefixtures("teacher")
def test_the_programs_own_questions_are_not_removed(ws: Workspace, path: Path) -> None:
    put(ws, bank()[:1])
    import_file(ws, write(path, bank()[1:]))
    before = state(ws)
    for act in (remove_imported, restore_imported):
        with pytest.raises(NotFoundError):
            act(ws, ["judge", bank()[0].id])
    assert state(ws) == before


@pytest.mark.usefixtures("person")
def test_a_student_may_not_touch_the_bank(ws: Workspace, path: Path) -> None:
    acts: list[Callable[[], object]] = [
        lambda: preview(ws, path),
        lambda: import_questions(ws, path),
        lambda: export_questions(ws, path),
        lambda: remove_imported(ws, []),
        lambda: restore_imported(ws, []),
    ]
    for act in acts:
        with pytest.raises(NotAllowedError):
            act()


# what is wrong with a file


def refused(ws: Workspace, path: Path) -> list[tuple[int, str]]:
    """What an import refuses; a preview must say the same."""
    seen = preview_file(ws, path)
    done = import_file(ws, path)
    assert seen.problems == done.refused
    assert (seen.good, seen.changed, seen.same) == (done.new, done.changed, done.same)
    return [(one.line, one.reason) for one in done.refused]


def test_the_good_go_in_and_the_bad_are_named_by_line(ws: Workspace, path: Path) -> None:
    lines = [encode(one) for one in bank()]
    lines[1] = lines[1].replace('"key":["a"]', '"key":["z"]')
    lines[3] = lines[3].replace('"stem"', '"stam"')
    lines.insert(5, "")
    lines[6] = "{"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = refused(ws, path)
    assert [line for line, _ in found] == [2, 4, 7]
    assert found[0][1].startswith("s1-1：key 里有")
    assert "stam" in found[1][1]
    assert "JSON" in found[2][1]
    assert ws.conn.execute("SELECT count(*) FROM question").fetchone() == (len(bank()) - 3,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("s1-0 问", "s1-0\\u0000问"),
        ("s1-0 问", "s1-0\u202e问"),
        ("s1-0 问", "s1-0\\b问"),
        ('"id":"s1-0"', '"id":"' + "a" * 81 + '"'),
        ('"id":"s1-0"', '"id":"S1 0"'),
        ('"difficulty":2', '"difficulty":' + "9" * 40),
        ('"difficulty":2', '"difficulty":' + "9" * 5000),
        ('"difficulty":2', '"difficulty":1e999'),
        ('"measures":[1]', '"measures":[30]'),
        ('"measures":[1]', '"measures":[-1]'),
        ('["student","trainee"]', '["student","student"]'),
        ('["student","trainee"]', "[]"),
        ('"as_of":"2026-11-23"', '"as_of":"2026-02-30"'),
        ('"s1-0 问什么？"', '"\\ud800"'),
        ('"options":', '"options":' + "[" * 100_000),
        ('"kind":"single"', '"kind":"essay"'),
        ('"stem":', '"unknown":' + '{"a":' * 50_000 + '"stem":'),
    ],
)  # fmt: skip
def test_a_hostile_line_is_refused_alone(ws: Workspace, path: Path, old: str, new: str) -> None:
    first, *rest = [encode(one) for one in bank()]
    assert old in first
    path.write_text("\n".join([first.replace(old, new), *rest]), encoding="utf-8")
    ((line, reason),) = refused(ws, path)
    assert line == 1
    assert reason
    assert len(reason) < 600
    assert reason.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "line",
    [b"\xff\xfe", b"\0", b"null", b"[]", b"{}", b"x" * 2**20, b"[" * 2**17, b"\xef\xbb\xbf{}"],
)
def test_a_line_that_is_no_question_is_refused_alone(
    ws: Workspace, path: Path, line: bytes
) -> None:
    lines = path.read_bytes().splitlines()
    path.write_bytes(b"\r\n".join([*lines[:4], line, *lines[4:]]))
    assert [at for at, _ in refused(ws, path)] == [5]
    assert ws.conn.execute("SELECT count(*) FROM question").fetchone() == (len(bank()),)


def test_a_line_break_and_a_backslash_in_a_text_are_no_control_characters(
    ws: Workspace, path: Path
) -> None:
    write(path, [changed(bank()[0], stem="一\n\t二\\u0000　C:\\book\\far")])
    assert refused(ws, path) == []


def test_an_id_twice_in_a_file_counts_once(ws: Workspace, path: Path) -> None:
    write(path, [bank()[0], bank()[1], changed(bank()[0], stem="别的")])
    ((line, reason),) = refused(ws, path)
    assert line == 3
    assert "第 1 行" in reason


def test_a_byte_order_mark_is_no_part_of_the_first_question(ws: Workspace, path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert refused(ws, path) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b""),
        ("a.jsonl", "{}".encode("utf-16")),
        ("a.toml", "a".encode("utf-16")),
        ("a.toml", b"\xff"),
        ("a.toml", b"question = 3"),
        ("a.toml", b"[other]"),
        ("a.toml", b"[[question]]\nid = "),
        ("a.toml", b"question = " + b"[" * 100_000),
        ("a.toml", b"a = " + b"9" * 5000),
        ("a.toml", b"a = '\0'"),
        ("a.jsonl", b"x\n" * (importing.MOST_PROBLEMS + 1)),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    ws: Workspace, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    for act in (preview_file, import_file):
        with pytest.raises(QuestionFileError) as caught:
            act(ws, tmp_path / name)
        assert str(caught.value)
        assert caught.value.hint
    assert ws.conn.execute("SELECT count(*) FROM question").fetchone() == (0,)


def test_an_id_twice_on_one_line_of_toml_counts_once(ws: Workspace, tmp_path: Path) -> None:
    one = (
        '{id = "t-1", kind = "judge", stem = "对吗？", explanation = "因为。", measures = [3], '
        'difficulty = 2, audience = ["student"], as_of = 2026-11-23, key = true}'
    )
    (tmp_path / "a.toml").write_text(f"question = [{one}, {one}]", encoding="utf-8")
    assert [line for line, _ in refused(ws, tmp_path / "a.toml")] == [1]


def test_a_file_too_big_is_not_opened(ws: Workspace, tmp_path: Path) -> None:
    for name, most in (
        ("a.jsonl", question_file.MOST_BYTES),
        ("a.toml", question_file.MOST_TOML_BYTES),
    ):
        with (tmp_path / name).open("wb") as file:
            file.truncate(most + 1)
        with pytest.raises(QuestionFileError):
            preview_file(ws, tmp_path / name)


def test_no_file_and_a_folder_are_said(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "dir.jsonl").mkdir()
    for name in ("none.jsonl", "dir.jsonl"):
        with pytest.raises(EduError):
            import_file(ws, tmp_path / name)


TOML = """
[[question]]
id = "t-1"
kind = "judge"
stem = "对吗？"
explanation = "因为。"
measures = [3]
difficulty = 2
audience = ["student"]
as_of = 2026-11-23
key = true

[[question]]
id = "t-2"
kind = "number"
stem = "几天？"
explanation = "因为。"
measures = [3]
difficulty = 2
audience = ["student"]
key = inf

[[question]]
id = "t-3"
kind = "judge"
"""


def test_toml_is_read_and_a_bad_table_spoils_no_other(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + TOML.replace("\n", "\r\n").encode())
    found = refused(ws, tmp_path / "a.toml")
    assert [line for line, _ in found] == [13, 23]
    assert "stem" in found[1][1]
    assert quiz_store.revisions(ws.conn, ["t-1"])


# the length of it


def many(count: int) -> list[Question]:
    return [changed(bank()[0], id=f"m-{number}") for number in range(count)]


def test_progress_is_told_every_thousand(ws: Workspace, path: Path) -> None:
    heard: list[int] = []
    import_file(ws, write(path, many(2_500)), heard.append)
    assert heard == [1_000, 2_000, 2_500]


def test_a_cancelled_import_leaves_nothing(ws: Workspace, path: Path) -> None:
    import_file(ws, path)
    before = state(ws)
    heard: list[int] = []
    with pytest.raises(CancelledError):
        import_file(ws, write(path, many(2_500)), heard.append, lambda: len(heard) == 2)
    assert state(ws) == before
    assert len(hits(ws, "问什么")) == len(bank())


def test_an_import_is_one_change(ws: Workspace, path: Path) -> None:
    heard: list[frozenset[str]] = []
    ws.listeners.append(heard.append)
    import_file(ws, write(path, many(1_500)))
    assert heard == [frozenset({"library"})]


# with a second process


@pytest.fixture
def second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LONG_FILE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_process_brings_the_same(
    request: pytest.FixtureRequest, path: Path, language: str
) -> None:
    lines = [encode(one) for one in [*bank(), *many(6_000), *many(1)]]
    lines[3_456] = "{"
    lines[5_000] = lines[5_000].replace('"key":["a"]', '"key":["z"]')
    lines.insert(7, "")
    path.write_text("\n".join(lines), encoding="utf-8")
    set_language(language)
    with fresh() as (alone, _), fresh() as (helped, _):
        one = import_file(alone, path)
        request.getfixturevalue("second_process")
        seen, two = preview_file(helped, path), import_file(helped, path)
        assert two == one
        assert seen.problems == two.refused
        assert [problem.line for problem in two.refused] == [3_458, 5_002, len(lines)]
        assert state(helped) == state(alone)
        assert search(helped.conn, "什么") == search(alone.conn, "什么")
    assert not active_children()


@pytest.mark.usefixtures("second_process")
def test_a_cancelled_import_leaves_no_second_process(ws: Workspace, path: Path) -> None:
    before = state(ws)
    heard: list[int] = []
    working: list[int] = []

    def cancelled() -> bool:
        working.append(len(active_children()))
        return len(heard) == 2

    with pytest.raises(CancelledError):
        import_file(ws, write(path, many(9_000)), heard.append, cancelled)
    assert working == [1, 1]
    assert not active_children()
    assert state(ws) == before


@pytest.mark.usefixtures("second_process")
def test_a_second_process_that_dies_leaves_nothing(ws: Workspace, path: Path) -> None:
    before = state(ws)

    def kill(_: int) -> None:
        for child in active_children():
            child.kill()

    with pytest.raises(StorageError):
        import_file(ws, write(path, many(9_000)), kill)
    assert not active_children()
    assert state(ws) == before


@pytest.mark.usefixtures("second_process")
def test_a_file_of_problems_ends_the_second_process(ws: Workspace, path: Path) -> None:
    path.write_bytes(b"x\n" * (importing.MOST_PROBLEMS + 5_000))
    with pytest.raises(QuestionFileError):
        preview_file(ws, path)
    assert not active_children()


# whatever it holds


@PROPERTY
@given(LISTS)
def test_out_and_in_again_is_identical(questions: list[Question]) -> None:
    with fresh() as (ws, folder):
        done = import_file(ws, write(folder / "a.jsonl", questions))
        assert (done.new, done.refused) == (len(questions), ())
        assert export_file(ws, folder / "b.jsonl") == len(questions)
        lines = (folder / "b.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert sorted(lines) == sorted(map(encode, questions))
        with fresh() as (other, _):
            assert import_file(other, folder / "b.jsonl").new == len(questions)
            assert export_file(other, folder / "c.jsonl") == len(questions)
            same = state(other)["question_measure"] == state(ws)["question_measure"]
            assert same
        assert (folder / "b.jsonl").read_bytes() == (folder / "c.jsonl").read_bytes()


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """Lines of questions with a piece cut out, put in or doubled."""
    data = b"\n".join(encode(one).encode() for one in draw(LISTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        cut = draw(st.integers(0, 30))
        put_in = draw(st.binary(max_size=6) | st.sampled_from([b"\n", b'"', b"[", b"null", b"1e9"]))
        data = data[:at] + put_in + data[at + cut :]
    return data


@PROPERTY
@given(st.binary() | spoilt(), st.sampled_from(["a.jsonl", "a.toml"]))
def test_any_bytes_are_counted_or_refused(data: bytes, name: str) -> None:
    with fresh() as (ws, folder):
        (folder / name).write_bytes(data)
        try:
            seen = preview_file(ws, folder / name)
        except EduError:
            return
        done = import_file(ws, folder / name)
        assert (seen.good, seen.same, seen.changed) == (done.new, 0, 0)
        assert seen.problems == done.refused
        if name == "a.jsonl":
            lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
            assert done.new + len(done.refused) == sum(bool(line.strip()) for line in lines)
        again = import_file(ws, folder / name)
        assert (again.new, again.changed, again.same) == (0, 0, done.new)


def test_a_line_holds_one_question_whatever_its_texts_hold(ws: Workspace, path: Path) -> None:
    write(path, [changed(bank()[0], stem="一\n二\u2028三")])
    import_file(ws, path)
    assert export_file(ws, path) == 1
    assert json.loads(path.read_bytes().split(b"\n")[0])["stem"] == "一\n二\u2028三"
