"""How lessons, their checks, paths, days and sayings hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from integrity_edu.authored import Problem, Source
from integrity_edu.courses.values import Lesson
from integrity_edu.library.shelf import Shelf, is_a_day
from integrity_edu.library.texts import Texts
from integrity_edu.quiz.grading import needs_marker


def lessons(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    """Find checks without questions, repeated ids, lessons outside every path, wrong references."""
    yield from _checks(shelf, texts)
    yield from _repeated(shelf, texts)
    yield from _courses(shelf, texts)
    yield from _paths(shelf, texts)
    yield from _days_and_sayings(shelf, texts)
    yield from _terms(shelf, texts)


def _checks(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    questions = {placed.question.id: placed.question for placed in shelf.placed}
    for lesson in shelf.courses.lessons:
        source = texts.lesson(lesson.front.id)
        line = source.line_of("check =")
        for ref in lesson.front.check:
            question = questions.get(ref)
            if question is None:
                yield source.problem(line, "check-question", f"题库里没有课后题 {ref}")
            elif question.lesson != lesson.front.id:
                message = (
                    f"课后题 {ref} 的 lesson 写的是“{question.lesson}”，应是 {lesson.front.id}"
                )
                yield source.problem(line, "check-lesson", message)
            elif missing := set(lesson.front.audience) - set(question.audience):
                message = f"课后题 {ref} 不给 {'、'.join(sorted(missing))}，而这一课是给他们的"
                yield source.problem(line, "check-audience", message)
            elif needs_marker(question):
                message = f"课后题 {ref} 是简答题，没有人批改，换一道程序能判的"
                yield source.problem(line, "check-short", message)
    known = {lesson.front.id for lesson in shelf.courses.lessons}
    for placed in shelf.placed:
        if placed.question.lesson and placed.question.lesson not in known:
            message = f"没有这一课：{placed.question.lesson}"
            yield placed.problem("unknown-lesson", message, "lesson")


def _repeated(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for ref, source in texts.lessons:
        if ref in seen:
            line = source.line_of("id =")
            yield source.problem(line, "duplicate-id", f"课的编号 {ref} 已用在 {seen[ref]}")
        seen.setdefault(ref, source.name)
    used: dict[str, str] = {}
    for placed in shelf.placed:
        ref = placed.question.id
        if ref in used:
            yield placed.problem("duplicate-id", f"题的编号已用在 {used[ref]}", "id")
        if ref.startswith("g-"):
            yield placed.problem("question-id", "g- 开头的编号留给程序生成的题", "id")
        used.setdefault(ref, placed.source.name)
    shelves = (
        ("calendar.toml", "day", [one.id for one in shelf.courses.days]),
        ("sayings.toml", "saying", [one.id for one in shelf.courses.sayings]),
        ("paths.toml", "path", [one.id for one in shelf.courses.paths]),
        ("glossary.toml", "term", [one.id for one in shelf.courses.terms]),
    )
    for name, table, ids in shelves:
        source = texts.of(name)
        for index, ref in enumerate(ids):
            if ref in ids[:index]:
                line = source.line_of_table(table, index, "id")
                yield source.problem(line, "duplicate-id", f"编号重复：{ref}")


def _courses(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    folders = {name.split("/")[-2] for name in texts.files if name.endswith("/course.toml")}
    for course in shelf.courses.courses:
        if course.id not in folders:
            name = f"{texts.folder}/courses"
            message = f"课程编号 {course.id} 与它的文件夹名不同，图会找不到"
            yield Problem(name, 1, "course-id", message)


def _paths(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    known: dict[str, Lesson] = {one.front.id: one for one in shelf.courses.lessons}
    source = texts.of("paths.toml")
    for index, path in enumerate(shelf.courses.paths):
        start = source.line_of_table("path", index)
        for step in path.steps:
            line = source.line_of(f'"{step.lesson}"', start)
            if step.lesson not in known:
                yield source.problem(line, "path-lesson", f"路径里的课不存在：{step.lesson}")
            elif missing := set(path.audience) - set(known[step.lesson].front.audience):
                message = f"{step.lesson} 不是写给 {'、'.join(sorted(missing))} 的，换一课"
                yield source.problem(line, "path-audience", message)
    taught = {step.lesson for path in shelf.courses.paths for step in path.steps}
    for ref in sorted(set(known) - taught):
        lesson = texts.lesson(ref)
        yield lesson.problem(lesson.line_of("id ="), "path-missing", "没有一条路径用到这一课")


def _days_and_sayings(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    known = {one.front.id for one in shelf.courses.lessons}
    source = texts.of("calendar.toml")
    for index, day in enumerate(shelf.courses.days):
        if not is_a_day(day.month, day.day):
            line = source.line_of_table("day", index, "month")
            yield source.problem(line, "day-date", f"没有 {day.month} 月 {day.day} 日")
        cases = {one.front.id for one in shelf.courses.cases}
        start = source.line_of_table("day", index)
        for ref in (*sorted(set(day.lessons) - known), *sorted(set(day.cases) - cases)):
            line = source.line_of(f'"{ref}"', start)
            yield source.problem(line, "day-linked", f"没有这一课或这个案例：{ref}")
    sayings = [one.lesson for one in shelf.courses.sayings]
    yield from _known(sayings, known, texts.of("sayings.toml"), "saying")


def _known(refs: Iterable[str], known: set[str], source: Source, table: str) -> Iterator[Problem]:
    for index, ref in enumerate(refs):
        if ref and ref not in known:
            line = source.line_of_table(table, index, "lesson")
            yield source.problem(line, "unknown-lesson", f"没有这一课：{ref}")


def _terms(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    source = texts.of("glossary.toml")
    known = {one.front.id for one in shelf.courses.lessons}
    yield from _known([one.lesson for one in shelf.courses.terms], known, source, "term")
    linked = {link for _, _, link in shelf.courses.links}
    names: dict[str, str] = {}
    for index, term in enumerate(shelf.courses.terms):
        line = source.line_of_table("term", index, "id")
        if f"term:{term.id}" not in linked:
            yield source.problem(line, "term-unlinked", f"没有一课引到“{term.word}”")
        for name in (term.word, *term.also):
            if name in names:
                message = f"“{name}”已是 {names[name]} 的名字"
                yield source.problem(line, "term-name", message)
            names.setdefault(name, term.id)
