"""The seal 信: cinnabar with white, the same in both themes."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import LIGHT


class Seal(QFrame):
    """A square of `size` px; `inverted` is white with cinnabar, for the red panel.

    Drawn by the style sheet alone, because it stands in the first frame.
    """

    def __init__(self, theme: Theme, size: int = 38, *, inverted: bool = False) -> None:
        super().__init__()
        red, white = LIGHT.seal, "#FFFFFF"
        ground, ink = (white, red) if inverted else (red, white)
        inset, edge = (
            round(size * 0.09),
            "rgba(181, 52, 43, 150)" if inverted else "rgba(255, 255, 255, 150)",
        )
        self.setFixedSize(size, size)
        self.setObjectName("seal")
        self.setStyleSheet(
            f"QFrame#seal {{ background: {ground}; border-radius: {round(size * 0.2)}px; }}"
            f"QLabel {{ color: {ink}; border: 1px solid {edge}; border-radius: {round(size * 0.13)}px;"
            f" font-size: {round(size * 0.56)}px; font-weight: 700; qproperty-alignment: AlignCenter; }}"
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(inset, inset, inset, inset)
        box.addWidget(QLabel("信"))
