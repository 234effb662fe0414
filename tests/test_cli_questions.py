"""Questions in and out from the command line: exit status, words, JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from integrity_edu.__main__ import main
from integrity_edu.folders import DATABASE
from integrity_edu.quiz.questions import encode
from integrity_edu.storage.database import close, open_database
from tests.quiz.small_bank import bank

DONE, NOT_SO, WRONG_WORDS = 0, 1, 2
COUNT = len(bank())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder without questions."""
    made = tmp_path / "诚信 data"
    close(open_database(made / DATABASE))
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of sound questions."""
    made = tmp_path / "题库.jsonl"
    made.write_text("".join(encode(one) + "\n" for one in bank()), encoding="utf-8")
    return made


def say(capsys: pytest.CaptureFixture[str], status: int, *words: object) -> Any:
    """What a command that must end with this status printed as JSON."""
    assert main([*map(str, words), "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_a_preview_changes_nothing(
    folder: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        said = say(capsys, DONE, "import-questions", path, "--preview", "--data", folder)
        assert said == {
            "preview": True, "new": COUNT, "changed": 0, "same": 0, "problems": []
        }  # fmt: skip


def test_questions_go_in_once_and_out_again(
    folder: Path, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(capsys, DONE, "import-questions", path, "--data", folder)["new"] == COUNT
    assert say(capsys, DONE, "import-questions", path, "--data", folder)["same"] == COUNT
    out = tmp_path / "out.jsonl"
    said = say(capsys, DONE, "export-questions", out, "--data", folder)
    assert said == {"questions": COUNT, "file": str(out)}
    assert sorted(out.read_bytes().splitlines()) == sorted(path.read_bytes().splitlines())
    assert say(capsys, DONE, "export-questions", out, "--all", "--data", folder)["questions"]


def test_what_is_refused_is_listed_with_file_and_line(
    folder: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("{\n")
    said = say(capsys, NOT_SO, "import-questions", path, "--data", folder)
    assert said["new"] == COUNT
    ((problem),) = said["problems"]
    assert (problem["file"], problem["line"]) == (str(path), COUNT + 1)
    assert main(["import-questions", str(path), "--data", str(folder)]) == NOT_SO
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{path}:{COUNT + 1}: ")
    assert lines[-1] == f"导入了 0 道新题，更新 0 道，{COUNT} 道没有变化，1 道没有收"


@pytest.mark.parametrize("command", ["import-questions", "export-questions"])
def test_without_data_there_is_no_bank(
    command: str, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = say(capsys, NOT_SO, command, path, "--data", tmp_path / "none")
    assert "还没有" in said["problem"]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["none.jsonl", "bank.xlsx"])
def test_a_file_that_cannot_be_read_is_said(
    folder: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(capsys, NOT_SO, "import-questions", tmp_path / name, "--data", folder)["hint"]


@pytest.mark.parametrize("command", ["import-questions", "export-questions"])
def test_a_file_must_be_named_and_help_explains(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command]) == WRONG_WORDS
    assert main([command, "--help"]) == DONE
    assert "题目" in capsys.readouterr().out
