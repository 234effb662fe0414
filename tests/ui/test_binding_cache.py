"""The binding's compiled support code is kept, and only a file of our own is believed."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest

import integrity_edu
from integrity_edu.binding_cache import kept

SOURCE = "answer = 6 * 7"
NAME = "shibokensupport/test.py"

on_posix = pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "binding"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what was really compiled."""
    names: list[str] = []
    real: Callable[..., CodeType] = builtins.compile

    def counting(source: str, filename: str, mode: str, *rest: object, **named: object) -> CodeType:
        names.append(filename)
        return real(source, filename, mode, *rest, **named)

    monkeypatch.setattr(builtins, "compile", counting)
    return names


def use(folder: Path, source: str = SOURCE, name: str = NAME) -> object:
    """Compile inside the block and run it."""
    space: dict[str, object] = {}
    with kept(folder):
        exec(compile(source, name, "exec"), space)
    return space["answer"]


def the_file(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_a_second_start_compiles_nothing(folder: Path, compiled: list[str]) -> None:
    assert [use(folder), use(folder)] == [42, 42]
    assert compiled == [NAME]


def test_another_source_of_the_same_name_is_compiled(folder: Path, compiled: list[str]) -> None:
    use(folder)
    assert use(folder, "answer = 1 + 1") == 2
    assert compiled == [NAME, NAME]


def test_other_code_is_never_kept(folder: Path, compiled: list[str]) -> None:
    assert use(folder, name="elsewhere.py") == use(folder, name="elsewhere.py") == 42
    assert compiled == ["elsewhere.py"] * 2
    assert not folder.exists()


def test_compile_is_itself_again_afterwards_and_after_an_error(folder: Path) -> None:
    real = builtins.compile
    use(folder)
    assert builtins.compile is real
    with pytest.raises(SyntaxError):
        use(folder, "answer =")
    assert builtins.compile is real


@on_posix
def test_file_and_folder_are_for_this_user_only(folder: Path) -> None:
    use(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert the_file(folder).stat().st_mode & 0o022 == 0


@on_posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_others_may_write_is_not_read(folder: Path, compiled: list[str], mode: int) -> None:
    use(folder)
    the_file(folder).chmod(mode)
    assert use(folder) == 42
    assert compiled == [NAME, NAME]


@on_posix
def test_a_folder_others_may_write_is_not_read(folder: Path, compiled: list[str]) -> None:
    use(folder)
    folder.chmod(0o777)
    assert use(folder) == 42
    assert compiled == [NAME, NAME]


@on_posix
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives away")
def test_a_file_of_somebody_else_is_not_read(folder: Path, compiled: list[str]) -> None:
    use(folder)
    os.chown(the_file(folder), 12345, -1)
    assert use(folder) == 42
    assert compiled == [NAME, NAME]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:3],
        lambda data: data[:-5],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes(len(data)),
    ],
    ids=["empty", "no sum", "cut", "one bit", "zeros"],
)
def test_a_damaged_file_is_replaced(
    folder: Path, compiled: list[str], damage: Callable[[bytes], bytes]
) -> None:
    use(folder)
    path = the_file(folder)
    path.write_bytes(damage(path.read_bytes()))
    assert [use(folder), use(folder)] == [42, 42]
    assert compiled == [NAME, NAME]


def test_without_a_folder_to_write_a_start_goes_on(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    assert use(tmp_path / "cache" / "binding") == 42


CHILD = """
import builtins, sys
from pathlib import Path
names = []
real = builtins.compile
def counting(source, filename, *rest, **named):
    names.append(str(filename))
    return real(source, filename, *rest, **named)
builtins.compile = counting
from integrity_edu.binding_cache import kept
with kept(Path(sys.argv[1])):
    import shiboken6
print(sum("shibokensupport" in name for name in names))
"""


def test_the_real_binding_is_compiled_at_the_first_start_only(folder: Path) -> None:
    home = str(Path(integrity_edu.__file__).parents[1])
    said = [
        subprocess.run(
            [sys.executable, "-c", CHILD, str(folder)],
            check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": home},
        ).stdout.strip()
        for _ in range(2)
    ]  # fmt: skip
    assert int(said[0]) > 0
    assert said[1] == "0"
