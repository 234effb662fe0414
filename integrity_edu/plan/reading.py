"""Read the compiled plan and law cards."""

from __future__ import annotations

from sqlite3 import Connection

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from integrity_edu.errors import NotFoundError
from integrity_edu.plan import store
from integrity_edu.plan.values import About, LawCard, Measure, Part, Plan
from integrity_edu.storage import documents


class Served(Struct, frozen=True):
    """What in the program serves one measure: (id, title) pairs and a number of questions."""

    lessons: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, str], ...]
    questions: int


def parts(conn: Connection) -> list[Part]:
    """The six parts in order."""
    return [msgspec.json.decode(text, type=Part) for text in documents.bodies(conn, "part")]


def measures(conn: Connection) -> list[Measure]:
    """The 29 measures in order."""
    return [msgspec.json.decode(text, type=Measure) for text in documents.bodies(conn, "measure")]


def whole(conn: Connection) -> Plan:
    """The whole document with its preamble."""
    text = documents.body(conn, "plan", "plan")
    if text is None:
        raise NotFoundError("方案还没有备好。", "重新打开程序，等它准备好内容。")
    about = msgspec.json.decode(text, type=About)
    return Plan(**asdict(about), part=tuple(parts(conn)), measure=tuple(measures(conn)))


def measure(conn: Connection, number: int) -> Measure:
    """One measure; NotFoundError for a number outside the plan."""
    text = documents.body(conn, "measure", str(number))
    if text is None:
        raise NotFoundError(
            "方案里没有第 {number} 项。", "方案一共 29 项，从第 1 项看起。", number=number
        )
    return msgspec.json.decode(text, type=Measure)


def served(conn: Connection, number: int) -> Served:
    """Lessons, cases and questions that serve a measure."""
    return Served(
        tuple(documents.serving(conn, number, "lesson")),
        tuple(documents.serving(conn, number, "case")),
        store.question_count(conn, number),
    )


def laws(conn: Connection) -> list[LawCard]:
    """All law cards in order."""
    return [msgspec.json.decode(text, type=LawCard) for text in documents.bodies(conn, "law")]


def law(conn: Connection, law_id: str) -> LawCard:
    """One law card; NotFoundError when there is none."""
    text = documents.body(conn, "law", law_id)
    if text is None:
        raise NotFoundError("没有这张法规卡。", "可以在“法规”里按名称找。")
    return msgspec.json.decode(text, type=LawCard)
