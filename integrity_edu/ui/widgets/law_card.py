"""One law card: what it is, since when, when it was last checked, and its points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.ui.dates import month_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import GhostButton, SmallButton
from integrity_edu.ui.widgets.cards import Card, Chip, line
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.text import WrappedLabel, set_role
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.plan.values import LawCard, LawPoint


def kind_word(kind: str) -> str:
    """What sort of rule a card is about."""
    return {
        "法律": tr("法律"),
        "行政法规": tr("行政法规"),
        "地方性法规": tr("地方性法规"),
        "部门规章": tr("部门规章"),
        "司法解释": tr("司法解释"),
        "政策文件": tr("政策文件"),
        "国家标准": tr("国家标准"),
    }.get(kind, kind)


def status_word(status: str) -> str:
    """Whether a rule is in force."""
    return {
        "现行": tr("现行"),
        "已修改": tr("已修改"),
        "已废止": tr("已废止"),
        "历史文件": tr("历史文件"),
    }.get(status, status)


def checked_chip(theme: Theme, checked_on: date, *, stale: bool) -> Chip:
    """核对于 2026-11 in green, or 待核 in amber for a check more than 12 months old."""
    if stale:
        return Chip(theme, tr("待核，上次核对 {month}", month=month_text(checked_on)), "warning")
    return Chip(theme, tr("核对于 {month}", month=month_text(checked_on)), "success")


class LawHead(Card):
    """Name, issuer, dates, status and the measures it stands behind."""

    def __init__(
        self, theme: Theme, law: LawCard, *, stale: bool, go: Callable[[str, str], None]
    ) -> None:
        super().__init__(theme)
        self.setObjectName("law-head")
        self.body.addWidget(WrappedLabel(law.title, "large"))
        self.body.addLayout(_chips(theme, law, stale=stale))
        self.body.addWidget(WrappedLabel(_dates(law), "muted"))
        self.body.addWidget(WrappedLabel(law.summary))
        if stale:
            note = tr("上次核对已经过了 12 个月，条文可能有变化，引用之前请再查一次原文。")
            self.body.addWidget(WrappedLabel(note, "warning"))
        if law.replaced_by:
            newer = GhostButton(theme, tr("看取代它的规定"), "arrow-right")
            newer.setObjectName("replaced-by")
            newer.clicked.connect(lambda: go("laws", law.replaced_by))
            self.body.addWidget(newer, 0, Qt.AlignmentFlag.AlignLeft)
        if law.measures:
            self.body.addWidget(WrappedLabel(tr("对应方案的措施"), "small-strong"))
            row = QWidget()
            flow = FlowLayout(row)
            for number in law.measures:
                button = SmallButton(theme, tr("第 {n} 项", n=number))
                button.setObjectName(f"measure-{number}")
                button.clicked.connect(lambda _=False, number=number: go("plan", str(number)))
                flow.addWidget(button)
            self.body.addWidget(row)


class LawPoints(Card):
    """The points of a card; `highlight` tints one of them."""

    def __init__(self, theme: Theme, law: LawCard) -> None:
        super().__init__(theme, tr("要点"), tr("{n} 条，用我们自己的话写", n=len(law.point)))
        self.points: dict[str, QFrame] = {}
        for place, point in enumerate(law.point):
            if place:
                self.body.addWidget(line())
            box = _point(point)
            self.points[point.id] = box
            self.body.addWidget(box)

    def highlight(self, point_id: str) -> QFrame | None:
        """Tint one point and take the tint off the others; None when there is no such point."""
        for known, box in self.points.items():
            set_role(box, "warning-soft" if known == point_id else "plain")
        return self.points.get(point_id)


def _point(point: LawPoint) -> QFrame:
    frame = QFrame()
    frame.setObjectName(f"point-{point.id}")
    box = QVBoxLayout(frame)
    box.setContentsMargins(12, 8, 12, 10)
    box.setSpacing(4)
    box.addWidget(WrappedLabel(point.article, "strong"))
    if not point.then:
        box.addWidget(WrappedLabel(point.text))
        return frame
    columns = Columns(fold=420)
    columns.add(_side(tr("当时（2018 年方案）"), point.then), 6)
    columns.add(_side(tr("今天"), point.text), 6)
    box.addWidget(columns)
    return frame


def _side(heading: str, text: str) -> QWidget:
    side = QWidget()
    box = QVBoxLayout(side)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    box.addWidget(WrappedLabel(heading, "small"))
    box.addWidget(WrappedLabel(text))
    box.addStretch()
    return side


def _chips(theme: Theme, law: LawCard, *, stale: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Chip(theme, kind_word(law.kind), "info"))
    tone = "neutral" if law.status == "现行" else "warning"
    row.addWidget(Chip(theme, status_word(law.status), tone))
    row.addWidget(checked_chip(theme, law.checked_on, stale=stale))
    row.addStretch()
    return row


def _dates(law: LawCard) -> str:
    facts = [law.issuer]
    if law.number:
        facts.append(law.number)
    if law.promulgated:
        facts.append(tr("{day} 公布", day=law.promulgated.isoformat()))
    if law.in_force:
        facts.append(tr("{day} 施行", day=law.in_force.isoformat()))
    return "　".join(facts)
