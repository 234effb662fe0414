"""The cards of the first page: what was set, what is coming, and how things stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from integrity_edu.quiz.results import score_words
from integrity_edu.ui.dates import dated_text, day_text, distance_text
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.buttons import GhostButton, QuietButton
from integrity_edu.ui.widgets.cards import Card, Chip, EmptyState, IconLabel, line
from integrity_edu.ui.widgets.charts import StackedBar, ThinBar
from integrity_edu.ui.widgets.date_tile import DateTile
from integrity_edu.ui.widgets.layouts import clear
from integrity_edu.ui.widgets.measure_map import MeasureMap
from integrity_edu.ui.widgets.rows import RowButton
from integrity_edu.ui.widgets.text import SongLabel, WrappedLabel
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.courses.values import Saying
    from integrity_edu.quiz.store import SittingRow
    from integrity_edu.teaching.agenda import ClassDue, ComingDay
    from integrity_edu.teaching.assignments import MyAssignment
    from integrity_edu.teaching.classes import ClassLine
    from integrity_edu.teaching.today import ArchiveLine, Today

ROWS = 3
SMALL_LINK = "font-size: 12px; padding: 0 2px; min-height: 20px;"


class TasksCard(Card):
    """老师布置, or a teacher's own classes. `picked` is an assignment or class id."""

    picked = Signal(str)
    measure_wanted = Signal(int)
    classes_wanted = Signal()
    join_wanted = Signal()

    def __init__(self, theme: Theme, *, teacher: bool) -> None:
        super().__init__(theme, tr("我的班级") if teacher else tr("老师布置"), " ")
        self.setObjectName("tasks")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.setContentsMargins(10, 18, 10, 12)
        self.head.setContentsMargins(10, 0, 10, 0)
        self.body.addLayout(self._rows)
        self.body.addStretch()

    def show_assignments(self, today: Today) -> None:
        """What is still to do, then what is done."""
        clear(self._rows)
        found = today.assignments
        self.aside.setText(tr("{n} 项", n=len(found)) if found else "")
        for place, one in enumerate(found[:ROWS]):
            if place:
                self._rows.addWidget(line())
            self._rows.addWidget(self._assignment(one, today.now.date()))
        if not found:
            number = today.first_new_measure
            sentence = tr("老师还没有布置，可以先学这一项")
            empty = EmptyState(self.theme, "check-circle", sentence, tr("看第 {n} 项", n=number))
            empty.button.setObjectName("study-measure")
            empty.button.clicked.connect(lambda: self.measure_wanted.emit(number))
            self._rows.addWidget(empty)
            join = GhostButton(self.theme, tr("有班级码？加入班级"))
            join.setObjectName("join-class")
            join.clicked.connect(self.join_wanted)
            self._rows.addWidget(join)

    def show_classes(self, classes: Sequence[ClassLine], dues: Sequence[ClassDue]) -> None:
        """What runs in my classes, the one due first first; else the classes themselves."""
        clear(self._rows)
        running = [one for one in classes if not one.closed]
        self.aside.setText(tr("{n} 个班", n=len(running)) if running else "")
        for place, due in enumerate(dues[:ROWS]):
            if place:
                self._rows.addWidget(line())
            self._rows.addWidget(self._due(due))
        for one in running[: 0 if dues else ROWS]:
            self._rows.addWidget(self._class(one))
        if not running:
            sentence = tr("还没有班级。建一个班，把班级码发给学生就行。")
            empty = EmptyState(self.theme, "users", sentence, tr("去建一个班"))
            empty.button.setObjectName("make-class")
            empty.button.clicked.connect(self.classes_wanted)
            self._rows.addWidget(empty)

    def _assignment(self, one: MyAssignment, today: date) -> RowButton:
        chip_words, tone = {
            "done": (tr("已完成"), "success"),
            "under_way": (tr("进行中"), "info"),
            "new": (tr("未开始"), "neutral"),
        }[one.state]
        if one.late:
            chip_words, tone = tr("已过期"), "warning"
        when = tr("{day}前", day=dated_text(one.due, today))
        count = f"{one.done} / {one.total}"
        row = RowButton(
            self.theme, tr("{title}，{state}，{when}", title=one.title, state=chip_words, when=when)
        )
        row.setObjectName(f"assignment-{one.id}")
        row.row.setContentsMargins(10, 10, 10, 12)
        row.add_words(
            _pair(WrappedLabel(one.title, "strong"), Chip(self.theme, chip_words, tone)),
            _pair(WrappedLabel(when, "small"), _small(count)),
            ThinBar(self.theme, one.done, one.total),
        )
        row.words.setSpacing(6)
        row.clicked.connect(lambda: self.picked.emit(one.id))
        return row

    def _due(self, due: ClassDue) -> RowButton:
        one = due.progress
        when = tr("{name}，{day}截止", name=due.class_title, day=day_text(one.due))
        row = RowButton(self.theme, tr("{title}，{when}", title=one.title, when=when))
        row.setObjectName(f"class-due-{one.assignment}")
        row.row.setContentsMargins(10, 7, 10, 8)
        bar = StackedBar(self.theme)
        bar.show_values(one.done, one.under_way, one.new)
        row.add_words(WrappedLabel(one.title, "strong"), WrappedLabel(when, "small"), bar)
        row.words.setSpacing(4)
        row.clicked.connect(lambda: self.picked.emit(due.class_id))
        return row

    def _class(self, one: ClassLine) -> RowButton:
        words = tr("{joined} / {size} 人已加入，没有进行中的任务", joined=one.joined, size=one.size)
        row = RowButton(self.theme, tr("{title}，{detail}", title=one.title, detail=words))
        row.setObjectName(f"class-{one.id}")
        row.add_words(WrappedLabel(one.title, "strong"), WrappedLabel(words, "small"))
        row.add(IconLabel(self.theme, "chevron-right", "muted", 16))
        row.clicked.connect(lambda: self.picked.emit(one.id))
        return row


class ProgressCard(Card):
    """29 项学到哪儿, with the newest result as one line."""

    result_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("29 项学到哪儿"), tr("六部分"))
        self.setObjectName("progress")
        self.map = MeasureMap(theme)
        self.map.setObjectName("measure-map")
        self.body.addWidget(self.map)
        self._sitting = ""
        self.latest = GhostButton(theme, "")
        self.latest.setObjectName("latest-result")
        self.latest.setStyleSheet(SMALL_LINK)
        self.latest.clicked.connect(lambda: self.result_wanted.emit(self._sitting))
        self.latest.hide()
        self.head.addWidget(self.latest)
        self.body.addStretch()

    def show_progress(self, today: Today) -> None:
        """States on the map, and the newest result in numbers of questions."""
        self.map.show_levels({one.number: one.level for one in today.levels})
        self.aside.setVisible(not today.latest or today.queue.finished)
        if today.queue.finished:
            self.aside.setText(tr("今日复习完成"))
        self.latest.setVisible(bool(today.latest))
        if today.latest:
            newest = today.latest[0]
            self._sitting = newest.id
            score = score_words(newest)
            self.latest.setText(tr("最近：{score}", score=score))
            self.latest.setToolTip(newest.title)


class DaysCard(Card):
    """接下来的日子: own dates amber, public ones blue."""

    picked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("接下来的日子"), " ")
        self.setObjectName("days")
        self.aside.hide()
        self.calendar = GhostButton(theme, tr("日历"))
        self.calendar.setObjectName("to-calendar")
        self.calendar.setStyleSheet(SMALL_LINK)
        self.head.addWidget(self.calendar)
        self.body.setContentsMargins(12, 18, 12, 12)
        self.head.setContentsMargins(8, 0, 6, 0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.body.addStretch()

    def show_days(self, days: Sequence[ComingDay], today: date) -> None:
        """Up to four days."""
        clear(self._rows)
        for day in days:
            far = distance_text(day.when, today)
            if day.kind == "class":
                words = tr("布置的任务截止，{far}", far=far)
            elif day.own:
                words = tr("要交的，{far}", far=far)
            elif day.when.year != today.year:
                words = tr("{year} 年，{far}", year=day.when.year, far=far)
            else:
                words = far
            row = RowButton(
                self.theme,
                tr(
                    "{date}　{title}，{words}",
                    date=day_text(day.when),
                    title=day.title,
                    words=words,
                ),
            )
            row.setObjectName(f"coming-{day.ref}")
            row.row.setContentsMargins(8, 5, 8, 5)
            row.add(DateTile(self.theme, day.when, "warning" if day.own else "info"))
            row.add_words(WrappedLabel(day.title, "strong"), WrappedLabel(words, "small"))
            row.clicked.connect(lambda _=False, day=day: self.picked.emit(day))
            self._rows.addWidget(row)


class SayingCard(Card):
    """今日一句, in Song type, with the lesson it belongs to."""

    lesson_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("saying")
        row = QHBoxLayout()
        row.setSpacing(20)
        words = QVBoxLayout()
        words.setSpacing(6)
        self.saying = SongLabel()
        self.gloss = WrappedLabel("", "muted")
        for widget in (_small(tr("今日一句")), self.saying, self.gloss):
            words.addWidget(widget)
        row.addLayout(words, 1)
        self._lesson = ""
        self.read = QuietButton(theme, tr("读这一课"), "course")
        self.read.setObjectName("read-saying")
        self.read.clicked.connect(lambda: self.lesson_wanted.emit(self._lesson))
        self.read.hide()
        row.addWidget(self.read)
        self.body.addLayout(row)
        self.body.addStretch()

    def show_saying(self, saying: Saying | None) -> None:
        """The sentence, where it stands, and what it means."""
        self.setVisible(saying is not None)
        if saying is None:
            return
        self.saying.show_text(saying.text)
        self.gloss.setText(tr("{source}　{gloss}", source=saying.source, gloss=saying.gloss))
        self._lesson = saying.lesson
        self.read.setVisible(bool(saying.lesson))


class StandingCard(Card):
    """Two lines: the archive of an adult; for minors, who have none, their newest results."""

    archive_wanted = Signal()
    result_wanted = Signal(str)
    quiz_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("standing")
        self.body.setContentsMargins(8, 10, 8, 10)
        self._box = QVBoxLayout()
        self._box.setSpacing(0)
        self.body.addLayout(self._box)
        self.body.addStretch()

    def show_archive(self, archive: ArchiveLine) -> None:
        """Whether it is open, and what is in it, honestly."""
        lines = [("archive", tr("还没有开")), ("info", tr("开不开由你，学习和测验照常"))]
        if archive.opened:
            looks = tr("还没有别人看过")
            if archive.looks:
                looks = tr("被查看 {n} 次，都写了用途", n=archive.looks)
            lines = [("archive", tr("已开，{n} 条学习记录", n=archive.learnt)), ("eye", looks)]
        self._fill(tr("我的诚信档案"), lines, "to-archive", self.archive_wanted.emit)

    def show_results(self, latest: Sequence[SittingRow]) -> None:
        """The newest attempts in numbers of questions."""
        if latest:
            lines = [
                (
                    "quiz",
                    tr(
                        "{title}，{score}",
                        title=one.title,
                        score=score_words(one),
                    ),
                )
                for one in latest[:2]
            ]
            newest = latest[0].id
            self._fill(tr("最近成绩"), lines, "to-result", lambda: self.result_wanted.emit(newest))
        else:
            lines = [("quiz", tr("还没有做过测验")), ("clock", tr("五道题，大约四分钟"))]
            self._fill(tr("试一次小测"), lines, "to-quiz", self.quiz_wanted.emit)

    def _fill(self, title: str, lines: Sequence[tuple[str, str]], name: str, act: object) -> None:
        clear(self._box)
        row = RowButton(
            self.theme,
            tr("{title}：{words}", title=title, words=tr("，").join(words for _, words in lines)),
        )
        row.setObjectName(name)
        row.row.setContentsMargins(12, 8, 8, 8)
        labels: list[QWidget] = [WrappedLabel(title, "heading")]
        for icon, words in lines:
            labels.append(_iconed(self.theme, icon, words))
        row.add_words(*labels)
        row.words.setSpacing(7)
        arrow = IconLabel(self.theme, "chevron-right", "muted", 16)
        row.add(arrow)
        row.row.setAlignment(arrow, Qt.AlignmentFlag.AlignTop)
        row.clicked.connect(act)
        self._box.addWidget(row)


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "small")
    return label


def _pair(left: QWidget, right: QWidget) -> QWidget:
    """Two widgets at the ends of a line."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(left, 1)
    row.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
    return box


def _iconed(theme: Theme, icon: str, words: str) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(theme, icon, "muted", 16))
    row.addWidget(WrappedLabel(words), 1)
    return box
