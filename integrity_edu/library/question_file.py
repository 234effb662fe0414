"""Read questions out of a file somebody brings; nothing in it is trusted (no database).

Every entry of the file is read once: as `Sound`, or as a `Problem` with line and reason. Cutting
the file into entries is quick and reading one is not, so that another process can do the latter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from integrity_edu.authored import Source
from integrity_edu.errors import EduError, StorageError
from integrity_edu.library.shelf import BREAKING
from integrity_edu.plan.plan_file import MEASURES
from integrity_edu.quiz.bank_file import Placed, check_question
from integrity_edu.quiz.questions import Question, decode, encode, measures_of
from integrity_edu.words import tr

MOST_BYTES = 256 * 1024 * 1024
"""About 250,000 questions; a file is read line by line, never whole."""

MOST_TOML_BYTES = 8 * 1024 * 1024
"""TOML can only be read whole, and a hundred times slower."""

LONGEST_LINE = 256 * 1024
LONGEST_ID = 80
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Characters nobody sees; the bidi ones could make a key read backwards."""

Entry = tuple[int, object]
"""Where a question begins (line, from 1), and as what: JSON as bytes, or a table of TOML."""

_NOWHERE = Source("", "")
_DECODER = msgspec.json.Decoder(Question)
_TABLE = re.compile(r"^\[\[question\]\]", re.M)


class QuestionFileError(EduError):
    """The file as a whole cannot be read."""

    code = "question_file"


class Problem(Struct, frozen=True):
    """A question that was not taken, where it begins (from 1), and why."""

    line: int
    reason: str


class Sound(Struct, frozen=True, gc=False):
    """A question that can be taken; `body` is its canonical JSON."""

    line: int
    question: Question
    body: str


def entries(path: Path) -> Generator[Entry, None, None]:
    """What a `.jsonl` or `.toml` file holds, in order and not yet read.

    Raises QuestionFileError when the file as a whole cannot be read, and StorageError when it
    cannot be opened.
    """
    cut = {".jsonl": _lines, ".toml": _tables}.get(path.suffix.lower())
    if cut is None:
        raise QuestionFileError(
            "不认识这种文件，没有读入。", "题目文件的名字以 .jsonl 或 .toml 结尾。"
        )
    try:
        with _opened(path) as file:
            yield from cut(file)
    except OSError as error:
        raise StorageError(
            "文件读不了：{reason}。", "看看路径写对没有。", reason=error.strerror or ""
        ) from error


def read_question(entry: Entry) -> Sound | Problem:
    """The question of an entry, or why it cannot be taken."""
    line, written = entry
    return _read_line(line, written) if isinstance(written, bytes) else _read_table(line, written)


def faults(question: Question, body: str) -> str:
    """Why a question can be neither stored nor answered, by the rules of the bank; "" if it can."""
    found = [one for one in check_question(Placed(question, _NOWHERE, 0)) if one.code in BREAKING]
    said = [problem.message.removeprefix(f"{question.id}：") for problem in found]
    if len(question.id) > LONGEST_ID:
        said.append(tr("编号太长，最多 {n} 个字符", n=LONGEST_ID))
    if not all(1 <= number <= MEASURES for number in measures_of(question)):
        said.append(tr("措施只有第 1 项到第 {n} 项", n=MEASURES))
    if len(set(question.audience)) != len(question.audience):
        said.append(tr("对象写了两遍"))
    if _has_control(body):
        said.append(tr("里面有看不见的控制字符"))
    return "；".join(said)


def _opened(path: Path) -> BinaryIO:
    """An ordinary file of bearable size, after its byte order mark."""
    if path.exists() and not path.is_file():
        raise QuestionFileError("这不是一个文件，没有读入。", "选一个 .jsonl 或 .toml 文件。")
    most = MOST_TOML_BYTES if path.suffix.lower() == ".toml" else MOST_BYTES
    if path.stat().st_size > most:
        raise QuestionFileError(
            "文件超过 {n} MB，没有读入。", "分成几个文件，一个一个导入。", n=most // 1024 // 1024
        )
    file = path.open("rb")
    mark = file.read(3)
    if mark[:2] in (b"\xff\xfe", b"\xfe\xff"):
        file.close()
        raise QuestionFileError(
            "文件是 UTF-16 编码，没有读入。", "在编辑软件里另存为 UTF-8，再试一次。"
        )
    if mark != b"\xef\xbb\xbf":
        file.seek(0)
    return file


def _lines(file: BinaryIO) -> Iterator[Entry]:
    """The lines that are not empty; of one too long only so much that it can be seen."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE or line.strip():
            yield number, line
        while len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)


def _read_line(number: int, line: bytes) -> Sound | Problem:
    if len(line) > LONGEST_LINE:
        return Problem(number, tr("这一行太长，最多 {n} KB", n=LONGEST_LINE // 1024))
    try:
        question = _DECODER.decode(line)
    except msgspec.ValidationError as error:
        return Problem(number, _in_words(error))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Problem(number, tr("不是合法的 JSON，或不是 UTF-8 编码"))
    except RecursionError:
        return Problem(number, tr("括号套得太深"))
    return _looked_over(number, question, encode(question))


def _tables(file: BinaryIO) -> Iterator[Entry]:
    """The `[[question]]` tables, each by itself: one that does not fit spoils no other."""
    text = _text_of(file.read(MOST_TOML_BYTES))
    tables = _tables_of(text)
    lines = [text.count("\n", 0, found.start()) + 1 for found in _TABLE.finditer(text)]
    if len(lines) != len(tables):
        lines = [1] * len(tables)  # written in line, not under headings
    yield from zip(lines, tables, strict=True)


def _text_of(data: bytes) -> str:
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise QuestionFileError(
            "第 {line} 行不是 UTF-8 编码，没有读入。",
            "在编辑软件里另存为 UTF-8，再试一次。",
            line=data.count(b"\n", 0, error.start) + 1,
        ) from error


def _tables_of(text: str) -> list[object]:
    try:
        raw = tomllib.loads(text)
    except RecursionError as error:
        raise QuestionFileError("括号套得太深，没有读入。", "看看选的是不是题目文件。") from error
    except ValueError as error:  # bad TOML, or a number of more than 4,300 digits
        found = re.search(r"line (\d+)", str(error))
        raise QuestionFileError(
            "第 {line} 行不是合法的 TOML，没有读入。",
            "改好这一行，再试一次。",
            line=found.group(1) if found else text.count("\n") + 1,
        ) from error
    tables = raw.get("question", [])
    if raw.keys() - {"question"} or not isinstance(tables, list):
        raise QuestionFileError(
            "文件里有 [[question]] 以外的东西，没有读入。", "照 question_bank 的样子写。"
        )
    return tables


def _read_table(number: int, table: object) -> Sound | Problem:
    try:
        question = msgspec.convert(table, Question)
        body = encode(question)
        same = decode(body) == question  # JSON has no infinity and no lone surrogate
    except msgspec.ValidationError as error:
        return Problem(number, _in_words(error))
    except RecursionError:
        return Problem(number, tr("括号套得太深"))
    if not same:
        return Problem(number, _named(question, tr("里面有不能存放的数")))
    return _looked_over(number, question, body)


def _looked_over(number: int, question: Question, body: str) -> Sound | Problem:
    reason = faults(question, body)
    return Problem(number, _named(question, reason)) if reason else Sound(number, question, body)


def _has_control(body: str) -> bool:
    """Whether a text of the JSON holds a control character; nearly all texts are done at once."""
    if body.isprintable() and "\\u" not in body and "\\b" not in body and "\\f" not in body:
        return False
    return _CONTROL.search(body) is not None or bool(
        re.search(r"\\[ubf]", body.replace("\\\\", ""))
    )


def _named(question: Question, reason: str) -> str:
    ref = _CONTROL.sub("", question.id)[:LONGEST_ID]
    return f"{ref}：{reason}"


def _in_words(error: Exception) -> str:
    """What msgspec says of a value that does not fit, as an author reads it."""
    message, _, place = str(error).partition(" - at `")
    said = _CONTROL.sub("", _said(message))[: 4 * LONGEST_ID]
    where = _CONTROL.sub("", place.rstrip("`").removeprefix("$."))[:LONGEST_ID]
    return tr("{said}（在 {where}）", said=said, where=where) if where else said


def _said(message: str) -> str:
    if found := re.fullmatch(r"Object missing required field `(.+)`", message, re.S):
        return tr("缺少 {name}", name=found[1])
    if found := re.fullmatch(r"Object contains unknown field `(.+)`", message, re.S):
        return tr("不认识 {name}", name=found[1])
    if found := re.fullmatch(r"Expected `(.+)`, got `(.+)`", message, re.S):
        return tr("应写成 {wanted}，现在写的是 {found}", wanted=found[1], found=found[2])
    if found := re.fullmatch(r"Invalid value '(.+)'", message, re.S):
        return tr("不能写 {value}", value=found[1])
    return message
