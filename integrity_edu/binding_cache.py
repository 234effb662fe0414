"""Keep the compiled support code of the Qt binding between starts.

shiboken6 compiles some embedded source files at every start, about 20 ms of a 140 ms start. While
the binding is imported for the first time, `compile` of exactly those names is answered from a
marshal file in a folder only this user can write; anything unexpected falls back to compiling.
"""

from __future__ import annotations

import builtins
import marshal
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any

_PREFIX = "shibokensupport"


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """Inside the block, compiled support code comes from `folder` and is saved there."""
    store = _read(folder)
    before = len(store)
    real: Callable[..., Any] = builtins.compile

    def answer(source: Any, filename: Any, mode: str, *rest: Any, **named: Any) -> Any:
        name = os.fspath(filename) if isinstance(filename, str | os.PathLike) else ""
        if _PREFIX not in str(name) or not isinstance(source, str | bytes) or rest or named:
            return real(source, filename, mode, *rest, **named)
        data = source.encode() if isinstance(source, str) else source
        key = f"{name}:{mode}:{len(data)}:{zlib.crc32(data)}"
        if key not in store:
            store[key] = real(source, filename, mode)
        return store[key]

    builtins.compile = answer
    try:
        yield
    finally:
        builtins.compile = real
        if len(store) > before:
            _write(folder, store)


def _file(folder: Path) -> Path:
    return folder / f"binding-{sys.hexversion:x}.bin"


def _read(folder: Path) -> dict[str, CodeType]:
    """The saved code; empty unless file and folder are ours alone."""
    path = _file(folder)
    try:
        if os.name == "posix":
            for one in (folder, path):
                found = one.stat()
                if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                    return {}
        data = path.read_bytes()
        store = marshal.loads(data[4:]) if _sum(data[4:]) == data[:4] else {}  # noqa: S302
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return store if isinstance(store, dict) else {}


def _write(folder: Path, store: dict[str, CodeType]) -> None:
    """Save for the next start; a start must not fail for want of a cache."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
        data = marshal.dumps(store)
        part = folder / f"binding.{os.getpid()}.part"
        part.write_bytes(_sum(data) + data)
        part.replace(_file(folder))
    except (OSError, ValueError):
        return


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")
