"""Where authored data lies, and a cheap sign that it has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from integrity_edu.errors import NotFoundError

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = _PACKAGE / "_authored"
"""Where an installed wheel carries the two folders; a checkout has them beside the package."""


def content_root() -> Path:
    """Return the folder of plan, laws, courses, cases, calendar, sayings and paths."""
    return _root("content")


def bank_root() -> Path:
    """Return the folder of questions."""
    return _root("question_bank")


def lesson_figure(course_id: str, name: str, content: Path | None = None) -> Path:
    """Return the SVG a lesson of a course shows; NotFoundError for anything outside its folder.

    Names come from lesson text, so `../` and absolute names are refused, links included.
    """
    courses = ((content or content_root()) / "courses").resolve()
    folder = (courses / course_id).resolve()
    figure = (folder / name).resolve()
    if folder.parent != courses or figure.parent != folder or figure.suffix != ".svg":
        raise NotFoundError("这张图不在课程文件夹里。", "课文的图与课文放在同一个文件夹。")
    if not figure.is_file():
        raise NotFoundError("找不到这张图。", "重新安装诚信学堂，图会一起回来。")
    return figure


def fingerprint(content: Path | None = None, bank: Path | None = None) -> str:
    """Names, sizes and times of all authored files as one digest; no file is opened.

    A copy with the same times counts as the same; a touched file counts as changed, which costs
    one compilation and nothing else.
    """
    import hashlib

    digest = hashlib.sha256()
    for root in (content or content_root(), bank or bank_root()):
        digest.update(f"{root.name}\n".encode())
        for name, size, changed in sorted(_files(root, "")):
            digest.update(f"{name}\t{size}\t{changed}\n".encode())
    return digest.hexdigest()


def _root(name: str) -> Path:
    shipped = _SHIPPED / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


def _files(folder: Path | str, prefix: str) -> Iterator[tuple[str, int, int]]:
    """(name relative to the root, bytes, mtime in ns) of every file below `folder`."""
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(entry.path, f"{prefix}{entry.name}/")
        else:
            known = entry.stat()
            yield f"{prefix}{entry.name}", known.st_size, known.st_mtime_ns
