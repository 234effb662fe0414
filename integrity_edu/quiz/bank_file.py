"""Read `question_bank/` and say what is wrong with single questions (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from integrity_edu.authored import AuthoredError, Problem, Source, parse_toml, read_source
from integrity_edu.quiz.questions import (
    AUDIENCES,
    BLANK,
    Fill,
    Judge,
    Match,
    Multiple,
    Order,
    Question,
    Single,
)

BLOOM = ("记忆", "理解", "应用", "分析", "评价")
_ALL_OF_THE_ABOVE = re.compile(r"以上(都|皆|全|均)|(都|皆)不(是|对)$")


class BankFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of questions."""

    question: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A question with where it was written."""

    question: Question
    source: Source
    index: int

    def problem(self, code: str, message: str, field: str = "") -> Problem:
        """A problem of this question at its line (or its field's)."""
        line = self.source.line_of_table("question", self.index, field)
        return self.source.problem(line, code, f"{self.question.id}：{message}")


def read_bank(root: Path) -> tuple[list[Placed], list[Problem]]:
    """All authored questions under `root`, and the problems of files and single questions."""
    placed: list[Placed] = []
    problems: list[Problem] = []
    for path in sorted(root.rglob("*.toml")):
        source = read_source(path, root.parent)
        try:
            file = parse_toml(source, BankFile)
        except AuthoredError as error:
            problems.append(error.problem)
            continue
        placed += [Placed(question, source, index) for index, question in enumerate(file.question)]
    for one in placed:
        problems += check_question(one)
    return placed, problems


def check_question(placed: Placed) -> Iterator[Problem]:
    """What can be said against one question by itself."""
    question = placed.question
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.id):
        yield placed.problem("question-id", "编号只用小写字母、数字和连字符", "id")
    if not question.explanation.strip():
        yield placed.problem("explanation", "没有解析", "explanation")
    if not question.rests_on:
        yield placed.problem("rests-on", "没有写依据", "rests_on")
    if question.difficulty not in range(1, 6):
        yield placed.problem("difficulty", "难度是 1 到 5", "difficulty")
    if question.bloom not in BLOOM:
        yield placed.problem("bloom", f"bloom 只有 {'、'.join(BLOOM)}", "bloom")
    if not question.audience or set(question.audience) - set(AUDIENCES):
        yield placed.problem("audience", "对象写得不对", "audience")
    for code, message, field in _check_kind(question):
        yield placed.problem(code, message, field)


def _check_kind(question: Question) -> Iterator[tuple[str, str, str]]:
    match question:
        case Single() | Multiple():
            yield from _check_choice(question)
        case Order():
            if sorted(question.key) != sorted(option.id for option in question.options):
                yield "key", "排序题的 key 要用全所有选项，每个一次", "key"
        case Fill():
            wanted = [str(number) for number in range(1, len(question.blanks) + 1)]
            if BLANK.findall(question.stem) != wanted or not all(question.blanks):
                yield "blanks", "题干里的空与 blanks 对不上", "blanks"
        case Match():
            yield from _check_match(question)
        case Judge():
            pass


def _check_choice(question: Single | Multiple) -> Iterator[tuple[str, str, str]]:
    ids = [option.id for option in question.options]
    if len(set(ids)) != len(ids) or len({o.text for o in question.options}) != len(ids):
        yield "options", "选项重复", "options"
    if set(question.key) - set(ids) or len(set(question.key)) != len(question.key):
        yield "key", "key 里有不存在或重复的选项", "key"
    single = isinstance(question, Single)
    if single and len(question.key) != 1:
        yield "key", "单选题恰有一个答案", "key"
    if not single and not 2 <= len(question.key) < len(ids):
        yield "key", "多选题至少两个答案，且至少一个错项", "key"
    if len(ids) not in (range(3, 6) if single else range(4, 7)):
        yield "options", "单选 3 到 5 项，多选 4 到 6 项", "options"
    for option in question.options:
        if _ALL_OF_THE_ABOVE.search(option.text):
            yield "all-of-the-above", f"不用“{option.text}”这样的选项", "options"
        if not option.note.strip():
            yield "option-note", f"选项 {option.id} 没有注明出处", "options"


def _check_match(question: Match) -> Iterator[tuple[str, str, str]]:
    left = {option.id for option in question.left}
    right = {option.id for option in question.right}
    if set(question.key) != left or set(question.key.values()) - right:
        yield "key", "匹配题的 key 要覆盖左边每一项，并指向右边", "key"
