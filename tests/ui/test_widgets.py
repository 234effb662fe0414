"""Widgets keep their promises: keyboard, names, words that are never cut, numbers in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.band import Band, BandStep
from integrity_edu.ui.widgets.buttons import IconButton, NavButton
from integrity_edu.ui.widgets.charts import (
    LEAST_SEGMENT,
    Bar,
    BarRows,
    Distribution,
    StackedBar,
    ThinBar,
)
from integrity_edu.ui.widgets.columns import Columns
from integrity_edu.ui.widgets.flow import FlowLayout
from integrity_edu.ui.widgets.focus import FocusRing
from integrity_edu.ui.widgets.measure_map import MeasureMap
from integrity_edu.ui.widgets.option import OptionButton
from integrity_edu.ui.widgets.scroll import PageScroll
from integrity_edu.ui.widgets.strip import QuestionStrip
from integrity_edu.ui.widgets.text import SongLabel, WrappedLabel, squeeze

LONG = (
    "按照国家统一部署，建立个人公共信用信息纠错、修复机制，制定异议处理、行政复议等管理制度。" * 3
)
WIDTHS = pytest.mark.parametrize("width", [90, 140, 300, 520])


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    made = Theme()
    made.set_mode("light")
    return made


def _window(qtbot: QtBot, theme: Theme, *widgets: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    for widget in widgets:
        box.addWidget(widget)
    theme.apply_to(window)
    window.resize(600, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


# ---- options -----------------------------------------------------------------------------------


def test_space_chooses_an_option(qtbot: QtBot, theme: Theme) -> None:
    option = OptionButton(theme, "A", "3 个工作日")
    _window(qtbot, theme, option)
    option.setFocus()
    QTest.keyClick(option, Qt.Key.Key_Space)
    assert option.isChecked()


def test_an_option_says_its_letter_words_and_choice(theme: Theme) -> None:
    option = OptionButton(theme, "A", "3 个工作日")
    assert option.accessibleName() == "A，3 个工作日"
    option.setChecked(True)
    assert option.accessibleName() == "A，3 个工作日，已选"


def test_of_exclusive_options_only_one_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    group = QButtonGroup()
    options = [OptionButton(theme, letter, "是") for letter in "AB"]
    for option in options:
        group.addButton(option)
    _window(qtbot, theme, *options)
    for option in options:
        QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    assert [option.isChecked() for option in options] == [False, True]


def test_a_revealed_option_says_its_verdict_and_cannot_be_changed(
    qtbot: QtBot, theme: Theme
) -> None:
    option = OptionButton(theme, "D", "20 日")
    _window(qtbot, theme, option)
    option.setChecked(True)
    option.reveal("wrong", "管的是信用报告")
    QTest.keyClick(option, Qt.Key.Key_Space)
    assert option.isChecked()
    assert option.accessibleName() == "D，20 日，已选，你选的，不对，管的是信用报告"


@WIDTHS
def test_an_option_grows_with_its_words(qtbot: QtBot, theme: Theme, width: int) -> None:
    short, long = OptionButton(theme, "A", "是"), OptionButton(theme, "B", LONG)
    _window(qtbot, theme, short, long)
    assert long.heightForWidth(width) > short.heightForWidth(width)
    assert long.heightForWidth(width) >= long.heightForWidth(width + 200)


# ---- words -------------------------------------------------------------------------------------


@WIDTHS
@pytest.mark.parametrize("kind", [WrappedLabel, SongLabel])
def test_a_wrapped_label_never_cuts_a_line(
    qtbot: QtBot, theme: Theme, kind: type[WrappedLabel], width: int
) -> None:
    label = kind(LONG)
    inner = QHBoxLayout()
    inner.addWidget(label)
    card = QFrame()
    box = QVBoxLayout(card)
    box.addLayout(inner)
    box.addWidget(QLabel("下一行"))
    window = _window(qtbot, theme, card)
    window.resize(width + 60, 60)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))


def test_longer_words_claim_more_room_at_once(qtbot: QtBot, theme: Theme) -> None:
    label = WrappedLabel("短")
    _window(qtbot, theme, label)
    label.setText(LONG)
    assert label.minimumHeight() >= label.heightForWidth(label.width())


def test_a_song_label_is_read_without_its_marks(theme: Theme) -> None:
    assert SongLabel("《条例》，已施行").accessibleName() == "《条例》，已施行"


def test_squeezing_closes_the_hole_after_a_bracket() -> None:
    assert squeeze("《条例》，施行", 14) == (
        '《条例<span style="letter-spacing:-7px">》</span>，施行'
    )


@given(st.text())
def test_squeezing_keeps_every_character(text: str) -> None:
    import html
    import re

    assert html.unescape(re.sub(r"</?span[^>]*>", "", squeeze(text))) == text


# ---- buttons -----------------------------------------------------------------------------------


def test_an_icon_button_has_a_name_and_its_full_size(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, "bell", "提醒")
    _window(qtbot, theme, button)
    assert button.accessibleName() == "提醒"
    assert (button.width(), button.height()) == (40, 40)


def test_a_line_of_the_sidebar_says_how_many_wait(theme: Theme) -> None:
    button = NavButton(theme, "review", "复习")
    button.set_badge(12)
    assert button.accessibleName() == "复习 12"
    button.set_badge(0)
    assert button.accessibleName() == "复习"


def test_the_band_says_what_its_button_begins(qtbot: QtBot, theme: Theme) -> None:
    band = Band(theme)
    _window(qtbot, theme, band)
    band.show_now("约 18 分钟", "再过一遍", "开始复习", [BandStep("复习", "6 分钟")])
    assert band.button.accessibleName() == "开始复习：再过一遍"
    with qtbot.waitSignal(band.begun):
        QTest.keyClick(band.button, Qt.Key.Key_Space)


# ---- charts ------------------------------------------------------------------------------------


def test_the_map_tells_its_numbers(theme: Theme) -> None:
    chart = MeasureMap(theme)
    chart.show_levels({1: "mastered", 2: "proficient", 5: "tried"})
    assert chart.accessibleDescription() == "掌握 1，熟练 1，熟悉 0，尝试 1，未学 26"


def test_the_map_is_walked_and_opened_by_keys(qtbot: QtBot, theme: Theme) -> None:
    chart = MeasureMap(theme)
    _window(qtbot, theme, chart)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(chart, key)
    with qtbot.waitSignal(chart.picked) as picked:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == [9]


def test_walking_the_map_announces_the_square_and_keeps_the_numbers(
    qtbot: QtBot, theme: Theme
) -> None:
    chart = MeasureMap(theme)
    chart.show_levels({2: "familiar"})
    _window(qtbot, theme, chart)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.property("announced") == "第 2 项，熟悉"
    assert chart.accessibleDescription() == "掌握 0，熟练 0，熟悉 1，尝试 0，未学 28"


@pytest.mark.parametrize("number", [1, 7, 8, 14, 25, 29])
def test_a_click_on_a_square_picks_its_measure(qtbot: QtBot, theme: Theme, number: int) -> None:
    chart = MeasureMap(theme)
    _window(qtbot, theme, chart)
    with qtbot.waitSignal(chart.picked) as picked:
        place = chart.box(number).center().toPoint()
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert picked.args == [number]


@given(
    values=st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500)),
    width=st.integers(120, 900),
)
def test_no_segment_is_too_narrow_for_its_number(
    qapp: object, values: tuple[int, int, int], width: int
) -> None:
    bar = StackedBar(Theme())
    bar.show_values(*values)
    segments = bar.segments(width)
    assert len(segments) == sum(value > 0 for value in values)
    assert all(size >= LEAST_SEGMENT for _, size in segments)
    if segments:
        whole = sum(size for _, size in segments) + 4 * (len(segments) - 1)
        assert whole == pytest.approx(width)


def test_charts_tell_their_numbers(theme: Theme) -> None:
    bar, thin, rows, columns = (
        StackedBar(theme),
        ThinBar(theme, 2, 4),
        BarRows(theme),
        Distribution(theme),
    )
    bar.show_values(21, 12, 9)
    rows.show_bars([Bar("期限", 3, 4)])
    columns.show_counts(["0—2 题", "5 题"], [4, 17])
    assert bar.accessibleDescription() == "已完成 21 人，进行中 12 人，未开始 9 人"
    assert thin.accessibleDescription() == "2 / 4"
    assert rows.accessibleDescription() == "期限：4 题对 3 题"
    assert columns.accessibleDescription() == "0—2 题：4 人；5 题：17 人"


# ---- the strip of questions --------------------------------------------------------------------


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> QuestionStrip:
    made = QuestionStrip(theme)
    _window(qtbot, theme, made)
    made.show_states(["right", "wrong", "answered", "empty", "empty"], {2}, 1)
    return made


def test_the_strip_tells_where_one_is(strip: QuestionStrip) -> None:
    assert strip.accessibleDescription() == "第 2 题，共 5 题；已答 3 题，标记 1 题"


@pytest.mark.parametrize(
    ("key", "goal"),
    [
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 4),
    ],
)
def test_keys_pick_another_question(
    qtbot: QtBot, strip: QuestionStrip, key: Qt.Key, goal: int
) -> None:
    with qtbot.waitSignal(strip.picked) as picked:
        QTest.keyClick(strip, key)
    assert picked.args == [goal]


def test_there_is_nothing_before_the_first_question(qtbot: QtBot, strip: QuestionStrip) -> None:
    strip.show_states(strip.states, set(), 0)
    with qtbot.assertNotEmitted(strip.picked):
        QTest.keyClick(strip, Qt.Key.Key_Left)


def test_a_hundred_questions_take_more_rows(qtbot: QtBot, strip: QuestionStrip) -> None:
    one_row = strip.height()
    strip.show_states(["empty"] * 100, set(), 0)
    assert strip.height() > 3 * one_row


# ---- layouts -----------------------------------------------------------------------------------


def _tiles(layout: FlowLayout, count: int) -> list[QWidget]:
    tiles = []
    for _ in range(count):
        tile = QWidget()
        tile.setFixedSize(80, 20)
        layout.addWidget(tile)
        tiles.append(tile)
    return tiles


def test_a_flow_goes_on_in_the_next_row(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    tiles = _tiles(FlowLayout(host), 5)
    qtbot.addWidget(host)
    host.resize(260, 200)
    host.show()
    assert [tile.pos() for tile in tiles[2:4]] == [QPoint(176, 0), QPoint(0, 28)]


def test_a_flow_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    host = QWidget()
    flow = FlowLayout(host)
    tiles = _tiles(flow, 5)
    qtbot.addWidget(host)
    assert [flow.heightForWidth(width) for width in (80, 260, 500)] == [132, 48, 20]
    tiles[0].hide()
    assert flow.heightForWidth(80) == 104


def test_columns_stand_on_the_grid_of_twelve(qtbot: QtBot, theme: Theme) -> None:
    left, right = QWidget(), QLabel("很长的一句话，" * 20)
    columns = Columns()
    columns.add(left, 8)
    columns.add(right, 4)
    right.setWordWrap(True)
    qtbot.addWidget(columns)
    columns.resize(1000, 300)
    columns.show()
    assert left.width() == pytest.approx(661, abs=2)
    assert right.width() == pytest.approx(323, abs=2)


def test_narrow_columns_stand_one_below_the_other(qtbot: QtBot, theme: Theme) -> None:
    left, right = QWidget(), QWidget()
    columns = Columns()
    columns.add(left, 8)
    columns.add(right, 4)
    qtbot.addWidget(columns)
    columns.resize(700, 300)
    columns.show()
    assert columns.folded
    assert (right.x(), right.width()) == (0, 700)
    assert right.y() > left.y()


def test_a_page_that_is_too_long_scrolls_and_is_no_stop_of_tab(qtbot: QtBot, theme: Theme) -> None:
    content = QWidget()
    content.setMinimumHeight(2000)
    scroll = PageScroll(content)
    _window(qtbot, theme, scroll)
    assert scroll.verticalScrollBar().maximum() > 0
    assert scroll.focusPolicy() == Qt.FocusPolicy.NoFocus


# ---- the focus ring ----------------------------------------------------------------------------


def test_tab_brings_the_ring_and_a_click_takes_it_away(qtbot: QtBot, theme: Theme) -> None:
    one, other = QPushButton("一"), QPushButton("二")
    window = _window(qtbot, theme, one, other)
    ring = FocusRing(window, theme)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert ring.target is other
    assert ring.geometry() == other.geometry().adjusted(-5, -5, 5, 5)
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert ring.target is None


def test_a_field_has_the_ring_by_mouse_too(qtbot: QtBot, theme: Theme) -> None:
    field, button = QLineEdit(), QPushButton("一")
    window = _window(qtbot, theme, button, field)
    ring = FocusRing(window, theme)
    button.setFocus()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.target is field


def test_the_ring_goes_round_the_current_square_only(qtbot: QtBot, theme: Theme) -> None:
    chart, button = MeasureMap(theme), QPushButton("一")
    window = _window(qtbot, theme, button, chart)
    ring = FocusRing(window, theme)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert ring.target is chart
    assert ring.width() < 60


def test_the_ring_follows_what_scrolls(qtbot: QtBot, theme: Theme) -> None:
    content = QWidget()
    box = QVBoxLayout(content)
    one, other = QPushButton("一"), QPushButton("二")
    box.addWidget(one)
    box.addWidget(other)
    content.setFixedHeight(1500)
    area = QScrollArea()
    area.setWidget(content)
    window = _window(qtbot, theme, area)
    ring = FocusRing(window, theme)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    before = ring.y()
    area.verticalScrollBar().setValue(area.verticalScrollBar().value() - 40)
    assert ring.y() == before + 40


def test_the_ring_survives_what_it_was_drawn_round(qtbot: QtBot, theme: Theme) -> None:
    one, other = QPushButton("一"), QPushButton("二")
    window = _window(qtbot, theme, one, other)
    ring = FocusRing(window, theme)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    delete(other)
    window.grab()
    assert ring.target is not other


def test_a_window_has_one_ring(qtbot: QtBot, theme: Theme) -> None:
    window = _window(qtbot, theme, QPushButton("一"))
    FocusRing(window, theme)
    ring = FocusRing(window, theme)
    assert window.findChildren(FocusRing) == [ring]
