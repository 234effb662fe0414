#!/usr/bin/env python3
"""The front door: makes its own environment, then opens, tests, checks, pictures or measures.

python3 run.py            open the program (with no display: play the tour into out/tour/)
python3 run.py test       run every test           (--fast: leave out the slow ones)
python3 run.py check      format, lint, types, import contracts, authored content
python3 run.py shots      pictures of every page in light, dark, 200 %, 1280x720 and English
python3 run.py bench      measurements as ratios   (--json, --only NAME)

Standard library only; Linux, macOS and Windows; Python 3.11 or newer.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# shared library → the Debian package that carries it; what Qt's offscreen platform loads
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
# and what a real X11 window needs besides
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class Stop(Exception):  # noqa: N818 - not an error of ours: a sentence for the user
    """Ends the run with one plain sentence and the command that mends it."""


def main(words: list[str]) -> int:
    """Do what the words say; the exit status is that of the tool that did it."""
    actions = {"test": test, "check": check, "shots": shots, "bench": bench}
    try:
        if words and words[0] in ("-h", "--help", "help"):
            print(__doc__)
            return 0
        if words and words[0] in actions:
            return actions[words[0]](words[1:])
        if words and not words[0].startswith("-"):
            print(f"不认识的说法：{words[0]}\n{__doc__}", file=sys.stderr)
            return 2
        return open_program(words)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def open_program(words: list[str]) -> int:
    """Open the window, or play the tour where there is no screen."""
    window = has_display()
    prepare(dev=False, window=window)
    if window:
        return run("-m", "integrity_edu", *words)
    out = ROOT / "out" / "tour"
    print(f"这台机器没有屏幕：改为离屏走一遍主要功能，图片存到 {out}")
    return run("-m", "integrity_edu", "tour", "--out", str(out), *words)


def test(words: list[str]) -> int:
    """Run the test suite on two processes."""
    prepare(dev=True)
    fast = ["-m", "not slow"] if "--fast" in words else []
    rest = [word for word in words if word != "--fast"]
    return run("-m", "pytest", "-n", "2", "--dist", "worksteal", *fast, *rest)


def check(words: list[str]) -> int:
    """Everything that can be said about the code and the content without running it."""
    prepare(dev=True)
    tools = {
        "ruff format": ("-m", "ruff", "format", "--check", "."),
        "ruff": ("-m", "ruff", "check", "."),
        "mypy": ("-m", "mypy"),
        "import contracts": ("-c", "from importlinter.cli import lint_imports_command as c; c()"),
        "content": ("-m", "integrity_edu", "check", *words),
    }
    failed = []
    for name, command in tools.items():
        print(f"== {name}", flush=True)
        if run(*command) != 0:
            failed.append(name)
    print("没有通过：" + "、".join(failed) if failed else "全部通过")
    return 1 if failed else 0


def shots(words: list[str]) -> int:
    """Pictures of every page, to be looked at."""
    prepare(dev=False)
    out = ROOT / "out" / "shots"
    return run("-m", "integrity_edu", "shots", "--out", str(out), *words)


def bench(words: list[str]) -> int:
    """Measure as ratios taken in the same run."""
    prepare(dev=True)
    return run("-m", "benchmarks", *words)


def prepare(*, dev: bool, window: bool = False) -> None:
    """Make `.venv` and install what is pinned, once for every change of what is asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said in a sentence, not by a SyntaxError
        raise Stop(
            "需要 Python 3.11 或更新的版本：请到 python.org 安装，或用 apt install python3.11。"
        )
    check_libraries(window=window)
    wanted = fingerprint()
    stamp = VENV / f".installed{'-dev' if dev else ''}"
    if PYTHON.exists() and (any(_read(s) == wanted for s in (stamp, VENV / ".installed-dev"))):
        return
    if not PYTHON.exists():
        make_venv()
    print("第一次启动：正在安装需要的组件，约一两分钟 …", flush=True)
    extra = "[dev]" if dev else ""
    pip = (
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "-c", str(ROOT / "constraints.txt"), "-e", f"{ROOT}{extra}",
    )  # fmt: skip
    if run(*pip) != 0:
        raise Stop("组件没有装上，多半是网络或磁盘的原因。联网后再运行一次：python3 run.py")
    if run("-m", "integrity_edu.ui.fonts") != 0:
        raise Stop("中文字体没有准备好。删掉 .venv 文件夹，再运行一次：python3 run.py")
    stamp.write_text(wanted, encoding="utf-8")


def make_venv() -> None:
    """Create `.venv`; where Debian leaves ensurepip out, install it or say the command."""
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python3.{sys.version_info.minor}-venv"
    if shutil.which("apt-get"):
        install_packages([package])
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False
        )
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        reason = (made.stderr or made.stdout).strip().splitlines()[-1:]
        raise Stop(
            f"建不了独立环境 .venv。看看这个文件夹能不能写、磁盘还有没有空间。{''.join(reason)}"
        )


def check_libraries(*, window: bool) -> None:
    """Linux only: the libraries Qt loads; install what is missing or say the one command."""
    if not sys.platform.startswith("linux"):
        return
    needed = OFFSCREEN_LIBRARIES | (WINDOW_LIBRARIES if window else {})
    missing = [package for library, package in needed.items() if not _loads(library)]
    if missing:
        install_packages(missing)
        still = [package for library, package in needed.items() if not _loads(library)]
        if still:
            raise Stop(f"还缺系统库：{' '.join(still)}。请用系统的软件管理器装上它们。")


def install_packages(packages: list[str]) -> None:
    """With apt where it may; otherwise the one command that does it."""
    names = " ".join(packages)
    command = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
    if not shutil.which("apt-get"):
        raise Stop(f"缺少系统库。Debian 上叫 {names}；请用系统的软件管理器装上相应的包。")
    if os.geteuid() != 0:  # type: ignore[attr-defined,unused-ignore]
        raise Stop(f"缺少系统库，请运行：\n  {command}")
    print(f"正在安装系统库：{names} …", flush=True)
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update"], check=False, **quiet)  # type: ignore[call-overload]
    done = subprocess.run(
        ["apt-get", "install", "-y", "--no-install-recommends", *packages], check=False, **quiet
    )  # type: ignore[call-overload]
    if done.returncode != 0:
        raise Stop(f"系统库没有装上，请自己运行：\n  {command}")


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def fingerprint() -> str:
    """What the environment depends on."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join([*parts, sys.version.encode()])).hexdigest()


def run(*command: str) -> int:
    """Run the environment's Python; without a screen Qt paints offscreen."""
    env = dict(os.environ)
    if not has_display():
        env["QT_QPA_PLATFORM"] = "offscreen"
    # fcitx users type through its ibus front end: the Qt wheels carry no fcitx plugin
    if "fcitx" in (env.get("QT_IM_MODULE", "") + env.get("XMODIFIERS", "")):
        env["QT_IM_MODULE"] = "ibus"
    env.setdefault("PYTHONUTF8", "1")
    return subprocess.run([str(PYTHON), *command], cwd=ROOT, env=env, check=False).returncode


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
