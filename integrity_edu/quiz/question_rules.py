"""What each kind of question must keep, so that it can be asked, answered and marked (pure)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from integrity_edu.quiz.hints import MOST_AUTHORED, gives_answer
from integrity_edu.quiz.questions import (
    BLANK,
    UNDATED,
    CaseSet,
    Cloze,
    Day,
    Fill,
    Judge,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Short,
    Single,
)
from integrity_edu.quiz.typed import level_text, read_number

Flaw = tuple[str, str, str]
"""Code, sentence, and the field it stands in."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ANSWER_LENGTH = 20
"""A model answer of fewer characters shows nobody what a good one looks like."""

_ALL_OF_THE_ABOVE = re.compile(r"以上(都|皆|全|均)|(都|皆)不(是|对)$")


def kind_flaws(question: Question) -> Iterator[Flaw]:  # noqa: C901 - a case for each kind
    """What is wrong with what is asked and its key; who and why is asked elsewhere."""
    yield from _hints(question)
    match question:
        case Single() | Multiple():
            yield from _choice(question)
        case Judge():
            yield from _judge(question)
        case Fill():
            yield from _fill(question)
        case Number():
            yield from _number(question)
        case Day():
            if question.key == UNDATED:
                yield "key", "日期题的 key 要写一天，如 2026-11-23", "key"
        case Match():
            yield from _match(question)
        case Order():
            yield from _distinct(question.options, "options")
            if sorted(question.key) != sorted(option.id for option in question.options):
                yield "key", "排序题的 key 要用全所有选项，每个一次", "key"
        case Cloze():
            yield from _cloze(question)
        case CaseSet():
            yield from _case(question)
        case Short():
            yield from _short(question)


def _hints(question: Question) -> Iterator[Flaw]:
    if len(question.hints) > MOST_AUTHORED:
        yield "hints", f"提示最多 {MOST_AUTHORED} 条", "hints"
    for hint in question.hints:
        if not hint.strip():
            yield "hints", "有一条提示是空的", "hints"
        elif gives_answer(hint, question):
            yield "hints", f"提示“{hint}”里有答案，换一种说法", "hints"


def _choice(question: Single | Multiple) -> Iterator[Flaw]:
    ids = [option.id for option in question.options]
    yield from _distinct(question.options, "options")
    if set(question.key) - set(ids) or len(set(question.key)) != len(question.key):
        yield "key", "key 里有不存在或重复的选项", "key"
    single = isinstance(question, Single)
    if single and len(question.key) != 1:
        yield "key", "单选题恰有一个答案", "key"
    if not single and not 2 <= len(question.key) < len(ids):
        yield "key", "多选题至少两个答案，且至少一个错项", "key"
    if len(ids) not in (range(3, 6) if single else range(4, 7)):
        yield "options", "单选 3 到 5 项，多选 4 到 6 项", "options"
    yield from _offered(question.options, "options")


def _distinct(options: Sequence[Option], field: str, where: str = "") -> Iterator[Flaw]:
    ids, texts = {option.id for option in options}, {option.text for option in options}
    if len(ids) != len(options) or len(texts) != len(options):
        yield "options", f"{where}选项重复", field


def _offered(options: Sequence[Option], field: str, where: str = "") -> Iterator[Flaw]:
    """Options to choose from: no “all of the above”, and each with its note."""
    for option in options:
        if _ALL_OF_THE_ABOVE.search(option.text):
            yield "all-of-the-above", f"{where}不用“{option.text}”这样的选项", field
        if not option.note.strip():
            yield "option-note", f"{where}选项 {option.id} 没有注明出处", field


def _judge(question: Judge) -> Iterator[Flaw]:
    asked = question.correction
    if asked is None:
        return
    if question.key:
        if asked.wrong or asked.forms:
            yield "correction", "说法是对的，没有什么可改，写成 correction = {}", "correction"
        return
    if not asked.wrong or asked.wrong not in question.stem:
        yield "correction", f"题干里没有要改的“{asked.wrong}”", "correction"
    forms = [level_text(form) for form in asked.forms]
    if not forms or not all(forms):
        yield "correction", "改错要写出改成什么", "correction"
    if level_text(asked.wrong) in forms:
        yield "correction", f"改成的和要改的一样：{asked.wrong}", "correction"


def _fill(question: Fill) -> Iterator[Flaw]:
    if not _numbered(question.stem, len(question.blanks)):
        yield "blanks", "题干里的空与 blanks 对不上", "blanks"
    if not all(forms and all(map(level_text, forms)) for forms in question.blanks):
        yield "blanks", "每个空至少写一种答案，不能只有空格和标点", "blanks"


def _numbered(stem: str, count: int) -> bool:
    """Whether the stem holds the gaps `{{1}}` to `{{count}}` in order, at least one."""
    return count > 0 and BLANK.findall(stem) == [str(n) for n in range(1, count + 1)]


def _number(question: Number) -> Iterator[Flaw]:
    if not math.isfinite(question.key):
        yield "key", "答案要是一个有限的数", "key"
    if not (math.isfinite(question.tolerance) and question.tolerance >= 0):
        yield "tolerance", "tolerance 是允许的误差，不小于 0", "tolerance"
    if re.search(r"\d", question.unit) or read_number(question.unit) is not None:
        yield "unit", f"单位“{question.unit}”像一个数，判分时会混在一起", "unit"


def _match(question: Match) -> Iterator[Flaw]:
    yield from _distinct(question.left, "left", "左边")
    yield from _distinct(question.right, "right", "右边")
    left = {option.id for option in question.left}
    right = {option.id for option in question.right}
    if set(question.key) != left or set(question.key.values()) - right:
        yield "key", "匹配题的 key 要覆盖左边每一项，并指向右边", "key"


def _cloze(question: Cloze) -> Iterator[Flaw]:
    if not _numbered(question.stem, len(question.gaps)):
        yield "gaps", "题干里的空与 gaps 对不上", "gaps"
    for number, gap in enumerate(question.gaps, start=1):
        where = f"第 {number} 处："
        if not 2 <= len(gap.options) <= 5:
            yield "gaps", f"{where}要有 2 到 5 个选项", "gaps"
        yield from _distinct(gap.options, "gaps", where)
        yield from _offered(gap.options, "gaps", where)
        if gap.key not in {option.id for option in gap.options}:
            yield "gaps", f"{where}key 不在选项里", "gaps"


def _case(question: CaseSet) -> Iterator[Flaw]:
    ids = [part.id for part in question.parts]
    if not 2 <= len(ids) <= 6:
        yield "parts", "题组有 2 到 6 问", "parts"
    if len(set(ids)) != len(ids):
        yield "parts", "两问用了同一个编号", "parts"
    for part in question.parts:
        if not ID.fullmatch(part.id):
            yield "parts", f"{part.id}：编号只用小写字母、数字和连字符", "parts"
        if not part.stem.strip():
            yield "parts", f"{part.id}：没有题干", "parts"
        if not part.explanation.strip():
            yield "explanation", f"{part.id}：没有解析", "parts"
        if part.rests_on or part.difficulty or part.audience or part.as_of != UNDATED:
            yield "part-common", f"{part.id}：依据、难度、对象和日期写在题组上", "parts"
        for code, message, _ in kind_flaws(part):
            yield code, f"{part.id}：{message}", "parts"


def _short(question: Short) -> Iterator[Flaw]:
    ids = [one.id for one in question.rubric]
    if not 2 <= len(ids) <= 6:
        yield "rubric", "评分要点有 2 到 6 条", "rubric"
    if len(set(ids)) != len(ids):
        yield "rubric", "两条评分要点用了同一个编号", "rubric"
    for one in question.rubric:
        if one.points not in range(1, 6):
            yield "rubric", f"{one.id}：一条值 1 到 5 分", "rubric"
        if not one.text.strip():
            yield "rubric", f"{one.id}：没有写要点", "rubric"
    if len(question.answer.strip()) < ANSWER_LENGTH:
        yield "answer", f"参考答案至少 {ANSWER_LENGTH} 个字", "answer"
