"""What a glossary says about one word: meaning, what it is taken for, where it rests, where to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.text import WrappedLabel, squeeze
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.courses.values import Term
    from integrity_edu.ui.theme import Theme

Go = Callable[[str, str], None]


class TermWords(QWidget):
    """The words of one term, with ways on; `go` takes a page and an id."""

    def __init__(self, theme: Theme, term: Term, go: Go) -> None:
        super().__init__()
        self._theme, self._go = theme, go
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(WrappedLabel(term.word, "large"))
        if term.also:
            also = tr("、").join(term.also)
            box.addWidget(WrappedLabel(tr("也叫：{names}", names=also), "small"))
        box.addWidget(WrappedLabel(squeeze(term.meaning)))
        if term.beside:
            box.addWidget(_mistaken(term.beside))
        ways = QWidget()
        self._ways = FlowLayout(ways)
        if term.law:
            self._way("law", tr("看依据"), "laws", f"{term.law}#{term.point}".rstrip("#"))
        if term.lesson:
            self._way("course", tr("去读这一课"), "lesson", term.lesson)
        box.addWidget(ways)

    def add_way(self, icon: str, text: str, page: str, ref: str) -> None:
        """One more button at the end."""
        self._way(icon, text, page, ref)

    def _way(self, icon: str, text: str, page: str, ref: str) -> None:
        button = SmallButton(self._theme, text, icon)
        button.setObjectName(f"term-{page}")
        button.clicked.connect(lambda: self._go(page, ref))
        self._ways.addWidget(button)


def _mistaken(text: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "paper")
    box = QVBoxLayout(frame)
    box.setContentsMargins(14, 10, 14, 12)
    box.setSpacing(3)
    box.addWidget(WrappedLabel(tr("容易弄混"), "small-strong"))
    box.addWidget(WrappedLabel(squeeze(text)))
    return frame
