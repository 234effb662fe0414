"""A field for points in steps of a half."""

from __future__ import annotations

from PySide6.QtGui import QValidator

from integrity_edu.ui.widgets.numbers import NumberField

MOST = 100


class PointsField(NumberField):
    """0.5 to 100 points; the spin box itself counts halves."""

    def __init__(self, name: str, points: float = 1.0) -> None:
        super().__init__(name, 1, 2 * MOST, round(2 * points))

    @property
    def points(self) -> float:
        """What is in the field."""
        return self.value() / 2

    def set_points(self, points: float) -> None:
        """Show other points."""
        self.setValue(round(2 * points))

    def textFromValue(self, value: int) -> str:
        """2, 2.5."""
        return f"{value / 2:g}"

    def valueFromText(self, text: str) -> int:
        """Halves of what was typed, to the nearest."""
        return max(1, min(2 * MOST, round(2 * float(text or 0.5))))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Digits with at most one point among them."""
        if text in ("", "."):
            return QValidator.State.Intermediate, text, position
        plain = text.replace(".", "", 1)
        if not (plain.isascii() and plain.isdecimal()) or float(text) > MOST:
            return QValidator.State.Invalid, text, position
        fits = float(text) * 2 == round(float(text) * 2) and float(text) > 0
        state = QValidator.State.Acceptable if fits else QValidator.State.Intermediate
        return state, text, position
