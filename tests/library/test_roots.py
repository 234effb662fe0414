"""Where authored data lies, and what a lesson may show from beside it."""

from __future__ import annotations

import pytest

from integrity_edu.errors import NotFoundError
from integrity_edu.library import roots
from tests.library.tree import Tree


def test_a_checkout_reads_the_folders_beside_the_package() -> None:
    assert (roots.content_root() / "plan" / "plan.toml").is_file()
    assert (roots.bank_root() / "measures").is_dir()


def test_a_figure_of_the_course_is_found(tree: Tree) -> None:
    figure = roots.lesson_figure("tiny", "figure.svg", tree.content)

    assert figure.name == "figure.svg"


@pytest.mark.parametrize(
    ("course", "name"),
    [
        ("tiny", "../../plan/plan.toml"),
        ("tiny", "../other/figure.svg"),
        ("tiny", "/etc/passwd"),
        ("tiny", "course.toml"),
        ("tiny", "missing.svg"),
        ("../courses/tiny", "../../figure.svg"),
        ("..", "figure.svg"),
        ("", "tiny/figure.svg"),
    ],
)
def test_nothing_outside_the_course_is_shown(tree: Tree, course: str, name: str) -> None:
    tree.write("content/figure.svg", "<svg/>")
    tree.write("content/courses/other/figure.svg", "<svg/>")

    with pytest.raises(NotFoundError):
        roots.lesson_figure(course, name, tree.content)


def test_a_link_that_leads_outside_is_refused(tree: Tree) -> None:
    tree.write("secret.svg", "<svg/>")
    (tree.content / "courses/tiny/link.svg").symlink_to(tree.root / "secret.svg")

    with pytest.raises(NotFoundError):
        roots.lesson_figure("tiny", "link.svg", tree.content)


def test_the_fingerprint_ignores_hidden_files(tree: Tree) -> None:
    before = roots.fingerprint(tree.content, tree.bank)

    tree.write("content/.DS_Store", "x")

    assert roots.fingerprint(tree.content, tree.bank) == before
