"""Read courses, lessons, cases, calendar, sayings and paths, and say what is wrong with them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeVar

from integrity_edu.authored import (
    AuthoredError,
    Problem,
    Source,
    parse_toml,
    read_source,
    split_front_matter,
)
from integrity_edu.courses.render import Library, plain, to_html
from integrity_edu.courses.values import (
    CASE_TOPICS,
    Calendar,
    Case,
    CaseFront,
    CourseFile,
    Day,
    Glossary,
    Heading,
    Lesson,
    LessonFront,
    Path,
    Paths,
    Saying,
    Sayings,
    Term,
)

T = TypeVar("T")

CHECK_SIZE = range(3, 6)
LESSON_LENGTH = range(700, 1900)
"""Chinese characters of a lesson body; the guide asks for 800 to 1,600, blocks are not counted."""

AUDIENCES = ("student", "trainee", "teacher", "minor")
_LINK = re.compile(r"\]\(((?:lesson|measure|law|case|term):[^)\s]+)\)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")

_WANTED = (
    ("lesson-figure", re.compile(r"!\[|^\|", re.M), "要有一张图或一张表"),
    ("lesson-decision", re.compile(r"^!!! case", re.M), "要有一次抉择：!!! case"),
    ("lesson-ground", re.compile(r"^\{\{", re.M), "要有方案原文、当时今天对照或法规要点：{{…}}"),
)
"""What every lesson has, besides its words."""


@dataclass(slots=True)
class CourseShelf:
    """Everything read from `content/` beside the plan and the laws."""

    courses: list[CourseFile] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    days: tuple[Day, ...] = ()
    sayings: tuple[Saying, ...] = ()
    paths: tuple[Path, ...] = ()
    terms: tuple[Term, ...] = ()
    links: list[tuple[Source, int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_courses(root: FilePath, library: Library) -> CourseShelf:
    """Read all of content root `root`; problems are collected, never raised."""
    shelf = CourseShelf()
    for path in sorted((root / "courses").glob("*/course.toml")):
        course = _read_list(shelf, path, root, CourseFile)
        if course:
            shelf.courses.append(course)
            _read_lessons(shelf, path.parent, course, library, root)
    shelf.courses.sort(key=lambda course: course.order)
    for path in sorted((root / "cases").glob("*.md")):
        _read_case(shelf, path, library, root)
    _read_lists(shelf, root)
    return shelf


def _read_lessons(
    shelf: CourseShelf, folder: FilePath, course: CourseFile, library: Library, root: FilePath
) -> None:
    for path in sorted(folder.glob("*.md")):
        source = read_source(path, root.parent)
        try:
            toml, body, offset = split_front_matter(source)
            front = parse_toml(source, LessonFront, toml, 1)
            html, contents = _render(source, body, offset, library)
        except AuthoredError as error:
            shelf.problems.append(error.problem)
            continue
        shelf.problems += _check_lesson(front, body, source, folder)
        shelf.links += _links(source, body, offset)
        digest = hashlib.sha256(source.text.encode()).hexdigest()
        shelf.lessons.append(Lesson(front, course.id, html, contents, plain(html), digest))


def _render(
    source: Source, body: str, offset: int, library: Library
) -> tuple[str, tuple[Heading, ...]]:
    try:
        return to_html(body, library)
    except ValueError as error:
        line = source.line_of(str(error).split()[-1], offset)
        raise AuthoredError(source.problem(line, "block", str(error))) from error


def _links(source: Source, body: str, offset: int) -> Iterator[tuple[Source, int, str]]:
    for found in _LINK.finditer(body):
        yield source, offset + 1 + body.count("\n", 0, found.start()), found.group(1)


def _check_lesson(
    front: LessonFront, body: str, source: Source, folder: FilePath
) -> Iterator[Problem]:
    if len(front.check) not in CHECK_SIZE:
        yield source.problem(source.line_of("check"), "lesson-check", "课后检查要 3 到 5 题")
    count = len(re.findall(r"[㐀-鿿]", re.sub(r"\{\{.*?\}\}", "", body)))
    if count not in LESSON_LENGTH:
        yield source.problem(
            source.line_of("## "), "lesson-length", f"正文 {count} 字，应在 800 到 1600 字上下"
        )
    for code, wanted, words in _WANTED:
        if not wanted.search(body):
            yield source.problem(source.line_of("## "), code, words)
    if not front.sources:
        yield source.problem(1, "lesson-sources", "没有写依据")
    yield from _check_audience(front.audience, source)
    for alt, name in _IMAGE.findall(body):
        if not alt.strip():
            yield source.problem(source.line_of(name), "figure-alt", f"图 {name} 没有文字说明")
        if not (folder / name).is_file():
            yield source.problem(source.line_of(name), "figure", f"找不到图 {name}")


def _check_audience(audience: tuple[str, ...], source: Source) -> Iterator[Problem]:
    for name in audience:
        if name not in AUDIENCES:
            yield source.problem(source.line_of("audience"), "audience", f"不认识的对象：{name}")


def _read_case(shelf: CourseShelf, path: FilePath, library: Library, root: FilePath) -> None:
    source = read_source(path, root.parent)
    try:
        toml, body, offset = split_front_matter(source)
        front = parse_toml(source, CaseFront, toml, 1)
        html, _ = _render(source, body, offset, library)
    except AuthoredError as error:
        shelf.problems.append(error.problem)
        return
    shelf.problems += _check_case(front, source, path.stem)
    shelf.links += _links(source, body, offset)
    words = [message.text for decision in front.decision for message in decision.messages]
    text = " ".join(
        [front.title, front.subtitle, *words, front.after.text, front.rule.text, plain(html)]
    )
    shelf.cases.append(Case(front, html, text))


def _check_case(front: CaseFront, source: Source, stem: str) -> Iterator[Problem]:
    if front.id != stem:
        yield source.problem(2, "case-id", f"编号应与文件名相同：{stem}")
    if front.kind not in ("正面", "警示"):
        yield source.problem(source.line_of("kind"), "case-kind", "kind 只有“正面”和“警示”")
    if front.topic not in CASE_TOPICS:
        message = f"topic 是这些之一：{'、'.join(CASE_TOPICS)}"
        yield source.problem(source.line_of("topic"), "case-topic", message)
    for index, decision in enumerate(front.decision):
        line = source.line_of_table("decision", index)
        if decision.label not in ("情境（虚构）", "史事"):
            yield source.problem(line, "case-label", "情境要标明“情境（虚构）”或“史事”")
        if sum(choice.right for choice in decision.choices) != 1 or len(decision.choices) < 2:
            yield source.problem(line, "case-choices", "每个抉择要有两个以上选项，其中一个是对的")
    yield from _check_audience(front.audience, source)


def _read_lists(shelf: CourseShelf, root: FilePath) -> None:
    calendar = _read_list(shelf, root / "calendar.toml", root, Calendar)
    shelf.days = calendar.day if calendar else ()
    sayings = _read_list(shelf, root / "sayings.toml", root, Sayings)
    shelf.sayings = sayings.saying if sayings else ()
    paths = _read_list(shelf, root / "paths.toml", root, Paths)
    shelf.paths = paths.path if paths else ()
    glossary = _read_list(shelf, root / "glossary.toml", root, Glossary)
    shelf.terms = glossary.term if glossary else ()


def _read_list(shelf: CourseShelf, path: FilePath, root: FilePath, shape: type[T]) -> T | None:
    if not path.is_file():
        shelf.problems.append(Problem(f"content/{path.name}", 1, "missing", "文件不在"))
        return None
    source = read_source(path, root.parent)
    try:
        return parse_toml(source, shape)
    except AuthoredError as error:
        shelf.problems.append(error.problem)
        return None
