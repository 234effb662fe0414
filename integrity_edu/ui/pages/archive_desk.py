"""What a person does on the archive page: which panel opens, what is asked first, what is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from integrity_edu.ui.pages.archive_parts import Shown
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.archive.extracts import Extract
    from integrity_edu.archive.opening import Notice
    from integrity_edu.ui.page import Page
    from integrity_edu.workspace import Workspace


class ArchiveDesk:
    """Acts for a page on what it shows."""

    def __init__(self, page: Page, shown: Shown) -> None:
        self._page, self._shown, self._context = page, shown, page.context

    def act(self, what: str, n: int) -> None:
        """Do one of `Act` or of `archive_grants.Wanted` with entry `n`."""
        if what in ("state", "object", "review", "repair"):
            self._open_record_panel(what, n)
            return
        acts: dict[str, Callable[[], None]] = {
            "take-back": self._ask_take_back,
            "keep": self._ask_keep,
            "grant": self._open_grant,
            "revoke": lambda: self._ask_revoke(n),
            "extract": lambda: self._make_extract(n),
        }
        acts[what]()

    def _open_record_panel(self, what: str, n: int) -> None:
        from integrity_edu.ui.pages import archive_panels as panels

        if n == 0:
            panels.StatementPanel(self._context, None).open()
            return
        record = next(one for one in self._shown.records if one.n == n)
        if what == "state":
            panels.StatementPanel(self._context, record).open()
        elif what == "object":
            panels.ObjectPanel(self._context, record).open()
        elif what == "review":
            panels.ReviewPanel(self._context, record).open()
        else:
            panels.RepairPanel(self._context, record).open()

    def _ask_take_back(self) -> None:
        self._context.messages.ask(
            tr("从档案室收回这份档案吗？"),
            tr("收回以后学校打不开它，也不能再登记；已经看过的，收不回来。"),
            tr("收回"),
            lambda: self._page.run(_take_back),
        )

    def _ask_keep(self) -> None:
        def show(notice: Notice) -> None:
            from integrity_edu.ui.pages.archive_panels import KeepingPanel

            KeepingPanel(self._context, notice).open()

        self._page.run(_keeping_notice, show)

    def _open_grant(self) -> None:
        from integrity_edu.ui.pages.archive_panels import GrantPanel

        GrantPanel(self._context, self._shown.today).open()

    def _ask_revoke(self, n: int) -> None:
        self._context.messages.ask(
            tr("撤回这份授权吗？"),
            tr("撤回以后不能再出摘录，出过的摘录也不作数了；对方已经看到的内容，收不回来。"),
            tr("撤回"),
            lambda: self._page.run(lambda ws: _revoke(ws, n)),
        )

    # ---- extracts ----------------------------------------------------------------------------

    def _make_extract(self, n: int) -> None:
        self._context.messages.choose_save(
            tr("诚信档案摘录.pdf"),
            tr("PDF 文件 (*.pdf)"),
            lambda path: self._page.run(
                lambda ws: _extract(ws, n, path), lambda made: self._print(made, path)
            ),
        )

    def _print(self, made: Extract, path: Path) -> None:
        from integrity_edu.ui.extract_paper import extract_pdf

        told = tr("摘录写好了：{path}；旁边是同名的签名文件，两份一起交给对方。", path=str(path))
        self._context.tasks.work(
            self._page,
            lambda: extract_pdf(made, path),
            lambda _: self._context.messages.notify(told),
            self._context.messages.tell,
        )


def signed_path(path: Path) -> Path:
    """Where the signed file of an extract lies: beside the paper, under the same name."""
    return path.with_suffix(".jwt")


def _take_back(ws: Workspace) -> None:
    from integrity_edu.archive.keeping import take_back

    take_back(ws)


def _keeping_notice(ws: Workspace) -> Notice:
    from integrity_edu.archive.keeping import keeping_notice

    return keeping_notice(ws)


def _revoke(ws: Workspace, n: int) -> None:
    from integrity_edu.archive.grants import revoke

    revoke(ws, n)


def _extract(ws: Workspace, n: int, path: Path) -> Extract:
    """Issue and write the signed file in one change: what could not be written was not issued."""
    from integrity_edu.archive.extracts import my_extract
    from integrity_edu.ui.saving import save_bytes

    with ws.change("archive"):
        made = my_extract(ws, n, "pdf")
        save_bytes(signed_path(path), made.text.encode())
    return made
