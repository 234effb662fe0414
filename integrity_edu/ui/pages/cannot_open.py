"""The data file cannot be opened: why, and what can be done about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.clock import Clock, system_clock
from integrity_edu.errors import EduError
from integrity_edu.folders import DATABASE
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import GhostButton, PrimaryButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, IconBadge
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import explain, tr


class CannotOpenPage(QWidget):
    """The sentence and the next step of a StorageError, and the ways on from there."""

    def __init__(
        self, theme: Theme, error: BaseException, folder: Path, clock: Clock = system_clock
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme, self._folder, self._clock = theme, folder, clock
        card = Card(theme)
        card.setObjectName("cannot-open")
        card.setMaximumWidth(620)
        card.body.setContentsMargins(30, 28, 30, 26)
        card.body.setSpacing(12)
        sentence, hint = self._words(error)
        card.body.addWidget(IconBadge(theme, "warning", "warning", 44))
        title = WrappedLabel(sentence, "large")
        title.setObjectName("why-not")
        card.body.addWidget(title)
        card.body.addWidget(WrappedLabel(hint, "muted"))
        place = WrappedLabel(tr("数据文件夹：{path}", path=str(folder)), "small")
        place.setTextFormat(Qt.TextFormat.PlainText)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(place)
        self.said = WrappedLabel("", "strong")
        self.said.setObjectName("restore-result")
        self.said.hide()
        card.body.addWidget(self.said)
        card.body.addLayout(self._buttons())
        again = tr("处理好以后，退出，再打开诚信学堂就行。")
        card.body.addWidget(QLabel(again))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(30, 30, 30, 30)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)

    def restore_from(self, backup: Path) -> None:
        """Put a backup in the place of the data file, which is kept beside it."""
        from integrity_edu.storage.backup import restore
        from integrity_edu.storage.database import translate_sqlite_errors

        target = self._folder / DATABASE
        try:
            with translate_sqlite_errors(target):
                kept = restore(backup, target, self._clock())
        except EduError as error:
            self._say("error", " ".join(explain(error)))
            return
        aside = tr("原来的文件还在：{name}。", name=kept.name) if kept else ""
        self._say("success", tr("备份放好了。请退出，再打开诚信学堂。") + aside)
        self.restore.setEnabled(False)
        self.quit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, role: str, text: str) -> None:
        set_role(self.said, role)
        self.said.setText(text)
        self.said.show()
        announce(self, text)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.open_folder = GhostButton(self._theme, tr("打开文件夹"), "folder")
        self.open_folder.setObjectName("open-folder")
        self.open_folder.clicked.connect(self._show_folder)
        self.restore = QuietButton(self._theme, tr("从备份恢复"), "archive")
        self.restore.setObjectName("restore")
        self.restore.clicked.connect(self._choose)
        self.quit = PrimaryButton(self._theme, tr("退出"))
        self.quit.setObjectName("quit")
        self.quit.setAutoDefault(True)
        self.quit.clicked.connect(lambda: self.window().close())
        row.addWidget(self.open_folder)
        row.addStretch()
        row.addWidget(self.restore)
        row.addWidget(self.quit)
        return row

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("选一份备份"), "", tr("备份 (*.sqlite)"))
        dialog.setObjectName("choose-backup")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.restore_from(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @staticmethod
    def _words(error: BaseException) -> tuple[str, str]:
        if isinstance(error, EduError):
            return explain(error)
        import logging

        logging.getLogger(__name__).error("bug", exc_info=error)
        return (
            tr("诚信学堂没能打开数据，原因不在已知的几种里。"),
            tr("数据没有改动。再打开一次；还是不行，就从备份恢复。"),
        )
