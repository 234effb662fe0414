"""Answering the file dialogs and questions of the window, as a person would."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget


def choose(window: QWidget, path: Path) -> None:
    """Pick `path` in the open file dialog."""
    (dialog,) = (d for d in window.findChildren(QFileDialog) if d.isVisible())
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(str(path))
    dialog.accept()
    QCoreApplication.processEvents()
