"""Starting the program."""

from __future__ import annotations

from integrity_edu.ui.main_window import MainWindow
from tests.stories.conftest import House


def test_somebody_without_a_password_is_home_at_once(window: MainWindow) -> None:
    assert window.me is not None
    assert window.page is window.pages["home"]


def test_a_fresh_folder_prepares_its_content_and_asks_who_is_there(house: House) -> None:
    (house.folder / "integrity-edu.sqlite").unlink()

    window = house.open()

    assert window.me is None
    assert window.root.currentWidget() is not window.frame
