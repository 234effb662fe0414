"""Papers as PDF: nothing torn over two pages, text that can be searched."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from integrity_edu.errors import StorageError
from integrity_edu.papers.printed import answer_sheet_blocks, key_blocks, paper_blocks
from integrity_edu.ui.paper_print import Form, print_paper
from tests.papers.every_kind import every_kind
from tests.papers.test_printed import STEMS, sheet

MANY = every_kind() * 4
FOOT = "教学用途，成绩不构成信用记录·期末"


@pytest.fixture
def pdftotext() -> str:
    """The tool that reads a PDF as others will."""
    found = shutil.which("pdftotext")
    if found is None:
        if os.environ.get("INTEGRITY_EDU_NO_SKIPS") == "1":
            pytest.fail("pdftotext is missing (poppler-utils)")
        pytest.skip("pdftotext is not installed (poppler-utils)")
    return found


def words(html: str) -> str:
    """The text of a block without any spaces."""
    document = QTextDocument()
    document.setHtml(html)
    return "".join(document.toPlainText().split())


def pages(tool: str, path: Path) -> list[str]:
    """The text of each page without spaces and foot."""
    read = subprocess.run([tool, "-raw", str(path), "-"], capture_output=True, check=True)
    return ["".join(page.split()) for page in read.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize(
    ("form", "blocks"),
    [("paper", paper_blocks), ("answer_sheet", answer_sheet_blocks), ("key", key_blocks)],
)
def test_no_page_is_broken_within_a_question(
    qtbot: QtBot, tmp_path: Path, pdftotext: str, form: Form, blocks: object
) -> None:
    one = sheet(MANY)
    print_paper(tmp_path / "p.pdf", one, form)
    found = pages(pdftotext, tmp_path / "p.pdf")

    starts = [words(block)[:6] for block in blocks(one)]  # type: ignore[operator]
    assert len(found) > 1
    assert [page[:12] for page in found if not any(page.startswith(s) for s in starts)] == []
    assert all(len(page.partition(FOOT)[0]) > 10 for page in found)  # none is empty


def test_the_text_can_be_searched_in_chinese(qtbot: QtBot, tmp_path: Path, pdftotext: str) -> None:
    print_paper(tmp_path / "p.pdf", sheet(every_kind()))
    text = "".join(pages(pdftotext, tmp_path / "p.pdf"))

    for said in (*STEMS, "期末（B卷）", "教学用途，成绩不构成信用记录·期末B卷", "第1页，共"):
        assert said in text
    assert [sign for sign in text if "\u2f00" <= sign <= "\u2fdf"] == []


def test_a_file_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        print_paper(tmp_path / "missing" / "p.pdf", sheet(every_kind()))
