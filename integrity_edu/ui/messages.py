"""The only dialogs of that kind: tell, ask, choose a file; and short notices with undo."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.errors import EduError
from integrity_edu.ui.accessible import announce
from integrity_edu.ui.tokens import MARGIN_FOOT
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import explain, tr

NOTICE_MS = 8_000
_log = logging.getLogger(__name__)


class Messages(QObject):
    """Speaks for everything in one window. Tests listen to the same objects people see."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: Dialog | None = None
        self.notice = Notice(window)

    def tell(self, error: BaseException) -> None:
        """Show an expected failure as a sentence and a next step; log anything else as our bug."""
        if isinstance(error, EduError):
            sentence, hint = explain(error)
        else:
            _log.error("bug", exc_info=error)
            sentence = tr("程序出了点问题，这一步没有做成；已存的数据不受影响。")
            hint = tr("可以再试一次。若还是这样，设置里的“导出日志”能帮我们找到原因。")
        self._open(Dialog(self._window, sentence, hint, [(tr("知道了"), None, True)]))

    def ask(self, question: str, detail: str, yes: str, then: Callable[[], None]) -> None:
        """Ask once before something that cannot simply be undone; `detail` names what is lost."""
        self._open(
            Dialog(self._window, question, detail, [(tr("取消"), None, False), (yes, then, True)])
        )

    def notify(
        self, text: str, undo: Callable[[], None] | None = None, *, urgent: bool = False
    ) -> None:
        """Say something in passing at the foot of the window, with 撤销 where it can be undone."""
        self.notice.show_text(text, undo)
        announce(self._window, text, urgent=urgent)

    def choose_save(self, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Ask where to save; nothing happens when the user thinks better of it."""
        dialog = QFileDialog(self._window, tr("存到哪里"), name, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def choose_open(self, kinds: str, then: Callable[[Path], None]) -> None:
        """Ask which file to read."""
        dialog = QFileDialog(self._window, tr("选一个文件"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def choose_folder(self, then: Callable[[Path], None]) -> None:
        """Ask for a folder to put something into."""
        dialog = QFileDialog(self._window, tr("选一个文件夹"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: Dialog) -> None:
        if self.dialog is dialog:
            self.dialog = None


class Dialog(QDialog):
    """A sentence, a next step, and up to two buttons; the last one is the default."""

    def __init__(
        self,
        window: QWidget,
        sentence: str,
        detail: str,
        buttons: list[tuple[str, Callable[[], None] | None, bool]],
    ) -> None:
        super().__init__(window)
        self.setObjectName("dialog")
        self.setWindowTitle(tr("诚信学堂"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(10)
        for text, role in ((sentence, "heading"), (detail, "muted")):
            label = WrappedLabel(text, role)
            layout.addWidget(label)
            label.setVisible(bool(text))  # only now: without a parent it would be a window
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 0)
        row.addStretch()
        self.buttons = [self._button(row, *button) for button in buttons]
        layout.addLayout(row)
        self.buttons[-1].setDefault(True)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(detail)

    def _button(
        self,
        row: QHBoxLayout,
        text: str,
        then: Callable[[], None] | None,
        primary: bool,  # noqa: FBT001
    ) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "primary" if primary else "quiet")
        button.clicked.connect(self.accept if primary else self.reject)
        if then:
            button.clicked.connect(lambda *_: then())  # without the state of the button
        row.addWidget(button)
        return button


class Notice(QFrame):
    """A line at the foot of the window that goes away by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "notice")
        self.setObjectName("notice")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 10, 12, 10)
        layout.setSpacing(16)
        self.label = QLabel()
        self.undo = QPushButton(tr("撤销"))
        self.undo.setProperty("role", "ghost")
        self.undo.clicked.connect(self._undo)
        layout.addWidget(self.label)
        layout.addWidget(self.undo)
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, undo: Callable[[], None] | None) -> None:
        """Show a line, replacing the one before."""
        self._then = undo
        self.label.setText(text)
        self.undo.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """In the middle of the foot; words that need more than the window's width wrap."""
        window, layout = self.parentWidget(), self.layout()
        if window is None or layout is None:
            return
        self.label.setWordWrap(False)
        hint, room = self.sizeHint(), window.width() - 2 * MARGIN_FOOT
        height = hint.height()
        if hint.width() > room:
            self.label.setWordWrap(True)
            height = layout.heightForWidth(room)
        self.resize(min(hint.width(), room), height)
        left = (window.width() - self.width()) // 2
        self.move(left, window.height() - self.height() - MARGIN_FOOT)

    def _undo(self) -> None:
        self.hide()
        if self._then:
            self._then()
