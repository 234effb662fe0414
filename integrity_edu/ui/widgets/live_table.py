"""A table whose words change where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from integrity_edu.ui.widgets.table import ReadingTable, Row


class LiveTable(ReadingTable):
    """Fresh figures every few seconds neither scroll it, nor move its focus, nor flicker."""

    def change_rows(self, rows: Sequence[Row]) -> None:
        """Show other words in as many rows as there are; widgets in cells stay."""
        new = tuple(rows)
        if len(new) != len(self.rows.cells):
            self.show_rows(new)
        elif new != self.rows.cells:
            self.rows.cells = new
            last = self.rows.index(len(new) - 1, self.rows.columnCount() - 1)
            self.rows.dataChanged.emit(self.rows.index(0, 0), last)
