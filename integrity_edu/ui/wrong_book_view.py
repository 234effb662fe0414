"""What the page of the wrong-book shows, fetched in one go (no Qt)."""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.plan import reading
from integrity_edu.quiz import sittings
from integrity_edu.quiz.sittings import PaperRequest
from integrity_edu.quiz.sources import Sources, sources_of
from integrity_edu.review.queue import Queue, today
from integrity_edu.review.wrong_book import EVERYTHING, PAGE, Filter, WrongBook, wrong_book
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

MOST = 50
"""Questions of one practice drawn from the wrong-book."""


class Seen(Struct, frozen=True):
    """Today's reviews, one page of questions from `offset` on, and what they rest on.

    `under_way` is whether a review was begun and not handed in.
    """

    queue: Queue
    under_way: bool
    book: WrongBook
    offset: int
    sources: Sources
    titles: dict[int, str]


def look(ws: Workspace, wanted: Filter = EVERYTHING, offset: int = 0) -> Seen:
    """Fetch a page; where fewer questions are left than that, the last page there is."""
    book = wrong_book(ws, wanted, offset=offset)
    if offset and not book.rows:
        offset = max(0, book.found - 1) // PAGE * PAGE
        book = wrong_book(ws, wanted, offset=offset)
    return Seen(
        queue=today(ws),
        under_way=any(row.mode == "review" for row in sittings.open_sittings(ws)),
        book=book,
        offset=offset,
        sources=sources_of(ws, [one.question for one in book.rows]),
        titles={measure.number: measure.title for measure in reading.measures(ws.conn)},
    )


def practise(ws: Workspace, wanted: Filter, *, seed: int, audience: str) -> str:
    """Begin a practice of the questions a filter shows, the newest 50 of them at most."""
    rows = wrong_book(ws, wanted, limit=MOST).rows
    request = PaperRequest(
        mode="practice",
        title=tr("错题本里的 {n} 题", n=len(rows)),
        audience=audience,
        seed=seed,
        questions=tuple(one.question.id for one in rows),
    )
    return sittings.start(ws, request)
