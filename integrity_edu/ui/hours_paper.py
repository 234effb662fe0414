"""The hours sheet on paper and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from integrity_edu.errors import StorageError
from integrity_edu.ui.path_view import hours_csv, hours_html
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.teaching.paths import HoursLine, PathView


def hours_pdf(view: PathView, lines: Sequence[HoursLine], made: date, path: Path) -> None:
    """Write the hours sheet of a path as A4 PDF; StorageError when `path` cannot be written."""
    from integrity_edu.archive.opening import disclaimer
    from integrity_edu.ui.printing import print_html

    foot = tr("{claim} 导出于 {day}", claim=disclaimer(), day=made.isoformat())
    print_html(hours_html(view, lines), tr("学时单"), foot, path)


def hours_spreadsheet(lines: Sequence[HoursLine], path: Path) -> None:
    """Write the hours sheet as CSV in UTF-8 with its mark, as spreadsheets expect it."""
    try:
        path.write_text(hours_csv(lines), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise StorageError(
            "文件没有存上：{reason}。",
            "换一个文件夹，或者先关掉打开着的同名文件。",
            reason=error.strerror or "",
        ) from error
