"""The log: what went wrong, where in the code, and nothing about anybody.

Of an exception it keeps the kinds and the places in the code. The messages of exceptions are left
out unless they are our own source strings: those of libraries may quote what somebody typed.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from integrity_edu.errors import EduError

FOLDER = "log"
NAME = "integrity-edu.log"
MOST_BYTES = 512 * 1024
KEPT = 3
ROOT = "integrity_edu"
_log = logging.getLogger(f"{ROOT}.bugs")


class NamelessFormatter(logging.Formatter):
    """Time, level, logger and our own words; exceptions as kinds and places."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """One line for each exception of the chain, and one for each place."""
        error = ei[1]
        return "\n".join(_story(error)) if error is not None else ""

    def formatStack(self, stack_info: str) -> str:
        """Stack listings quote source lines only, but nobody asks for them here."""
        return ""


def start_log(folder: Path) -> None:
    """Write warnings, errors and uncaught exceptions to `folder`/log.

    The file is made when there is something to write. Started again on another folder, it moves
    there; where nothing can be written, there is no log.
    """
    from logging.handlers import RotatingFileHandler

    stop_log()
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    handler = RotatingFileHandler(
        folder / FOLDER / NAME,
        maxBytes=MOST_BYTES,
        backupCount=KEPT,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(NamelessFormatter())
    handler.setLevel(logging.WARNING)
    logging.getLogger(ROOT).addHandler(handler)
    if not isinstance(sys.excepthook, _Hook):
        sys.excepthook = _Hook(sys.excepthook)
    if not isinstance(threading.excepthook, _ThreadHook):
        threading.excepthook = _ThreadHook(threading.excepthook)


def stop_log() -> None:
    """Close the file; hooks stay and find nothing to write to."""
    root = logging.getLogger(ROOT)
    for handler in [h for h in root.handlers if isinstance(h.formatter, NamelessFormatter)]:
        root.removeHandler(handler)
        handler.close()


def log_text(folder: Path) -> bytes:
    """The whole log, oldest lines first; empty when nothing was ever written."""
    current = folder / FOLDER / NAME
    older = [current.with_name(f"{NAME}.{n}") for n in range(KEPT, 0, -1)]
    return b"".join(path.read_bytes() for path in (*older, current) if path.is_file())


def _story(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and cause is not error:
        yield from _story(cause)
        yield "  led to"
    said = f" {error.code}: {error.sentence}" if isinstance(error, EduError) else ""
    yield f"  {type(error).__module__}.{type(error).__qualname__}{said}"
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        yield f"    {_place(code.co_filename)}:{step.tb_lineno} {code.co_name}"
        step = step.tb_next


def _place(path: str) -> str:
    """The last parts of a path: what comes before may hold the name of whoever is logged in."""
    return "/".join(Path(path).parts[-3:])


class _Hook:
    """Logs what nobody caught, then does what was done before."""

    def __init__(self, before: object) -> None:
        self._before = before

    def __call__(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            _log.error("uncaught", exc_info=(kind, error, where))
        self._before(kind, error, where)  # type: ignore[operator]


class _ThreadHook:
    """The same for threads."""

    def __init__(self, before: object) -> None:
        self._before = before

    def __call__(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            _log.error(
                "uncaught in a thread", exc_info=(told.exc_type, told.exc_value, told.exc_traceback)
            )
        self._before(told)  # type: ignore[operator]
