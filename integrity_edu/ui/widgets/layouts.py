"""Emptying a layout, and keeping a widget no taller than its words."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget


def clear(layout: QLayout) -> None:
    """Take everything out; widgets go at once from sight and later from memory."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


def snug(widget: QWidget) -> QWidget:
    """Let a stretch inside a widget fill it, and never make it ask for more height."""
    policy = widget.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
    widget.setSizePolicy(policy)
    return widget
