"""The text of authored files by what they hold, so that a problem can name its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from integrity_edu.authored import Problem, Source, read_source

_ID = re.compile(r"""^id\s*=\s*["']([^"']*)["']""", re.M)
_READ = (
    "plan/plan.toml",
    "laws/*.toml",
    "courses/*/course.toml",
    "courses/*/*.md",
    "courses/*/*.svg",
    "cases/*.md",
    "calendar.toml",
    "workdays.toml",
    "sayings.toml",
    "paths.toml",
    "glossary.toml",
)
"""The only files under content/ that any reader opens."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Sources by name (`content/…`), and the (id, source) of every lesson file in order."""

    folder: str
    files: dict[str, Source]
    lessons: tuple[tuple[str, Source], ...]

    def of(self, name: str) -> Source:
        """Return the file of this name below the content folder; an empty one when it is missing."""
        full = f"{self.folder}/{name}"
        return self.files.get(full, Source(full, ""))

    def lesson(self, lesson_id: str) -> Source:
        """Return the file of a lesson; an empty one when its id is written in no usual way."""
        return dict(self.lessons).get(lesson_id, Source(f"{self.folder}/courses", ""))


def read_texts(content: Path) -> Texts:
    """Read every TOML and Markdown file that readers know."""
    files: dict[str, Source] = {}
    for pattern in _READ:
        for path in sorted(content.glob(pattern)):
            if path.suffix != ".svg":
                source = read_source(path, content.parent)
                files[source.name] = source
    lessons = tuple(
        (found.group(1), source)
        for name, source in files.items()
        if name.startswith(f"{content.name}/courses/")
        and name.endswith(".md")
        and (found := _ID.search(source.text))
    )
    return Texts(content.name, files, lessons)


def unread(content: Path, bank: Path) -> Iterator[Problem]:
    """Files nobody opens: what is written in them is lost on every reader."""
    known = {path for pattern in _READ for path in content.glob(pattern)}
    known |= set(bank.rglob("*.toml"))
    for root in (content, bank):
        for path in sorted(root.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
            if path.is_file() and path not in known and not hidden:
                name = path.relative_to(root.parent).as_posix()
                yield Problem(
                    name, 1, "unread-file", "没有程序读这个文件：移到该放的地方，或者删掉"
                )
