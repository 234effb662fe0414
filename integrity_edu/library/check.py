"""`integrity-edu check`: everything wrong in authored data, with file and line, and its counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from integrity_edu.authored import Problem
from integrity_edu.library.counts import counts, table
from integrity_edu.library.rules_bank import bank as bank_rules
from integrity_edu.library.rules_citations import citations
from integrity_edu.library.rules_coverage import coverage
from integrity_edu.library.rules_figures import figures
from integrity_edu.library.rules_items import items
from integrity_edu.library.rules_lessons import lessons
from integrity_edu.library.rules_reading import reading
from integrity_edu.library.rules_sources import sources
from integrity_edu.library.shelf import read_all
from integrity_edu.library.texts import read_texts, unread


@dataclass(frozen=True, slots=True)
class Report:
    """What the linter found, in order of file and line, and how much there is of everything."""

    problems: tuple[Problem, ...]
    counts: dict[str, object]
    table: str


def check(content: Path, bank: Path) -> Report:
    """Lint both folders. Nothing is raised: a file that cannot be read is a problem too."""
    shelf = read_all(content, bank)
    texts = read_texts(content)
    found = [
        *shelf.problems,
        *unread(content, bank),
        *sources(shelf, texts),
        *citations(shelf, texts),
        *lessons(shelf, texts),
        *reading(shelf, texts),
        *figures(content, texts),
        *coverage(shelf, texts, bank.name),
        *items(shelf),
        *bank_rules(shelf, bank.name),
    ]
    return Report(tuple(sorted(set(found))), counts(shelf), table(shelf))
