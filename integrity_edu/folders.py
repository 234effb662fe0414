"""Where the program keeps things on this computer.

Written out instead of asking a library: it is needed before the first frame, and three rules cost
nothing (Linux: XDG Base Directory; macOS and Windows: their own guides).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = "integrity-edu"
DATABASE = "integrity-edu.sqlite"


def data_folder() -> Path:
    """The user's data folder; INTEGRITY_EDU_DATA takes its place."""
    if chosen := os.environ.get("INTEGRITY_EDU_DATA"):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP
    return _under("LOCALAPPDATA", "XDG_DATA_HOME", ".local/share")


def cache_folder() -> Path:
    """What can be made again: the bold font, compiled support code."""
    if chosen := os.environ.get("INTEGRITY_EDU_CACHE"):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / APP
    if sys.platform == "win32":
        return _under("LOCALAPPDATA", "", "") / "cache"
    return _under("", "XDG_CACHE_HOME", ".cache")


def _under(windows: str, linux: str, usual: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home() / "AppData" / "Local") / APP
    named = os.environ.get(linux, "")
    return (Path(named) if named.startswith("/") else Path.home() / usual) / APP
