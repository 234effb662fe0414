"""Turn authored files into rows: at first start and after a change, never on an ordinary start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from integrity_edu import __version__
from integrity_edu.errors import ContentError
from integrity_edu.library import roots, store
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.workspace import Workspace

COMPILED = "library"
"""Name in table meta: version of the program that compiled, and fingerprint of the files."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """How many documents of each kind, and questions of each source, were compiled."""

    counts: dict[str, int]


def is_current(conn: Connection, content: Path | None = None, bank: Path | None = None) -> bool:
    """Whether the database holds today's files as this version compiles them; opens no file."""
    return store.meta(conn, COMPILED) == _mark(content, bank)


def compile_library(
    ws: Workspace,
    progress: Callable[[str], None] | None = None,
    *,
    content: Path | None = None,
    bank: Path | None = None,
) -> Compiled:
    """Read all authored files and replace what was compiled before, in one transaction.

    `progress` hears a sentence before each step. What is broken in the files is left out
    (`integrity-edu check` says what and where); revisions of questions that attempts refer to
    stay. Raises ContentError only when the plan itself cannot be read.
    """
    from integrity_edu.library import documents as made
    from integrity_edu.library.importing import imported_docs
    from integrity_edu.library.shelf import read_all
    from integrity_edu.quiz.store import put_questions
    from integrity_edu.storage.search import reindex

    tell = progress or (lambda _: None)
    tell(tr("正在读方案、法规、课程和题目"))
    mark = _mark(content, bank)
    shelf = read_all(content or roots.content_root(), bank or roots.bank_root())
    if shelf.plan is None:
        raise ContentError(
            "方案文件读不出来，课程和题目没有更新。", "运行 integrity-edu check，看看是哪一行。"
        )
    documents = list(made.documents(shelf))
    with ws.change("library") as db:
        tell(tr("正在存放课程、案例和法规"))
        store.put_documents(db, documents, list(made.served(shelf)))
        tell(tr("正在存放题目"))
        put_questions(db, made.question_rows(shelf.usable, "authored"), "authored")
        put_questions(db, made.question_rows(shelf.generated, "generated"), "generated")
        tell(tr("正在建立搜索"))
        reindex(db, [*made.search_docs(shelf), *imported_docs(db.conn)])
        store.set_meta(db, COMPILED, mark)
    counts: dict[str, int] = {}
    for document in documents:
        counts[document.kind] = counts.get(document.kind, 0) + 1
    return Compiled(counts | {"authored": len(shelf.usable), "generated": len(shelf.generated)})


def _mark(content: Path | None, bank: Path | None) -> str:
    return f"{__version__} {roots.fingerprint(content, bank)}"
