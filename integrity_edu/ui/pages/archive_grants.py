"""Who has what of my archive: the keeping by the office, and grants with what came of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from integrity_edu.ui.archive_words import moment_words
from integrity_edu.ui.dates import day_words
from integrity_edu.ui.record_words import shared_title
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import QuietButton, SmallButton
from integrity_edu.ui.widgets.cards import IconBadge, IconLabel
from integrity_edu.ui.widgets.text import WrappedLabel, plain
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.archive.grants import Grant
    from integrity_edu.archive.keeping import Keeping
    from integrity_edu.office.opening import Office

Wanted = Callable[[str, int], None]
"""Told what is wanted and of which entry: take-back, keep, grant, extract, revoke."""


def keeping_row(
    theme: Theme, keeping: Keeping | None, office: Office | None, wanted: Wanted
) -> QWidget | None:
    """Who keeps the archive, with the way out; or the way in, where there is an office."""
    if keeping is not None:
        heading = tr("由{office}档案室保管", office=keeping.office)
        since = moment_words(keeping.since)
        text = tr("从 {moment} 起，有职责的老师写明用途后能看", moment=since)
        row, box = _row(theme, "success", heading, text)
        end = SmallButton(theme, tr("收回"))
        end.setObjectName("take-back")
        end.setAccessibleName(tr("从档案室收回这份档案"))
        end.clicked.connect(lambda: wanted("take-back", 0))
        box.addWidget(end)
        return row
    if office is None:
        return None
    heading = tr("可以交给{office}档案室保管", office=office.name)
    row, box = _row(theme, "info", heading, tr("交不交由你决定；不交，档案只归你自己。"))
    give = SmallButton(theme, tr("看看告知"))
    give.setObjectName("give-keeping")
    give.setAccessibleName(tr("看看交给档案室保管的告知"))
    give.clicked.connect(lambda: wanted("keep", 0))
    box.addWidget(give)
    return row


def grant_row(theme: Theme, one: Grant, today: date, wanted: Wanted) -> QWidget:
    """One grant: for whom, what for, what, until when, and what can be done with it."""
    live = one.live(today)
    fields = tr("、").join(map(shared_title, one.made.fields))
    heading = tr("授权给{recipient}", recipient=one.made.recipient)
    text = tr(
        "{purpose}；{fields}；{first}到{last}",
        purpose=one.made.purpose,
        fields=fields,
        first=day_words(one.made.start),
        last=day_words(one.made.until),
    )
    row, box = _row(theme, "success" if live else "neutral", heading, text)
    issued = tr("出过 {n} 份摘录", n=len(one.issued)) if one.issued else tr("还没有出摘录")
    state = plain(tr("{standing}，{issued}", standing=standing(one, today), issued=issued), "small")
    column = row.findChild(QVBoxLayout, "words")
    assert isinstance(column, QVBoxLayout)
    column.addWidget(state)
    if live:
        make = QuietButton(theme, tr("出摘录"), "download")
        make.setObjectName(f"extract-{one.n}")
        make.clicked.connect(lambda: wanted("extract", one.n))
        box.addWidget(make)
    if not one.revoked and today <= one.made.until:
        box.addWidget(revoke_button(theme, one, wanted))
    return row


def revoke_button(theme: Theme, one: Grant, wanted: Wanted) -> SmallButton:
    """Takes a grant back."""
    end = SmallButton(theme, tr("撤回"))
    end.setObjectName(f"revoke-{one.n}")
    end.setAccessibleName(tr("撤回给{recipient}的授权", recipient=one.made.recipient))
    end.clicked.connect(lambda: wanted("revoke", one.n))
    return end


def standing(one: Grant, today: date) -> str:
    """Whether a grant holds, in words."""
    if one.revoked:
        return tr("已经撤回")
    if today > one.made.until:
        return tr("已经到期")
    if today < one.made.start:
        return tr("还没开始")
    return tr("正在生效")


def live_box(theme: Theme, one: Grant, wanted: Wanted) -> QFrame:
    """A grant in force, in green beside the looks."""
    frame = QFrame()
    frame.setProperty("role", "success-soft")
    frame.setObjectName("live-grant")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(4)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(theme, "key", "success", 16))
    row.addWidget(plain(tr("正在生效的授权"), "strong"), 1)
    row.addWidget(revoke_button(theme, one, wanted))
    column.addLayout(row)
    fields = tr("、").join(map(shared_title, one.made.fields))
    told = tr(
        "{recipient}：只看{fields}，到 {day}",
        recipient=one.made.recipient,
        fields=fields,
        day=day_words(one.made.until),
    )
    column.addWidget(plain(told, "small"))
    return frame


def _row(theme: Theme, tone: str, heading: str, text: str) -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 10, 0, 10)
    box.setSpacing(12)
    box.addWidget(IconBadge(theme, "key", tone), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setObjectName("words")
    words.setSpacing(2)
    words.addWidget(plain(heading, "strong"))
    words.addWidget(WrappedLabel(text, "small"))
    box.addLayout(words, 1)
    return row, box
