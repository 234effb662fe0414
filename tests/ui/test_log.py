"""The log names code, never people."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrity_edu.errors import EduError
from integrity_edu.ui.log import log_text, start_log, stop_log

log = logging.getLogger("integrity_edu.test")


@pytest.fixture(autouse=True)
def _hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    sys.excepthook = lambda *_: None
    threading.excepthook = lambda _: None
    yield
    stop_log()
    sys.excepthook, threading.excepthook = before


def read(name: str) -> int:
    return int(name)


def raise_and_log() -> None:
    try:
        read("林晓雨")
    except ValueError:
        log.exception("bug")


def test_nothing_is_written_before_something_happens(tmp_path: Path) -> None:
    start_log(tmp_path)
    assert log_text(tmp_path) == b""


def test_an_exception_is_logged_by_kind_and_place(tmp_path: Path) -> None:
    start_log(tmp_path)
    raise_and_log()
    text = log_text(tmp_path).decode()
    assert "builtins.ValueError" in text
    assert "tests/ui/test_log.py" in text
    assert "read" in text


def test_what_an_exception_quotes_is_left_out(tmp_path: Path) -> None:
    start_log(tmp_path)
    raise_and_log()
    assert "林晓雨" not in log_text(tmp_path).decode()


def test_values_of_our_own_errors_are_left_out(tmp_path: Path) -> None:
    start_log(tmp_path)
    try:
        raise EduError("没有存上：{reason}。", reason="/home/linxiaoyu")
    except EduError:
        log.exception("bug")
    text = log_text(tmp_path).decode()
    assert "没有存上：{reason}。" in text
    assert "linxiaoyu" not in text


def test_the_cause_of_an_exception_is_told_too(tmp_path: Path) -> None:
    start_log(tmp_path)
    try:
        try:
            read("x")
        except ValueError as error:
            raise KeyError from error
    except KeyError:
        log.exception("bug")
    text = log_text(tmp_path).decode()
    assert text.index("builtins.ValueError") < text.index("builtins.KeyError")


def test_what_nobody_catches_is_logged(tmp_path: Path) -> None:
    start_log(tmp_path)
    sys.excepthook(ValueError, ValueError("林晓雨"), None)
    text = log_text(tmp_path).decode()
    assert "uncaught" in text
    assert "builtins.ValueError" in text


def test_what_nobody_catches_in_a_thread_is_logged(tmp_path: Path) -> None:
    start_log(tmp_path)
    thread = threading.Thread(target=read, args=("林晓雨",))
    thread.start()
    thread.join()
    assert "uncaught in a thread" in log_text(tmp_path).decode()


def test_started_again_it_moves(tmp_path: Path) -> None:
    start_log(tmp_path / "a")
    start_log(tmp_path / "b")
    raise_and_log()
    assert log_text(tmp_path / "a") == b""
    assert log_text(tmp_path / "b") != b""


def test_where_nothing_can_be_written_there_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    start_log(tmp_path / "file")
    raise_and_log()
    assert log_text(tmp_path / "file") == b""
