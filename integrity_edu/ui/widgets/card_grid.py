"""Equal cards in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from integrity_edu.ui.tokens import GAP


class CardGrid(QWidget):
    """Cards of one row are equally high; a column is never narrower than `least` pixels."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._columns = 0
        self._cards: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        # as high as the cards need, never higher
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards in order; cards shown before and not now are hidden, not destroyed."""
        for card in self._cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
        self._cards = list(cards)
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = (self.width() + GAP) // (self._least + GAP)
        columns = max(1, min(self._most, room))
        if columns == self._columns:
            return
        for column in range(self._most):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
            card.show()
