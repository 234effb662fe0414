"""Where the program keeps things on this computer."""

from __future__ import annotations

import os
from pathlib import Path

APP = "integrity-edu"
DATABASE = "integrity-edu.sqlite"


def data_folder() -> Path:
    """The user's data folder; INTEGRITY_EDU_DATA takes its place."""
    if chosen := os.environ.get("INTEGRITY_EDU_DATA"):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def cache_folder() -> Path:
    """What can be made again: the bold font, compiled support code."""
    if chosen := os.environ.get("INTEGRITY_EDU_CACHE"):
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)
