"""Make papers and keep them: revisions and option orders are frozen when a paper is made."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime
from typing import NewType

from msgspec import Struct
from msgspec.structs import replace

from integrity_edu import ids
from integrity_edu.errors import NotFoundError
from integrity_edu.papers import store
from integrity_edu.papers.blueprint import (
    Blueprint,
    BlueprintError,
    Row,
    decode,
    encode,
    validate,
)
from integrity_edu.papers.chance import chance_of
from integrity_edu.papers.drawing import Paper as DrawnPaper
from integrity_edu.papers.drawing import Shortage, draw, shortage
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz import questions
from integrity_edu.quiz.drawing import shown_order
from integrity_edu.quiz.questions import Question, audience_mask
from integrity_edu.quiz.sitting import SetItem
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

PaperId = NewType("PaperId", str)

MOST_VARIANTS = 200


class Paper(Struct, frozen=True):
    """A saved paper with `variants` parallel forms, counted from 0."""

    id: str
    title: str
    blueprint: Blueprint
    seed: int
    variants: int
    made_at: datetime
    withdrawn: bool


def look(ws: Workspace, blueprint: Blueprint, variants: int = 1) -> Shortage | None:
    """What would be short, before anything is saved; BlueprintError for a blueprint that cannot be."""
    require(ws, Action.MAKE_PAPER)
    _check(ws, blueprint, variants)
    return shortage(blueprint, pools(ws, blueprint), variants)


def make_paper(ws: Workspace, blueprint: Blueprint, seed: int, variants: int = 1) -> PaperId:
    """Draw and save a paper with its parallel variants; the same seed and bank give the same.

    Raises BlueprintError for a blueprint that cannot be, ShortageError when the bank is short.
    """
    require(ws, Action.MAKE_PAPER)
    _check(ws, blueprint, variants)
    drawn = draw(blueprint, pools(ws, blueprint), seed, variants)
    row = store.PaperRow(
        id=ids.new("e"),
        owner=ws.actor.person,
        title=blueprint.title.strip(),
        blueprint=encode(blueprint),
        seed=seed,
        variants=variants,
        made_at=ws.stamp(),
    )
    items = list(_frozen(ws, blueprint, drawn, seed))
    with ws.change("papers") as db:
        store.add_paper(db, row, items)
    return PaperId(row.id)


def pools(ws: Workspace, blueprint: Blueprint) -> list[list[str]]:
    """The candidates of each row; cells that differ only in count and points are read once."""
    mask = audience_mask((blueprint.audience,))
    known: dict[Row, list[str]] = {}
    found = []
    for row in blueprint.rows:
        cell = replace(row, count=1, points=1.0, core=False)
        if cell not in known:
            known[cell] = store.pool(ws.conn, cell, mask)
        found.append(known[cell])
    return found


def my_papers(ws: Workspace, *, withdrawn: bool = False) -> list[Paper]:
    """My papers, newest first; or those I took back."""
    require(ws, Action.MAKE_PAPER)
    rows = store.papers(ws.conn, ws.actor.person, withdrawn=withdrawn)
    return [_paper(row) for row in rows]


def paper(ws: Workspace, paper_id: str) -> Paper:
    """One of my papers; NotFoundError for somebody else's."""
    require(ws, Action.MAKE_PAPER)
    row = store.paper(ws.conn, paper_id)
    if row is None or row.owner != ws.actor.person:
        raise NotFoundError("找不到这份卷子。", "回到“试卷”里看看，它也许已经收回。")
    return _paper(row)


def items(ws: Workspace, paper_id: str, variant: int) -> tuple[SetItem, ...]:
    """The frozen questions of one variant, for whoever sits it.

    Who may is decided by the exam that sets the paper; nothing here is shown.
    """
    rows = store.items(ws.conn, paper_id, variant)
    if not rows:
        raise NotFoundError("找不到这份卷子。", "请老师重新布置一次。")
    return tuple(
        SetItem(row.revision, tuple(json.loads(row.shown)), row.points, bool(row.core))
        for row in rows
    )


def withdraw(ws: Workspace, paper_id: str) -> None:
    """Take a paper back; `restore` undoes it. Attempts at it stay."""
    paper(ws, paper_id)
    with ws.change("papers") as db:
        store.set_withdrawn(db, paper_id, ws.stamp())


def restore(ws: Workspace, paper_id: str) -> None:
    """Bring a paper back that was taken back."""
    paper(ws, paper_id)
    with ws.change("papers") as db:
        store.set_withdrawn(db, paper_id, None)


def rename(ws: Workspace, paper_id: str, title: str) -> str:
    """Give a paper another title and return the old one, which undoes it."""
    found = paper(ws, paper_id)
    blueprint = replace(found.blueprint, title=title.strip())
    validate(blueprint)
    with ws.change("papers") as db:
        store.set_title(db, paper_id, blueprint.title, encode(blueprint))
    return found.title


def copy_blueprint(ws: Workspace, paper_id: str) -> Blueprint:
    """The blueprint of a paper to begin another one with."""
    found = paper(ws, paper_id)
    return replace(found.blueprint, title=tr("{title}（副本）", title=found.title))


def shown_text(blueprint: Blueprint, question: Question, chance: random.Random) -> str:
    """How the options of a question will stand, as stored."""
    return json.dumps(shown_order(question, chance, shuffle=blueprint.shuffle_options))


def _check(ws: Workspace, blueprint: Blueprint, variants: int) -> None:
    validate(blueprint)
    if not 1 <= variants <= MOST_VARIANTS:
        raise BlueprintError("平行卷是 1 到 {most} 份。", "改一下份数。", most=MOST_VARIANTS)
    gone = [ref for ref in blueprint.fixed if ref not in store.current(ws.conn, blueprint.fixed)]
    if gone:
        raise BlueprintError(
            "固定题 {refs} 已经不在题库里。", "换成别的题，或者删掉它。", refs=tr("、").join(gone)
        )


def _frozen(
    ws: Workspace, blueprint: Blueprint, drawn: tuple[DrawnPaper, ...], seed: int
) -> Iterator[store.ItemRow]:
    wanted = dict.fromkeys(one.question for paper in drawn for one in paper)
    now = {
        ref: (revision, questions.decode(body))
        for ref, (revision, body) in store.current(ws.conn, wanted).items()
    }
    for variant, one_paper in enumerate(drawn):
        chance = chance_of(seed, variant)
        for position, one in enumerate(one_paper):
            revision, question = now[one.question]
            yield store.ItemRow(
                variant,
                position,
                revision,
                shown_text(blueprint, question, chance),
                one.section,
                one.points,
                int(one.core),
            )


def _paper(row: store.PaperRow) -> Paper:
    return Paper(
        id=row.id,
        title=row.title,
        blueprint=decode(row.blueprint),
        seed=row.seed,
        variants=row.variants,
        made_at=datetime.fromisoformat(row.made_at),
        withdrawn=row.withdrawn_at is not None,
    )
