"""Read a long file in a second process, so that one reads while the other stores."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from integrity_edu.errors import EduError, StorageError
from integrity_edu.words import language, set_language

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Read = Callable[[Path], Iterable[Any]]


def elsewhere(read: Read, path: Path) -> Generator[Any, None, None]:
    """What `read(path)` yields, worked out by a second process that waits in its pipe for us.

    The process ends with this generator, whether it was finished, cancelled or broken off.
    Expected failures come across; StorageError when the process dies.
    """
    from multiprocessing import get_context

    spawning = get_context("spawn")
    here, there = spawning.Pipe(duplex=False)
    second = spawning.Process(target=_send, args=(read, path, language(), there), daemon=True)
    second.start()
    there.close()  # or its end would never be heard
    try:
        while (sent := here.recv()) is not None:
            if isinstance(sent, EduError):
                raise sent
            yield sent
    except (EOFError, OSError) as error:
        raise StorageError(
            "读题目的进程中断了，没有读完。", "分成几个小一些的文件，一个一个再试。"
        ) from error
    finally:
        second.kill()
        second.join()
        here.close()


def _send(read: Read, path: Path, language: str, there: Connection) -> None:
    set_language(language)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the first one's to answer
    try:
        for sent in read(path):
            there.send(sent)
        there.send(None)
    except EduError as error:
        there.send(error)
