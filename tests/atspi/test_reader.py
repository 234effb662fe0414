"""By ear: a real screen reader takes a quiz to its end, and finds nothing without a name."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings

from integrity_edu.clock import system_clock
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.library.compile import compile_library
from integrity_edu.people.accounts import NewAccount, register, sign_in
from integrity_edu.people.locks import FileKeyStore, Kdf, Locksmith
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.storage import database
from integrity_edu.workspace import Role, Workspace
from tests.atspi.screen import Screen, what_is_missing

pytestmark = pytest.mark.slow

KINDS = {"single": 3, "multiple": 2, "judge": 2, "fill": 1, "match": 1, "order": 1}
LEARNER = ("今天", "课程", "案例", "测验", "自学路径", "方案 29 项", "法规", "日历", "我的诚信档案",
           "学习记录", "设置")  # fmt: skip
TEACHER = ("今天", "班级")
FORMS = ("options", "fields", "boxes", "rows")


@pytest.fixture(scope="module", autouse=True)
def _pieces() -> None:
    """Everything a screen reader needs; where nothing may be skipped its absence is a failure."""
    if missing := what_is_missing():
        if os.environ.get("INTEGRITY_EDU_NO_SKIPS") == "1" and "Linux" not in missing:
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with the shipped content."""
    path = tmp_path_factory.mktemp("compiled") / DATABASE
    conn = database.open_database(path)
    compile_library(Workspace(conn, system_clock))
    database.close(conn)
    return path


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen with its buses, ended with everything on it."""
    with Screen(tmp_path / "home") as made:
        yield made


def _house(tmp_path: Path, compiled: Path, role: Role) -> Path:
    """A data folder whose window opens for one account; a student has ten questions open."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(compiled, folder / DATABASE)
    conn = database.open_database(folder / DATABASE)
    ws = Workspace(conn, system_clock)
    smith = Locksmith((FileKeyStore(folder / "keys"),), Kdf(passes=1, memory=64, lanes=1))
    account = NewAccount("小林", "林晓雨", date(2005, 3, 14), role, None)
    person = register(ws, account, locksmith=smith).person
    if role is Role.STUDENT:
        sign_in(ws, person, None, locksmith=smith)
        _open_ten(ws)
    database.close(conn)
    _remember(folder, person)
    return folder


def _open_ten(ws: Workspace) -> None:
    """A practice of all the usual kinds, always the same."""
    chosen = [
        str(row[0])
        for kind, count in KINDS.items()
        for row in ws.conn.execute(
            "SELECT id FROM question WHERE kind = ? AND source = 'authored' AND audience & 1 "
            "ORDER BY id LIMIT ?",
            (kind, count),
        )
    ]
    sittings.start(ws, PaperRequest(mode="practice", title="十题", audience="student", seed=7,
                                    questions=tuple(chosen)))  # fmt: skip


def _remember(folder: Path, person: PersonId) -> None:
    ini = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    ini.setValue("account", person)
    ini.setValue("theme", "light")
    ini.sync()


def test_a_quiz_of_ten_is_taken_to_its_end_by_reading_the_tree(
    screen: Screen, tmp_path: Path, compiled: Path
) -> None:
    program = screen.open_program(_house(tmp_path, compiled, Role.STUDENT))

    log: dict[str, Any] = json.loads(screen.read("quiz", seconds=170))

    assert program.poll() is None, screen.said()
    questions = log["questions"]
    assert len(questions) == 10
    stems = [" ".join(one["stem"]) for one in questions]
    assert all(stems)
    assert len(set(stems)) == 10
    assert {one["kind"] for one in questions} == set(FORMS)
    assert [one["unnamed"] for one in questions] == [[]] * 10
    for one in questions:
        _check_controls(one)
        assert one["saved"].startswith("已保存")
        wrong = "这次没答对。正确答案："
        assert one["verdict"] == "答对了" or len(one["verdict"]) > len(wrong), one["verdict"]
        assert one["verdict"].startswith(("答对了", wrong))
        assert any(len(words) > 12 for words in one["explained"]), one["explained"]
    assert any(one.get("flagged") for one in questions)
    assert log["score"].startswith("10 题，对 ")
    assert log["score"] in log["announced"]


def _check_controls(one: dict[str, Any]) -> None:
    """Every way to answer has a role and says its state; a box is named by its label."""
    for control in one["controls"]:
        states = set(control["states"])
        assert {"focusable", "sensitive"} <= states, control
        if one["kind"] == "options":
            assert control["role"] in ("check box", "radio button")
            assert "checkable" in states
        elif one["kind"] == "boxes":
            assert control["labels"], control
    if one["kind"] == "options":
        assert "checked" in one["chosen"][0]["states"]


@pytest.mark.parametrize(("role", "pages"), [(Role.STUDENT, LEARNER), (Role.TEACHER, TEACHER)])
def test_nothing_that_can_be_pressed_is_without_a_name(
    screen: Screen, tmp_path: Path, compiled: Path, role: Role, pages: tuple[str, ...]
) -> None:
    program = screen.open_program(_house(tmp_path, compiled, role))

    log: dict[str, Any] = json.loads(screen.read("audit", *pages, seconds=120))

    assert program.poll() is None, screen.said()
    assert {page: seen["unnamed"] for page, seen in log.items() if seen["unnamed"]} == {}
    assert all(seen["labels"] for seen in log.values())
