"""Emptying a layout, and keeping a widget no taller than its words."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from integrity_edu.ui.widgets.columns import GRID, Columns


def clear(layout: QLayout) -> None:
    """Take everything out; widgets go at once from sight and later from memory."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def snug(widget: QWidget) -> Columns:
    """Wrap a widget so that a stretch inside it never makes it take more height than it needs.

    A size policy would not do: Qt then caps the height at the hint for one width only.
    """
    row = Columns(fold=0)
    row.add(widget, GRID)
    return row
