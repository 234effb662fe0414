"""The cards of a case: scene, decision, what happened and the rule, background and discussion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.courses.case_walk import background_and_questions
from integrity_edu.courses.values import Case, CaseFront, Decision, Message
from integrity_edu.ui.widgets.buttons import GhostButton, PrimaryButton
from integrity_edu.ui.widgets.cards import Card, Chip, IconLabel, line
from integrity_edu.ui.widgets.chat import ChatLine
from integrity_edu.ui.widgets.choice_button import ChoiceButton
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.text import WrappedLabel, set_role, squeeze
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.ui.theme import Theme

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def emphasized(text: str) -> str:
    """Authored text with **strong** words as HTML, punctuation squeezed, lines a little apart."""
    words = _BOLD.sub(r"<b>\1</b>", squeeze(text))
    return f'<p style="line-height:114%; margin:0">{words}</p>'


class SceneCard(Card):
    """The scene as a chat; who speaks, when, and whether it is invented stand above it."""

    def __init__(self, theme: Theme, nickname: str) -> None:
        super().__init__(theme)
        self.setObjectName("case-scene")
        self._nickname = nickname
        self._icon = IconLabel(theme, "phone", "muted", 18)
        self.who = WrappedLabel("", "strong")
        self.when = WrappedLabel("", "small")
        self.label = Chip(theme, "")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.who)
        names.addWidget(self.when)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addLayout(names, 1)
        head.addWidget(self.label, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        self.body.addWidget(line())
        self.body.addSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(14)
        self.body.addLayout(self._lines)
        self.pause = QFrame()
        self.pause.setProperty("role", "paper")
        inside = QVBoxLayout(self.pause)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.setSpacing(3)
        title = QLabel(tr("先停一下，想一想"))
        title.setProperty("role", "strong")
        self.pause_words = WrappedLabel("", "muted")
        inside.addWidget(title)
        inside.addWidget(self.pause_words)
        self.body.addSpacing(6)
        self.body.addWidget(self.pause)

    def show_decision(self, decision: Decision) -> None:
        """Show the scene of a decision."""
        chat = bool(decision.with_)
        self._icon.set("phone" if chat else "book", "muted")
        self.who.setText(squeeze(decision.with_ or decision.when))
        self.when.setText(squeeze(decision.when))
        self.when.setVisible(chat and bool(decision.when))
        self.label.setText(_label_word(decision.label))
        clear(self._lines)
        for message in decision.messages:
            self._lines.addWidget(self._line(message, decision.with_))
        self.pause.setVisible(bool(decision.pause))
        self.pause_words.setText(squeeze(decision.pause))

    def _line(self, message: Message, other: str) -> QLabel:
        if message.side == "narration":
            label = WrappedLabel(squeeze(message.text), "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(18, 0, 18, 0)
            return label
        if message.side == "me":
            letter = self._nickname[-1:]
            return ChatLine(self.theme, message.text, who=tr("我"), letter=letter, mine=True)
        who = other or tr("对方")
        return ChatLine(self.theme, message.text, who=who, letter=_letter(who), mine=False)


def _label_word(label: str) -> str:
    """Whether a scene is invented or history."""
    return tr("史事") if label == "史事" else tr("情境（虚构）")


def _letters() -> tuple[str, ...]:
    """What the choices of a decision are counted with."""
    return tr("甲"), tr("乙"), tr("丙"), tr("丁"), tr("戊")


def _letter(who: str) -> str:
    """What stands in an avatar: the first letter that says something (一位… and “ do not)."""
    return next((letter for letter in who.removeprefix("一位") if letter.isalnum()), "·")


class DecisionCard(Card):
    """你会怎么做？ with choices that are real buttons."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("case-decision")
        self.prompt = WrappedLabel("", "large")
        self.count = QLabel()
        self.count.setProperty("role", "small")
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.prompt, 1)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        self._choices = QVBoxLayout()
        self._choices.setContentsMargins(0, 2, 0, 0)
        self._choices.setSpacing(10)
        self.body.addLayout(self._choices)
        self.buttons: dict[str, ChoiceButton] = {}
        self._decision: Decision | None = None

    def show_decision(self, decision: Decision, count: str) -> None:
        """Show a decision nobody has made yet."""
        self._decision = decision
        self.prompt.setText(squeeze(decision.prompt, 19))
        self.count.setText(count)
        clear(self._choices)
        self.buttons = {}
        for letter, choice in zip(_letters(), decision.choices, strict=False):
            button = ChoiceButton(self.theme, letter, choice.text)
            button.setObjectName(f"choice-{choice.id}")
            button.clicked.connect(lambda _=False, ref=choice.id: self._press(ref))
            self._choices.addWidget(button)
            self.buttons[choice.id] = button

    def reveal(self, mine: str) -> None:
        """Tell what comes of every choice."""
        assert self._decision is not None
        for choice in self._decision.choices:
            self.buttons[choice.id].reveal(
                choice.outcome, right=choice.right, mine=choice.id == mine
            )

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        for button in self.buttons.values():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move between choices; 1 2 3 choose."""
        buttons = list(self.buttons.values())
        here = next((at for at, button in enumerate(buttons) if button.hasFocus()), None)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step and here is not None:
            target = buttons[(here + step) % len(buttons)]
            target.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.text().isdigit() and 0 < int(event.text()) <= len(buttons):
            buttons[int(event.text()) - 1].click()
        else:
            super().keyPressEvent(event)

    def _press(self, ref: str) -> None:
        if not self.buttons[ref].revealed:
            self.chosen.emit(ref)


class OutcomeCards(QWidget):
    """After the last decision: what really happened to somebody, and the rule behind it."""

    law_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        self.after = _TitledCard(theme, "warning", "warning")
        self.after.setObjectName("case-after")
        self.rule = _TitledCard(theme, "law", "success")
        self.rule.setObjectName("case-rule")
        self.law = GhostButton(theme, tr("看法规卡"), "chevron-right")
        self.law.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.law.setObjectName("case-law")
        self._ref = ""
        self.law.clicked.connect(lambda: self.law_wanted.emit(self._ref))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        self.rule.body.addWidget(self.law, 0, left)
        box.addWidget(self.after)
        box.addWidget(self.rule)

    def show_case(self, front: CaseFront) -> None:
        """Fill in both cards."""
        after, rule = front.after, front.rule
        good = front.kind == "正面"
        set_role(self.after, "success-soft" if good else "warning-soft")
        self.after.icon.set("book" if good else "warning", "success" if good else "warning")
        self.after.show_words(after.heading, after.when, after.text)
        self.rule.show_words(tr("规则"), rule.heading, rule.text)
        self._ref = f"{rule.law}#{rule.point}" if rule.point else rule.law
        self.law.setVisible(bool(rule.law))


class _TitledCard(Card):
    """Icon, heading, small words at the right or below, text."""

    def __init__(self, theme: Theme, icon: str, color: str) -> None:
        super().__init__(theme)
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.source = WrappedLabel("", "small")
        self.source.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.words = WrappedLabel()
        head = QHBoxLayout()
        head.setSpacing(8)
        self.icon = IconLabel(theme, icon, color, 18)
        head.addWidget(self.icon)
        head.addWidget(self.heading)
        head.addWidget(self.source, 1)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(self.words)

    def show_words(self, heading: str, source: str, text: str) -> None:
        """Show these words."""
        self.heading.setText(heading)
        self.source.setText(squeeze(source, 12))
        self.words.setText(emphasized(text))


class TalkCards(QWidget):
    """Background, questions to discuss, and a short practice."""

    practice_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self.practice: PrimaryButton | None = None

    def show_case(self, case: Case, questions: int) -> None:
        """Lay out the cards of a case; no practice where nothing was written for it."""
        clear(self._box)
        self.practice = None
        background, to_discuss = background_and_questions(case.html)
        self._box.addWidget(self._background(background))
        self._box.addWidget(self._questions(to_discuss, case.front))
        if questions:
            self._box.addWidget(self._practice(questions))

    def _background(self, paragraphs: list[str]) -> Card:
        card = Card(self._theme, tr("背后的道理"))
        for text in paragraphs:
            card.body.addWidget(WrappedLabel(emphasized(text)))
        return card

    def _questions(self, questions: list[str], front: CaseFront) -> Card:
        card = Card(self._theme, tr("说一说"))
        for number, text in enumerate(questions, 1):
            row = QHBoxLayout()
            row.setSpacing(10)
            count = QLabel(str(number))
            count.setProperty("role", "accent")
            row.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(WrappedLabel(emphasized(text)), 1)
            card.body.addLayout(row)
        sources = tr(
            "依据：{sources}。核对于 {day}",
            sources=tr("；").join(front.sources),
            day=front.as_of.isoformat(),
        )
        card.body.addWidget(line())
        card.body.addWidget(WrappedLabel(squeeze(sources, 12), "small"))
        return card

    def _practice(self, questions: int) -> Card:
        card = Card(self._theme)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(WrappedLabel(tr("换个说法，看看还认不认得出来。"), "muted"), 1)
        self.practice = PrimaryButton(self._theme, tr("练 {n} 道题", n=questions), "quiz")
        self.practice.setObjectName("case-practice")
        self.practice.clicked.connect(self.practice_wanted)
        row.addWidget(self.practice)
        card.body.addLayout(row)
        return card
