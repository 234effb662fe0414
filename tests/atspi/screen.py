"""A screen nobody looks at, with the buses a screen reader and a program meet on.

Every process started here is a group of its own, and every group is ended by its id.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).parent / "reader.py"
LAUNCHERS = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
)
PACKAGES = "at-spi2-core gir1.2-atspi-2.0 python3-gi dbus-daemon xvfb"
_PROBE = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def what_is_missing() -> str:
    """What this machine lacks for a real screen reader; empty when nothing."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is how Linux does it"
    lacking = [tool for tool in ("Xvfb", "dbus-daemon") if shutil.which(tool) is None]
    if _launcher() is None:
        lacking.append("at-spi-bus-launcher")
    if not Path(SYSTEM_PYTHON).exists() or _fails([SYSTEM_PYTHON, "-c", _PROBE]):
        lacking.append("the system Python's gi with Atspi 2.0")
    if not lacking and importlib.util.find_spec("PySide6") and _fails(_xcb_probe()):
        lacking.append("the libraries of Qt's xcb platform")
    return f"missing: {', '.join(lacking)} (apt install {PACKAGES})" if lacking else ""


class Screen:
    """Xvfb, a session bus, the accessibility bus, and what is started on them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._started: list[subprocess.Popen[str]] = []
        self.env = {
            **os.environ,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "GSETTINGS_BACKEND": "memory",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        for name in ("WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "QT_ACCESSIBILITY"):
            self.env.pop(name, None)

    def __enter__(self) -> Screen:
        """Start what everything else needs."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.home / "integrity-edu").mkdir(exist_ok=True)
        try:
            number = self._say(
                [
                    "Xvfb",
                    "-displayfd",
                    "1",
                    "-screen",
                    "0",
                    "1280x800x24",
                    "-nolisten",
                    "tcp",
                    "-noreset",
                ]
            )
            self.env["DISPLAY"] = f":{number}"
            bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self._say(bus)
            self.start([str(_launcher()), "--launch-immediately"], "launcher")
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End everything, the last first."""
        self._end()

    def start(
        self, words: list[str], name: str, more: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Run something here; what it says goes to NAME.out and NAME.err in the home folder."""
        with (
            (self.home / f"{name}.out").open("w") as out,
            (self.home / f"{name}.err").open("w") as err,
        ):
            process = subprocess.Popen(
                words, stdout=out, stderr=err, stdin=subprocess.DEVNULL, text=True,
                env={**self.env, **(more or {})}, cwd=ROOT, start_new_session=True,
            )  # fmt: skip
        self._started.append(process)
        return process

    def open_program(self, folder: Path) -> subprocess.Popen[str]:
        """Open the real program on a data folder."""
        more = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        words = [sys.executable, "-m", "integrity_edu", "--data", str(folder)]
        return self.start(words, "program", more)

    def read(self, *words: str, seconds: int) -> str:
        """Run the screen reader; what it printed. Fails with what everybody said."""
        reader = self.start([SYSTEM_PYTHON, "-W", "ignore", str(READER), *words], "reader")
        try:
            status: int | str = reader.wait(seconds)
        except subprocess.TimeoutExpired:
            status = f"still reading after {seconds} s"
        if status != 0:
            raise AssertionError(f"the reader ended with {status}\n{self.said()}")
        return (self.home / "reader.out").read_text()

    def said(self) -> str:
        """The end of what every process complained of."""
        return "\n".join(
            f"== {path.name}\n{path.read_text()[-6000:]}" for path in self.home.glob("*.err")
        )

    def _say(self, words: list[str]) -> str:
        """Start something that tells its address in its first line."""
        process = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
            text=True, env=self.env, start_new_session=True,
        )  # fmt: skip
        self._started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        assert line, f"{words[0]} did not start"
        return line

    def _end(self) -> None:
        for process in reversed(self._started):
            _kill_group(process)
            if process.stdout is not None:
                process.stdout.close()
        self._started.clear()


def _kill_group(process: subprocess.Popen[str]) -> None:
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(5)
        os.killpg(process.pid, signal.SIGKILL)  # children that did not hear the first
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)
    except ProcessLookupError:
        process.wait(5)


def _launcher() -> Path | None:
    return next((path for path in LAUNCHERS if path.exists()), None)


def _fails(words: list[str]) -> bool:
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    return done.returncode != 0


def _xcb_probe() -> list[str]:
    names = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4",
             "libxcb-keysyms.so.1", "libxcb-shape.so.0")  # fmt: skip
    return [sys.executable, "-c", f"import ctypes; [ctypes.CDLL(n) for n in {names!r}]"]
