"""A teacher's paper from an empty page to print; the short cell is named before anything is saved."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget

from integrity_edu.ids import PersonId
from integrity_edu.papers import saving
from integrity_edu.papers.key_form import answer_html
from integrity_edu.papers.printed import printed
from integrity_edu.ui.main_window import MainWindow
from integrity_edu.ui.pages.paper_cell import CellPanel
from integrity_edu.ui.pages.paper_editor import PaperEditor
from integrity_edu.ui.pages.paper_pdf import PrintPanel
from integrity_edu.ui.pages.paper_questions import QuestionPanel
from integrity_edu.ui.pages.papers import PapersPage
from integrity_edu.ui.paper_desk import stock
from integrity_edu.ui.paper_draft import whole_part
from integrity_edu.ui.widgets.panel import Panel
from integrity_edu.workspace import Role, Workspace
from tests.stories.conftest import House, cut_labels, find
from tests.stories.dialogs import choose

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """A teacher at the page of papers."""

    def __init__(self, house: House, window: MainWindow) -> None:
        self.house, self.window = house, window
        self.come_back()

    def come_back(self) -> None:
        """The offscreen plugin does not hand activity back when a dialog closes."""
        self.window.activateWindow()
        self.house.qtbot.waitUntil(self.window.isActiveWindow)

    def settle(self) -> None:
        self.house.settle(self.window)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        button = find(inside or self.window, name, QAbstractButton)
        QTest.mouseClick(button, LEFT)
        self.settle()

    def panel(self, kind: type[Panel] = Panel) -> Any:
        (found,) = (one for one in self.window.findChildren(kind) if one.isVisible())
        return found

    def confirm(self) -> None:
        self.press("panel-primary", self.panel())

    @property
    def page(self) -> PapersPage:
        assert isinstance(self.window.page, PapersPage)
        return self.window.page

    @property
    def editor(self) -> PaperEditor:
        return self.page.editor

    def begin(self, way: str = "measures") -> PaperEditor:
        """Open the editor with a quick start."""
        empty = self.window.findChildren(QWidget, "make-first-paper")
        self.press("make-first-paper" if any(one.isVisible() for one in empty) else "make-paper")
        self.press(f"start-{way}", self.panel())
        self.confirm()
        self.come_back()
        self.wait_for_check()
        return self.editor

    def wait_for_check(self) -> None:
        """Until the bank has answered about the plan as it is now."""
        editor = self.editor

        def answered() -> bool:
            draft, checked = editor.draft, editor.checked
            return draft is not None and checked is not None and checked.plan == draft.now

        self.house.qtbot.waitUntil(answered, timeout=20_000)
        self.settle()

    def save(self) -> str:
        self.press("save-paper")
        assert self.page.preview.opened is not None
        return self.page.preview.opened.paper.id

    def stems(self) -> list[str]:
        opened = self.page.preview.opened
        assert opened is not None
        return [item.question.id for part in opened.printed.sections for item in part.items]

    def pick(self, near: str, action: str) -> None:
        """Choose a line of a menu."""
        self.press(near)
        (menu,) = (one for one in self.window.findChildren(QMenu, "paper-menu") if one.isVisible())
        found = menu.findChild(QAction, action)
        assert isinstance(found, QAction)
        found.trigger()
        menu.close()
        self.settle()

    def undo_notice(self) -> None:
        self.window.messages.notice.undo.click()
        self.settle()


@pytest.fixture
def teacher(house: House) -> PersonId:
    return house.account("周老师", Role.TEACHER, date(1985, 5, 5), real_name="周明")


@pytest.fixture
def desk(house: House, teacher: PersonId) -> Desk:
    window = house.open(teacher)
    house.go(window, "papers")
    return Desk(house, window)


def papers_made(many: int) -> Any:
    def make(ws: Workspace) -> list[str]:
        known = stock(ws)
        return [saving.make_paper(ws, whole_part(known, n % 6 + 1, 5), n) for n in range(many)]

    return make


def text_of(path: Path) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    read = subprocess.run([tool, "-raw", str(path), "-"], capture_output=True, check=True)
    return "".join(read.stdout.decode().split())


def test_a_student_has_no_such_page(window: MainWindow) -> None:
    assert window.findChildren(QWidget, "nav-papers") == []


def test_without_a_paper_the_page_says_what_one_is(desk: Desk) -> None:
    assert find(desk.window, "make-first-paper").isEnabled()
    assert find(desk.window, "nav-papers").isVisible()
    assert cut_labels(desk.window) == []


def test_all_29_measures_are_one_quick_start_away(desk: Desk, teacher: PersonId) -> None:
    editor = desk.begin()

    assert editor.totals.text() == "共 29 题，满分 29 分"
    assert len(editor.sections) == 6
    assert editor.save.isEnabled()
    assert cut_labels(desk.window) == []

    desk.save()

    assert len(set(desk.stems())) == 29
    made = desk.house.with_ws(saving.my_papers, teacher)
    assert [one.title for one in made] == ["29 项综合卷"]  # type: ignore[attr-defined]
    assert cut_labels(desk.window) == []


def test_the_short_cell_is_named_before_saving_and_undoing_meets_it_again(desk: Desk) -> None:
    editor = desk.begin()
    editor.sections[0].rows[1].count.setValue(300)
    desk.wait_for_check()

    said = editor.state.text()
    assert said.startswith("第 2 项　在主题活动中宣传信用：要 300 题，只有")
    assert "少抽" in said
    assert not editor.save.isEnabled()
    assert editor.sections[0].rows[1].source.aside.text().startswith("题不够")
    assert editor.totals.text() == "共 328 题，满分 328 分"

    QTest.keyClick(
        editor.sections[0].rows[1].count, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    desk.wait_for_check()

    assert editor.sections[0].rows[1].count.value() == 1
    assert editor.save.isEnabled()


def test_a_paper_without_a_name_says_so(desk: Desk) -> None:
    editor = desk.begin("blank")

    assert editor.state.text().startswith("卷子还没有名称。")
    assert not editor.save.isEnabled()
    QTest.keyClicks(editor.title, "Test")
    desk.wait_for_check()
    assert editor.save.isEnabled()


def test_typing_a_name_is_one_step_to_undo(desk: Desk) -> None:
    editor = desk.begin("blank")
    QTest.keyClicks(editor.title, "Test")

    QTest.keyClick(editor.title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.title.text() == ""
    QTest.keyClick(editor.title, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.title.text() == "Test"


def test_a_row_takes_another_range_kind_and_difficulty(desk: Desk) -> None:
    editor = desk.begin("part")
    desk.press("row-source", editor.sections[0])
    panel: CellPanel = desk.panel(CellPanel)
    desk.press("part-all", panel)
    panel.kind.setCurrentIndex(panel.kind.findData("single"))
    desk.press("difficulty-2", panel)
    desk.press("difficulty-3", panel)
    assert cut_labels(panel) == []
    desk.confirm()
    desk.wait_for_check()

    row = editor.draft.now.blueprint.rows[0]  # type: ignore[union-attr]
    assert (len(row.measures), row.kind, row.difficulty) == (29, "single", (2, 3))
    assert editor.sections[0].rows[0].source.words_label.text() == "全部 29 项"


def test_a_row_can_be_drawn_from_the_lessons_of_a_course(desk: Desk) -> None:
    editor = desk.begin("part")
    desk.press("row-source", editor.sections[0])
    panel: CellPanel = desk.panel(CellPanel)
    desk.press("way-lessons", panel)
    desk.confirm()
    assert panel.wrong.text().startswith("先选一节课")
    lesson = next(one for boxes in panel.lessons._boxes for one in boxes.values())
    lesson.click()
    desk.confirm()
    desk.wait_for_check()

    row = editor.draft.now.blueprint.rows[0]  # type: ignore[union-attr]
    assert row.lessons
    assert row.measures == ()
    assert editor.sections[0].rows[0].source.words_label.text().startswith("课程：")


def test_sections_move_go_and_come_back(desk: Desk) -> None:
    editor = desk.begin()
    names = [card.name.text() for card in editor.sections]
    desk.press("section-down", editor.sections[0])
    assert [card.name.text() for card in editor.sections[:2]] == [names[1], names[0]]
    desk.press("section-remove", editor.sections[0])
    assert len(editor.sections) == 5
    desk.press("undo-step")
    desk.press("undo-step")

    assert [card.name.text() for card in editor.sections] == names


def test_fixed_questions_are_found_by_their_words_and_are_on_every_paper(desk: Desk) -> None:
    editor = desk.begin("part")
    editor.terms.variants.setValue(2)
    editor.sections[0].rows[0].count.setValue(3)
    desk.press("add-fixed", editor.sections[0])
    panel: QuestionPanel = desk.panel(QuestionPanel)
    panel.words.setText("信用")
    panel.look()
    desk.settle()
    ref, box = next(iter(panel.boxes.items()))
    box.click()
    desk.confirm()
    desk.wait_for_check()

    assert editor.sections[0].fixed[0].stem.text() != "…"
    assert editor.totals.text() == "共 4 题，满分 4 分，2 份平行卷"
    desk.save()
    first = desk.stems()
    desk.page.preview.variant_wanted.emit(1)
    desk.settle()
    assert set(first) & set(desk.stems()) == {ref}


def test_words_nobody_wrote_find_nothing_and_say_so(desk: Desk) -> None:
    editor = desk.begin("part")
    desk.press("add-fixed", editor.sections[0])
    panel: QuestionPanel = desk.panel(QuestionPanel)
    panel.words.setText("没有这样的词语")
    panel.look()
    desk.settle()

    assert panel.count.text().startswith("没有找到")
    desk.press("panel-cancel", panel)


def test_a_question_is_replaced_and_put_back(desk: Desk) -> None:
    desk.begin()
    desk.save()
    before = desk.stems()

    desk.press("replace-5")
    after = desk.stems()
    assert [at for at in range(29) if before[at] != after[at]] == [4]

    desk.undo_notice()
    assert desk.stems() == before


def test_replacing_is_undone_by_keyboard_too(desk: Desk) -> None:
    desk.begin("part")
    desk.save()
    before = desk.stems()
    desk.press("replace-1")
    desk.come_back()
    button = find(desk.window, "replace-1")
    button.setFocus()

    QTest.keyClick(button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()

    assert desk.stems() == before


def test_three_pdfs_are_printed_and_only_the_key_holds_the_key(
    desk: Desk, teacher: PersonId, tmp_path: Path
) -> None:
    desk.begin("part")
    ref = desk.save()
    folder = tmp_path / "prints"
    folder.mkdir()
    desk.press("print-paper")
    panel: PrintPanel = desk.panel(PrintPanel)
    assert panel.words.text() == "会存成 3 个文件。"
    desk.press("panel-primary", panel)
    choose(desk.window, folder)
    desk.house.qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 3, timeout=30_000)
    desk.house.qtbot.waitUntil(lambda: not panel_open(desk), timeout=30_000)

    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(f"第三部分测验卷-{form}.pdf" for form in ("试题卷", "答题卡", "答案"))
    paper, key = (text_of(folder / f"第三部分测验卷-{form}.pdf") for form in ("试题卷", "答案"))
    assert "第三部分测验卷" in text_of(folder / "第三部分测验卷-答题卡.pdf")
    found = desk.house.with_ws(lambda ws: printed(ws, ref), teacher)
    items = [item for part in found.sections for item in part.items]  # type: ignore[attr-defined]
    for item in items:
        explained = "".join(item.question.explanation.replace("**", "").split())[:12]
        assert explained not in paper
        assert explained in key
        assert answer_html(item.question, item.shown)


def panel_open(desk: Desk) -> bool:
    return any(one.isVisible() for one in desk.window.findChildren(PrintPanel))


def test_many_papers_are_printed_with_a_way_to_stop(desk: Desk, tmp_path: Path) -> None:
    editor = desk.begin("part")
    editor.terms.variants.setValue(3)
    editor.sections[0].rows[0].count.setValue(2)
    desk.wait_for_check()
    desk.save()
    desk.press("print-paper")
    panel: PrintPanel = desk.panel(PrintPanel)
    desk.press("print-all", panel)
    assert panel.words.text() == "会存成 9 个文件。"
    desk.press("panel-primary", panel)
    choose(desk.window, tmp_path)
    desk.house.qtbot.waitUntil(lambda: panel.progress.value() >= 1, timeout=30_000)
    assert panel.cancel.text() == "停下"
    panel.cancel.click()
    desk.settle()

    assert 1 <= len(list(tmp_path.glob("*.pdf"))) < 9
    assert desk.window.messages.notice.label.text().startswith("停下了")


def test_leaving_unsaved_changes_asks_and_the_draft_is_kept_elsewhere(desk: Desk) -> None:
    editor = desk.begin("part")
    editor.sections[0].rows[0].count.setValue(7)
    desk.house.go(desk.window, "plan")
    assert "还留着" in desk.window.messages.notice.label.text()
    desk.house.go(desk.window, "papers")
    assert editor.sections[0].rows[0].count.value() == 7
    assert editor.isVisible()

    desk.press("leave-editor")
    dialog = desk.window.messages.dialog
    assert dialog is not None
    assert "第三部分测验卷" in dialog.accessibleDescription()
    dialog.buttons[1].click()
    desk.settle()
    assert find(desk.window, "make-first-paper").isVisible()


def test_closing_the_window_over_a_draft_asks(desk: Desk) -> None:
    editor = desk.begin("part")
    editor.sections[0].rows[0].count.setValue(7)
    desk.window.close()
    dialog = desk.window.messages.dialog
    assert desk.window.isVisible()
    assert dialog is not None
    dialog.buttons[1].click()
    desk.settle()

    assert not desk.window.isVisible()


def test_copy_rename_and_withdraw_with_undo(house: House, teacher: PersonId) -> None:
    house.with_ws(papers_made(2), teacher)
    window = house.open(teacher)
    house.go(window, "papers")
    desk = Desk(house, window)
    (ref, other) = [one.id for one in saving_list(house, teacher)]

    desk.pick(f"more-{ref}", "rename-paper")
    edit = find(desk.panel(), "paper-title", QLineEdit)
    assert isinstance(edit, QLineEdit)
    edit.setText("期中卷")
    desk.confirm()
    assert next(one.title for one in saving_list(house, teacher)) == "期中卷"
    desk.undo_notice()
    assert next(one.title for one in saving_list(house, teacher)) == "第二部分测验卷"

    desk.pick(f"more-{other}", "withdraw-paper")
    assert [one.id for one in saving_list(house, teacher)] == [ref]
    desk.undo_notice()
    assert len(saving_list(house, teacher)) == 2

    desk.press(f"copy-{ref}")
    assert desk.editor.title.text() == "第二部分测验卷（副本）"
    assert desk.editor.isVisible()


def test_a_withdrawn_paper_is_restored_from_the_foot_of_the_list(
    house: House, teacher: PersonId
) -> None:
    made: Any = house.with_ws(papers_made(1), teacher)
    ref = str(made[0])
    house.with_ws(lambda ws: saving.withdraw(ws, ref), teacher)
    window = house.open(teacher)
    house.go(window, "papers")
    desk = Desk(house, window)

    desk.press("withdrawn-papers")
    desk.press(f"restore-{ref}")

    assert find(window, f"paper-{ref}").isVisible()


def test_an_earlier_paper_is_a_beginning_with_another_seed(house: House, teacher: PersonId) -> None:
    house.with_ws(papers_made(1), teacher)
    window = house.open(teacher)
    house.go(window, "papers")
    desk = Desk(house, window)

    editor = desk.begin("earlier")

    draft = editor.draft
    assert draft is not None
    assert draft.now.blueprint.size == 5
    assert draft.now.seed != 0
    assert editor.save.isEnabled()


def test_the_classes_a_paper_was_set_to_are_named(house: House, teacher: PersonId) -> None:
    from integrity_edu.exams.setting import set_paper
    from integrity_edu.exams.tasks import PaperTask
    from integrity_edu.teaching.classes import make_class

    def use(ws: Workspace) -> str:
        (ref,) = papers_made(1)(ws)
        task = PaperTask(paper=ref)
        set_paper(ws, make_class(ws, "信用管理 1 班"), task, due=date(2026, 11, 30))
        return str(ref)

    ref = house.with_ws(use, teacher)
    window = house.open(teacher)
    house.go(window, "papers")

    name = find(window, f"paper-{ref}").accessibleName()
    assert name.endswith("布置给 信用管理 1 班")


def saving_list(house: House, teacher: PersonId) -> list[saving.Paper]:
    return house.with_ws(saving.my_papers, teacher)  # type: ignore[return-value]


def test_more_than_ten_papers_can_be_searched(house: House, teacher: PersonId) -> None:
    house.with_ws(papers_made(11), teacher)
    window = house.open(teacher)
    house.go(window, "papers")
    field = find(window, "paper-search", QLineEdit)
    assert isinstance(field, QLineEdit)

    field.setText("第六")
    house.settle(window)
    rows = [
        one for one in window.findChildren(QAbstractButton)
        if one.objectName().startswith("paper-e_") and one.isVisible()
    ]  # fmt: skip
    assert len(rows) == 1
    field.setText("没有")
    house.settle(window)
    assert any(
        label.text().startswith("没有这样的卷子")
        for label in window.findChildren(QLabel)
        if label.isVisible()
    )


def test_setting_a_paper_to_a_class_goes_to_the_classes(desk: Desk) -> None:
    desk.begin("part")
    ref = desk.save()
    desk.press("assign-paper")

    assert desk.window.page is desk.window.pages["classes"]
    assert desk.window.page.route.more["assign_paper"] == ref


def tab_to(name: str, inside: QWidget) -> QWidget:
    wanted = find(inside, name)
    for _ in range(80):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is wanted:
            return wanted
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(name)


def test_the_keyboard_alone_makes_and_prints_a_paper(desk: Desk, tmp_path: Path) -> None:
    window = desk.window
    window.sidebar.focus_current()
    QTest.keyClick(tab_to("make-first-paper", window), Qt.Key.Key_Space)
    desk.settle()
    card = find(desk.panel(), "start-measures")
    assert card.hasFocus()
    QTest.keyClick(card, Qt.Key.Key_Down)
    QTest.keyClick(tab_to("start-count", desk.panel()), Qt.Key.Key_Up)
    QTest.keyClick(tab_to("panel-primary", desk.panel()), Qt.Key.Key_Space)
    desk.settle()
    desk.come_back()
    assert desk.editor.title.hasFocus()
    QTest.keyClicks(desk.editor.title, "Exam")
    QTest.keyClick(tab_to("row-count", window), Qt.Key.Key_Down)
    desk.wait_for_check()
    assert desk.editor.totals.text() == "共 20 题，满分 20 分"
    QTest.keyClick(tab_to("save-paper", window), Qt.Key.Key_Space)
    desk.settle()
    desk.house.qtbot.waitUntil(desk.page.set_to_class.hasFocus)

    QTest.keyClick(tab_to("print-paper", window), Qt.Key.Key_Space)
    desk.settle()
    panel: PrintPanel = desk.panel(PrintPanel)
    QTest.keyClick(tab_to("form-answer_sheet", panel), Qt.Key.Key_Space)
    QTest.keyClick(tab_to("form-key", panel), Qt.Key.Key_Space)
    QTest.keyClick(tab_to("panel-primary", panel), Qt.Key.Key_Space)
    choose(window, tmp_path / "mine.pdf")
    desk.house.qtbot.waitUntil(lambda: not panel_open(desk), timeout=30_000)

    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("width", [1280, 960])
def test_nothing_is_cut_in_a_small_window(desk: Desk, width: int) -> None:
    desk.window.resize(width, 720 if width == 1280 else 600)
    editor = desk.begin()
    editor.sections[0].rows[0].count.setValue(300)
    desk.wait_for_check()

    assert cut_labels(desk.window) == []
    editor.undo()
    desk.wait_for_check()
    desk.save()
    assert cut_labels(desk.window) == []
