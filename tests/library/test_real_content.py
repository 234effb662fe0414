"""What ships has no problem."""

from __future__ import annotations

from integrity_edu.library import roots
from integrity_edu.library.check import check


def test_the_shipped_content_has_no_problem() -> None:
    report = check(roots.content_root(), roots.bank_root())

    assert [f"{one.file}:{one.line} {one.code} {one.message}" for one in report.problems] == []


def test_the_shipped_content_is_whole() -> None:
    counts = check(roots.content_root(), roots.bank_root()).counts

    assert counts["measures"] == 29
    questions = counts["questions"]
    assert isinstance(questions, dict)
    assert all(number >= 4 for number in questions["by_measure"].values())
    assert all(number >= 5 for number in questions["by_kind"].values())
