from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from integrity_edu.ui.widgets.elided import LEAST, ElidedLabel

LONG = "Practice on the protection of personal information"


@pytest.fixture
def label(qtbot: QtBot) -> ElidedLabel:
    made = ElidedLabel()
    qtbot.addWidget(made)
    made.show_text(LONG)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_with_room_for_all_of_it_nothing_is_cut(label: ElidedLabel) -> None:
    assert label.text() == LONG
    assert label.toolTip() == ""


def test_what_is_cut_says_so_and_is_whole_in_tooltip_and_name(label: ElidedLabel) -> None:
    label.resize(LEAST, label.height())
    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == LONG


def test_it_is_whole_again_with_room_again(label: ElidedLabel) -> None:
    label.resize(LEAST, label.height())
    label.resize(label.sizeHint())
    assert (label.text(), label.toolTip()) == (LONG, "")


def test_it_wants_room_for_all_of_it_and_needs_little(label: ElidedLabel) -> None:
    assert label.minimumSizeHint().width() == LEAST < label.sizeHint().width()
