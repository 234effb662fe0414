"""Widgets one below the other at their own height, in a column that may be taller."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrity_edu.ui.tokens import GAP


def stacked(*widgets: QWidget) -> QWidget:
    """The widgets from the top, with what room is left below them."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return made
