"""Our fonts have every character we show; the Bold is cut once from the variable one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from pytestqt.qtbot import QtBot

import integrity_edu
from integrity_edu.library.roots import bank_root, content_root
from integrity_edu.ui import fonts
from integrity_edu.ui.fonts import FontMissingError, build_bold, load_regular, load_rest

ROOTS = (content_root(), bank_root(), Path(integrity_edu.__file__).parent / "translations")
SHOWN = ("*.toml", "*.md", "*.json")


def shown() -> set[str]:
    """Every character of content and English."""
    texts = (
        path.read_text(encoding="utf-8")
        for root in ROOTS
        for kind in SHOWN
        for path in root.rglob(kind)
    )
    return {letter for text in texts for letter in text if letter.isprintable()}


def said() -> set[str]:
    """Every Chinese character in a string of the package."""
    package = Path(integrity_edu.__file__).parent
    strings = (
        piece
        for path in package.rglob("*.py")
        for piece in re.findall(r'tr\(\s*"([^"]*)"', path.read_text(encoding="utf-8"))
    )
    return {letter for text in strings for letter in text if letter.isprintable()}


def test_the_bold_is_cut_with_every_character_of_the_content() -> None:
    cut = {chr(code) for code in fonts._characters()}
    assert (shown() | said()) - cut == set()


def test_the_regular_has_every_character_of_the_content(qtbot: QtBot) -> None:
    raw = QRawFont(str(fonts.regular_path()), 16)
    assert raw.isValid()
    wanted = shown() | said()
    assert {letter for letter in wanted if not raw.supportsCharacter(ord(letter))} == set()


def test_both_faces_are_known_by_their_family(qtbot: QtBot) -> None:
    load_regular()
    load_rest()
    assert all(QFontDatabase.hasFamily(family) for family in (fonts.SANS, fonts.SONG))


@pytest.mark.parametrize("load", [load_regular, load_rest])
def test_a_missing_package_is_said_with_the_command_that_mends_it(
    load: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert callable(load)
    with pytest.raises(FontMissingError) as caught:
        load()
    assert "pylopdf-fonts-zh-cn" in str(caught.value)
    assert "pip install" in caught.value.hint


def test_without_the_variable_font_no_bold_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(FontMissingError) as caught:
        build_bold(tmp_path / "fonts" / "bold.ttf")
    assert "justmytype-intl-cjk" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def bold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Bold, cut now."""
    target = tmp_path_factory.mktemp("fonts") / "deep" / "NotoSansSC-Bold.ttf"
    build_bold(target)
    return target


@pytest.mark.slow
def test_the_cut_bold_is_a_bold_of_our_family(bold: Path) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(bold) as font:
        assert font["name"].getDebugName(1) == fonts.SANS
        assert font["name"].getDebugName(2) == "Bold"
        assert font["OS/2"].usWeightClass == 700
        assert font["head"].macStyle & 1
        assert "fvar" not in font


@pytest.mark.slow
def test_the_cut_bold_has_the_foundry_of_the_regular(bold: Path) -> None:
    # Qt parts a family of two foundries in two: Noto Sans SC [GOOG], Noto Sans SC [ADBO]
    from fontTools.ttLib import TTFont

    with TTFont(bold) as cut, TTFont(fonts.regular_path()) as regular:
        assert cut["OS/2"].achVendID == regular["OS/2"].achVendID


@pytest.mark.slow
def test_the_cut_bold_has_every_character_of_the_content(bold: Path, qtbot: QtBot) -> None:
    raw = QRawFont(str(bold), 16)
    assert raw.supportsCharacter(ord("廉"))
    wanted = shown() | said()
    assert {letter for letter in wanted if not raw.supportsCharacter(ord(letter))} == set()


@pytest.mark.slow
def test_qt_takes_the_cut_bold_for_bold(bold: Path, qtbot: QtBot) -> None:
    known = QFontDatabase.addApplicationFont(str(bold))
    assert QFontDatabase.applicationFontFamilies(known) == [fonts.SANS]
    assert "Bold" in QFontDatabase.styles(fonts.SANS)


@pytest.mark.slow
def test_cutting_leaves_nothing_beside_the_font(bold: Path) -> None:
    assert list(bold.parent.iterdir()) == [bold]
