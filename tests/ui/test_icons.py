"""Every icon is ours, drawn, and takes the colour of its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

import integrity_edu.ui
from integrity_edu.ui.icons import FOLDER, Icons, names


def _inked(pixmap: QPixmap) -> list[QColor]:
    image = pixmap.toImage()
    spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return [color for x, y in spots if (color := image.pixelColor(x, y)).alpha() > 200]


@pytest.mark.parametrize("name", names())
def test_an_icon_takes_its_colour_from_its_words(name: str) -> None:
    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in svg
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", svg)
    assert 'viewBox="0 0 24 24"' in svg


@pytest.mark.parametrize("name", names())
def test_an_icon_draws_something_in_the_colour_asked_for(qtbot: QtBot, name: str) -> None:
    inked = _inked(Icons().pixmap(name, "#B5342B", 24, 2.0))
    assert len(inked) > 8
    assert all(color.red() > 150 and color.blue() < 80 for color in inked)


@pytest.mark.parametrize("name", names())
def test_an_icon_keeps_off_the_edge(qtbot: QtBot, name: str) -> None:
    image = Icons().pixmap(name, "#000000", 48, 1.0).toImage()
    last = image.width() - 1
    edge = [(at, side) for at in range(image.width()) for side in (0, last)]
    assert all(image.pixelColor(x, y).alpha() < 40 for x, y in edge)
    assert all(image.pixelColor(y, x).alpha() < 40 for x, y in edge)


def test_a_pixmap_has_the_size_of_its_screen(qtbot: QtBot) -> None:
    pixmap = Icons().pixmap("bell", "#000000", 18, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (36, 2.0)


def test_an_icon_is_drawn_once(qtbot: QtBot) -> None:
    icons = Icons()
    first = icons.pixmap("bell", "#000000", 18, 1.0)
    assert icons.pixmap("bell", "#000000", 18, 1.0).cacheKey() == first.cacheKey()


def test_every_icon_named_in_the_interface_exists() -> None:
    sources = Path(integrity_edu.ui.__file__).parent.rglob("*.py")
    named = re.compile(
        r"(?:IconLabel|IconBadge|IconButton|EmptyState|pixmap|icon)\((?:\w*theme, )?\"([a-z-]+)\""
    )
    used = {name for source in sources for name in named.findall(source.read_text("utf-8"))}
    assert used <= set(names())
