"""The front door: what it needs, what it says when that is not there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).parent
README = ROOT / "README.md"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="about Linux")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, with the two files that decide what is installed."""
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Commands given to the environment's Python; every one succeeds."""
    commands: list[tuple[str, ...]] = []

    def act(*command: str) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(run, "run", act)
    return commands


@pytest.fixture
def ready(ran: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The same with everything installed already."""
    monkeypatch.setattr(run, "prepare", lambda **_: None)
    return ran


# words


@pytest.mark.parametrize("word", ["-h", "--help", "help"])
def test_help_is_the_docstring(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([word]) == 0
    assert capsys.readouterr().out.strip() == (run.__doc__ or "").strip()


def test_an_unknown_word_is_two_and_shows_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["dance"]) == 2
    err = capsys.readouterr().err
    assert "不认识的说法：dance" in err
    assert "python3 run.py test" in err


def test_fast_leaves_the_slow_tests_out(ready: list[tuple[str, ...]]) -> None:
    assert run.main(["test", "--fast", "tests/storage"]) == 0
    ((*command,),) = ready
    assert command[:2] == ["-m", "pytest"]
    assert command[-3:] == ["-m", "not slow", "tests/storage"]


def test_a_plain_test_runs_everything(ready: list[tuple[str, ...]]) -> None:
    run.main(["test"])
    assert "not slow" not in ready[0]


def test_check_runs_every_tool_and_names_what_failed(
    ready: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run.main(["check"]) == 0
    assert "全部通过" in capsys.readouterr().out
    assert len(ready) == 5
    monkeypatch.setattr(run, "run", lambda *command: "mypy" in command)
    assert run.main(["check"]) == 1
    assert "没有通过：mypy\n" in capsys.readouterr().out


def test_options_go_to_the_program(
    ready: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "has_display", lambda: True)
    assert run.main(["--data", "x"]) == 0
    assert ready == [("-m", "integrity_edu", "--data", "x")]


def test_without_a_screen_the_tour_is_played_and_said(
    ready: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "has_display", lambda: False)
    assert run.main([]) == 0
    assert ready == [("-m", "integrity_edu", "tour", "--out", str(ROOT / "out" / "tour"))]
    assert "没有屏幕" in capsys.readouterr().out


def test_the_status_is_that_of_the_tool(
    ready: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "run", lambda *_: 7)
    assert run.main(["bench"]) == 7


# what is installed


def test_a_change_of_what_is_asked_for_is_noticed(house: Path) -> None:
    first = run.fingerprint()
    assert run.fingerprint() == first
    for name in ("pyproject.toml", "constraints.txt"):
        text = (house / name).read_bytes()
        (house / name).write_bytes(text + b"# more\n")
        assert run.fingerprint() != first
        (house / name).write_bytes(text)
    assert run.fingerprint() == first


@pytest.fixture
def installing(
    house: Path, ran: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, ...]]:
    """Installing with nothing really made: commands are kept."""
    monkeypatch.setattr(run, "check_libraries", lambda **_: None)

    def make() -> None:
        run.PYTHON.parent.mkdir(parents=True)
        run.PYTHON.touch()

    monkeypatch.setattr(run, "make_venv", make)
    return ran


def test_what_is_pinned_is_installed_once(installing: list[tuple[str, ...]]) -> None:
    run.prepare(dev=False)
    assert [command[1] for command in installing] == ["pip", "integrity_edu.ui.fonts"]
    assert str(run.ROOT / "constraints.txt") in installing[0]
    run.prepare(dev=False)
    assert len(installing) == 2


def test_a_change_is_installed_again(installing: list[tuple[str, ...]], house: Path) -> None:
    run.prepare(dev=False)
    (house / "constraints.txt").write_text("# other\n")
    run.prepare(dev=False)
    assert [command[1] for command in installing].count("pip") == 2


def test_tools_are_added_for_tests_and_serve_the_program_too(
    installing: list[tuple[str, ...]],
) -> None:
    run.prepare(dev=False)
    run.prepare(dev=True)
    assert installing[2][-1].endswith("[dev]")
    count = len(installing)
    run.prepare(dev=False)
    run.prepare(dev=True)
    assert len(installing) == count


@pytest.mark.parametrize(("broken", "said"), [("pip", "联网"), ("integrity_edu.ui.fonts", "字体")])
def test_an_installation_that_fails_says_what_to_do_and_is_tried_again(
    installing: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, broken: str, said: str
) -> None:
    whole: Callable[..., int] = run.run
    monkeypatch.setattr(run, "run", lambda *command: int(command[1] == broken) or whole(*command))
    with pytest.raises(run.Stop, match=said):
        run.prepare(dev=False)
    monkeypatch.setattr(run, "run", whole)
    run.prepare(dev=False)
    assert installing[-1][1] == "integrity_edu.ui.fonts"


def test_an_environment_that_cannot_be_made_is_said(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / ".venv").write_text("a file in the way")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(run.Stop, match=r"建不了独立环境 \.venv"):
        run.make_venv()


# system libraries


def test_without_apt_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(run.Stop, match=r"缺少系统库.*libgl1 libegl1"):
        run.install_packages(["libgl1", "libegl1"])


@on_linux
def test_without_rights_the_one_command_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(run.Stop) as caught:
        run.install_packages(["libgl1"])
    assert str(caught.value).endswith(
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1"
    )


@on_linux
def test_with_rights_apt_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def act(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", act)
    run.install_packages(["libgl1"])
    assert [command[1] for command in commands] == ["update", "install"]
    assert commands[1][-1] == "libgl1"


@on_linux
def test_an_apt_that_fails_leaves_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", lambda cmd, **_: subprocess.CompletedProcess(cmd, 100))
    monkeypatch.setattr(run, "_loads", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(run, "has_display", lambda: False)
    assert run.main([]) == 1
    assert "sudo apt-get" in capsys.readouterr().err


@on_linux
def test_libraries_of_a_window_are_asked_for_only_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def loads(library: str) -> bool:
        asked.append(library)
        return True

    monkeypatch.setattr(run, "_loads", loads)
    run.check_libraries(window=False)
    assert set(asked) == set(run.OFFSCREEN_LIBRARIES)
    run.check_libraries(window=True)
    assert set(asked) == {*run.OFFSCREEN_LIBRARIES, *run.WINDOW_LIBRARIES}


@on_linux
def test_a_library_that_stays_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(run, "install_packages", lambda packages: None)
    with pytest.raises(run.Stop, match="libegl1"):
        run.check_libraries(window=False)


def test_a_library_nobody_has_does_not_load() -> None:
    assert not run._loads("libintegrity-edu-nothing.so.99")


# the screen


@on_linux
@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
def test_there_is_a_screen_when_the_environment_names_one(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], there: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run.has_display() is there


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_there_is_always_a_screen(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert run.has_display()


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the environment's Python is given."""
    given: dict[str, str] = {}

    def act(command: list[str], **named: object) -> subprocess.CompletedProcess[str]:
        env = named["env"]
        assert isinstance(env, dict)
        given.update(env)
        return subprocess.CompletedProcess(command, 5)

    monkeypatch.setattr(subprocess, "run", act)
    return given


def test_without_a_screen_qt_paints_offscreen(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    monkeypatch.setattr(run, "has_display", lambda: False)
    assert run.run("-c", "pass") == 5
    assert environment["QT_QPA_PLATFORM"] == "offscreen"
    assert environment["PYTHONUTF8"] == "1"


@pytest.mark.parametrize(
    ("name", "value"), [("QT_IM_MODULE", "fcitx"), ("XMODIFIERS", "@im=fcitx")]
)
def test_fcitx_is_reached_through_ibus(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    run.run("-c", "pass")
    assert environment["QT_IM_MODULE"] == "ibus"


# papers


def commands(text: str) -> set[str]:
    """`python3 run.py …` commands with their first word."""
    return {
        found.strip() for found in re.findall(r"python3 run\.py(?: [a-z]+)?(?= |$|`)", text, re.M)
    }


def test_the_readme_names_commands_that_exist_and_the_two_that_matter() -> None:
    named = commands(README.read_text(encoding="utf-8"))
    known = commands(run.__doc__ or "")
    assert {"python3 run.py", "python3 run.py test"} <= named <= known


def test_every_word_of_the_help_is_understood(ready: list[tuple[str, ...]]) -> None:
    words = [one.split()[2:] for one in sorted(commands(run.__doc__ or ""))]
    assert [run.main(word) for word in words] == [0] * len(words)


def test_the_front_door_needs_the_standard_library_only() -> None:
    source = Path(run.__file__).read_text(encoding="utf-8")
    imported = {
        found.split(".")[0] for found in re.findall(r"^(?:import|from) (\S+)", source, re.M)
    }
    assert imported <= set(sys.stdlib_module_names)
