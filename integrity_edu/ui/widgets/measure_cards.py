"""One measure: its sentence, then and now, and three ways on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.ui.marked_html import marked_html
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, IconBadge, IconLabel, OutlineChip, line
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.text import SongLabel, WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.plan.values import Ground, Measure


class SentenceCard(Card):
    """The sentence in Song type with every correction marked; 对照残本 opens the raw copy.

    `quotes_units` says that the quote stands in the list of units, which only the comparison shows.
    """

    def __init__(self, theme: Theme, measure: Measure, quote: str = "") -> None:
        from integrity_edu.plan.marked import body, sentence

        super().__init__(theme)
        self.setObjectName("sentence-card")
        self._measure, self._quote = measure, quote
        palette = theme.palette
        heading = tr("第 {n} 项　{title}", n=measure.number, title=measure.title)
        head = QHBoxLayout()
        head.addWidget(WrappedLabel(heading, "large"), 1)
        self.compare = SmallButton(theme, tr("对照残本"), "doc")
        self.compare.setObjectName("compare")
        self.compare.setCheckable(True)
        self.compare.toggled.connect(lambda wanted: self._show_raw(wanted=wanted))
        head.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(WrappedLabel(measure.section, "small"))
        self.sentence = SongLabel()
        self.sentence.setObjectName("sentence")
        text = sentence(measure.marked)
        self.quotes_units = bool(quote) and quote not in text
        self.sentence.show_text(text, marked_html(body(measure.marked), palette, quote))
        self._paper = paper(self.sentence)
        self.body.addWidget(self._paper)
        self._raw: QWidget | None = None
        self._raw_at = self.body.count()
        self._repairs = _repairs(theme, measure)
        self.body.addWidget(self._repairs)
        self.body.addWidget(_units(theme, measure))

    def _show_raw(self, *, wanted: bool) -> None:
        if self._raw is None:
            self._raw = _comparison(self.theme, self._measure, self._quote)
            self.body.insertWidget(self._raw_at, self._raw)
        self._raw.setVisible(wanted)
        self._paper.setVisible(not wanted)
        self._repairs.setVisible(not wanted)
        self.compare.setText(tr("收起残本") if wanted else tr("对照残本"))


class GroundsCard(Card):
    """One half: headed paragraphs; those that rest on a law card lead to it."""

    def __init__(self, theme: Theme, title: str, chip: Chip, grounds: Sequence[Ground],
                 open_law: Callable[[str], None]) -> None:  # fmt: skip
        super().__init__(theme, title, " ")
        self.aside.hide()
        self.head.addWidget(chip)
        self.chip = chip
        for ground in grounds:
            box = QVBoxLayout()
            box.setSpacing(2)
            box.addWidget(self._heading(ground, open_law))
            box.addWidget(WrappedLabel(ground.text))
            self.body.addLayout(box)
        self.body.addStretch()

    def _heading(self, ground: Ground, open_law: Callable[[str], None]) -> QWidget:
        if not ground.law:
            return WrappedLabel(ground.heading, "small-strong")
        ref = f"{ground.law}#{ground.point}" if ground.point else ground.law
        style = f"color:{self.theme.palette.info}; text-decoration:none"
        link = f'<a href="{escape(ref)}" style="{style}">{escape(ground.heading)}</a>'
        label = WrappedLabel(link, "small-strong")
        label.setObjectName(f"ground-{ref}")
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.setAccessibleName(ground.heading)
        label.linkActivated.connect(open_law)
        return label


class Way(NamedTuple):
    """One way on from a measure."""

    name: str
    icon: str
    tone: str
    title: str
    detail: str
    act: Callable[[], None]


class WaysCard(Card):
    """Up to three ways on, side by side."""

    def __init__(self, theme: Theme, ways: Sequence[Way]) -> None:
        super().__init__(theme)
        self.setObjectName("ways")
        self.body.setContentsMargins(8, 6, 8, 6)
        columns = Columns(fold=460)
        for way in ways:
            row = RowButton(theme, tr("{title}，{detail}", title=way.title, detail=way.detail))
            row.setObjectName(f"way-{way.name}")
            row.add(IconBadge(theme, way.icon, way.tone))
            row.add_words(WrappedLabel(way.title, "strong"), WrappedLabel(way.detail, "small"))
            row.add(IconLabel(theme, "chevron-right", "muted", 16))
            row.clicked.connect(lambda _=False, act=way.act: act())
            columns.add(row, 12 // len(ways))
        self.body.addWidget(columns)


def paper(label: QWidget, heading: str = "") -> QFrame:
    """A label on paper colour: words that are not ours."""
    frame = QFrame()
    frame.setProperty("role", "paper")
    box = QVBoxLayout(frame)
    box.setContentsMargins(18, 12, 18, 14)
    box.setSpacing(6)
    if heading:
        box.addWidget(WrappedLabel(heading, "small"))
    box.addWidget(label)
    box.addStretch()
    return frame


def song(text: str, marks: str = "") -> SongLabel:
    """Official words, ready made."""
    label = SongLabel()
    label.show_text(text, marks or escape(text))
    return label


def _comparison(theme: Theme, measure: Measure, quote: str) -> QWidget:
    """Corrected and raw line side by side, then each correction with its reason."""
    from integrity_edu.plan.marked import corrected

    box = QWidget()
    box.setObjectName("comparison")
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    halves = Columns(fold=520)
    marks = marked_html(measure.marked, theme.palette, quote)
    halves.add(paper(song(corrected(measure.marked), marks), tr("校订后")), 6)
    halves.add(paper(song(measure.raw), tr("残本原样")), 6)
    column.addWidget(halves)
    for correction in measure.correction:
        at = WrappedLabel(marked_html(correction.at, theme.palette))
        at.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(at)
        column.addWidget(WrappedLabel(correction.reason, "muted"))
        column.addWidget(line())
    note = tr("半角标点改成全角、去掉空格，不另作标记。")
    column.addWidget(WrappedLabel(note, "small"))
    return box


def _repairs(theme: Theme, measure: Measure) -> QWidget:
    """What was repaired, and the repaired places that the sentence itself does not show."""
    from integrity_edu.plan.marked import repairs, unit_line

    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if not measure.correction:
        row.addWidget(IconLabel(theme, "check", "success", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrappedLabel(tr("这一项没有脱字，只把半角标点改成全角"), "small"), 1)
        return box
    row.addWidget(IconLabel(theme, "pencil", "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    count = repairs(measure.marked)
    words.addWidget(WrappedLabel(tr("转载本有 {n} 处残损，已用〔 〕校补", n=count), "strong"))
    units = unit_line(measure.marked)
    hidden = [one.at for one in measure.correction if one.at in units]
    if hidden:
        at = WrappedLabel(tr("；").join(marked_html(piece, theme.palette) for piece in hidden))
        at.setTextFormat(Qt.TextFormat.RichText)
        words.addWidget(at)
    row.addLayout(words, 1)
    return box


def _units(theme: Theme, measure: Measure) -> QWidget:
    """The responsible units as chips in the plan's order."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(8)
    head = QHBoxLayout()
    head.addWidget(WrappedLabel(tr("责任单位（按 2018 年原文）"), "small-strong"), 1)
    shared = tr("{n} 个，{division}", n=len(measure.units), division=measure.division)
    head.addWidget(WrappedLabel(shared, "small"))
    column.addLayout(head)
    chips = QWidget()
    chips.setObjectName("units")
    flow = FlowLayout(chips, 8)
    for unit in measure.units:
        flow.addWidget(OutlineChip(theme, unit))
    column.addWidget(chips)
    return box
