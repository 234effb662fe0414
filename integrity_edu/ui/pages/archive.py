"""我的诚信档案: what it is, whether I have one, what it says, who looked, and taking it along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.archive.entries import Section, section_title
from integrity_edu.ui.archive_words import broken_words
from integrity_edu.ui.dates import day_words
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.pages.archive_desk import ArchiveDesk
from integrity_edu.ui.pages.archive_parts import (
    Disclaimer,
    LooksCard,
    NoticeCard,
    SectionCard,
    Shown,
)
from integrity_edu.ui.widgets.buttons import GhostButton, PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, IconBadge, IconLabel
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.section_tabs import SectionTabs
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.archive.export import PrintedCopy
    from integrity_edu.archive.ledger import Broken
    from integrity_edu.workspace import Workspace


class ArchivePage(Page):
    """Renders one of three states: too young, not opened, open."""

    follows = frozenset({"archive", "people"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = tr("我的诚信档案")
        self.subtitle = tr("关于我的记录都在这里；别人要看，先写用途")
        self.shown: Shown | None = None
        self.section = Section.BASIC
        self.record: SectionCard | None = None
        scroll = PageScroll()
        scroll.body.addWidget(Disclaimer(context.theme))
        self._body = QVBoxLayout()
        self._body.setSpacing(16)
        scroll.body.addLayout(self._body)
        scroll.body.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def reload(self) -> None:
        """Fetch how things stand."""
        self.run(_fetch, self._show)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        if shown.status.state == "open" and self.record is not None:
            self._fill()
            return
        clear(self._body)
        self.record = None
        if shown.status.state == "too_young":
            self._body.addWidget(self._young(shown))
        elif shown.status.state == "not_opened":
            self._body.addWidget(self._beside(self._notice(shown)))
            self.looks.show_looks(shown)
        else:
            self._lay_open()
            self._fill()

    # ---- no archive --------------------------------------------------------------------------

    def _young(self, shown: Shown) -> QWidget:
        theme = self.context.theme
        card = Card(theme, tr("满 18 岁以后，才有诚信档案"))
        card.setObjectName("too-young")
        card.body.setSpacing(12)
        day = day_words(shown.status.adult_from)
        for icon, text in (
            (
                "shield",
                tr(
                    "档案里会有关于一个人行为的记录，国家的意见只要求给 18 岁以上的学生建。"
                    "18 岁以前的行为不入档，以后也不补记。"
                ),
            ),
            ("calendar", tr("到 {day}，你可以自己决定开不开；不开也没有关系。", day=day)),
            ("book", tr("学习和测验照常：课程、案例、法规现在都能用。")),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconBadge(theme, icon, "info"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(WrappedLabel(text), 1)
            card.body.addLayout(row)
        learn = PrimaryButton(theme, tr("去学课程"))
        learn.setObjectName("to-courses")
        learn.clicked.connect(lambda: self.go("courses"))
        card.body.addWidget(learn, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _notice(self, shown: Shown) -> NoticeCard:
        from integrity_edu.archive.opening import notice

        card = NoticeCard(self.context.theme, notice(), named=shown.named)
        card.opened.connect(self._open)
        return card

    def _open(self, version: str, name: str) -> None:
        self.run(
            lambda ws: _open(ws, version, name),
            lambda _: self.context.messages.notify(tr("档案开好了。第一条是你的基本信息。")),
        )

    # ---- an archive --------------------------------------------------------------------------

    def _lay_open(self) -> None:
        theme = self.context.theme
        self.broken = QFrame()
        self.broken.setObjectName("broken")
        self.broken.setProperty("role", "accent-soft")
        row = QHBoxLayout(self.broken)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(IconLabel(theme, "warning", "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        self.broken_text = WrappedLabel("", "error")
        row.addWidget(self.broken_text, 1)
        self._body.addWidget(self.broken)
        self.tabs = SectionTabs(theme, [(s.value, section_title(s)) for s in Section])
        self.tabs.pick(self.section.value)
        self.tabs.picked.connect(self._pick)
        self._body.addWidget(self.tabs)
        self.record = SectionCard(theme)
        self.record.wanted.connect(self._act)
        self._add_actions(self.record.head)
        self._body.addWidget(self._beside(self.record))

    def _beside(self, left: QWidget) -> QWidget:
        self.looks = LooksCard(self.context.theme)
        self.looks.wanted.connect(self._act)
        columns = Columns()
        columns.add(left, 8)
        columns.add(self.looks, 4)
        return columns

    def _add_actions(self, row: QHBoxLayout) -> None:
        theme = self.context.theme
        check = GhostButton(theme, tr("检查完整性"), "shield")
        check.setObjectName("check-archive")
        check.clicked.connect(self._check)
        signed = QuietButton(theme, tr("导出签名版"), "download")
        signed.setObjectName("export-json")
        signed.setToolTip(tr("JSON，带签名，别人能核对有没有被改过"))
        signed.clicked.connect(self._export_json)
        paper = PrimaryButton(theme, tr("导出 PDF"), "print")
        paper.setObjectName("export-pdf")
        paper.clicked.connect(self._export_pdf)
        row.addWidget(check)
        row.addWidget(signed)
        row.addWidget(paper)

    def _fill(self) -> None:
        assert self.shown is not None
        assert self.shown.view is not None
        assert self.record is not None
        for section in Section:
            conduct = section is Section.CONDUCT
            count = len(self.shown.records) if conduct else self.shown.status.counts[section]
            self.tabs.tabs[section.value].set_count(tr("{n} 条", n=count))
        self.record.show_section(self.shown, self.section)
        self.looks.show_looks(self.shown)
        self._show_broken(self.shown.view.broken)

    def _pick(self, section: str) -> None:
        self.section = Section(section)
        if self.shown is not None and self.record is not None:
            self.record.show_section(self.shown, self.section)

    def _act(self, what: str, n: int) -> None:
        assert self.shown is not None
        ArchiveDesk(self, self.shown).act(what, n)

    # ---- checking and taking along -----------------------------------------------------------

    def _check(self) -> None:
        def told(broken: Broken | None) -> None:
            self._show_broken(broken)
            total = sum(self.shown.status.counts.values()) if self.shown else 0
            text = (
                tr("查过了，{n} 条记录都和写下时一样。", n=total)
                if broken is None
                else tr("查过了，有一处和写下时不一样，说明在页面上方。")
            )
            self.context.messages.notify(text)

        self.run(_first_broken, told)

    def _show_broken(self, broken: Broken | None) -> None:
        self.broken.setVisible(broken is not None)
        if broken is not None:
            self.broken_text.setText(
                tr(
                    "{what}前面的记录没有问题；从备份恢复一份完整的数据文件，这里就会好。",
                    what=broken_words(broken.n, broken.reason),
                )
            )

    def _export_json(self) -> None:
        self.context.messages.choose_save(
            tr("诚信档案.json"),
            tr("签名版档案 (*.json)"),
            lambda path: self.run(
                lambda ws: _write_signed(ws, path), lambda _: self._tell_where(path)
            ),
        )

    def _export_pdf(self) -> None:
        self.context.messages.choose_save(
            tr("诚信档案.pdf"),
            tr("PDF 文件 (*.pdf)"),
            lambda path: self.run(_printed_copy, lambda copy: self._print(copy, path)),
        )

    def _print(self, copy: PrintedCopy, path: Path) -> None:
        from integrity_edu.ui.printing import archive_pdf

        self.context.tasks.work(
            self,
            lambda: archive_pdf(copy, path),
            lambda _: self._tell_where(path),
            self.context.messages.tell,
        )

    def _tell_where(self, path: Path) -> None:
        self.context.messages.notify(tr("导出好了：{path}", path=str(path)))


def _fetch(ws: Workspace) -> Shown:
    from integrity_edu.archive.grants import grants_in
    from integrity_edu.archive.keeping import keeping
    from integrity_edu.archive.opening import status
    from integrity_edu.archive.reading import my_archive
    from integrity_edu.archive.records import records_in
    from integrity_edu.archive.workday_table import workdays_of
    from integrity_edu.office.opening import office
    from integrity_edu.people.accounts import my_profile

    found, me = status(ws), ws.actor.person
    shown = Shown(
        status=found,
        view=None,
        keeping=None,
        person=me,
        named=bool(my_profile(ws).real_name),
        today=ws.today(),
    )
    if found.state != "open":
        return shown
    view = my_archive(ws)
    entries = [entry for one in view.sections for entry in one.entries]
    entries.sort(key=lambda entry: entry.n)
    return replace(
        shown,
        view=view,
        keeping=keeping(ws, me),
        office=office(ws),
        records=tuple(records_in(me, entries)),
        grants=tuple(grants_in(me, entries)),
        workdays=workdays_of(ws.conn),
    )


def _open(ws: Workspace, version: str, name: str) -> None:
    from integrity_edu.people.accounts import my_profile, update_profile
    from integrity_edu.teaching.earlier import open_with_what_was_learnt

    with ws.change("archive"):
        if name:
            update_profile(ws, name, my_profile(ws).birth)
        open_with_what_was_learnt(ws, version)


def _first_broken(ws: Workspace) -> Broken | None:
    from integrity_edu.archive.ledger import first_broken

    return first_broken(ws, ws.actor.person)


def _printed_copy(ws: Workspace) -> PrintedCopy:
    from integrity_edu.archive.export import printed_copy

    return printed_copy(ws)


def _write_signed(ws: Workspace, path: Path) -> None:
    from integrity_edu.archive.export import signed_export
    from integrity_edu.ui.saving import save_bytes

    save_bytes(path, signed_export(ws))
