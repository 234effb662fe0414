"""Fields for numbers and dates, with room before the first digit."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox

ROOM = 10
"""Pixels: Qt keeps the left padding that a style sheet gives a spin box from its text."""


class NumberField(QSpinBox):
    """A whole number from `low` to `high`; `name` is what a screen reader calls it."""

    def __init__(self, name: str, low: int, high: int, value: int) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setValue(value)
        self.setAccessibleName(name)
        _make_room(self)


class DateField(QDateEdit):
    """A day as 2026-11-23; `name` is what a screen reader calls it."""

    def __init__(self, name: str, day: QDate) -> None:
        super().__init__(day)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setAccessibleName(name)
        _make_room(self)


def _make_room(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(ROOM, 0, 0, 0)
