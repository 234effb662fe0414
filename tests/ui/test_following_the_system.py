"""A window that follows the system changes its colours with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.tokens import DARK, LIGHT

System = Callable[[Qt.ColorScheme], None]


@pytest.fixture
def system(qapp: QApplication) -> Iterator[System]:
    """Changes the system's scheme as Qt tells it: the signal first, then the palette.

    The offscreen platform has no setting of its own that could be switched.
    """
    before = QGuiApplication.palette()

    def change(scheme: Qt.ColorScheme) -> None:
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        dark = scheme == Qt.ColorScheme.Dark
        QGuiApplication.setPalette(QPalette(QColor(DARK.page)) if dark else before)

    yield change
    QGuiApplication.setPalette(before)


@pytest.fixture
def card(qtbot: QtBot, system: System) -> tuple[Theme, QFrame]:
    """A card in an open window that follows the system."""
    follows, window, made = Theme(), QWidget(), QFrame()
    qtbot.addWidget(window)
    made.setProperty("role", "card")
    QVBoxLayout(window).addWidget(made)
    follows.set_mode("system")
    follows.apply_to(window)
    window.resize(200, 120)
    window.show()
    return follows, made


def color(card: QFrame) -> QColor:
    return card.grab().toImage().pixelColor(card.width() // 2, card.height() // 2)


def test_an_open_window_follows_the_system(card: tuple[Theme, QFrame], system: System) -> None:
    follows, frame = card
    assert color(frame) == QColor(LIGHT.card)
    system(Qt.ColorScheme.Dark)
    assert follows.dark
    assert color(frame) == QColor(DARK.card)
    system(Qt.ColorScheme.Light)
    assert color(frame) == QColor(LIGHT.card)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_chosen_palette_does_not_follow(
    card: tuple[Theme, QFrame], system: System, mode: str
) -> None:
    follows, _ = card
    follows.set_mode(mode)
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        system(scheme)
        assert follows.dark is (mode == "dark")


def test_following_again_takes_the_systems_palette_at_once(
    card: tuple[Theme, QFrame], system: System
) -> None:
    follows, frame = card
    follows.set_mode("light")
    system(Qt.ColorScheme.Dark)
    follows.set_mode("system")
    assert color(frame) == QColor(DARK.card)


def test_a_system_that_does_not_say_is_light(card: tuple[Theme, QFrame], system: System) -> None:
    follows, _ = card
    system(Qt.ColorScheme.Unknown)
    assert not follows.dark
