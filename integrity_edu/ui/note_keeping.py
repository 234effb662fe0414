"""Changes of notes asked for anywhere in the window, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.review.notes import Note
    from integrity_edu.ui.page import Context
    from integrity_edu.ui.widgets.star import StarButton
    from integrity_edu.workspace import Workspace

Then = Callable[[], None]


def keep(
    context: Context, question: str, said: str, then: Then | None = None, **fields: Any
) -> None:
    """Change these fields of my note; once stored call `then`, say so and offer to undo.

    Only the fields changed are put back, so nothing written since is lost.
    """

    def stored(before: Note) -> None:
        old = {name: getattr(before, name) for name in fields}
        if then is not None:
            then()
        if old != fields:
            context.messages.notify(said, lambda: restore(context, question, then, **old))

    _run(context, question, fields, stored)


def restore(context: Context, question: str, then: Then | None = None, **fields: Any) -> None:
    """Put fields of my note back as they were."""

    def stored(_: Note) -> None:
        if then is not None:
            then()
        context.messages.notify(tr("改回来了。"))

    _run(context, question, fields, stored)


def change(ws: Workspace, question: str, **fields: Any) -> Note:
    """Replace fields of my note at a question and return the note before."""
    from integrity_edu.review.notes import note, set_note

    return set_note(ws, question, replace(note(ws, question), **fields))


def keep_starred(context: Context, question: str, then: Then | None = None, *, on: bool) -> None:
    """Star a question, or take its star off."""
    said = tr("收藏了，在“错题本”里能找到。") if on else tr("不再收藏。")
    keep(context, question, said, then, favourite=on)


def follow_star(context: Context, star: StarButton) -> None:
    """Keep a star in step with what is stored, whichever question it stands for."""

    def fill() -> None:
        question = star.question

        def fetch(ws: Workspace) -> Note:
            from integrity_edu.review.notes import note

            return note(ws, question)

        def show(found: Note) -> None:
            if star.question == question:  # it may stand for another one by now
                star.show_starred(on=found.favourite)

        if question:
            context.tasks.run(star, fetch, show, context.messages.tell)

    star.question_shown.connect(lambda _: fill())
    star.wanted.connect(lambda question, on: keep_starred(context, question, fill, on=on))
    fill()


def _run(
    context: Context, question: str, fields: dict[str, Any], then: Callable[[Note], None]
) -> None:
    """The window outlives its pages: what is undone on another page is still told."""
    context.tasks.run(
        context.window, lambda ws: change(ws, question, **fields), then, context.messages.tell
    )
