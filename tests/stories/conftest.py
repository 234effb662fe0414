"""Stories drive the real main window on a real data file with the shipped content."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from integrity_edu import app as composition
from integrity_edu.clock import ManualClock
from integrity_edu.folders import DATABASE
from integrity_edu.ids import PersonId
from integrity_edu.library.compile import compile_library
from integrity_edu.people.accounts import NewAccount, register
from integrity_edu.people.locks import FileKeyStore, Kdf, Locksmith
from integrity_edu.storage import database
from integrity_edu.ui.application import dress
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.navigation import Route
from integrity_edu.workspace import Role, Workspace

FAST = ("test_start.py", "test_home.py", "test_practice.py")
"""The stories that `run.py test --fast` keeps; the others drive the window for minutes."""

ADULT = date(2005, 3, 14)
MINOR = date(2010, 6, 1)
CHEAP = Kdf(passes=1, memory=64, lanes=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every story but a few counts as slow."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here and item.path.name not in FAST:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with the shipped content compiled, to be copied by each story."""
    path = tmp_path_factory.mktemp("compiled") / DATABASE
    conn = database.open_database(path)
    ws = Workspace(conn, ManualClock(_morning()))
    compile_library(ws)
    database.close(conn)
    return path


def _morning() -> datetime:
    return datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="session", autouse=True)
def _dressed(qapp: QApplication) -> None:
    """Style and fonts as the program has them."""
    dress(qapp)


@dataclass
class House:
    """A data folder, and the windows opened on it."""

    folder: Path
    clock: ManualClock
    qtbot: QtBot
    windows: list[MainWindow] = field(default_factory=list)

    def account(
        self,
        nickname: str = "小林",
        role: Role = Role.STUDENT,
        birth: date = ADULT,
        password: str | None = None,
        real_name: str = "林晓雨",
    ) -> PersonId:
        """Register an account as if it had been made on an earlier day."""
        conn = database.open_database(self.folder / DATABASE)
        smith = Locksmith((FileKeyStore(self.folder / "keys"),), CHEAP)
        account = NewAccount(nickname, real_name, birth, role, password)
        made = register(Workspace(conn, self.clock), account, locksmith=smith)
        database.close(conn)
        return made.person

    def with_ws(self, job: Callable[[Workspace], object], person: PersonId) -> object:
        """Do something as `person` (who has no password) with the window closed or idle."""
        from integrity_edu.people.accounts import sign_in

        conn = database.open_database(self.folder / DATABASE)
        ws = Workspace(conn, self.clock)
        sign_in(ws, person, None)
        result = job(ws)
        database.close(conn)
        return result

    def open(self, person: PersonId | None = None) -> MainWindow:
        """Open the window; with `person`, as somebody who was in last time."""
        if person is not None:
            ini = QSettings(str(self.folder / "window.ini"), QSettings.Format.IniFormat)
            ini.setValue("account", person)
            ini.setValue("theme", "light")
            ini.sync()
        window = composition.build(self.folder, self.clock)
        self.windows.append(window)
        window.resize(1280, 800)
        window.show()
        self.qtbot.waitUntil(lambda: window.ready, timeout=20_000)
        self.settle(window)
        return window

    def settle(self, window: MainWindow) -> None:
        """Wait until everything asked of the database has been shown."""
        QCoreApplication.processEvents()
        self.qtbot.waitUntil(lambda: window.tasks.idle, timeout=20_000)
        QCoreApplication.processEvents()

    def go(self, window: MainWindow, page: str, ref: str = "", **more: object) -> None:
        """Go to a page and wait for it to be filled."""
        window.go(Route(page, ref, more))
        self.settle(window)

    def close(self, window: MainWindow) -> None:
        """Close a window for good."""
        window.close()
        window.shut_down()
        window.deleteLater()
        self.windows.remove(window)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def house(tmp_path: Path, compiled: Path, clock: ManualClock, qtbot: QtBot) -> Iterator[House]:
    """A data folder with content and nobody in it yet."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(compiled, folder / DATABASE)
    made = House(folder, clock, qtbot)
    yield made
    for window in list(made.windows):
        made.close(window)
    gc.collect()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == []


@pytest.fixture
def student(house: House) -> PersonId:
    """An adult student without a password."""
    return house.account()


@pytest.fixture
def window(house: House, student: PersonId) -> MainWindow:
    """The window, with that student in it, on the home page."""
    return house.open(student)


def find(window: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """The one visible widget of this object name."""
    found = [w for w in window.findChildren(kind, name) if w.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)} visible"
    return found[0]


def cut_labels(window: QWidget) -> list[str]:
    """Visible labels that do not have the room their words need, and do not say so with …."""
    from PySide6.QtWidgets import QLabel

    from integrity_edu.ui.widgets.elided import ElidedLabel

    for _ in range(3):  # a change of words asks for a new layout, which asks for the next one out
        QCoreApplication.processEvents()
    cut = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else -1
        too_low = needed > label.height() + 1
        too_narrow = not label.wordWrap() and label.sizeHint().width() > label.width() + 1
        if too_low or too_narrow:
            cut.append(label.text())
    return cut
