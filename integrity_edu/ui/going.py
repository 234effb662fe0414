"""Ways of going somewhere that begin something on the way: a practice, an assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from integrity_edu.ui.page import Page

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace


def practise(
    page: Page,
    title: str,
    *,
    questions: tuple[str, ...] = (),
    measures: tuple[int, ...] = (),
    count: int = 10,
) -> None:
    """Begin a practice of named questions, or of `count` drawn from `measures`, and go there."""
    audience = page.context.me.audience

    def begin(ws: Workspace) -> str:
        from integrity_edu import ids
        from integrity_edu.quiz.sittings import PaperRequest, start

        request = PaperRequest(
            mode="practice",
            title=title,
            audience=audience,
            seed=ids.new_seed(),
            measures=measures,
            count=count,
            questions=questions,
        )
        return start(ws, request)

    page.run(begin, lambda sitting: page.go("sitting", sitting))


def open_assignment(page: Page, assignment: str) -> None:
    """Go to where an assignment is worked on, beginning its paper if it has one."""

    def find(ws: Workspace) -> tuple[str, str]:
        from integrity_edu.exams.opening import open_task

        return open_task(ws, assignment)

    page.run(find, lambda place: page.go(*place))


def review(page: Page) -> None:
    """Go on with today's reviews, or begin them, and go there."""
    audience = page.context.me.audience

    def begin(ws: Workspace) -> str:
        from integrity_edu import ids
        from integrity_edu.quiz.sittings import open_sittings
        from integrity_edu.review.queue import start_review

        for row in open_sittings(ws):
            if row.mode == "review":
                return row.id
        return start_review(ws, ids.new_seed(), audience)

    page.run(begin, lambda sitting: page.go("sitting", sitting))
