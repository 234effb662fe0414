"""The campaign days of measure 2 with where they come from, and my own due dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from integrity_edu.ui.dates import dated_text, distance_text
from integrity_edu.ui.going import open_assignment
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.pages.calendar_parts import CampaignRow, DatePanel
from integrity_edu.ui.widgets.beside import reveal
from integrity_edu.ui.widgets.buttons import QuietButton
from integrity_edu.ui.widgets.cards import Card, EmptyState, line
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.date_tile import DateTile
from integrity_edu.ui.widgets.layouts import clear, snug
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from integrity_edu.courses.campaigns import Campaign
    from integrity_edu.teaching.agenda import Agenda, ComingDay
    from integrity_edu.workspace import Workspace


def _find(ws: Workspace) -> tuple[Agenda, date]:
    from integrity_edu.teaching.agenda import agenda

    return agenda(ws), ws.today()


class CalendarPage(Page):
    """`route.ref` may name a day to scroll to."""

    follows = frozenset({"teaching", "library", "courses", "quiz"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.set_heading(tr("日历"), tr("方案第 2 项点名的主题活动，和你自己的日期"))
        self._days = Card(theme, tr("有日期的"))
        self._moving = Card(theme, tr("没有固定日期的"), tr("以当年通知为准"))
        self._own = Card(theme, tr("我的日期"))
        self._scroll = PageScroll()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._days)
        column.addWidget(self._moving)
        column.addStretch()
        right = QWidget()
        aside = QVBoxLayout(right)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.addWidget(snug(self._own))
        aside.addStretch()
        columns = Columns()
        columns.add(left, 8)
        columns.add(right, 4)
        self._scroll.body.addWidget(columns)
        self._scroll.body.addStretch()
        self._boxes = [_rows_of(card) for card in (self._days, self._moving, self._own)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)
        self._agenda: Agenda | None = None
        self.save = QuietButton(theme, tr("存为日历文件"), "download")
        self.save.setObjectName("save-ics")
        self.save.clicked.connect(self._save)
        self.header_actions = [self.save]

    def reload(self) -> None:
        """Read all days of the year ahead."""
        self.run(_find, lambda found: self._show(*found))

    def _show(self, agenda: Agenda, today: date) -> None:
        days, moving, own = self._boxes
        for box in self._boxes:
            clear(box)
        self._agenda = agenda
        wanted: QWidget | None = None
        for one in agenda.campaigns:
            box = moving if one.when is None else days
            if box.count():
                box.addWidget(line())
            row = self._campaign(one, today)
            box.addWidget(row)
            wanted = row if one.day.id == self.route.ref else wanted
        self._moving.setVisible(bool(moving.count()))
        self.save.setEnabled(bool(days.count()))
        for due in agenda.due:
            own.addWidget(self._due(due, today))
        if not agenda.due:
            own.addWidget(self._nothing_due())
        if wanted is not None:
            reveal(self._scroll, wanted)

    def _campaign(self, one: Campaign, today: date) -> CampaignRow:
        row = CampaignRow(self.context.theme, one, today, may_set=self.context.me.role != "student")
        row.wanted.connect(self.go)
        row.date_wanted.connect(lambda: DatePanel(self.context, one).open())
        return row

    def _save(self) -> None:
        if self._agenda is not None:
            found = self._agenda.campaigns
            self.context.messages.choose_save(
                tr("诚信主题活动.ics"),
                tr("日历文件 (*.ics)"),
                lambda path: self._export(path, found),
            )

    def _export(self, path: Path, found: tuple[Campaign, ...]) -> None:
        def export(ws: Workspace) -> None:
            from integrity_edu.courses.ics import to_ics
            from integrity_edu.ui.saving import save_bytes

            save_bytes(path, to_ics(found, ws.now(), tr("诚信学堂")))

        text = tr("存好了，用手机或电脑上的日历打开它：{path}", path=str(path))
        self.run(export, lambda _: self.context.messages.notify(text))

    def _due(self, due: ComingDay, today: date) -> RowButton:
        theme = self.context.theme
        when = tr(
            "{day}，{distance}",
            day=dated_text(due.when, today),
            distance=distance_text(due.when, today),
        )
        row = RowButton(theme, f"{due.title}，{when}")
        row.setObjectName(f"due-{due.ref}")
        row.row.setContentsMargins(6, 6, 6, 6)
        row.add(DateTile(theme, due.when, "warning"))
        row.add_words(WrappedLabel(due.title, "strong"), WrappedLabel(when, "small"))
        row.clicked.connect(lambda: self._open(due))
        return row

    def _open(self, due: ComingDay) -> None:
        if due.kind == "class":
            self.go("classes", due.ref)
        else:
            open_assignment(self, due.ref)

    def _nothing_due(self) -> EmptyState:
        teaching = self.context.me.role == "teacher"
        sentence = (
            tr("没有正在进行的任务。布置了任务，截止日期会出现在这里。")
            if teaching
            else tr("眼下没有要交的任务。老师布置以后，截止日期会出现在这里。")
        )
        button = tr("去班级") if teaching else tr("去看课程")
        empty = EmptyState(self.context.theme, "calendar", sentence, button)
        empty.button.setObjectName("calendar-empty")
        empty.button.clicked.connect(lambda: self.go("classes" if teaching else "courses"))
        return empty


def _rows_of(card: Card) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(8)
    card.body.addLayout(box)
    return box
