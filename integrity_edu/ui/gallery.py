"""All widgets on one page, as pictures for developers: `python -m integrity_edu.ui.gallery DIR`.

Writes gallery_light.png, gallery_dark.png and both at 200 % (…_2x.png). The words are samples.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QDate, QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from integrity_edu.ui.icons import names
from integrity_edu.ui.theme import Theme, lesson_css
from integrity_edu.ui.widgets.band import Band, BandStep
from integrity_edu.ui.widgets.buttons import (
    GhostButton,
    IconButton,
    NavButton,
    PrimaryButton,
    QuietButton,
    SmallButton,
)
from integrity_edu.ui.widgets.cards import (
    Card,
    Chip,
    EmptyState,
    IconBadge,
    IconLabel,
    OutlineChip,
    line,
)
from integrity_edu.ui.widgets.charts import Bar, BarRows, Distribution, StackedBar, ThinBar
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.measure_map import MeasureMap
from integrity_edu.ui.widgets.numbers import DateField, NumberField
from integrity_edu.ui.widgets.option import OptionButton
from integrity_edu.ui.widgets.seal import Seal
from integrity_edu.ui.widgets.strip import QuestionStrip
from integrity_edu.ui.widgets.text import SongLabel, WrappedLabel

WIDTH = 1060
TONES = ("neutral", "accent", "success", "warning", "info")
LESSON = """<h2>一、收到异议以后</h2>
<p>受理的单位自己能办的，<strong>3 个工作日</strong>办结；见<a href="law:x#39">第 39 条</a>。</p>
<table class="callout callout-mistake" width="100%" cellspacing="0"><tr><td class="bar" width="4">
</td><td class="body"><p class="callout-title">常见误区</p><p>把 20 日当成所有异议的期限。</p></td>
</tr></table><p class="gap"></p>
<table class="callout callout-do" width="100%" cellspacing="0"><tr><td class="bar" width="4"></td>
<td class="body"><p class="callout-title">怎么做</p><p>先看清是哪一套系统，再数日子。</p></td>
</tr></table><p class="gap"></p>
<table class="callout callout-quote" width="100%" cellspacing="0"><tr><td class="bar" width="4">
</td><td class="body"><p class="quote">建立个人公共信用信息纠错、修复机制。</p>
<p class="muted">方案第 14 项，2018 年</p></td></tr></table>
<table class="grid" cellspacing="0" width="100%"><tr><th>事项</th><th>期限</th></tr>
<tr><td>公共信用信息</td><td>3 或 7 个工作日</td></tr>
<tr><td>信用报告</td><td>20 日</td></tr></table>"""


def gallery(theme: Theme) -> QWidget:
    """Everything on one page, 1060 px wide."""
    page = QWidget()
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(30, 24, 30, 24)
    column.setSpacing(16)
    column.addWidget(_band(theme, quiet=False))
    column.addWidget(_strip(theme))
    rows = (
        ((_options(theme), 7), (_lesson(theme), 5)),
        ((_measures(theme), 4), (_charts(theme), 4), (_chips(theme), 4)),
        ((_buttons(theme), 4), (_fields(theme), 4), (_empty(theme), 4)),
    )
    for widgets in rows:
        columns = Columns()
        for widget, share in widgets:
            columns.add(widget, share)
        column.addWidget(columns)
    column.addWidget(_band(theme, quiet=True))
    column.addWidget(_icons(theme))
    return page


def shoot(theme: Theme, mode: str, target: Path) -> None:
    """One picture of the gallery in a mode."""
    theme.set_mode(mode)
    page = gallery(theme)
    theme.apply_to(page)
    page.setFixedWidth(WIDTH)
    page.show()
    for _ in range(4):
        QApplication.processEvents()
    page.setFixedHeight(page.heightForWidth(WIDTH))
    QApplication.processEvents()
    picture = QPixmap(page.size() * page.devicePixelRatioF())
    picture.setDevicePixelRatio(page.devicePixelRatioF())
    page.render(picture, QPoint(0, 0))
    picture.save(str(target))
    page.deleteLater()


def _band(theme: Theme, *, quiet: bool) -> Band:
    band = Band(theme)
    if quiet:
        band.show_now("11 月 23 日", "今天完成了", "随便学一项", [], quiet=True)
    else:
        steps = [
            BandStep("复习 12 题", "约 6 分钟"),
            BandStep("课程：异议怎么提", "第 2 节，约 8 分钟"),
            BandStep("小测 5 题", "约 4 分钟"),
        ]
        band.show_now("今天约 18 分钟", "先把昨天答错的 12 道题再过一遍", "开始复习", steps)
        band.setFixedHeight(196)
    return band


def _strip(theme: Theme) -> QuestionStrip:
    strip = QuestionStrip(theme)
    states = ["right", "right", "wrong", "wrong", "answered", *["empty"] * 5]
    strip.show_states(states, {4}, 3)
    return strip


def _options(theme: Theme) -> Card:
    card = Card(theme, "小林对自己的公共信用信息提出异议，最迟多久办结？", "单选题")
    for letter, text, state, note in (
        ("A", "3 个工作日", "missed", "山东条例第 39 条：受理单位自己就能处理"),
        ("B", "7 个工作日", "plain", "同一条：需要别的单位协助时"),
        ("C", "一个月，要看是谁受理、有没有别的单位要一起查、当事人补没补材料", "", ""),
        ("D", "20 日", "wrong", "征信业管理条例第 25 条：管的是信用报告"),
        ("E", "已经选了，还没有确认", "", ""),
    ):
        option = OptionButton(theme, letter, text)
        option.setChecked(letter in "DE")
        if state:
            option.reveal(state, note)
        card.body.addWidget(option)
    card.body.addStretch()
    return card


def _lesson(theme: Theme) -> Card:
    card = Card(theme, "课文", "14 px")
    text = QTextBrowser()
    text.document().setDefaultStyleSheet(lesson_css(theme.palette, 14))
    text.setHtml(LESSON)
    text.setMinimumHeight(520)
    card.body.addWidget(text)
    return card


def _measures(theme: Theme) -> Card:
    card = Card(theme, "29 项学到哪儿", "六部分")
    chart = MeasureMap(theme)
    known = dict.fromkeys((1, 2, 3, 4, 7, 8, 12, 14, 18), "proficient")
    chart.show_levels(known | dict.fromkeys((5, 9, 10, 13, 17, 20), "familiar"))
    card.body.addWidget(chart)
    card.body.addStretch()
    return card


def _charts(theme: Theme) -> Card:
    card = Card(theme, "任务进展", "42 人")
    for values in ((21, 12, 9), (39, 2, 1), (0, 0, 42)):
        bar = StackedBar(theme)
        bar.show_values(*values)
        card.body.addWidget(bar)
    for done in (2, 4):
        card.body.addWidget(ThinBar(theme, done, 4))
    rows = BarRows(theme)
    rows.show_bars([Bar("异议的期限", 3, 4), Bar("信用报告", 0, 2)])
    card.body.addWidget(rows)
    histogram = Distribution(theme)
    histogram.show_counts(["0—2 题", "3—4 题", "5 题"], [4, 0, 17])
    card.body.addWidget(histogram)
    card.body.addStretch()
    return card


def _chips(theme: Theme) -> Card:
    card = Card(theme, "标签与引文", "说明")
    flow = FlowLayout()
    for tone in TONES:
        flow.addWidget(
            Chip(theme, {"neutral": "未开始", "success": "已完成"}.get(tone, tone), tone)
        )
    for unit in ("网信办", "经济和信息化委", "省公安厅", "省教育厅"):
        flow.addWidget(OutlineChip(theme, unit))
    card.body.addLayout(flow)
    row = QHBoxLayout()
    row.addWidget(Seal(theme, 38))
    row.addWidget(Seal(theme, 38, inverted=True))
    for icon, tone in (("users", "info"), ("user", "warning"), ("medal", "success")):
        row.addWidget(IconBadge(theme, icon, tone))
    row.addWidget(IconLabel(theme, "lock", "success"))
    row.addStretch()
    card.body.addLayout(row)
    card.body.addWidget(line())
    card.body.addWidget(
        SongLabel("按照国家统一部署，建立个人公共信用信息纠错、修复机制（见《条例》）。")
    )
    sentence = "每次打开都先填用途，记下后谁也不能改，包括老师和管理员。"
    for role in ("", "strong", "muted", "small", "success", "warning", "error"):
        card.body.addWidget(WrappedLabel(sentence, role))
    card.body.addStretch()
    return card


def _buttons(theme: Theme) -> Card:
    card = Card(theme, "按钮")
    for make in (PrimaryButton, QuietButton, SmallButton, GhostButton):
        row = QHBoxLayout()
        able, not_able = make(theme, "下一题", "arrow-right"), make(theme, "下一题")
        not_able.setEnabled(False)
        row.addWidget(able)
        row.addWidget(not_able)
        row.addStretch()
        card.body.addLayout(row)
    card.body.addWidget(IconButton(theme, "bell", "提醒"))
    for icon, text, badge in (("today", "今天", 0), ("review", "复习", 12)):
        nav = NavButton(theme, icon, text)
        nav.setChecked(not badge)
        nav.set_badge(badge)
        card.body.addWidget(nav)
    card.body.addStretch()
    return card


def _fields(theme: Theme) -> Card:
    card = Card(theme, "输入")
    field, empty, wrong = QLineEdit("小林（示例）"), QLineEdit(), QLineEdit("2007-13-01")
    empty.setPlaceholderText("与上面一致")
    wrong.setProperty("state", "error")
    choice, many = QComboBox(), QPlainTextEdit("写一句说明")
    choice.addItems(["学生", "教师"])
    number = NumberField("题数", 1, 50, 10)
    day = DateField("截止", QDate(2026, 11, 27))
    many.setFixedHeight(70)
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(60)
    for widget in (field, empty, wrong, choice, number, day, many, bar):
        card.body.addWidget(widget)
    for made in (
        QCheckBox("已经看过"),
        QCheckBox("还没有"),
        QRadioButton("是"),
        QRadioButton("否"),
    ):
        made.setChecked(made.text() in ("已经看过", "是"))
        card.body.addWidget(made)
    card.body.addStretch()
    return card


def _empty(theme: Theme) -> Card:
    card = Card(theme, "空着的时候")
    card.body.addWidget(EmptyState(theme, "doc", "没有行为记录，多数人都是这样。", "看看怎么记"))
    return card


def _icons(theme: Theme) -> Card:
    card = Card(theme, "图标", str(len(names())))
    grid = QGridLayout()
    for place, name in enumerate(names()):
        cell = QHBoxLayout()
        cell.addWidget(IconLabel(theme, name, "text", 20))
        cell.addWidget(WrappedLabel(name, "small"), 1)
        grid.addLayout(cell, place // 9, place % 9)
    card.body.addLayout(grid)
    return card


def main(arguments: list[str]) -> int:
    """Write the four pictures; each scale needs a process of its own."""
    if len(arguments) != 1:
        sys.stderr.write("python -m integrity_edu.ui.gallery DIR\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from integrity_edu.ui.application import make_application
    from integrity_edu.ui.fonts import load_rest

    make_application(sys.argv[:1])
    load_rest()
    theme = Theme()
    ending = "_2x" if os.environ.get("QT_SCALE_FACTOR") == "2" else ""
    for mode in ("light", "dark"):
        shoot(theme, mode, folder / f"gallery_{mode}{ending}.png")
    if "QT_SCALE_FACTOR" in os.environ:
        return 0
    import subprocess

    again = [sys.executable, "-m", "integrity_edu.ui.gallery", str(folder)]
    return subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
