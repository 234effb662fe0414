"""Process start to first paint and to home filled in, beside a bare window; memory on home."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSettings

from benchmarks.house import make_house
from benchmarks.measure import Figure

ROUNDS = 15
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        open(sys.argv[1], 'w').write(str(time.monotonic()))
        if sys.argv[2] == 'quit': app.quit()
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(Label('诚信学堂'))
window.resize(1280, 800)
window.show()
app.exec()
"""


def starts() -> list[Figure]:
    folder, person = make_house()
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("account", person)
    settings.setValue("theme", "light")
    settings.sync()
    bare = folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    for _ in range(2):  # bytecode, disk cache, the kept support code
        start_ours(folder)
        start_bare(bare, folder)
    paints, homes, bares, rounds = [], [], [], []
    for place in range(ROUNDS):
        if place % 2:
            ours, other = start_ours(folder), start_bare(bare, folder)
        else:
            other, ours = start_bare(bare, folder), start_ours(folder)
        paints.append(ours["paint"] / other)
        homes.append(ours["home"] / other)
        bares.append(other)
        rounds.append(ours)
    limit = statistics.median(bares)
    parsed = max(one["parsed"] + one["markdown"] for one in rounds)
    return [
        Figure("first_paint", statistics.median(paints) * limit, "ms", limit, 1.3),
        Figure("home_filled", statistics.median(homes) * limit, "ms", limit, 1.6),
        Figure("memory_home", *memory(folder, bare), 95.0, relative=False),
        Figure("start_parses", parsed, "files", 0, 0, relative=False),
    ]


def environment() -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return env | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


def start_ours(folder: Path) -> dict[str, float]:
    stamps = folder / "stamps.quit"
    stamps.unlink(missing_ok=True)
    began = time.monotonic()
    command = [sys.executable, "-m", "integrity_edu", "--data", str(folder)]
    env = environment() | {"INTEGRITY_EDU_STAMPS": str(stamps)}
    subprocess.run(command, env=env, check=True, timeout=60, stderr=subprocess.DEVNULL)
    found = json.loads(stamps.read_text())
    return {
        "paint": (found["paint"] - began) * 1000,
        "home": (found["home"] - began) * 1000,
        "parsed": found["parsed"],
        "markdown": found["markdown"],
    }


def start_bare(script: Path, folder: Path) -> float:
    stamp = folder / "bare.stamp"
    began = time.monotonic()
    command = [sys.executable, str(script), str(stamp), "quit"]
    subprocess.run(command, env=environment(), check=True, timeout=60, stderr=subprocess.DEVNULL)
    return (float(stamp.read_text()) - began) * 1000


def memory(folder: Path, bare: Path) -> tuple[float, str, float]:
    """(PSS of the program on home, unit, PSS of the bare window) in MB; 0 where unknown."""
    stamps = folder / "stamps.stay"
    stamps.unlink(missing_ok=True)
    ours = subprocess.Popen(
        [sys.executable, "-m", "integrity_edu", "--data", str(folder)],
        env=environment() | {"INTEGRITY_EDU_STAMPS": str(stamps)},
        stderr=subprocess.DEVNULL,
    )
    mine = pss_after(ours, stamps)
    stamp = folder / "bare.stay"
    stamp.unlink(missing_ok=True)
    other = subprocess.Popen(
        [sys.executable, str(bare), str(stamp), "stay"],
        env=environment(),
        stderr=subprocess.DEVNULL,
    )
    return mine, "MB", pss_after(other, stamp)


def pss_after(process: subprocess.Popen[bytes], stamp: Path) -> float:
    deadline = time.monotonic() + 30
    while not stamp.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.5)  # what loads after home is part of it
    try:
        text = Path(f"/proc/{process.pid}/smaps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0.0
    finally:
        process.kill()
        process.wait()
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
