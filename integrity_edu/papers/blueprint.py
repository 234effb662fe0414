"""The plan of a paper: sections of cells (measure or lesson, kind, difficulty) with counts."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from integrity_edu.errors import EduError
from integrity_edu.quiz.grading import RULES
from integrity_edu.quiz.questions import AUDIENCES, KINDS, Question, kind_of, measures_of
from integrity_edu.quiz.sitting import PASS_SHARE
from integrity_edu.words import tr

MEASURES = range(1, 30)
DIFFICULTIES = range(1, 6)
LARGEST = 500
"""Questions on one paper; more is a slip of the keyboard."""


class BlueprintError(EduError):
    """The blueprint asks for something that no paper can be."""

    code = "papers.blueprint"


class Row(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One cell: `count` questions of these measures, or of these lessons, at `points` each.

    An empty `measures`, `kind` or `difficulty` stands for any. `core` questions must all be right
    for the paper to be passed.
    """

    measures: tuple[int, ...] = ()
    lessons: tuple[str, ...] = ()
    kind: str = ""
    difficulty: tuple[int, ...] = ()
    count: int = 1
    points: float = 1.0
    core: bool = False


class Section(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of the paper; sections keep their order. `fixed` are ids of questions always in it.

    `shuffle` False keeps its questions in the order of `fixed` and `rows`.
    """

    title: str
    rows: tuple[Row, ...] = ()
    fixed: tuple[str, ...] = ()
    shuffle: bool = True
    fixed_points: float = 1.0
    fixed_core: bool = False


class Blueprint(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a paper is made of and how it counts.

    `rule` is one of grading.RULES; `pass_share` of all points passes it; `audience` is one of
    questions.AUDIENCES; `overlap` is the largest share (0 to 1) of its drawn questions that one
    parallel paper may have in common with another; fixed questions do not count.
    """

    title: str
    sections: tuple[Section, ...]
    rule: str = "all"
    minutes: int | None = None
    pass_share: float = PASS_SHARE
    shuffle_questions: bool = True
    shuffle_options: bool = True
    audience: str = "student"
    overlap: float = 0.0

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, section after section; pools are lists in this order."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def fixed(self) -> tuple[str, ...]:
        """All questions that are always in it."""
        return tuple(ref for section in self.sections for ref in section.fixed)

    @property
    def drawn(self) -> int:
        """How many questions are drawn for one paper."""
        return sum(row.count for row in self.rows)

    @property
    def size(self) -> int:
        """How many questions one paper has."""
        return self.drawn + len(self.fixed)

    @property
    def points(self) -> float:
        """What one paper is worth."""
        fixed = sum(len(section.fixed) * section.fixed_points for section in self.sections)
        return fixed + sum(row.count * row.points for row in self.rows)

    @property
    def common(self) -> int:
        """How many drawn questions two parallel papers may have in common."""
        return math.floor(self.overlap * self.drawn + 1e-9)


def encode(blueprint: Blueprint) -> str:
    """The blueprint as JSON."""
    return msgspec.json.encode(blueprint).decode()


def decode(text: str) -> Blueprint:
    """The blueprint of its JSON."""
    return msgspec.json.decode(text, type=Blueprint)


def validate(blueprint: Blueprint) -> None:
    """Raise BlueprintError with the first thing that is wrong."""
    for error in problems(blueprint):
        raise error


def problems(blueprint: Blueprint) -> Iterator[BlueprintError]:
    """Everything that is wrong with a blueprint by itself; the bank is not asked."""
    if not blueprint.title.strip():
        yield BlueprintError("卷子还没有名称。", "写上名称，学员会在卷首看到它。")
    if not blueprint.size:
        yield BlueprintError("卷子里还没有题。", "加一行，写上从哪里抽、抽几题。")
    if blueprint.size > LARGEST:
        yield BlueprintError(
            "一份卷子最多 {most} 题，现在是 {n} 题。", "少抽一些。",
            most=LARGEST, n=blueprint.size,
        )  # fmt: skip
    if len(set(blueprint.fixed)) < len(blueprint.fixed):
        yield BlueprintError("同一道固定题写了两次。", "留下一处就够了。")
    yield from _terms_problems(blueprint)
    for section in blueprint.sections:
        yield from _section_problems(section)


def _terms_problems(blueprint: Blueprint) -> Iterator[BlueprintError]:
    if blueprint.rule not in RULES:
        yield BlueprintError("没有这种计分方式。", "从列出的四种里选一种。")
    if blueprint.audience not in AUDIENCES:
        yield BlueprintError("没有这种对象。", "从列出的对象里选一种。")
    if blueprint.minutes is not None and blueprint.minutes < 1:
        yield BlueprintError("时限至少 1 分钟。", "不限时就把时限留空。")
    if not 0 < blueprint.pass_share <= 1:
        yield BlueprintError("及格线要大于 0，不超过满分。", "常用的是 60% 或 80%。")
    if not 0 <= blueprint.overlap <= 1:
        yield BlueprintError("重复的比例在 0 到 100% 之间。", "0 表示几份卷子互不重复。")


def _section_problems(section: Section) -> Iterator[BlueprintError]:
    if section.fixed and not _is_amount(section.fixed_points):
        yield BlueprintError("固定题的分值要大于 0。", "改一下分值。")
    for row in section.rows:
        yield from _row_problems(row)


def _row_problems(row: Row) -> Iterator[BlueprintError]:
    cell = label(row)
    if row.measures and row.lessons:
        yield BlueprintError(
            "{cell}：一行按措施抽，或者按课程抽，不能两样都写。", "分成两行写。", cell=cell
        )
    if set(row.measures) - set(MEASURES):
        yield BlueprintError("{cell}：方案一共 29 项措施。", "改成 1 到 29。", cell=cell)
    if row.kind and row.kind not in KINDS:
        yield BlueprintError("{cell}：没有这种题型。", "从列出的题型里选。", cell=cell)
    if set(row.difficulty) - set(DIFFICULTIES):
        yield BlueprintError("{cell}：难度是 1 到 5。", "改一下难度，或者留空。", cell=cell)
    if row.count < 1:
        yield BlueprintError("{cell}：至少抽 1 题。", "不要这一行，就删掉它。", cell=cell)
    if not _is_amount(row.points):
        yield BlueprintError("{cell}：每题的分值要大于 0。", "改一下分值。", cell=cell)


def _is_amount(points: float) -> bool:
    return math.isfinite(points) and points > 0


def fits(row: Row, question: Question) -> bool:
    """Whether a question belongs in a cell."""
    where = (
        not (row.measures or row.lessons)
        or bool(set(row.measures) & set(measures_of(question)))
        or (question.lesson != "" and question.lesson in row.lessons)
    )
    kind = not row.kind or row.kind == kind_of(question)
    return where and kind and (not row.difficulty or question.difficulty in row.difficulty)


def label(row: Row) -> str:
    """A cell in words: 第 14 项 · 多选 · 难度 3."""
    if row.lessons:
        where = tr("课程 {lessons}", lessons=tr("、").join(row.lessons))
    elif row.measures:
        where = tr("第 {numbers} 项", numbers=_numbers(row.measures), n=len(row.measures))
    else:
        where = tr("全部范围")
    words = [where, kind_words(row.kind) if row.kind else ""]
    if row.difficulty:
        words.append(tr("难度 {numbers}", numbers=_numbers(row.difficulty)))
    return " · ".join(word for word in words if word)


def _numbers(numbers: tuple[int, ...]) -> str:
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


def kind_words(kind: str) -> str:
    """单选, 多选, …: what a kind of question is called on a paper."""
    known = {
        "single": tr("单选"),
        "multiple": tr("多选"),
        "judge": tr("判断"),
        "fill": tr("填空"),
        "number": tr("数值"),
        "date": tr("日期"),
        "match": tr("匹配"),
        "order": tr("排序"),
        "cloze": tr("选择填空"),
        "case": tr("案例题组"),
        "short": tr("简答"),
    }
    return known.get(kind, kind)
