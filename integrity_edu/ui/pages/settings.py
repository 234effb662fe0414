"""设置: how it looks, my account, where the data is, and what this program is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu import __version__
from integrity_edu.archive.opening import disclaimer
from integrity_edu.ui.page import Context, Me, Page
from integrity_edu.ui.pages.settings_account import AccountCard, Mine, fetch_mine
from integrity_edu.ui.pages.settings_review import ReviewCard, Reviewing, fetch_reviewing
from integrity_edu.ui.widgets.beside import reveal
from integrity_edu.ui.widgets.buttons import GhostButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, line
from integrity_edu.ui.widgets.choices import Choices
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import language, set_language, tr

if TYPE_CHECKING:
    from integrity_edu.people.settings import Preferences
    from integrity_edu.workspace import Workspace

LICENCES = (
    ("Noto Sans SC, Noto Serif SC", "SIL OFL 1.1"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLite", "public domain"),
    ("sqlite-utils", "Apache-2.0"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("argon2-cffi, keyring, platformdirs, fontTools, nh3", "MIT"),
    ("Python-Markdown, msgspec", "BSD-3-Clause"),
)


class SettingsPage(Page):
    """Every change is kept at once; the window follows."""

    follows = frozenset({"people", "settings", "archive"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = tr("设置")
        self.subtitle = tr("改了马上生效，只影响你自己")
        self.preferences: Preferences | None = None
        self.account = AccountCard(context)
        self.account.renamed.connect(self._renamed)
        self.account.relocked.connect(self.reload)
        self.reviewing = ReviewCard(context)
        columns = Columns()
        columns.add(_column(self._look(), self.reviewing, self._data()), 6)
        columns.add(_column(self.account, self._about()), 6)
        scroll = PageScroll()
        self.account.unfolded.connect(lambda: reveal(scroll, self.account.panel))
        scroll.body.addWidget(columns)
        scroll.body.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def reload(self) -> None:
        """Fetch what is set now."""
        self.run(_fetch, self._show)

    def leave(self) -> None:
        """Keep what was changed a moment ago."""
        self.reviewing.keep()

    def _show(self, found: tuple[Preferences, Mine, Reviewing]) -> None:
        self.preferences, mine, reviewing = found
        self.reviewing.show_settings(reviewing)
        self.language.show_choice(self.preferences.language)
        self.theme.show_choice(self.preferences.theme)
        self.text_size.show_choice(str(self.preferences.text_size))
        self.calm.setChecked(self.preferences.reduced_motion)
        self.account.show_me(mine)

    # ---- how it looks ------------------------------------------------------------------------

    def _look(self) -> Card:
        card = Card(self.context.theme, tr("显示"))
        self.language = Choices("language", tr("界面语言"), (("zh", "中文"), ("en", "English")))
        self.language.picked.connect(lambda key: self._keep(language=key))
        note = WrappedLabel(tr("课程、案例和题目只有中文。"), "small")
        self.theme = Choices(
            "theme",
            tr("颜色"),
            (("system", tr("跟随系统")), ("light", tr("浅色")), ("dark", tr("深色"))),
        )
        self.theme.picked.connect(lambda key: self._keep(theme=key))
        self.text_size = Choices(
            "text-size",
            tr("课文字号"),
            (("100", tr("标准")), ("115", tr("大")), ("130", tr("更大")), ("150", tr("最大"))),
        )
        self.text_size.picked.connect(lambda key: self._keep(text_size=int(key)))
        self.calm = QCheckBox(tr("减少动画"))
        self.calm.setObjectName("reduced-motion")
        self.calm.clicked.connect(lambda on: self._keep(reduced_motion=on))
        for widget in (self.language, note, self.theme, self.text_size, self.calm):
            card.body.addWidget(widget)
        return card

    def _keep(self, **changed: object) -> None:
        if self.preferences is None:
            return
        wanted = replace(self.preferences, **changed)  # type: ignore[arg-type]
        self.run(lambda ws: _save(ws, wanted), lambda _: self._apply(wanted))

    def _apply(self, wanted: Preferences) -> None:
        self.preferences = wanted
        window = self.context.window
        window.apply_preferences(wanted)
        if wanted.language != language():
            set_language(wanted.language)
            window.rebuild()

    def _renamed(self, found: tuple[Me, Preferences]) -> None:
        """Other pages were given who I am when they were built: have them built anew."""
        self.context.window.me = found[0]
        self.context.window.rebuild()

    # ---- data --------------------------------------------------------------------------------

    def _data(self) -> Card:
        theme = self.context.theme
        card = Card(theme, tr("数据"))
        card.body.addWidget(
            WrappedLabel(tr("全部数据都在这台电脑的一个文件夹里，不上传。"), "muted")
        )
        self.folder = WrappedLabel("")
        self.folder.setTextFormat(Qt.TextFormat.PlainText)
        self.folder.setText(str(self.context.window.folder))
        self.folder.setObjectName("data-folder")
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        card.body.addWidget(self.folder)
        row = QHBoxLayout()
        row.setSpacing(8)
        back_up = QuietButton(theme, tr("备份现在"), "save")
        back_up.setObjectName("back-up")
        back_up.clicked.connect(lambda: self.context.messages.choose_folder(self._back_up))
        show = GhostButton(theme, tr("打开文件夹"), "folder")
        show.setObjectName("open-folder")
        show.clicked.connect(self._show_folder)
        row.addWidget(back_up)
        row.addWidget(show)
        row.addStretch()
        card.body.addLayout(row)
        card.body.addWidget(line())
        heading = QLabel(tr("怎么恢复"))
        heading.setProperty("role", "small-strong")
        card.body.addWidget(heading)
        how = tr(
            "先退出诚信学堂，再在终端里运行 integrity-edu restore 备份文件；"
            "现在的数据会留在旁边，不会丢。备份里加密的内容仍然要用原来的口令或恢复码打开；"
            "没设口令的账户，钥匙不在备份里，换电脑前先设口令。"
        )
        card.body.addWidget(WrappedLabel(how, "muted"))
        return card

    def _back_up(self, folder: Path) -> None:
        self.run(
            lambda ws: _back_up(ws, folder),
            lambda made: self.context.messages.notify(tr("备份好了：{path}", path=str(made))),
        )

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.window.folder)))

    # ---- about -------------------------------------------------------------------------------

    def _about(self) -> Card:
        theme = self.context.theme
        card = Card(theme, tr("关于诚信学堂"), tr("版本 {version}", version=__version__))
        card.body.addWidget(WrappedLabel(disclaimer(), "strong"))
        card.body.addWidget(
            WrappedLabel(
                tr(
                    "按山东省 2018 年《关于加强个人诚信体系建设的分工方案》的 29 项措施编写，"
                    "不是官方发布。"
                ),
                "muted",
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        self.licences = GhostButton(theme, tr("字体和程序库的许可"), "chevron-down")
        self.licences.setObjectName("licences")
        self.licences.setCheckable(True)
        log = QuietButton(theme, tr("导出日志"), "download")
        log.setObjectName("export-log")
        log.clicked.connect(self._export_log)
        row.addWidget(self.licences)
        row.addStretch()
        row.addWidget(log)
        card.body.addLayout(row)
        text = "\n".join(f"{name} · {licence}" for name, licence in LICENCES)
        listed = WrappedLabel(text, "small")
        listed.setObjectName("licence-list")
        listed.hide()
        self.licences.toggled.connect(listed.setVisible)
        card.body.addWidget(listed)
        return card

    def _export_log(self) -> None:
        from integrity_edu.ui.log import log_text

        data = log_text(self.context.window.folder)
        if not data:
            self.context.messages.notify(tr("还没有日志：到现在没有出过要记的问题。"))
            return
        self.context.messages.choose_save(
            tr("诚信学堂日志.txt"),
            tr("文本文件 (*.txt)"),
            lambda path: self.run(
                lambda _: _write(path, data),
                lambda _: self.context.messages.notify(
                    tr("日志存好了，里面没有姓名和口令：{path}", path=str(path))
                ),
            ),
        )


def _column(*cards: Card) -> QWidget:
    widget = QWidget()
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(16)
    _add(box, cards)
    box.addStretch()
    return widget


def _add(box: QVBoxLayout, cards: Sequence[Card]) -> None:
    for card in cards:
        box.addWidget(card)


def _fetch(ws: Workspace) -> tuple[Preferences, Mine, Reviewing]:
    from integrity_edu.people.settings import preferences

    return preferences(ws.conn, ws.actor.person), fetch_mine(ws), fetch_reviewing(ws)


def _save(ws: Workspace, wanted: Preferences) -> None:
    from integrity_edu.people.settings import save_preferences

    save_preferences(ws, wanted)


def _back_up(ws: Workspace, folder: Path) -> Path:
    from integrity_edu.people.permissions import Action, require
    from integrity_edu.storage.backup import back_up
    from integrity_edu.storage.database import translate_sqlite_errors

    require(ws, Action.BACK_UP)
    with translate_sqlite_errors():
        return back_up(ws.conn, folder, ws.now())


def _write(path: Path, data: bytes) -> None:
    from integrity_edu.ui.saving import save_bytes

    save_bytes(path, data)
