"""A paper while it is being put together: its plan, every step of it, and the way back (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from integrity_edu.papers.blueprint import Blueprint, Row, Section
from integrity_edu.plan.numerals import part_name
from integrity_edu.words import tr

MOST_PAPERS = 100
STEPS = 200
"""How many steps can be taken back."""


class Plan(Struct, frozen=True):
    """What will be made when it is saved: a blueprint, its seed, and how many parallel papers."""

    blueprint: Blueprint
    seed: int
    variants: int = 1


class Draft:
    """The plan now and those before; `change` with the same `field` again is one step."""

    def __init__(self, plan: Plan) -> None:
        self.now = plan
        self._first = plan
        self._past: list[Plan] = []
        self._future: list[Plan] = []
        self._field = ""

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose anything."""
        return self.now != self._first

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def change(self, plan: Plan, field: str = "") -> None:
        """Take a step; typing on in one `field` stays one step."""
        if plan == self.now:
            return
        if not (field and field == self._field and self._past):
            self._past = [*self._past[-STEPS:], self.now]
        self.now, self._field, self._future = plan, field, []

    def undo(self) -> bool:
        """Take the last step back; whether there was one."""
        return self._move(self._past, self._future)

    def redo(self) -> bool:
        """Take the last undone step again; whether there was one."""
        return self._move(self._future, self._past)

    def _move(self, source: list[Plan], target: list[Plan]) -> bool:
        self._field = ""
        if not source:
            return False
        target.append(self.now)
        self.now = source.pop()
        return True


# ---- steps -------------------------------------------------------------------------------------


def with_terms(plan: Plan, **values: object) -> Plan:
    """The same plan with other terms of its blueprint (title, rule, minutes, …)."""
    return replace(plan, blueprint=replace(plan.blueprint, **values))


def with_section(plan: Plan, at: int, change: Callable[[Section], Section]) -> Plan:
    """The same plan with one section changed."""
    sections = list(plan.blueprint.sections)
    sections[at] = change(sections[at])
    return with_terms(plan, sections=tuple(sections))


def add_section(plan: Plan) -> Plan:
    """One more section at the end, with one row to begin with."""
    return with_terms(plan, sections=(*plan.blueprint.sections, Section("", (Row(),))))


def remove_section(plan: Plan, at: int) -> Plan:
    """Without a section."""
    sections = list(plan.blueprint.sections)
    del sections[at]
    return with_terms(plan, sections=tuple(sections))


def move_section(plan: Plan, at: int, by: int) -> Plan:
    """A section `by` places on; nothing happens beyond the ends."""
    sections = list(plan.blueprint.sections)
    to = at + by
    if not 0 <= to < len(sections):
        return plan
    sections.insert(to, sections.pop(at))
    return with_terms(plan, sections=tuple(sections))


def with_row(plan: Plan, at: int, place: int, **values: object) -> Plan:
    """The same plan with a row changed."""

    def change(section: Section) -> Section:
        rows = list(section.rows)
        rows[place] = replace(rows[place], **values)
        return replace(section, rows=tuple(rows))

    return with_section(plan, at, change)


def add_row(plan: Plan, at: int) -> Plan:
    """One more row in a section; it takes count and points of the one before."""

    def change(section: Section) -> Section:
        last = section.rows[-1] if section.rows else Row()
        more = Row(count=last.count, points=last.points)
        return replace(section, rows=(*section.rows, more))

    return with_section(plan, at, change)


def remove_row(plan: Plan, at: int, place: int) -> Plan:
    """Without a row."""
    return with_section(
        plan,
        at,
        lambda section: replace(section, rows=section.rows[:place] + section.rows[place + 1 :]),
    )


def with_fixed(plan: Plan, at: int, refs: Sequence[str]) -> Plan:
    """The same plan with these fixed questions in a section."""
    return with_section(plan, at, lambda section: replace(section, fixed=tuple(refs)))


# ---- beginnings --------------------------------------------------------------------------------


class MeasureChoice(Struct, frozen=True):
    """One measure to draw from."""

    number: int
    part: int
    title: str


class CourseChoice(Struct, frozen=True):
    """One course with its lessons (id, title)."""

    title: str
    lessons: tuple[tuple[str, str], ...]


class Stock(Struct, frozen=True):
    """Everything a row can be drawn from; `parts` are (number, title)."""

    parts: tuple[tuple[int, str], ...]
    measures: tuple[MeasureChoice, ...]
    courses: tuple[CourseChoice, ...]

    def part(self, number: int) -> tuple[int, ...]:
        """The measures of a part."""
        return tuple(one.number for one in self.measures if one.part == number)

    def lesson(self, ref: str) -> str:
        """The title of a lesson; its id when it is gone."""
        known = {one: title for course in self.courses for one, title in course.lessons}
        return known.get(ref, ref)


def every_measure(stock: Stock, count: int) -> Blueprint:
    """`count` questions of each of the 29 measures, a section for each part."""
    sections = tuple(
        Section(title, tuple(Row(measures=(one,), count=count) for one in stock.part(number)))
        for number, title in stock.parts
    )
    return Blueprint(tr("29 项综合卷"), sections)


def whole_part(stock: Stock, number: int, count: int) -> Blueprint:
    """`count` questions of one part."""
    title = dict(stock.parts)[number]
    row = Row(measures=stock.part(number), count=count)
    name = tr("{part}测验卷", part=part_name(number))
    return Blueprint(name, (Section(title, (row,)),))


def nothing_yet() -> Blueprint:
    """One section with one row from everywhere."""
    return Blueprint("", (Section("", (Row(count=10),)),))


# ---- words -------------------------------------------------------------------------------------


def total_words(plan: Plan) -> str:
    """29 题，满分 58 分；3 份平行卷."""
    blueprint = plan.blueprint
    points = f"{blueprint.points:.10g}"
    if plan.variants == 1:
        return tr("共 {n} 题，满分 {points} 分", n=blueprint.size, points=points)
    return tr(
        "共 {n} 题，满分 {points} 分，{papers} 份平行卷",
        n=blueprint.size,
        points=points,
        papers=plan.variants,
    )


def range_words(numbers: Sequence[int]) -> str:
    """1–6、9: runs of three and more are drawn together."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tr("、").join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else tr("、").join(map(str, run)) for run in runs
    )


def source_words(row: Row, stock: Stock) -> str:
    """Where a row draws from: a measure by its title, a part by its name, lessons by theirs."""
    if row.lessons:
        return tr(
            "课程：{lessons}", lessons=tr("、").join(stock.lesson(one) for one in row.lessons)
        )
    chosen = tuple(sorted(set(row.measures)))
    if not chosen:
        return tr("题库里所有的题")
    if len(chosen) == len(stock.measures):
        return tr("全部 29 项")
    if len(chosen) == 1:
        title = next((one.title for one in stock.measures if one.number == chosen[0]), "")
        return tr("第 {n} 项　{title}", n=chosen[0], title=title)
    for number, _ in stock.parts:
        if chosen == stock.part(number):
            return part_name(number)
    return tr("第 {numbers} 项", numbers=range_words(chosen), n=len(chosen))


def aside_words(row: Row) -> str:
    """Kind and difficulty of a row."""
    kind = kind_name(row.kind) if row.kind else tr("各种题型")
    if not row.difficulty:
        return tr("{kind}，不限难度", kind=kind)
    return tr("{kind}，难度 {numbers}", kind=kind, numbers=range_words(row.difficulty))


def cell_words(row: Row, stock: Stock) -> str:
    """A row in one line, as a sentence about it begins."""
    words = [source_words(row, stock), kind_name(row.kind) if row.kind else ""]
    if row.difficulty:
        words.append(tr("难度 {numbers}", numbers=range_words(row.difficulty)))
    return " · ".join(word for word in words if word)


def kind_name(kind: str) -> str:
    """What a kind of question is called on a paper."""
    from integrity_edu.papers.blueprint import kind_words

    return kind_words(kind)
