"""Read authored TOML into typed values; whatever is wrong is named with file, line and reason."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")

parsed_files = 0
"""How many authored files this process has parsed; an ordinary start leaves it at zero."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in an authored file; `line` counts from 1."""

    file: str
    line: int
    code: str
    message: str

    def as_dict(self) -> dict[str, object]:
        """For `check --json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Source:
    """An authored file as text, with its name as problems show it."""

    name: str
    text: str

    def problem(self, line: int, code: str, message: str) -> Problem:
        """A problem in this file."""
        return Problem(self.name, line, code, message)

    def line_of(self, piece: str, start: int = 1) -> int:
        """The first line at or after `start` that holds `piece`; `start` when there is none."""
        lines = self.text.splitlines()
        for number in range(start, len(lines) + 1):
            if piece in lines[number - 1]:
                return number
        return start

    def line_of_table(self, table: str, index: int, field: str = "") -> int:
        """The line of the `index`-th (from 0) `[[table]]` header, or of `field` inside it."""
        heads = [m.start() for m in re.finditer(rf"^\[\[{re.escape(table)}\]\]", self.text, re.M)]
        if index >= len(heads):
            return 1
        line = self.text.count("\n", 0, heads[index]) + 1
        if not field:
            return line
        end = heads[index + 1] if index + 1 < len(heads) else len(self.text)
        found = re.search(rf"^{re.escape(field)}\s*=", self.text[heads[index] : end], re.M)
        return line + self.text[heads[index] :].count("\n", 0, found.start()) if found else line


def read_source(path: Path, root: Path) -> Source:
    """The text of `path`, named relative to `root`. Bytes that are not UTF-8 become U+FFFD."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return Source(path.relative_to(root).as_posix(), text)


def parse_toml(source: Source, shape: type[T], text: str | None = None, offset: int = 0) -> T:
    """Turn TOML into `shape`; raises AuthoredError with the line when it does not fit.

    `text` and `offset` serve front matter: a part of the source that starts after `offset` lines.
    """
    global parsed_files  # noqa: PLW0603 - a counter for the promise that starts parse nothing
    parsed_files += 1
    body = source.text if text is None else text
    try:
        raw = tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = offset + (int(found.group(1)) if found else body.count("\n"))
        raise AuthoredError(source.problem(line, "toml", f"不是合法的 TOML：{error}")) from error
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `")
        line = _line_of_path(Source(source.name, body), path.rstrip("`")) + offset
        where = path.rstrip("`").removeprefix("$.") or "最外层"
        said = f"{_in_chinese(message)}（在 {where}）"
        raise AuthoredError(source.problem(line, "schema", said)) from error


def split_front_matter(source: Source) -> tuple[str, str, int]:
    """(front matter, body, lines before the body) of a `+++` file; AuthoredError without one."""
    found = re.match(r"\+\+\+\n(.*?)\n\+\+\+\n?", source.text, re.S)
    if not found:
        raise AuthoredError(source.problem(1, "front-matter", "开头要有一段 +++ 包着的 TOML"))
    return found.group(1), source.text[found.end() :], source.text.count("\n", 0, found.end())


class AuthoredError(Exception):
    """One file could not be understood; carries its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.file}:{problem.line}: {problem.message}")
        self.problem = problem


_SAID = (
    (r"Object missing required field `(.+)`", "缺少 {0}，请补上"),
    (r"Object contains unknown field `(.+)`", "不认识 {0}，请改名或删掉"),
    (r"Expected `(.+)`, got `(.+)`", "应写成 {0}，现在写的是 {1}"),
    (r"Invalid value '(.+)'", "不能写 {0}，请换成允许的值"),
)
"""What msgspec says of a value that does not fit, and what an author reads."""


def _in_chinese(message: str) -> str:
    for pattern, said in _SAID:
        if found := re.fullmatch(pattern, message):
            return said.format(*found.groups())
    return message


def _line_of_path(source: Source, path: str) -> int:
    """The line a msgspec path such as `$.question[3].options[0].id` points at, as near as can be."""
    found = re.match(r"\$\.(\w+)\[(\d+)\](?:\.(\w+))?", path)
    if found:
        return source.line_of_table(found.group(1), int(found.group(2)), found.group(3) or "")
    found = re.match(r"\$\.(\w+)", path)
    return source.line_of(f"{found.group(1)} ") if found else 1
