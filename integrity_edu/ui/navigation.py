"""Where one can go, and what each role finds in the sidebar."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from integrity_edu.ui.page import Context, Page


class Route(NamedTuple):
    """A page and what it should show: `ref` is an id, `more` whatever else that page takes."""

    page: str
    ref: str = ""
    more: Mapping[str, object] = {}


class Entry(NamedTuple):
    """One line of the sidebar; `text` is a Chinese source string."""

    page: str
    icon: str
    text: str


class Group(NamedTuple):
    """A headed group of sidebar lines."""

    heading: str
    entries: tuple[Entry, ...]


PAGES: dict[str, tuple[str, str]] = {
    "home": ("home", "HomePage"),
    "courses": ("courses", "CoursesPage"),
    "lesson": ("lesson", "LessonPage"),
    "cases": ("cases", "CasesPage"),
    "case": ("case", "CasePage"),
    "quiz": ("quiz_setup", "QuizSetupPage"),
    "sitting": ("sitting", "SittingPage"),
    "result": ("result", "ResultPage"),
    "plan": ("plan", "PlanPage"),
    "laws": ("laws", "LawsPage"),
    "glossary": ("glossary", "GlossaryPage"),
    "calendar": ("calendar", "CalendarPage"),
    "archive": ("archive", "ArchivePage"),
    "wrong": ("wrong_book", "WrongBookPage"),
    "record": ("record", "RecordPage"),
    "paths": ("paths", "PathsPage"),
    "classes": ("classes", "ClassesPage"),
    "papers": ("papers", "PapersPage"),
    "exam": ("exam", "ExamPage"),
    "search": ("search", "SearchPage"),
    "settings": ("settings", "SettingsPage"),
}
"""Page name → (module in ui.pages, class). Modules are imported at the first visit."""

_LEARN = (
    Entry("home", "today", "今天"),
    Entry("courses", "course", "课程"),
    Entry("cases", "case", "案例"),
    Entry("quiz", "quiz", "测验"),
)
_GROUNDS = Group(
    "依据",
    (
        Entry("plan", "plan", "方案 29 项"),
        Entry("laws", "law", "法规"),
        Entry("glossary", "book", "术语"),
        Entry("calendar", "calendar", "日历"),
    ),
)
_MINE = Group(
    "我的",
    (
        Entry("archive", "archive", "我的诚信档案"),
        Entry("wrong", "wrong-book", "错题本"),
        Entry("record", "record", "学习记录"),
    ),
)
_PAPERS = Entry("papers", "doc", "试卷")
_PATHS = Entry("paths", "graduation", "自学路径")

SIDEBAR: dict[str, tuple[Group, ...]] = {
    "student": (Group("学习", (*_LEARN, _PATHS)), _GROUNDS, _MINE),
    "trainee": (
        Group("学习", (_LEARN[0], _PATHS, *_LEARN[1:])),
        _GROUNDS,
        _MINE,
    ),
    "teacher": (
        Group("教学", (_LEARN[0], Entry("classes", "users", "班级"), _PAPERS, *_LEARN[1:])),
        _GROUNDS,
        _MINE,
    ),
}


def build(page: str, context: Context) -> Page:
    """Make a page, importing its module now."""
    module, name = PAGES[page]
    made: Page = getattr(import_module(f"integrity_edu.ui.pages.{module}"), name)(context)
    return made
