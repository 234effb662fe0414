"""Put another question in the place of one that was drawn, and back."""

from __future__ import annotations

from msgspec import Struct

from integrity_edu.errors import NotAllowedError, NotFoundError
from integrity_edu.papers import store
from integrity_edu.papers.blueprint import Blueprint, BlueprintError, fits, label
from integrity_edu.papers.chance import chance_of
from integrity_edu.papers.matching import match
from integrity_edu.papers.saving import paper, pools, shown_text
from integrity_edu.quiz.questions import Question, decode
from integrity_edu.workspace import Workspace


class Replaced(Struct, frozen=True):
    """What stood at a place before and stands there now: what `put_back` needs."""

    paper: str
    variant: int
    position: int
    before: tuple[int, str]
    now: tuple[int, str]


class _Variant(Struct, frozen=True):
    """One variant with the questions its revisions hold."""

    rows: list[store.ItemRow]
    ids: list[str]
    questions: list[Question]


def replace_question(ws: Workspace, paper_id: str, variant: int, position: int) -> Replaced:
    """Draw another question for the same cell, the least used in the parallel papers first.

    Returns what undoes it. Raises NotAllowedError once somebody has begun the paper, and
    BlueprintError for a fixed question or when the cell holds no other.
    """
    found = paper(ws, paper_id)
    _not_begun(ws, paper_id)
    all_items = store.items(ws.conn, paper_id)
    bodies = store.bodies(ws.conn, {row.revision for row in all_items})
    rows = [row for row in all_items if row.variant == variant]
    if not 0 <= position < len(rows):
        raise NotFoundError("卷子里没有这道题。", "回到卷子再选一次。")
    ids_there = [bodies[row.revision][0] for row in rows]
    mine = _Variant(rows, ids_there, [decode(bodies[row.revision][1]) for row in rows])
    cell = _cell_of(found.blueprint, mine, position)
    others = [
        {bodies[row.revision][0] for row in all_items if row.variant == one}
        for one in range(found.variants)
        if one != variant
    ]
    candidates = _candidates(
        found.blueprint, pools(ws, found.blueprint)[cell], mine, position, others
    )
    if not candidates:
        raise BlueprintError(
            "{cell}：没有别的题可换。", "先在题库里补一题，或者放宽重复。",
            cell=label(found.blueprint.rows[cell]),
        )  # fmt: skip
    old = rows[position]
    chance = chance_of(found.seed, variant, position, old.revision)
    fewest = min(sum(ref in other for other in others) for ref in candidates)
    chosen = chance.choice(
        [ref for ref in candidates if sum(ref in other for other in others) == fewest]
    )
    revision, body = store.current(ws.conn, (chosen,))[chosen]
    new = (revision, shown_text(found.blueprint, decode(body), chance))
    with ws.change("papers") as db:
        store.set_item(db, paper_id, (variant, position), *new)
    return Replaced(paper_id, variant, position, (old.revision, old.shown), new)


def put_back(ws: Workspace, replaced: Replaced) -> None:
    """Undo a replacement exactly; nothing happens when the place has changed since."""
    paper(ws, replaced.paper)
    _not_begun(ws, replaced.paper)
    rows = store.items(ws.conn, replaced.paper, replaced.variant)
    row = rows[replaced.position]
    if (row.revision, row.shown) == replaced.now:
        with ws.change("papers") as db:
            store.set_item(
                db, replaced.paper, (replaced.variant, replaced.position), *replaced.before
            )


def _not_begun(ws: Workspace, paper_id: str) -> None:
    if store.is_sat(ws.conn, paper_id):
        raise NotAllowedError(
            "已经有人开始作答，这份卷子不再改动。", "需要改动，就照它的结构另出一份。"
        )


def _cell_of(blueprint: Blueprint, mine: _Variant, position: int) -> int:
    """Which row the question at a place was drawn for.

    Rows are not stored with the questions; every assignment of all questions to rows is as good.
    """
    places = [at for at, ref in enumerate(mine.ids) if ref not in blueprint.fixed]
    if position not in places:
        raise BlueprintError("这是固定题，每份卷子里都有它。", "要换它，就照这份结构另出一份。")
    candidates = [
        [
            str(at)
            for at in places
            if mine.rows[at].section == section
            and mine.rows[at].points == row.points
            and bool(mine.rows[at].core) == row.core
            and fits(row, mine.questions[at])
        ]
        for section, part in enumerate(blueprint.sections)
        for row in part.rows
    ]
    owner, short = match(candidates, [row.count for row in blueprint.rows])
    assert not short  # the variant was drawn from these rows
    return owner[str(position)]


def _candidates(
    blueprint: Blueprint, pool: list[str], mine: _Variant, position: int, others: list[set[str]]
) -> list[str]:
    """Questions of the cell that are not on this paper and keep it different enough."""
    fixed = set(blueprint.fixed)
    rest = set(mine.ids) - {mine.ids[position]} - fixed
    room = [blueprint.common - len(rest & other) for other in others]
    return [
        ref
        for ref in pool
        if ref not in fixed
        and ref not in mine.ids
        and all(left >= (ref in other) for left, other in zip(room, others, strict=True))
    ]
