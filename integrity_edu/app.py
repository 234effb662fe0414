"""The composition root of the window: everything is built once, here, in the order that paints first.

What the first frame does not need is imported later: see ARCHITECTURE.md, Start.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from integrity_edu.clock import Clock
    from integrity_edu.ui.main_window import MainWindow
    from integrity_edu.workspace import Workspace


def open_window(data: str | None) -> int:
    """Open the program on a data folder (None: the user's own) and run until it is closed."""
    gc.disable()  # no cycle is worth finding before the first frame
    from integrity_edu.binding_cache import kept
    from integrity_edu.folders import cache_folder, data_folder

    folder = Path(data).expanduser() if data else data_folder()
    with kept(cache_folder() / "binding"):
        from integrity_edu.ui.application import make_application
    app = make_application(sys.argv[:1])
    window = build(folder)
    if stamps := os.environ.get("INTEGRITY_EDU_STAMPS"):
        from integrity_edu.ui.stamps import stamp_start

        stamp_start(window, Path(stamps))
    window.show()
    window.completed.connect(_started)
    status = app.exec()
    window.shut_down()
    sys.stdout.flush()
    os._exit(status)  # teardown of a Qt process can only go wrong; the database is closed


def _started() -> None:
    """What the start made is here to stay: look for garbage among what comes after it.

    Where nobody ran `run.py`, our fonts are cut beside us for the next start.
    """
    from integrity_edu.ui.fonts import cut_in_the_background, is_cut

    gc.freeze()
    gc.enable()
    if not is_cut():
        cut_in_the_background()


def build(folder: Path, clock: Clock | None = None) -> MainWindow:
    """The main window on one data folder; `clock` stands in for the system's in tests and tour."""
    from integrity_edu.ui.main_window import MainWindow

    return MainWindow(folder, lambda: open_workspace(folder, clock))


def open_workspace(folder: Path, clock: Clock | None = None) -> Workspace:
    """Open the data file of a folder; runs on the thread that will use it."""
    from integrity_edu.clock import system_clock
    from integrity_edu.folders import DATABASE
    from integrity_edu.storage.database import open_database
    from integrity_edu.workspace import Workspace

    return Workspace(open_database(folder / DATABASE), clock or system_clock)
