"""Time stamps of a start, for the benchmark: first paint, and home filled in and painted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from integrity_edu.clock import monotonic
from integrity_edu.ui.main_window import MainWindow


class _Stamper(QObject):
    """Writes `{"paint", "home", "parsed"}` (monotonic seconds, count) once home is on screen."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        self._window, self._path = window, path
        self._stamps: dict[str, float] = {}
        self._is_filled = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The queue comes round after the window's first paint: everything is on screen."""
        if event.type() == QEvent.Type.Paint and "paint" not in self._stamps:
            self._stamps["paint"] = 0.0
            QTimer.singleShot(0, self._painted)
        if event.type() == QEvent.Type.UpdateRequest and self._is_filled:
            QTimer.singleShot(0, self._home)  # after this request everything is repainted
        return False

    def _painted(self) -> None:
        self._stamps["paint"] = monotonic()
        self._watch_home()

    def _watch_home(self) -> None:
        page = self._window.page
        if page is None:
            QTimer.singleShot(0, self._watch_home)
        else:
            page.filled.connect(self._filled)

    def _filled(self) -> None:
        self._is_filled = True

    def _home(self) -> None:
        if "home" in self._stamps:
            return
        self._stamps["home"] = monotonic()
        authored = sys.modules.get("integrity_edu.authored")
        self._stamps["parsed"] = getattr(authored, "parsed_files", 0)
        self._stamps["markdown"] = float("markdown" in sys.modules)
        self._path.write_text(json.dumps(self._stamps))
        if self._path.suffix == ".quit":
            QTimer.singleShot(0, QApplication.quit)


def stamp_start(window: MainWindow, path: Path) -> None:
    """Stamp this start into `path`; a path ending in `.quit` also ends the program then."""
    _Stamper(window, path)
