"""The text of a lesson opens nothing but the figures of its own course."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from integrity_edu.courses.render import Library, to_html
from integrity_edu.courses.values import Lesson, LessonFront
from integrity_edu.library.roots import content_root
from integrity_edu.ui.theme import Theme
from integrity_edu.ui.widgets.lesson_text import LessonText

FRONT = LessonFront("plan-01", "一课", 8, ("student",), (1,), (), (), date(2026, 11, 23), ())
Show = Callable[[str], LessonText]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    theme = Theme()
    theme.set_mode("light")

    def shown(html: str) -> LessonText:
        text = LessonText(theme)
        qtbot.addWidget(text)
        text.resize(600, 400)
        text.show()
        contents = ()
        text.show_lesson(Lesson(FRONT, "plan", html, contents, "", ""), 16)
        return text

    return shown


def picture(text: LessonText, name: str) -> QImage:
    kind = QTextDocument.ResourceType.ImageResource
    found = text.document().resource(kind.value, QUrl(name))
    assert isinstance(found, QImage)
    return found


def some_svg() -> Path:
    return next((content_root() / "courses" / "plan").glob("*.svg"))


def test_a_figure_of_the_course_is_drawn_at_the_width_of_the_column(show: Show) -> None:
    text = show(f'<p><img src="{some_svg().name}"></p>')

    found = picture(text, some_svg().name)

    assert found.width() == round(text.viewport().width() * found.devicePixelRatio())


@pytest.mark.parametrize("form", ["{path}", "file://{path}", "file:{path}", "//localhost{path}"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_file_elsewhere_shows_nothing(show: Show, tmp_path: Path, form: str, kind: str) -> None:
    secret = tmp_path / f"secret.{kind}"
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    if kind == "png":
        assert image.save(str(secret))
    else:
        secret.write_bytes(some_svg().read_bytes())
    name = form.format(path=secret)

    text = show(f'<p><img src="{name}"></p>')

    assert picture(text, name).size().width() == 1
    assert text.height() < 100


@pytest.mark.parametrize(
    "name",
    [
        "../credit-law/two-systems.svg",
        "../../plan/plan.toml",
        "nothing.svg",
        "course.toml",
        "http://example.org/x.svg",
        "qrc:/x.svg",
        "data:image/png;base64,iVBORw0KGgo=",
        "two-systems.svg?x",
        "",
    ],
)
def test_nothing_outside_the_folder_of_the_course_is_shown(show: Show, name: str) -> None:
    text = show("<p>字</p>")

    found = text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))

    assert isinstance(found, QImage)
    assert found.width() == 1


def test_the_real_file_of_the_course_by_its_whole_path_shows_nothing(show: Show) -> None:
    text = show("<p>字</p>")

    found = text.loadResource(
        QTextDocument.ResourceType.ImageResource.value, QUrl.fromLocalFile(str(some_svg()))
    )

    assert found.width() == 1


def test_style_sheets_and_pages_are_not_loaded_either(show: Show, tmp_path: Path) -> None:
    sheet = tmp_path / "x.css"
    sheet.write_text("p { font-size: 99px }")

    text = show(f'<link rel="stylesheet" href="{sheet}"><p>字</p>')

    assert text.height() < 60


def test_it_is_as_tall_as_its_words_in_any_width(show: Show) -> None:
    text = show(f"<p>{'诚信' * 200}</p>")
    tall = text.height()

    text.resize(300, 100)

    assert text.height() > tall * 1.8
    assert text.verticalScrollBar().maximum() == 0


def test_lines_hold_at_most_45_characters(show: Show) -> None:
    text = show("<p>字</p>")

    assert text.maximumWidth() == 45 * 16


def test_headings_and_links_are_found_in_order(show: Show) -> None:
    html, contents = to_html(
        "## 一\n\n[甲](law:pipl#66)\n\n### 细\n\n[乙](lesson:plan-02)，[再](law:pipl#66)",
        Library({}, {}),
    )
    text = show(html)

    assert len(text.headings()) == len(contents)
    assert text.headings() == sorted(text.headings())
    assert [link.url for link in text.links()] == ["law:pipl#66", "lesson:plan-02"]
    assert [link.text for link in text.links()] == ["甲", "乙"]


def test_a_heading_is_larger_than_the_text_at_every_size(show: Show) -> None:
    text = show("<h2>题</h2><p>字</p>")

    for px in (16, 18, 21, 24):
        text.set_text_size(px)
        layout = text.document().documentLayout()
        first = text.document().begin()
        assert layout.blockBoundingRect(first).height() > 1.2 * px


def test_clicking_a_link_tells_where_it_leads_and_stays(show: Show, qtbot: QtBot) -> None:
    text = show('<p><a href="lesson:plan-02">下一课接着读</a></p>')

    with qtbot.waitSignal(text.followed) as told:
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 12))

    assert told.args == ["lesson:plan-02"]
    assert text.toPlainText() == "下一课接着读"


def test_dark_colours_reach_the_text(show: Show) -> None:
    text = show("<h2>题</h2>")
    before = text.document().begin().begin().fragment().charFormat().foreground().color()

    text._theme.set_mode("dark")

    after = text.document().begin().begin().fragment().charFormat().foreground().color()
    assert before.name().upper() == "#B5342B"
    assert after.name().upper() == "#EE7A6E"
