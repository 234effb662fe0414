"""What a teacher or an IT department scripts: exit status, words, JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import integrity_edu
from integrity_edu import __version__
from integrity_edu.__main__ import main
from integrity_edu.archive.export import signed_export
from integrity_edu.archive.opening import notice, open_archive
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.storage.database import close, open_database
from integrity_edu.workspace import Workspace

COMMANDS = ("check", "verify", "tour", "shots", "backup", "restore", "doctor")
DONE, NOT_SO, WRONG_WORDS = 0, 1, 2

Say = Callable[..., Any]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command that must end with this status and returns what it printed as JSON."""

    def act(status: int, *words: object) -> Any:
        assert main([*map(str, words), "--json"]) == status
        out = capsys.readouterr().out
        return json.loads(out)

    return act


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one row in it."""
    made = tmp_path / "诚信 data"
    conn = open_database(made / DATABASE)
    conn.execute("INSERT INTO meta VALUES ('first', 'x')")
    close(conn)
    return made


def rows(folder: Path) -> list[str]:
    conn = open_database(folder / DATABASE)
    found = [name for (name,) in conn.execute("SELECT name FROM meta ORDER BY name")]
    close(conn)
    return found


@pytest.fixture
def export(ws: Workspace, person: PersonId, tmp_path: Path) -> Path:
    """An exported archive of 林晓雨."""
    open_archive(ws, notice().version)
    path = tmp_path / "archive.json"
    path.write_bytes(signed_export(ws))
    return path


# words


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_explains_and_is_no_failure(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == DONE
    assert len(capsys.readouterr().out) > 50


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    out = capsys.readouterr().out
    assert all(name in out for name in COMMANDS)
    assert "200%" in out
    assert "%%" not in out


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == DONE
    assert capsys.readouterr().out.strip() == __version__


@pytest.mark.parametrize(
    "words",
    [["dance"], ["verify"], ["backup"], ["restore"], ["check", "--loud"], ["--data"], ["-x"]],
)
def test_wrong_words_are_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == WRONG_WORDS
    assert capsys.readouterr().err


def test_the_command_line_is_a_module_too() -> None:
    home = str(Path(integrity_edu.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "integrity_edu", "--version"],
        check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": home},
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (DONE, __version__)


# check


def test_the_shipped_content_is_counted(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check"])
    lines = capsys.readouterr().out.splitlines()
    report = say(status, "check")
    assert status == (NOT_SO if report["problems"] else DONE)
    assert len(lines) == len(report["problems"]) + 1
    assert report["counts"]


def test_problems_are_listed_with_file_and_line(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content" / "plan").mkdir(parents=True)
    (tmp_path / "content" / "plan" / "plan.toml").write_text("a = \n")
    (tmp_path / "bank").mkdir()
    monkeypatch.setattr("integrity_edu.library.roots.content_root", lambda: tmp_path / "content")
    monkeypatch.setattr("integrity_edu.library.roots.bank_root", lambda: tmp_path / "bank")
    problems = say(NOT_SO, "check")["problems"]
    assert {"file", "line", "code", "message"} == set(problems[0])
    assert main(["check"]) == NOT_SO
    assert "content/plan/plan.toml:1: toml:" in capsys.readouterr().out


# verify


def test_a_whole_export_is_verified(
    say: Say, export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = say(DONE, "verify", export)
    assert said["whole"] is True
    assert said["signer"] == "林晓雨"
    assert said["problems"] == []
    assert main(["verify", str(export)]) == DONE
    out = capsys.readouterr().out
    assert said["fingerprint"] in out
    assert "不作为征信依据" in out


def test_a_changed_export_is_not_whole(
    say: Say, export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export.write_bytes(export.read_bytes().replace("林晓雨".encode(), "林小雨".encode()))
    said = say(NOT_SO, "verify", export)
    assert said["whole"] is False
    assert said["problems"]
    assert main(["verify", str(export)]) == NOT_SO
    assert said["problems"][0] in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"{}" * 3, b"[" * 9000])
def test_what_is_no_export_is_not_whole(say: Say, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.json").write_bytes(data)
    assert say(NOT_SO, "verify", tmp_path / "x.json")["whole"] is False


def test_a_missing_export_is_said(
    say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = say(NOT_SO, "verify", tmp_path / "none.json")
    assert said["ok"] is False
    assert "文件读不了" in said["problem"]
    assert said["hint"]
    assert main(["verify", str(tmp_path / "none.json")]) == NOT_SO
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "文件读不了" in captured.err


def test_a_folder_is_no_export(say: Say, tmp_path: Path) -> None:
    assert "文件读不了" in say(NOT_SO, "verify", tmp_path)["problem"]


# backup and restore


def test_a_backup_comes_back(say: Say, folder: Path, tmp_path: Path) -> None:
    made = Path(say(DONE, "backup", tmp_path / "out", "--data", folder)["backup"])
    conn = open_database(folder / DATABASE)
    conn.execute("INSERT INTO meta VALUES ('second', 'x')")
    close(conn)
    said = say(DONE, "restore", made, "--data", folder)
    assert rows(folder) == ["first"]
    assert Path(said["kept"]).parent == folder
    assert said["restored"] == str(made)


def test_backup_and_restore_say_where_things_are(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "out"), "--data", str(folder)]) == DONE
    (made,) = (tmp_path / "out").iterdir()
    assert str(made) in capsys.readouterr().out
    assert main(["restore", str(made), "--data", str(tmp_path / "new")]) == DONE
    assert capsys.readouterr().out == "已恢复。\n"
    assert rows(tmp_path / "new") == ["first"]


def test_without_data_there_is_nothing_to_back_up(say: Say, tmp_path: Path) -> None:
    said = say(NOT_SO, "backup", tmp_path / "out", "--data", tmp_path / "none")
    assert "还没有" in said["problem"]
    assert list(tmp_path.iterdir()) == []


def test_a_backup_into_a_file_is_said(say: Say, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    assert say(NOT_SO, "backup", tmp_path / "taken", "--data", folder)["hint"]


def test_a_broken_backup_changes_nothing(say: Say, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 9000)
    said = say(NOT_SO, "restore", tmp_path / "broken.sqlite", "--data", folder)
    assert "不完整" in said["problem"]
    assert rows(folder) == ["first"]


def test_the_folder_may_come_from_the_environment(
    say: Say, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTEGRITY_EDU_DATA", str(folder))
    assert Path(say(DONE, "backup", tmp_path / "out")["backup"]).is_file()


# doctor


def findings(said: Any) -> dict[str, tuple[bool, str]]:
    return {one["name"]: (one["ok"], one["words"]) for one in said["findings"]}


def doctor(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[bool, str]]:
    """What the doctor finds; the status must agree, and nothing may be touched."""
    before = sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    status = main(["doctor", "--json", "--data", str(folder)])
    found = findings(json.loads(capsys.readouterr().out))
    assert status == (DONE if all(ok for ok, _ in found.values()) else NOT_SO)
    assert before == sorted(
        (path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()
    )
    return found


def test_the_doctor_finds_a_sound_file_sound(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = doctor(folder, capsys)
    assert set(found) == {"版本", "字体", "数据文件夹", "磁盘", "数据文件", "内容"}
    assert found["版本"] == (True, __version__)
    assert found["数据文件"] == (True, "完好，结构版本 3")


def test_the_doctor_looks_while_the_window_is_open(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conn = open_database(folder / DATABASE)
    conn.execute("INSERT INTO meta VALUES ('open', 'x')")
    assert main(["doctor", "--json", "--data", str(folder)]) in (DONE, NOT_SO)
    assert findings(json.loads(capsys.readouterr().out))["数据文件"][0]
    close(conn)


@pytest.mark.parametrize("length", [100, 4096 * 3, None], ids=["header", "cut", "overwritten"])
def test_the_doctor_sees_damage_and_names_restore(
    folder: Path, capsys: pytest.CaptureFixture[str], length: int | None
) -> None:
    path = folder / DATABASE
    data = path.read_bytes()
    path.write_bytes(data[:length] if length else data[:4096] + b"\x07" * (len(data) - 4096))
    ok, words = doctor(folder, capsys)["数据文件"]
    assert not ok
    assert "备份" in words


def test_the_doctor_tells_a_newer_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conn = open_database(folder / DATABASE)
    conn.execute("PRAGMA user_version=99")
    close(conn)
    ok, words = doctor(folder, capsys)["数据文件"]
    assert not ok
    assert "升级" in words


def test_the_doctor_makes_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = doctor(tmp_path / "a" / "b", capsys)
    assert found["数据文件"] == (True, "还没有，第一次打开时会建")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_unwritable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("mine")
    ok, words = doctor(tmp_path / "data", capsys)["数据文件夹"]
    assert not ok
    assert "不能写" in words


def test_the_doctor_speaks_in_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--data", str(folder)])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert all(line.startswith(("好　", "不好　")) for line in lines)
