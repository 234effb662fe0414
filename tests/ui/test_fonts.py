"""Our fonts have every character we show; Regular and Bold are cut once from the variable one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QRawFont
from pytestqt.qtbot import QtBot

import integrity_edu
from integrity_edu.library.roots import bank_root, content_root
from integrity_edu.ui import fonts
from integrity_edu.ui.fonts import (
    WEIGHTS,
    FontMissingError,
    cut_faces,
    cut_path,
    load_regular,
    load_rest,
    ui_font,
)

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


def test_faces_are_cut_with_every_character_of_the_content() -> None:
    wanted = {chr(code) for code in fonts._characters()}
    assert (shown() | said()) - wanted == set()


def test_the_regular_has_every_character_of_the_content(qtbot: QtBot) -> None:
    raw = QRawFont(str(fonts.regular_path()), 16)
    assert raw.isValid()
    wanted = shown() | said()
    assert {letter for letter in wanted if not raw.supportsCharacter(ord(letter))} == set()


def test_both_faces_are_known_by_their_family(qtbot: QtBot) -> None:
    load_regular()
    load_rest()
    first = fonts.CUT if fonts.is_cut() else fonts.SANS
    assert all(QFontDatabase.hasFamily(family) for family in (first, fonts.SONG))


@pytest.fixture
def nothing_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer on which no face was cut, without the font packages."""
    monkeypatch.setenv("INTEGRITY_EDU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)


@pytest.mark.usefixtures("nothing_cut")
@pytest.mark.parametrize("load", [load_regular, load_rest])
def test_a_missing_package_is_said_with_the_command_that_mends_it(load: object) -> None:
    assert callable(load)
    with pytest.raises(FontMissingError) as caught:
        load()
    assert "pylopdf-fonts-zh-cn" in str(caught.value)
    assert "pip install" in caught.value.hint


@pytest.mark.usefixtures("nothing_cut")
def test_without_the_variable_font_no_face_is_begun(tmp_path: Path) -> None:
    with pytest.raises(FontMissingError) as caught:
        cut_faces(tmp_path / "fonts")
    assert "justmytype-intl-cjk" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_before_anything_was_cut_the_whole_regular_serves(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTEGRITY_EDU_CACHE", str(tmp_path))
    assert not fonts.is_cut()
    load_regular()
    load_rest()
    assert QFontDatabase.hasFamily(fonts.SANS)
    assert fonts.SANS in ui_font().families()


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The faces by weight, cut now into a folder that was not there."""
    folder = tmp_path_factory.mktemp("fonts") / "deep"
    cut_faces(folder)
    return {weight: folder / cut_path(weight).name for weight in WEIGHTS}


@pytest.mark.slow
@pytest.mark.parametrize(("weight", "value"), WEIGHTS.items())
def test_a_cut_face_is_static_and_names_its_weight(
    cut: dict[str, Path], weight: str, value: int
) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(cut[weight]) as font:
        assert font["name"].getDebugName(1) == fonts.CUT
        assert font["name"].getDebugName(2) == weight
        assert font["OS/2"].usWeightClass == value
        assert bool(font["head"].macStyle & 1) is (weight == "Bold")
        assert "fvar" not in font


@pytest.mark.slow
@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_cut_face_has_every_character_of_the_content(
    cut: dict[str, Path], weight: str, qtbot: QtBot
) -> None:
    raw = QRawFont(str(cut[weight]), 16)
    assert raw.supportsCharacter(ord("廉"))
    wanted = shown() | said()
    assert {letter for letter in wanted if not raw.supportsCharacter(ord(letter))} == set()


@pytest.mark.slow
def test_qt_takes_the_cut_faces_for_one_family(cut: dict[str, Path], qtbot: QtBot) -> None:
    for path in cut.values():
        known = QFontDatabase.addApplicationFont(str(path))
        assert QFontDatabase.applicationFontFamilies(known) == [fonts.CUT]
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles(fonts.CUT))
    # Qt would part a family of two foundries in two: X [GOOG] and X [ADBO]
    assert not [one for one in QFontDatabase.families() if one.startswith(f"{fonts.CUT} [")]
    assert QFontInfo(ui_font(bold=True)).bold()


@pytest.mark.slow
def test_cutting_leaves_nothing_beside_the_faces(cut: dict[str, Path]) -> None:
    assert set(cut["Bold"].parent.iterdir()) == set(cut.values())
