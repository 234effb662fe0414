"""A recovery code, shown once: copy it, save it, and say that it was written down."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.errors import StorageError
from integrity_edu.ui.messages import Messages
from integrity_edu.ui.saving import save_bytes
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import QuietButton
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr


class RecoveryCode(QWidget):
    """The code in large type with 复制 and 存成文件, and the box to tick before going on."""

    kept = Signal(bool)
    """Whether the box 我抄好了 is ticked."""

    def __init__(self, theme: Theme, messages: Messages, code: str) -> None:
        super().__init__()
        self._messages, self._code = messages, code
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._paper(code))
        row = QHBoxLayout()
        row.setSpacing(10)
        self.copy = QuietButton(theme, tr("复制"), "copy")
        self.copy.setObjectName("copy-code")
        self.copy.clicked.connect(self._copy)
        self.save = QuietButton(theme, tr("存成文件"), "save")
        self.save.setObjectName("save-code")
        self.save.clicked.connect(self._choose)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        row.addStretch()
        column.addLayout(row)
        self.said = WrappedLabel("", "small")
        self.said.hide()
        column.addWidget(self.said)
        self.box = QCheckBox(tr("我抄好了"))
        self.box.setObjectName("code-kept")
        self.box.toggled.connect(self.kept)
        column.addWidget(self.box)

    def _paper(self, code: str) -> QFrame:
        paper = QFrame()
        paper.setProperty("role", "paper")
        inner = QVBoxLayout(paper)
        inner.setContentsMargins(18, 20, 18, 20)
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        label = QLabel("\n".join("  ".join(part) for part in (groups[:half], groups[half:])))
        label.setObjectName("recovery-code")
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setStyleSheet("font-size: 24px; letter-spacing: 4px;")
        label.setAccessibleName(tr("恢复码：{code}", code=" ".join(code)))
        inner.addWidget(label)
        return paper

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self._say(tr("复制好了。贴到只有你能看的地方以后，再复制点别的，剪贴板里就没有它了。"))

    def _choose(self) -> None:
        self._messages.choose_save(tr("恢复码.txt"), tr("文本文件 (*.txt)"), self._save)

    def _save(self, path: Path) -> None:
        text = tr("诚信学堂恢复码：{code}\n忘了口令时用它登录。别和电脑放在一起。", code=self._code)
        try:
            save_bytes(path, f"{text}\n".encode())
        except StorageError as error:
            self._messages.tell(error)
            return
        self._say(tr("存好了：{path}", path=str(path)))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
