"""What all kinds of question share on screen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from integrity_edu.quiz.grading import Response
from integrity_edu.quiz.questions import Option
from integrity_edu.quiz.sitting import Item
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.cards import IconLabel
from integrity_edu.ui.widgets.text import WrappedLabel, set_role

LETTERS = "ABCDEFGHI"


class QuestionWidget(QWidget):
    """Takes an answer. `answered` carries the whole response after every change, None when cleared.

    Nothing tells right from wrong before `reveal`; afterwards nothing can be changed but the
    learner's own marks (`self_marked`: the ids of the criteria that were met). `prefix` goes
    before every object name, for several widgets on one card.
    """

    answered = Signal(object)
    self_marked = Signal(object)
    written = Signal()
    """Tab left a text of several lines, in which Enter only makes another one."""

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__()
        self.theme, self.prefix = theme, prefix
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def choices(self) -> int:
        """How many things the keys 1 to 9 or A to I can pick."""
        return 0

    @abstractmethod
    def show_item(self, item: Item) -> None:
        """Show a question with its saved answer; revealed when it was confirmed before."""

    @abstractmethod
    def reveal(self, item: Item) -> None:
        """Show what was right, what was chosen, and each option's note; freeze the answer."""

    def choose(self, index: int) -> None:
        """Pick the `index`-th thing, from 0, as if it had been clicked."""

    @abstractmethod
    def clear(self) -> None:
        """Take the answer back."""

    def focus_first(self) -> None:
        """Put the keyboard where answering begins."""

    def freeze(self) -> None:
        """Take no more changes, without telling anything: the time is up."""
        self.setEnabled(False)


class Verdict(QWidget):
    """A tick or a cross with a sentence; hidden until there is something to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._icon = IconLabel(theme, "check-circle", "success", 20)
        self.label = WrappedLabel("", "success")
        row.addWidget(self._icon)
        row.addWidget(self.label, 1)
        self.hide()

    def show_verdict(self, *, right: bool, text: str) -> None:
        """Say it."""
        color = "success" if right else "accent"
        self._icon.set("check-circle" if right else "cross-circle", color)
        self.label.setText(text)
        set_role(self.label, color)
        self.show()


def in_order(options: Sequence[Option], shown: Sequence[str]) -> list[Option]:
    """The options as they were shuffled for this learner."""
    by_id = {option.id: option for option in options}
    return [by_id[ref] for ref in shown] if shown else list(options)


def ids_of(response: Response) -> list[str]:
    """The option ids of a response; empty when there is none."""
    return [str(ref) for ref in response] if isinstance(response, list | tuple) else []
