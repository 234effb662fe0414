"""Read `question_bank/` and say what is wrong with single questions (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from integrity_edu.authored import AuthoredError, Problem, Source, parse_toml, read_source
from integrity_edu.quiz.question_rules import ID, kind_flaws
from integrity_edu.quiz.questions import AUDIENCES, UNDATED, Question

BLOOM = ("记忆", "理解", "应用", "分析", "评价")


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
    if not ID.fullmatch(question.id):
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
    if question.as_of == UNDATED:
        yield placed.problem("as-of", "没有写哪天核对过，如 as_of = 2026-11-23", "as_of")
    for code, message, field in kind_flaws(question):
        yield placed.problem(code, message, field)
