"""Setting up a paper: what about, how many, practice or exam; and what was left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from integrity_edu import ids
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sitting import Terms
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.review.offer import Offer, offer
from integrity_edu.ui.navigation import Route
from integrity_edu.ui.page import Context, Page
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Card
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.measure_picker import MeasurePicker
from integrity_edu.ui.widgets.open_attempts import OpenAttempts
from integrity_edu.ui.widgets.paper_form import PaperForm
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.stacked import stacked
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace


class QuizSetupPage(Page):
    """`route.ref` may name a measure to be asked about; without it everything is ticked at first."""

    follows = frozenset({"quiz", "library"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_heading(tr("测验"), tr("自己选范围，练习、背题或限时考一次"))
        self.offer: Offer | None = None
        self._wanted: tuple[int, ...] | None = None
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll()
        column.addWidget(scroll)
        self.open = OpenAttempts(theme)
        self.open.resumed.connect(lambda sitting: self.go("sitting", sitting))
        self.open.given_up.connect(self._give_up)
        self.form = PaperForm(theme)
        self.form.changed.connect(self._show_range)
        self.form.started.connect(self._start)
        self.form.reseeded.connect(lambda: self.form.show_seed(ids.new_seed()))
        self.form.show_seed(ids.new_seed())
        columns = Columns()
        columns.add(self._range_card(), 8)
        columns.add(stacked(self.form), 4)
        scroll.body.addWidget(self.open)
        scroll.body.addWidget(columns)
        scroll.body.addStretch()

    def _range_card(self) -> Card:
        theme = self.context.theme
        card = Card(theme, tr("问哪些"), " ")
        card.body.setSpacing(16)
        self._count = card.aside
        self.picker = MeasurePicker(theme)
        self.picker.changed.connect(self._show_range)
        for name, text, all_of_them in (
            ("pick-all", tr("全选"), True),
            ("pick-none", tr("全不选"), False),
        ):
            button = SmallButton(theme, text)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, everything=all_of_them: self._tick(everything))
            card.head.addWidget(button)
        card.body.addWidget(self.picker)
        return card

    def show_route(self, route: Route) -> None:
        """Tick the measure somebody came for; ticks made earlier stay otherwise."""
        if route.ref.isdigit():
            self._wanted = (int(route.ref),)
        super().show_route(route)
        self.form.focus_first()

    def reload(self) -> None:
        """Fetch what is on offer."""
        audience = self.context.me.audience
        self.run(lambda ws: offer(ws, audience), self._show)

    def _show(self, found: Offer) -> None:
        first, self.offer = self.offer is None, found
        self.open.show_attempts(found.open)
        self.picker.show_offer(found)
        if self._wanted:
            self.picker.tick(self._wanted)
        elif first:
            self.picker.tick([one.number for one in found.measures])
        self._wanted = None
        self._show_range()

    def _tick(self, everything: bool) -> None:  # noqa: FBT001 - told by a button
        if self.offer:
            self.picker.tick([one.number for one in self.offer.measures] if everything else [])
            self._show_range()

    def _show_range(self) -> None:
        if self.offer is None:
            return
        chosen = self.picker.chosen
        available = self.offer.available(chosen)
        self._count.setText(tr("选了 {n} 项，{size} 题", n=len(chosen), size=available))
        self.form.show_range(available)

    def _start(self) -> None:
        if self.offer is None:
            return
        paper, chosen = self.form.paper, self.picker.chosen
        request = PaperRequest(
            mode=paper.mode,
            title=self.offer.title(chosen),
            audience=self.context.me.audience,
            seed=paper.seed if paper.seed is not None else ids.new_seed(),
            measures=chosen,
            count=paper.size,
            minutes=paper.minutes,
            terms=Terms(rule=paper.rule),
        )
        self.form.start.setEnabled(False)
        self.run(lambda ws: sittings.start(ws, request), self._started)

    def _started(self, sitting: str) -> None:
        self.form.show_seed(ids.new_seed())
        self.go("sitting", sitting)

    def _give_up(self, sitting: str, title: str) -> None:
        def leave(ws: Workspace) -> None:
            sittings.leave(ws, sitting)

        self.context.messages.ask(
            tr("放弃“{title}”？", title=title),
            tr("已经确认过的题还算学过；其余的不计分，也不能再接着做。"),
            tr("放弃"),
            lambda: self.run(leave),
        )
