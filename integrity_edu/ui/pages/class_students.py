"""The panel that adds students: typed, pasted or from a CSV file, looked at before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit

from integrity_edu.errors import EduError
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.class_list import ListPreview, PreviewLine, preview, read_file
from integrity_edu.ui.page import Context
from integrity_edu.ui.widgets.buttons import QuietButton
from integrity_edu.ui.widgets.cards import Chip
from integrity_edu.ui.widgets.panel import Panel, in_one
from integrity_edu.ui.widgets.table import Cell, Column, ReadingTable, Row, framed
from integrity_edu.words import tr

if TYPE_CHECKING:
    from pathlib import Path

    from integrity_edu.teaching.rosters import AddedStudents
    from integrity_edu.workspace import Workspace

TYPING_PAUSE_MS = 150
SHOWN_ROWS = 6


class AddStudentsPanel(Panel):
    """What is typed is looked at as one types; nothing is stored before the button is pressed."""

    def __init__(self, context: Context, class_id: str, in_class: Sequence[str]) -> None:
        super().__init__(
            context,
            tr("加学生"),
            tr("一行一个学生，先写学号再写姓名；可以从表格里粘贴，也可以选 CSV 文件。"),
            primary=tr("加入名单"),
            width=680,
        )
        self._class_id, self._in_class = class_id, tuple(in_class)
        self.preview = ListPreview()
        self.text = QPlainTextEdit()
        self.text.setObjectName("roster-text")
        self.text.setAccessibleName(tr("名单，一行一个学生"))
        self.text.setPlaceholderText(tr("2026001 王同学\n2026002 李同学"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(128)
        self.body.addWidget(self.text)
        self.file_button = QuietButton(context.theme, tr("选 CSV 文件"), "folder")
        self.file_button.setObjectName("roster-file")
        self.file_button.setAutoDefault(False)
        self.file_button.clicked.connect(self._choose)
        self.foot_row.addWidget(self.file_button)
        self.body.addLayout(self._make_counts())
        self.table = ReadingTable(
            context.theme,
            tr("名单预览"),
            (
                Column(tr("行"), 10),
                Column(tr("学号"), 24),
                Column(tr("姓名"), 30),
                Column(tr("说明"), 56),
            ),
        )
        self.table.setObjectName("roster-preview")
        self._frame = framed(self.table)
        self.body.addWidget(self._frame)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.text.textChanged.connect(self._pause.start)
        self.primary.clicked.connect(self._add)
        self.text.setFocus()
        self.look()

    def _make_counts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.good = Chip(self.context.theme, "", "success")
        self.bad = Chip(self.context.theme, "", "warning")
        self.hint = QLabel(tr("现在只是预览，按“加入名单”才会存。"))
        self.hint.setProperty("role", "small")
        row.addWidget(self.good)
        row.addWidget(self.bad)
        row.addStretch()
        row.addWidget(self.hint)
        return row

    def look(self) -> None:
        """Look at what stands in the field now."""
        self._pause.stop()
        self.say_wrong("")
        try:
            self.preview = preview(self.text.toPlainText(), self._in_class)
        except EduError as error:
            self.preview = ListPreview()
            self.say_wrong(in_one(error))
        self._show()

    def _show(self) -> None:
        good, bad = len(self.preview.rows), self.preview.problems
        anything = bool(self.preview.lines)
        self.good.setVisible(anything)
        self.good.set(tr("可以加入 {n} 人", n=good), "success" if good else "neutral")
        self.bad.setVisible(bad > 0)
        self.bad.set(tr("{n} 行要改", n=bad), "warning")
        self.hint.setVisible(anything)
        self._frame.setVisible(anything)
        rows = [_row(one) for one in self.preview.lines]
        self.table.show_rows(rows, room_for=min(SHOWN_ROWS, max(2, len(rows))))
        self.primary.setText(tr("加入这 {n} 人", n=good) if good else tr("加入名单"))
        self.primary.setEnabled(good > 0)
        if anything:
            announce(self.text, tr("可以加入 {good} 人，{bad} 行要改", good=good, bad=bad))
        if self.isVisible():
            self.fit()

    def _choose(self) -> None:
        self.context.messages.choose_open(tr("名单 (*.csv *.txt)"), self.read)

    def read(self, path: Path) -> None:
        """Put the text of a file into the field, where it can still be put right."""
        self.context.tasks.work(self, partial(read_file, path), self._put, self._failed)

    def _put(self, text: str) -> None:
        self.text.setPlainText(text)
        self.look()
        self.primary.setFocus()

    def _add(self) -> None:
        self.look()  # what was typed in the last moment counts
        class_id, rows = self._class_id, self.preview.rows
        if not rows:
            return

        def add(ws: Workspace) -> AddedStudents:
            from integrity_edu.teaching.rosters import add_students

            return add_students(ws, class_id, rows)

        self.run(add, self._added)

    def _added(self, result: AddedStudents) -> None:
        left = self.preview.problems + len(result.skipped)
        if left:
            text = tr("加入了 {n} 人；有 {left} 行没有加。", n=result.added, left=left)
        else:
            text = tr("加入了 {n} 人。", n=result.added)
        self.context.messages.notify(text)
        self.accept()


def _row(one: PreviewLine) -> Row:
    number = Cell(str(one.line), color="muted")
    if not one.reason:
        words = Cell(tr("可以加入"), "check", "success")
        return number, Cell(one.student_no), Cell(one.name), words
    reason = Cell(one.reason, "warning", "warning", bold=True)
    return number, Cell(one.student_no or "—", color="muted"), Cell(one.name), reason
