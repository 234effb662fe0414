"""The command itself: what is missing is a sentence, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from integrity_edu import __main__ as command

ROOT = Path(__file__).resolve().parents[1]


def run(code: str, **extra: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("DISPLAY", "WAYLAND", "QT_"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=env | extra,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_missing_module_is_said_with_the_command_that_mends_it() -> None:
    said = command.missing(ModuleNotFoundError("No module named 'nh3'", name="nh3"))

    assert "nh3" in said
    assert "pip install" in said


def test_a_missing_system_library_is_said_with_the_command_that_mends_it() -> None:
    problem = "libGL.so.1: cannot open shared object file: No such file or directory"

    said = command.missing(ImportError(problem))

    assert "libGL.so.1" in said
    assert "apt-get install" in said


def test_a_start_without_qt_ends_in_one_line() -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from integrity_edu.__main__ import main; sys.exit(main([]))"
    )

    done = run(code, QT_QPA_PLATFORM="offscreen")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "缺少组件" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_without_a_screen_the_tour_is_offered() -> None:
    done = run("import sys; from integrity_edu.__main__ import main; sys.exit(main([]))")

    assert done.returncode == 1
    assert "integrity-edu tour" in done.stderr
