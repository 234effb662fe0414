"""学时单: what was credited, and the test that each hour rests on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel

from integrity_edu.ui import path_view
from integrity_edu.ui.hours_paper import hours_pdf, hours_spreadsheet
from integrity_edu.ui.page import Context
from integrity_edu.ui.path_view import PathsSeen
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Card, EmptyState, IconLabel
from integrity_edu.ui.widgets.table import Cell, Column, ReadingTable
from integrity_edu.words import tr


class HoursCard(Card):
    """The sheet of one path; exports write what is on screen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("学时单"), " ")
        self._context = context
        self._seen: PathsSeen | None = None
        theme = context.theme
        self.pdf = SmallButton(theme, tr("存成 PDF"), "print")
        self.pdf.setObjectName("hours-pdf")
        self.pdf.clicked.connect(self._choose_pdf)
        self.csv = SmallButton(theme, tr("存成表格"), "download")
        self.csv.setObjectName("hours-csv")
        self.csv.clicked.connect(self._choose_csv)
        self.head.addSpacing(8)
        self.head.addWidget(self.pdf)
        self.head.addWidget(self.csv)
        shares = (30, 9, 18, 14, 29)
        self.table = ReadingTable(
            theme,
            tr("学时单"),
            tuple(map(Column, path_view.hours_headings(), shares)),
        )
        self.table.setObjectName("hours")
        self.body.addWidget(self.table)
        self.empty = EmptyState(
            theme, "clock", tr("还没有认定学时。过一课的课后检查或前测，就记在这里。")
        )
        self.body.addWidget(self.empty)
        rule = QHBoxLayout()
        rule.setSpacing(8)
        rule.addWidget(IconLabel(theme, "info", "info", 16))
        self.rule = QLabel(path_view.hours_rule())
        self.rule.setObjectName("hours-rule")
        self.rule.setProperty("role", "small")
        rule.addWidget(self.rule, 1)
        self.body.addLayout(rule)

    def show_seen(self, seen: PathsSeen) -> None:
        """Show the hours of the chosen path; a path without hours has no sheet."""
        self._seen = seen
        self.setVisible(seen.gives_hours)
        if seen.chosen is None:
            return
        self.aside.setText(
            tr(
                "已认定 {credited} / {total} 学时",
                credited=path_view.hours_text(seen.chosen.credited_hours),
                total=path_view.hours_text(seen.chosen.total_hours),
            )
        )
        self.table.setVisible(bool(seen.hours))
        self.empty.setVisible(not seen.hours)
        for button in (self.pdf, self.csv):
            button.setVisible(bool(seen.hours))
        self.table.show_rows(
            [tuple(Cell(text) for text in path_view.hours_cells(one)) for one in seen.hours]
        )

    def _choose_pdf(self) -> None:
        self._context.messages.choose_save(tr("学时单.pdf"), "PDF (*.pdf)", self.save_pdf)

    def _choose_csv(self) -> None:
        self._context.messages.choose_save(tr("学时单.csv"), "CSV (*.csv)", self.save_csv)

    def save_pdf(self, path: Path) -> None:
        """Write the sheet as PDF."""
        seen = self._seen
        if seen and seen.chosen:
            job = partial(hours_pdf, seen.chosen, seen.hours, seen.today, path)
            self._work(job)

    def save_csv(self, path: Path) -> None:
        """Write the sheet as a spreadsheet."""
        if self._seen:
            self._work(partial(hours_spreadsheet, self._seen.hours, path))

    def _work(self, job: partial[None]) -> None:
        messages = self._context.messages
        self._context.tasks.work(
            self, job, lambda _: messages.notify(tr("学时单存好了。")), messages.tell
        )
