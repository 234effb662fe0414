"""Is everything the program stands on in order? Looks only; changes nothing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from integrity_edu import __version__
from integrity_edu.errors import EduError
from integrity_edu.folders import DATABASE
from integrity_edu.storage.database import LATEST, is_whole, look_at, version_of

LEAST_FREE = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    ok: bool
    words: str


def examine(folder: Path) -> list[Finding]:
    """Look at version, fonts, folder, disk, database and content."""
    return [
        Finding("版本", True, __version__),  # noqa: FBT003 - a finding that is always good
        _fonts(),
        _writable(folder),
        _disk(folder),
        _database(folder / DATABASE),
        _content(),
    ]


def _fonts() -> Finding:
    there = importlib.util.find_spec("pylopdf_fonts_zh_cn") is not None
    words = "中文字体在" if there else "缺中文字体：python -m pip install pylopdf-fonts-zh-cn"
    return Finding("字体", there, words)


def _writable(folder: Path) -> Finding:
    place = next(one for one in (folder, *folder.parents) if one.exists())
    ok = place.is_dir() and os.access(place, os.W_OK)
    return Finding("数据文件夹", ok, f"{folder}{'' if ok else '（不能写）'}")


def _disk(folder: Path) -> Finding:
    place = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(place).free
    return Finding("磁盘", free > LEAST_FREE, f"剩余 {free // 1024 // 1024} MB")


def _database(path: Path) -> Finding:
    if not path.exists():
        return Finding("数据文件", ok=True, words="还没有，第一次打开时会建")
    try:
        conn = look_at(path)
        try:
            whole, version = is_whole(conn), version_of(conn)
        finally:
            conn.close()
    except sqlite3.DatabaseError as error:
        return Finding("数据文件", ok=False, words=f"打不开（{error}），可从备份恢复")
    if not whole:
        return Finding("数据文件", ok=False, words="有损坏，可从备份恢复")
    if version > LATEST:
        return Finding("数据文件", ok=False, words="来自更新的版本，请先升级程序")
    return Finding("数据文件", ok=True, words=f"完好，结构版本 {version}")


def _content() -> Finding:
    from integrity_edu.library.check import check
    from integrity_edu.library.roots import bank_root, content_root

    try:
        problems = check(content_root(), bank_root()).problems
    except (OSError, EduError) as error:
        return Finding("内容", ok=False, words=f"读不了：{error}")
    words = f"{len(problems)} 个问题，详见 integrity-edu check" if problems else "没有问题"
    return Finding("内容", not problems, words)
