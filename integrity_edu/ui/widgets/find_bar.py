"""Words to find and lists to choose from, over a long list that then shows less."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.search_field import SearchField
from integrity_edu.words import tr

LIST_WIDTH = 168
FIELD_WIDTH = 236


class FindBar(QWidget):
    """`changed` tells that something else is wanted; empty words and keys want everything."""

    changed = Signal()

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=10)
        self._lists: dict[str, QComboBox] = {}
        self.field = SearchField(theme, placeholder)
        self.field.setObjectName("find")
        self.field.setFixedWidth(FIELD_WIDTH)
        self.field.textEdited.connect(lambda _: self.changed.emit())
        self._flow.addWidget(self.field)

    def add_list(self, name: str, label: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        """One more list, of (key, text); the first choice has an empty key and wants everything."""
        made = QComboBox()
        made.setObjectName(f"filter-{name}")
        made.setAccessibleName(label)
        made.setFixedWidth(LIST_WIDTH)
        self._lists[name] = made
        self.set_list(name, choices)
        made.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._flow.addWidget(made)
        return made

    def set_list(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices for a list; what was chosen stays chosen when it is still there."""
        made = self._lists[name]
        kept = made.currentData()
        with QSignalBlocker(made):
            made.clear()
            for key, text in choices:
                made.addItem(text, key)
            made.setCurrentIndex(max(0, made.findData(kept)))

    def words(self) -> str:
        """What is looked for, in one case and without space around it."""
        return self.field.text().strip().casefold()

    def chosen(self, name: str) -> str:
        """The key chosen in a list; empty when there is no such list or everything is wanted."""
        found = self._lists.get(name)
        return str(found.currentData() or "") if found else ""

    @property
    def wants_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.words() and not any(map(self.chosen, self._lists))

    def clear(self) -> None:
        """Want everything again; `changed` comes once."""
        with QSignalBlocker(self):
            self.field.clear()
            for one in self._lists.values():
                one.setCurrentIndex(0)
        self.changed.emit()


def measure_choices() -> list[tuple[str, str]]:
    """All measures, then each of them."""
    each = [(str(number), tr("第 {n} 项措施", n=number)) for number in range(1, 30)]
    return [("", tr("全部措施")), *each]


def audience_choices() -> list[tuple[str, str]]:
    """Everybody, then each kind of reader, as a teacher tells them apart."""
    return [
        ("", tr("全部对象")),
        ("student", tr("写给学生")),
        ("trainee", tr("写给学员")),
        ("minor", tr("写给未成年人")),
    ]
