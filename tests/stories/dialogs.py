"""Answering the file dialogs of the window, as a person would."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget


def choose(window: QWidget, path: Path) -> None:
    """Pick `path` in the open file dialog."""
    (dialog,) = (d for d in window.findChildren(QFileDialog) if d.isVisible())
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    dialog.accept()
    QCoreApplication.processEvents()
