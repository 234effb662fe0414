"""A number, with its unit behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from integrity_edu.quiz.questions import Number
from integrity_edu.quiz.sitting import Item
from integrity_edu.quiz.typed import read_number
from integrity_edu.ui.answer_words import number_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.question.line import LineQuestion
from integrity_edu.words import tr


class NumberQuestion(LineQuestion):
    """Digits, full-width digits, thousands with commas and Chinese numerals all count."""

    name = "number"

    def __init__(self, theme: Theme, prefix: str = "") -> None:
        super().__init__(theme, prefix)
        self._unit = ""
        self.unit = QLabel()
        self.unit.setProperty("role", "strong")
        self.line.addWidget(self.unit)
        self.line.addStretch(1)

    def show_item(self, item: Item) -> None:
        """Show the unit, and what was typed."""
        assert isinstance(item.question, Number)
        self._unit = item.question.unit
        self.unit.setText(self._unit)
        self.unit.setVisible(bool(self._unit))
        named = tr("答案，单位是{unit}", unit=self._unit) if self._unit else tr("答案，写一个数")
        self.field.setAccessibleName(named)
        super().show_item(item)

    def placeholder(self) -> str:
        """In the empty field."""
        return tr("写一个数")

    def tip(self) -> str:
        """Ways of writing a number."""
        return tr("写数字就行，也可以用汉字，如 1,000 或一千。")

    def unread(self) -> str:
        """Not a number."""
        return tr("这还不是一个数。")

    def read(self, text: str) -> str:
        """The number in plain digits with its unit."""
        value = read_number(text, self._unit)
        return "" if value is None else tr("读作 {number}", number=number_text(value, self._unit))
