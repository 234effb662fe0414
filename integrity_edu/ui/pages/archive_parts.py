"""Cards of the archive page: a section's entries, who looked, and the notice before opening."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.archive.entries import Basic, Look, Section, section_title
from integrity_edu.archive.opening import Notice, disclaimer
from integrity_edu.ui.archive_words import (
    basic_facts,
    entry_words,
    look_lines,
    moment_words,
    nothing_there,
)
from integrity_edu.ui.pages.archive_grants import grant_row, keeping_row, live_box
from integrity_edu.ui.pages.archive_record import RecordBlock
from integrity_edu.ui.record_view import record_view
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, EmptyState, IconBadge, IconLabel, line
from integrity_edu.ui.widgets.fields import LabelledField
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.text import WrappedLabel, plain, squeeze
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.archive.grants import Grant
    from integrity_edu.archive.keeping import Keeping
    from integrity_edu.archive.ledger import Entry
    from integrity_edu.archive.opening import ArchiveStatus
    from integrity_edu.archive.reading import ArchiveView
    from integrity_edu.archive.record_flow import Record
    from integrity_edu.archive.workdays import Workdays
    from integrity_edu.office.opening import Office

_COLON = re.compile(r"(?<=：)|(?<=: )")
"""Behind the words a paragraph opens with, in either language."""

AT_ONCE = 20
"""Entries shown before 再看."""

LOOKS = 4
LIVE_GRANTS = 2
ICONS = {
    Section.BASIC: "user",
    Section.EDUCATION: "graduation",
    Section.CONDUCT: "archive",
    Section.STATEMENT: "chat",
    Section.GRANT: "key",
    Section.ACCESS: "eye",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows: how things stand, and the archive when there is one."""

    status: ArchiveStatus
    view: ArchiveView | None
    keeping: Keeping | None
    person: str
    named: bool
    """Whether the profile holds a real name."""
    today: date
    office: Office | None = None
    records: tuple[Record, ...] = ()
    grants: tuple[Grant, ...] = ()
    workdays: Workdays | None = None

    @property
    def recorded(self) -> dict[int, str]:
        """When each entry was written, by number."""
        sections = self.view.sections if self.view else ()
        return {entry.n: entry.recorded_at for one in sections for entry in one.entries}


class Disclaimer(QFrame):
    """What this archive is not, always on top."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "warning-soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "shield", "warning", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = WrappedLabel(
            f"<b>{squeeze(disclaimer())}</b> &nbsp;"
            + squeeze(tr("只记 18 岁以后的行为；没有分数，没有名次。"))
        )
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setAccessibleName(disclaimer())
        row.addWidget(words, 1)


class SectionCard(Card):
    """The entries of one section, newest first, with an empty state of its own."""

    wanted = Signal(str, int)
    """What is to be done (an `Act`, or one of `archive_grants.Wanted`), and with which entry."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, " ")
        self.setObjectName("section-card")
        self.head.setSpacing(8)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.body.addLayout(self.rows)
        self.body.addStretch()
        self._limit = AT_ONCE

    def show_section(self, shown: Shown, section: Section) -> None:
        """Show a section from its newest entries on."""
        self._limit = AT_ONCE
        self._fill(shown, section)

    def _fill(self, shown: Shown, section: Section) -> None:
        assert shown.view is not None
        clear(self.rows)
        entries = shown.view.section(section)
        self.title.setText(section_title(section))
        if section is Section.BASIC:
            self._basic(shown, entries)
        elif section is Section.CONDUCT and shown.records:
            self._records(shown)
        elif section is Section.GRANT:
            self._grants(shown, entries)
        elif not entries:
            self.rows.addWidget(EmptyState(self.theme, ICONS[section], nothing_there(section)))
        else:
            newest = list(reversed(entries))
            self._add_all(entry_row(self.theme, entry) for entry in newest[: self._limit])
            if len(newest) > self._limit:
                self.rows.addWidget(self._more(shown, section, len(newest) - self._limit))
        if section is Section.STATEMENT:
            self._add_act(tr("写一段说明"), "pencil", "write-statement", "state")

    def _records(self, shown: Shown) -> None:
        assert shown.workdays is not None
        blocks = []
        for place, record in enumerate(reversed(shown.records)):
            view = record_view(record, shown.recorded, shown.workdays, shown.today)
            place_words = tr("记录 {n} / {all}", n=place + 1, all=len(shown.records))
            block = RecordBlock(self.theme, view, place_words)
            block.add_acts(view.acts)
            block.wanted.connect(lambda act, n=record.n: self.wanted.emit(act, n))
            blocks.append(block)
        self._add_all(blocks)

    def _grants(self, shown: Shown, entries: Sequence[Entry]) -> None:
        rows = [keeping_row(self.theme, shown.keeping, shown.office, self.wanted.emit)]
        rows += [
            grant_row(self.theme, one, shown.today, self.wanted.emit)
            for one in reversed(shown.grants)
        ]
        self._add_all(row for row in rows if row is not None)
        if not entries:
            self.rows.addWidget(
                EmptyState(self.theme, ICONS[Section.GRANT], nothing_there(Section.GRANT))
            )
        self._add_act(tr("授权给别人看一部分"), "key", "grant-access", "grant")

    def _add_act(self, text: str, icon: str, name: str, what: str) -> None:
        """A button under the rows for something that is about no entry."""
        button = QuietButton(self.theme, text, icon)
        button.setObjectName(name)
        button.clicked.connect(lambda: self.wanted.emit(what, 0))
        self.rows.addSpacing(8)
        self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_all(self, rows: Iterable[QWidget]) -> None:
        for place, row in enumerate(rows):
            if place:
                self.rows.addWidget(line())
            self.rows.addWidget(row)

    def _more(self, shown: Shown, section: Section, left: int) -> QWidget:
        more = QuietButton(self.theme, tr("再看 {n} 条更早的", n=min(left, AT_ONCE)))
        more.setObjectName("more-entries")

        def go_on() -> None:
            self._limit += AT_ONCE
            self._fill(shown, section)

        more.clicked.connect(go_on)
        return more

    def _basic(self, shown: Shown, entries: Sequence[Entry]) -> None:
        contents = [entry.content for entry in entries if isinstance(entry.content, Basic)]
        facts = list(basic_facts(contents[-1])) if contents else []
        facts.append((tr("开启时间"), moment_words(shown.status.opened_at or "")))
        facts.append((tr("改动"), tr("姓名和称呼改过 {n} 次", n=max(0, len(contents) - 1))))
        grid = QGridLayout()
        grid.setVerticalSpacing(12)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(facts):
            label = QLabel(name)
            label.setProperty("role", "muted")
            told = plain(value, "")
            told.setObjectName("fact")
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, at, 1)
        self.rows.addLayout(grid)
        self.rows.addSpacing(14)
        self.rows.addWidget(
            WrappedLabel(tr("姓名和称呼在“设置”里改；改了另记一条，原来的留着。"), "small")
        )


def entry_row(theme: Theme, entry: Entry) -> QWidget:
    """One entry: icon, what happened, when, and on what it rests."""
    words = entry_words(entry)
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 12, 0, 12)
    box.setSpacing(12)
    box.addWidget(IconBadge(theme, words.icon, "neutral"), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(plain(words.heading, "strong"))
    for text in words.lines:
        column.addWidget(plain(text, "muted"))
    box.addLayout(column, 1)
    when = QLabel(words.when)
    when.setProperty("role", "small")
    box.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    return row


class LooksCard(Card):
    """谁看过我的档案: there whichever section is open, and whom I let look."""

    wanted = Signal(str, int)
    """As `SectionCard.wanted`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("谁看过我的档案"), " ")
        self.setObjectName("looks-card")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.body.addLayout(self.rows)
        promise = QHBoxLayout()
        promise.setSpacing(8)
        promise.addWidget(IconLabel(theme, "lock", "success", 16), 0, Qt.AlignmentFlag.AlignTop)
        promise.addWidget(
            WrappedLabel(
                tr("别人每次打开都先填用途，记下后谁也不能改，包括老师和管理员。"), "small"
            ),
            1,
        )
        self.body.addLayout(promise)
        self.live = QVBoxLayout()
        self.live.setSpacing(8)
        self.body.addLayout(self.live)
        self.body.addStretch()

    def show_looks(self, shown: Shown) -> None:
        """The newest looks, or why there are none."""
        clear(self.rows)
        entries = shown.view.section(Section.ACCESS) if shown.view else ()
        looks = [entry for entry in entries if isinstance(entry.content, Look)]
        self.aside.setText(tr("共 {n} 次", n=len(looks)) if looks else "")
        for entry in reversed(looks[-LOOKS:]):
            self.rows.addWidget(self._look(entry, mine=entry.author == shown.person))
            self.rows.addWidget(line())
        if not looks:
            text = tr("还没有人看过。") if shown.view else tr("还没有档案，也就没有人看过。")
            self.rows.addWidget(EmptyState(self.theme, "eye", text))
        self.rows.addSpacing(10)
        clear(self.live)
        for one in [one for one in shown.grants if one.live(shown.today)][-LIVE_GRANTS:]:
            self.live.addWidget(live_box(self.theme, one, self.wanted.emit))

    def _look(self, entry: Entry, *, mine: bool) -> QWidget:
        assert isinstance(entry.content, Look)
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 10, 0, 10)
        box.setSpacing(12)
        tone = "info" if mine else "warning"
        box.addWidget(IconBadge(self.theme, "user", tone), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(plain(tr("我自己") if mine else entry.content.viewer, "strong"))
        purpose, seen = look_lines(entry.content)
        column.addWidget(plain(purpose, ""))
        column.addWidget(plain(seen, "small"))
        column.addWidget(plain(moment_words(entry.recorded_at), "small"))
        box.addLayout(column, 1)
        return row


class NoticeCard(Card):
    """The whole notice, a box to tick, and the act of opening."""

    opened = Signal(str, str)
    """Version of the notice that was read, and a real name (empty when the profile has one)."""

    def __init__(self, theme: Theme, notice: Notice, *, named: bool) -> None:
        super().__init__(theme, tr("开不开，由你决定"), tr("告知 {v} 版", v=notice.version))
        self.setObjectName("notice-card")
        self._version, self._named = notice.version, named
        for paragraph in notice.paragraphs:
            text = WrappedLabel(_led(paragraph))
            text.setTextFormat(Qt.TextFormat.RichText)
            text.setAccessibleName(paragraph)
            text.setObjectName("notice-paragraph")
            self.body.addWidget(text)
        self.body.addSpacing(4)
        self.body.addWidget(line())
        self.name = LabelledField(
            theme,
            tr("姓名"),
            QLineEdit(),
            tr("档案上要写真实姓名；只在档案和班级里用，加密保存。"),
        )
        self.name.field.setObjectName("real-name")
        self.name.field.returnPressed.connect(self.submit)
        self.body.addWidget(self.name)
        if named:
            self.name.hide()
        self.box = QCheckBox(tr("我读过了"))
        self.box.setObjectName("notice-read")
        self.button = PrimaryButton(theme, tr("开启我的档案"))
        self.button.setObjectName("open-archive")
        self.button.setAutoDefault(True)
        self.button.setEnabled(False)
        self.box.toggled.connect(self.button.setEnabled)
        self.button.clicked.connect(self.submit)
        row = QHBoxLayout()
        row.addWidget(self.box)
        row.addStretch()
        row.addWidget(self.button)
        self.body.addLayout(row)

    def submit(self) -> None:
        """Open, unless something is missing."""
        name = self.name.text().strip()
        if not self._named and not name:
            self.name.show_error(tr("请写姓名。"))
            self.name.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.box.isChecked():
            self.opened.emit(self._version, name)


def _led(paragraph: str) -> str:
    """A paragraph with the words before its first colon in bold."""
    lead, *rest = _COLON.split(paragraph, maxsplit=1)
    return f"<b>{squeeze(lead)}</b>{squeeze(''.join(rest))}"
