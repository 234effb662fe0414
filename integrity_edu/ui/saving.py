"""Files a user asked for, written whole or not at all (no Qt)."""

from __future__ import annotations

from pathlib import Path

from integrity_edu.errors import StorageError


def save_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path`, replacing what was there only when all of it is written.

    Raises StorageError.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise not_saved(error) from error


def not_saved(error: OSError) -> StorageError:
    """What is said when a file could not be written."""
    return StorageError(
        "文件没有存上：{reason}。",
        "换一个文件夹，或者先关掉打开着的同名文件，再存一次。",
        reason=error.strerror or "",
    )
