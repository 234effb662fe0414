"""Our fonts: Noto Sans SC for everything of ours, Noto Serif SC for quotations.

Regular and Song come whole from a font package. No package carries a static Bold, so it is cut
once from the variable Noto Sans SC into the cache (`python -m integrity_edu.ui.fonts`, which
`run.py` calls at installation); until then Qt emboldens the Regular.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from integrity_edu.errors import EduError
from integrity_edu.folders import cache_folder

SANS, SONG = "Noto Sans SC", "Noto Serif SC"


class FontMissingError(EduError):
    """The font package is not installed, so Chinese would be boxes."""

    code = "font_missing"


def load_regular() -> None:
    """Add the one face the first frame needs."""
    _add(regular_path())


def load_rest() -> None:
    """Add Bold (when it was cut) and Song; called after the first paint."""
    if bold_path().is_file():
        _add(bold_path())
    _add(_package("pylopdf_fonts_zh_cn") / "NotoSerifSC-Regular.otf")


def ui_font(px: int = 14, *, bold: bool = False) -> QFont:
    """Our font at `px` pixels, unhinted so that it looks the same everywhere."""
    font = QFont(SANS)
    font.setPixelSize(px)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def song_font(px: int) -> QFont:
    """The face of quotations at `px` pixels."""
    font = QFont(SONG)
    font.setPixelSize(px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def regular_path() -> Path:
    """Where the Regular lies."""
    return _package("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"


def bold_path() -> Path:
    """Where the cut Bold lies."""
    return cache_folder() / "fonts" / "NotoSansSC-Bold.ttf"


def build_bold(target: Path) -> None:
    """Cut a static Bold with the characters of GB2312 from the variable font; about 8 seconds.

    GB2312 holds every character of the interface and the content; a rarer one, in a name, is
    drawn by the Regular.
    """
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
        bold = instancer.instantiateVariableFont(font, {"wght": 700}, inplace=True)
        names = bold["name"]
        for name_id, text in ((1, SANS), (2, "Bold"), (4, f"{SANS} Bold"), (6, "NotoSansSC-Bold")):
            names.setName(text, name_id, 3, 1, 0x409)
        for name_id in (16, 17, 21, 22, 25):
            names.removeNames(nameID=name_id)
        bold["OS/2"].usWeightClass = 700
        bold["OS/2"].achVendID = "GOOG"  # as in the Regular: Qt parts a family of two foundries
        bold["OS/2"].fsSelection = (bold["OS/2"].fsSelection & ~0x41) | 0x20
        bold["head"].macStyle |= 1
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        bold.save(part)
        part.replace(target)


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
    if not bold_path().is_file():
        build_bold(bold_path())
    sys.stdout.write(f"中文粗体字已备好：{bold_path()}\n")
