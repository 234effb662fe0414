"""The preamble, and what is known of the damaged copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Card
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.measure_cards import paper, song
from integrity_edu.ui.widgets.text import WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.plan.values import Plan


class PreambleCard(Card):
    """The opening paragraph, corrected and as printed."""

    def __init__(self, theme: Theme, plan: Plan) -> None:
        super().__init__(theme)
        self.setObjectName("preamble-card")
        self.body.addWidget(WrappedLabel(tr("前言"), "large"))
        self.body.addWidget(WrappedLabel(plan.title, "muted"))
        halves = Columns(fold=520)
        halves.add(paper(song(plan.preamble), tr("校订后")), 6)
        halves.add(paper(song(plan.preamble_raw), tr("残本原样")), 6)
        self.body.addWidget(halves)
        note = tr("前言没有脱字，只把半角标点改成全角，去掉空格。")
        self.body.addWidget(WrappedLabel(note, "small"))


class AboutCard(Card):
    """Where the copy comes from, how it is damaged and how every repair can be seen."""

    def __init__(self, theme: Theme, plan: Plan, go: Callable[[str, str], None]) -> None:
        super().__init__(theme)
        self.setObjectName("about-card")
        self.body.addWidget(WrappedLabel(tr("关于这份残本"), "large"))
        self.body.addWidget(WrappedLabel(plan.title, "strong"))
        whence = tr(
            "我们手上的是 {day} 刊在 {site} 的转载本，它依据的是{basis}。"
            "转载时脱了一些字和标点，程序里凡是补上的都用〔 〕标明，去掉的用［ ］标明。",
            day=plan.reprinted.isoformat(),
            site=plan.reprinted_by,
            basis=plan.basis,
        )
        self.body.addWidget(WrappedLabel(whence))
        rule = tr(
            "半角标点改成全角、去掉空格，不另作标记。每处校补都写了理由，是推断的就写明是推断；"
            "找到原件以后，应以原件为准。"
        )
        self.body.addWidget(WrappedLabel(rule))
        self.body.addWidget(WrappedLabel(tr("六个部分的标题"), "strong"))
        for part in plan.part:
            heading = tr(
                "{raw}　→　〔{n}〕、{title}", raw=part.raw, n=part.numeral, title=part.title
            )
            self.body.addWidget(song(heading))
            self.body.addWidget(WrappedLabel(part.reason, "small"))
        self._repaired(plan, go)

    def _repaired(self, plan: Plan, go: Callable[[str, str], None]) -> None:
        from integrity_edu.plan.marked import repairs

        damaged = [measure for measure in plan.measure if measure.correction]
        places = sum(repairs(measure.marked) for measure in damaged)
        words = tr("{n} 项措施里一共校补 {places} 处", n=len(damaged), places=places)
        self.body.addWidget(WrappedLabel(words, "strong"))
        row = QWidget()
        flow = FlowLayout(row)
        for measure in damaged:
            button = SmallButton(self.theme, tr("第 {n} 项", n=measure.number))
            button.setObjectName(f"repaired-{measure.number}")
            button.clicked.connect(lambda _=False, n=measure.number: go("plan", str(n)))
            flow.addWidget(button)
        self.body.addWidget(row)
