"""One palette at a time, and everything on the window follows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette, QTextDocument
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from integrity_edu.ui import fonts
from integrity_edu.ui.theme import Theme, lesson_css, qpalette, stylesheet
from integrity_edu.ui.tokens import DARK, LIGHT, Palette

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    made = Theme()
    made.set_mode("light")
    return made


@PALETTES
def test_the_sheet_has_no_hole_left(palette: Palette) -> None:
    sheet = stylesheet(palette)
    assert sheet.count("{") == sheet.count("}")
    assert "{{" not in sheet
    assert palette.accent in sheet


@PALETTES
def test_every_file_the_sheet_names_is_there(palette: Palette) -> None:
    named = re.findall(r'url\("([^"]+)"\)', stylesheet(palette))
    assert named
    assert all(Path(name).is_file() for name in named)


@PALETTES
def test_qt_understands_the_whole_sheet(
    qtbot: QtBot, palette: Palette, capfd: pytest.CaptureFixture[str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(stylesheet(palette))
    window.ensurePolished()
    assert "parse" not in capfd.readouterr().err


@PALETTES
def test_a_lesson_takes_its_colours_from_the_palette(qtbot: QtBot, palette: Palette) -> None:
    document = QTextDocument()
    document.setDefaultStyleSheet(lesson_css(palette, 16))
    document.setHtml("<h2>一、题</h2><p>字</p>")
    color = document.begin().begin().fragment().charFormat().foreground().color()
    assert color == QColor(palette.accent)


def test_a_lesson_has_the_size_asked_for(qtbot: QtBot) -> None:
    document = QTextDocument()
    document.setDefaultStyleSheet(lesson_css(LIGHT, 19))
    document.setHtml("<p>字</p>")
    assert document.begin().begin().fragment().charFormat().font().pixelSize() == 19


def test_choosing_dark_tells_everybody(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.dark
    assert theme.palette is DARK


def test_choosing_the_same_again_says_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("light")


def test_an_unknown_mode_follows_the_system(theme: Theme) -> None:
    theme.set_mode("sepia")
    assert theme.mode == "system"


def test_a_window_is_dressed_again_when_the_palette_changes(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.apply_to(window)
    theme.set_mode("dark")
    assert window.styleSheet() == stylesheet(DARK)
    assert window.palette().color(QPalette.ColorRole.Window) == QColor(DARK.page)


def test_a_closed_window_is_forgotten(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    theme.apply_to(window)
    delete(window)
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")


def test_a_card_is_white_on_the_page(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    card = QFrame()
    card.setProperty("role", "card")
    QVBoxLayout(window).addWidget(card)
    theme.apply_to(window)
    window.resize(200, 120)
    window.show()
    assert card.grab().toImage().pixelColor(90, 50) == QColor(LIGHT.card)


def test_the_primary_button_is_cinnabar(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("", window)
    button.setProperty("role", "primary")
    button.resize(100, 40)
    theme.apply_to(window)
    window.show()
    assert button.grab().toImage().pixelColor(50, 20) == QColor(LIGHT.accent)


@PALETTES
def test_placeholders_are_as_readable_as_other_words(palette: Palette) -> None:
    role = QPalette.ColorRole.PlaceholderText
    assert qpalette(palette).color(role) == QColor(palette.muted)
    assert f"placeholder-text-color: {palette.muted}" in stylesheet(palette)


def test_a_missing_font_package_says_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTEGRITY_EDU_CACHE", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(fonts.FontMissingError) as caught:
        fonts.load_regular()
    assert "pylopdf-fonts-zh-cn" in caught.value.hint.format(**caught.value.values)


def test_our_font_is_asked_for_without_hinting() -> None:
    font = fonts.ui_font(16, bold=True)
    assert font.families() == fonts.FAMILIES
    assert (font.pixelSize(), font.bold()) == (16, True)
    assert font.hintingPreference() == font.HintingPreference.PreferNoHinting
