"""Our fonts: Noto Sans SC for everything of ours, Noto Serif SC for quotations.

The interface's Regular and Bold are cut once from the variable Noto Sans SC into the cache
(`python -m integrity_edu.ui.fonts`, which `run.py` calls at installation): no package carries
static ones that Qt draws evenly in light and dark. They hold the characters of GB2312; behind them
stands the whole Regular for rarer characters in names, and for a start before anything was cut.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from integrity_edu.errors import EduError
from integrity_edu.folders import cache_folder

SANS, SONG = "Noto Sans SC", "Noto Serif SC"
CUT = "Noto Sans SC Cut"
FAMILIES = [CUT, SANS]
WEIGHTS = {"Regular": 400, "Bold": 700}


class FontMissingError(EduError):
    """The font package is not installed, so Chinese would be boxes."""

    code = "font_missing"


def load_regular() -> None:
    """Add the one face the first frame needs."""
    cut = cut_path("Regular")
    _add(cut if cut.is_file() else regular_path())


def load_rest() -> None:
    """Add Bold and Song; called after the first paint."""
    if cut_path("Bold").is_file():
        _add(cut_path("Bold"))
    _add(_package("pylopdf_fonts_zh_cn") / "NotoSerifSC-Regular.otf")


def load_rare() -> None:
    """Add the whole Regular, for rare characters in names; the slowest, so it comes last."""
    if cut_path("Regular").is_file():
        _add(regular_path())


def ui_font(px: int = 14, *, bold: bool = False) -> QFont:
    """Our font at `px` pixels, unhinted so that it looks the same everywhere."""
    font = QFont(FAMILIES)
    font.setPixelSize(px)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def widest(words: Iterable[str], px: int = 14, *, bold: bool = False) -> int:
    """Pixels that the longest of these words needs, for a column of them."""
    metrics = QFontMetrics(ui_font(px, bold=bold))
    return max(metrics.horizontalAdvance(word) for word in words)


def song_font(px: int) -> QFont:
    """The face of quotations at `px` pixels."""
    font = QFont(SONG)
    font.setPixelSize(px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def regular_path() -> Path:
    """Where the whole Regular lies."""
    return _package("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"


def cut_path(weight: str) -> Path:
    """Where a cut face lies; `weight` is one of WEIGHTS."""
    return cache_folder() / "fonts" / f"NotoSansSC-Cut-{weight}.ttf"


def is_cut() -> bool:
    """Whether both faces have been cut."""
    return all(cut_path(weight).is_file() for weight in WEIGHTS)


def cut_faces(folder: Path) -> None:
    """Cut static faces of WEIGHTS with the characters of GB2312 into `folder`; about 12 seconds."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    source = _package("justmytype_intl_cjk") / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    with TTFont(source, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=_characters())
        cutter.subset(font)
        folder.mkdir(parents=True, exist_ok=True)
        for weight, value in WEIGHTS.items():
            target = folder / cut_path(weight).name
            with instancer.instantiateVariableFont(font, {"wght": value}, inplace=False) as face:
                _name(face, weight, value)
                part = target.with_suffix(f".{os.getpid()}.part")  # two windows may cut at once
            face.save(part)
            part.replace(target)


def cut_in_the_background() -> None:
    """Cut the faces in a process of its own, so that the window stays quick."""
    import subprocess

    subprocess.Popen(
        [sys.executable, "-m", "integrity_edu.ui.fonts"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _name(face: Any, weight: str, value: int) -> None:
    """Give a cut face its names and weight, so that Qt knows both as one family."""
    names = face["name"]
    plain = CUT.replace(" ", "")
    for name_id, text in (
        (1, CUT),
        (2, weight),
        (4, f"{CUT} {weight}"),
        (6, f"{plain}-{weight}"),
    ):
        names.setName(text, name_id, 3, 1, 0x409)
    for name_id in (16, 17, 21, 22, 25):
        names.removeNames(nameID=name_id)
    bold = value >= 700
    face["OS/2"].usWeightClass = value
    face["OS/2"].fsSelection = (face["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    face["head"].macStyle = int(bold)


def _characters() -> set[int]:
    """GB2312 with Latin, punctuation, arrows, numbers in circles and full-width forms."""
    found = {*range(0x20, 0x180), *range(0x2000, 0x2780), *range(0x3000, 0x3100)}
    found |= set(range(0xFF00, 0xFFF0))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            found |= {ord(c) for c in bytes((high, low)).decode("gb2312", "ignore")}
    return found


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.origin:
        raise FontMissingError(
            "缺少中文字体组件 {name}，界面会显示成方框。",
            "请运行：python -m pip install {name}，再打开诚信学堂。",
            name=name.replace("_", "-"),
        )
    return Path(spec.origin).parent


def _add(path: Path) -> None:
    QFontDatabase.addApplicationFont(str(path))


if __name__ == "__main__":
    if not is_cut():
        cut_faces(cut_path("Bold").parent)
    sys.stdout.write(f"中文字体已备好：{cut_path('Bold').parent}\n")
