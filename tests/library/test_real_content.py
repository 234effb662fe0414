"""What ships has no problem."""

from __future__ import annotations

from integrity_edu.library import roots
from integrity_edu.library.check import check


def test_the_shipped_content_has_no_problem() -> None:
    report = check(roots.content_root(), roots.bank_root())

    assert [f"{one.file}:{one.line} {one.code} {one.message}" for one in report.problems] == []


def test_the_shipped_content_is_whole() -> None:
    counts = check(roots.content_root(), roots.bank_root()).counts
    questions = counts["questions"]
    assert isinstance(questions, dict)

    least = {"measures": 29, "courses": 12, "lessons": 64, "cases": 42, "laws": 42, "terms": 80}
    short = {name for name, number in least.items() if int(str(counts[name])) < number}
    assert short == set()
    assert questions["authored"] >= 960
    assert min(questions["by_measure"].values()) >= 12
    kinds = questions["by_kind"]
    assert kinds["single"] <= 0.55 * questions["authored"]
    assert kinds["judge"] <= 0.15 * questions["authored"]
    assert min(kinds[kind] for kind in kinds) >= 20


def test_there_are_thirty_figures() -> None:
    assert len(list(roots.content_root().glob("courses/*/*.svg"))) >= 30
