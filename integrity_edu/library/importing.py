"""Questions in and out as files: `.jsonl` and `.toml` in, `.jsonl` out.

The functions named after a file act for whoever owns the data file (the command line); the others
ask first whether who is signed in may edit questions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from sqlite3 import Connection

from msgspec import Struct

from integrity_edu.errors import EduError, NotFoundError, StorageError
from integrity_edu.library import store
from integrity_edu.library.question_file import (
    Entry,
    Problem,
    QuestionFileError,
    entries,
    read_question,
)
from integrity_edu.library.question_texts import question_doc
from integrity_edu.library.second_process import elsewhere
from integrity_edu.people.permissions import Action, require
from integrity_edu.quiz.questions import (
    Question,
    audience_mask,
    decode,
    digest,
    kind_of,
    measures_of,
)
from integrity_edu.quiz.store import QuestionRow, add_questions
from integrity_edu.storage.search import Doc, grams
from integrity_edu.words import tr
from integrity_edu.workspace import Workspace

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]

SOURCE = "imported"
BATCH = 1_000
"""Questions between two calls of `progress` and `cancelled`."""

MOST_PROBLEMS = 10_000
"""A file with more is not a file of questions."""

LONG_FILE = 2 * 1024 * 1024
"""Bytes from which a second process saves more time than it takes to start."""


class CancelledError(EduError):
    """Whoever began the import stopped it; nothing was changed."""

    code = "cancelled"


class Preview(Struct, frozen=True):
    """What a file would bring: `good` are new, `same` are in the bank as they are, `changed` not.

    With the problems these are all the questions of the file.
    """

    good: int
    same: int
    changed: int
    problems: tuple[Problem, ...]


class Imported(Struct, frozen=True):
    """What a file brought; with the refused these are all the questions of the file."""

    new: int
    changed: int
    same: int
    refused: tuple[Problem, ...]


class _Ready(Struct, frozen=True, gc=False):
    """A sound question with everything the bank stores of it, flat: it may be sent by pickle."""

    line: int
    row: QuestionRow
    body: str
    measures: tuple[int, ...]
    title: str
    text: str
    tokens: str

    @property
    def stored(self) -> tuple[QuestionRow, str, tuple[int, ...]]:
        """As `quiz.store` takes it."""
        return self.row, self.body, self.measures

    @property
    def indexed(self) -> tuple[Doc, str]:
        """As `store.index_questions` takes it."""
        return Doc("question", self.row.id, self.title, self.text), self.tokens


@dataclass(slots=True)
class _Sorted:
    """Questions by what the bank must do with them."""

    new: list[_Ready] = field(default_factory=list)
    back: list[_Ready] = field(default_factory=list)
    changed: list[_Ready] = field(default_factory=list)
    same: int = 0
    refused: list[Problem] = field(default_factory=list)


def preview(ws: Workspace, path: Path) -> Preview:
    """What `import_questions` would do, without doing it.

    Raises QuestionFileError or StorageError when the file as a whole cannot be read.
    """
    require(ws, Action.EDIT_QUESTIONS)
    return preview_file(ws, path)


def import_questions(
    ws: Workspace, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Imported:
    """Take the sound questions of a file into the bank, all in one durable transaction.

    A question whose id the bank has is replaced (what was answered keeps its revision), unless it
    belongs to the program's own. `progress` hears how many questions were read, every thousand,
    and `cancelled` is asked then. Raises CancelledError, QuestionFileError and StorageError;
    nothing is changed then.
    """
    require(ws, Action.EDIT_QUESTIONS)
    return import_file(ws, path, progress, cancelled)


def export_questions(ws: Workspace, path: Path, sources: Sequence[str] = (SOURCE,)) -> int:
    """Write the questions in use of these sources to a `.jsonl` file and return how many.

    The file appears when it is whole. Raises QuestionFileError and StorageError.
    """
    require(ws, Action.EDIT_QUESTIONS)
    return export_file(ws, path, sources)


def remove_imported(ws: Workspace, ids: Sequence[str]) -> tuple[str, ...]:
    """Take imported questions out of use; returns those `restore_imported` brings back.

    Sittings and papers keep what they hold. Raises NotFoundError when one was not imported.
    """
    require(ws, Action.EDIT_QUESTIONS)
    with ws.change("library") as db:
        found = _imported(ws.conn, ids)
        going = tuple(ref for ref, (_, retired) in found.items() if not retired)
        store.retire(db, going)
        store.unindex_questions(db, frozenset(going))
    return going


def restore_imported(ws: Workspace, ids: Sequence[str]) -> tuple[str, ...]:
    """Undo `remove_imported`; returns those that came back. Raises NotFoundError as it does."""
    require(ws, Action.EDIT_QUESTIONS)
    with ws.change("library") as db:
        found = _imported(ws.conn, ids)
        back = [decode(body) for body, retired in found.values() if retired]
        store.unretire(db, [(_row(one, ""), measures_of(one)) for one in back])
        store.index_questions(db, [_tokenised(one) for one in back])
    return tuple(one.id for one in back)


def imported_docs(conn: Connection) -> Iterator[Doc]:
    """The searchable texts of the imported questions in use, for a new index."""
    return (question_doc(decode(body)) for body in store.bodies(conn, (SOURCE,)))


def preview_file(ws: Workspace, path: Path) -> Preview:
    """`preview` for whoever owns the data file."""
    good = same = changed = 0
    problems: list[Problem] = []
    with closing(_batches(ws.conn, path)) as batches:
        for found in batches:
            good += len(found.new) + len(found.back)
            same += found.same
            changed += len(found.changed)
            problems += found.refused
    return Preview(good, same, changed, tuple(problems))


def import_file(
    ws: Workspace, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Imported:
    """`import_questions` for whoever owns the data file."""
    new = changed = same = read = 0
    refused: list[Problem] = []
    replaced: list[str] = []
    with ws.change("library") as db, closing(_batches(ws.conn, path)) as batches:
        for found in batches:
            store.put_many(db, [one.stored for one in found.new])
            add_questions(db, [one.stored for one in (*found.back, *found.changed)])
            store.index_questions(db, [one.indexed for one in (*found.new, *found.back)])
            new += len(found.new) + len(found.back)
            changed += len(found.changed)
            same += found.same
            refused += found.refused
            replaced += [one.row.id for one in found.changed]
            read = new + changed + same + len(refused)
            if progress:
                progress(read)
            if cancelled and cancelled():
                raise CancelledError("已取消，一道题也没有导入。", "需要时再导入一次。")
        _index_again(ws, replaced)
    return Imported(new, changed, same, tuple(refused))


def export_file(ws: Workspace, path: Path, sources: Sequence[str] = (SOURCE,)) -> int:
    """`export_questions` for whoever owns the data file."""
    if path.suffix.lower() != ".jsonl":
        raise QuestionFileError("没有导出：文件名要以 .jsonl 结尾。", "改一个文件名，再导出一次。")
    part = path.with_name(path.name + ".part")
    count = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for body in store.bodies(ws.conn, sources):
                count += 1
                file.write(f"{body}\n")
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise StorageError(
            "文件没有存上：{reason}。",
            "换一个文件夹，或者先关掉打开着的同名文件，再存一次。",
            reason=error.strerror or "",
        ) from error
    return count


def _batches(conn: Connection, path: Path) -> Generator[_Sorted, None, None]:
    """The questions of a file by the thousand, compared with the bank as it stands.

    Raises QuestionFileError, also when the file holds little but problems, and StorageError.
    """
    before = store.ids(conn)  # what comes in meanwhile is known to be new, as ids come but once
    lines: dict[str, int] = {}
    problems = 0
    with closing(_ready(path)) as batches:
        for some in batches:
            firsts = [_first(one, lines) for one in some]
            problems += sum(isinstance(one, Problem) for one in firsts)
            if problems > MOST_PROBLEMS:
                raise QuestionFileError(
                    "文件里有 {n} 道以上的题目读不了，一道也没有导入。",
                    "看看选的是不是题目文件。",
                    n=MOST_PROBLEMS,
                )
            yield _sort_out(conn, firsts, before)


def _ready(path: Path) -> Generator[list[_Ready | Problem], None, None]:
    """The questions of a file by the thousand, in order, ready for the bank."""
    with closing(elsewhere(_read_here, path) if _is_long(path) else _read_here(path)) as found:
        yield from found


def _read_here(path: Path) -> Generator[list[_Ready | Problem], None, None]:
    with closing(entries(path)) as found:
        yield from map(_prepared, iter(lambda: list(islice(found, BATCH)), []))


def _is_long(path: Path) -> bool:
    """Whether a second process pays; TOML takes its time before there are entries."""
    try:
        size = path.stat().st_size
    except OSError:
        return False  # opening it says why
    return path.suffix.lower() == ".jsonl" and size > LONG_FILE and (os.cpu_count() or 1) > 1


def _prepared(batch: list[Entry]) -> list[_Ready | Problem]:
    """What the bank stores of the sound questions, worked out without it."""
    ready: list[_Ready | Problem] = []
    for one in map(read_question, batch):
        if isinstance(one, Problem):
            ready.append(one)
            continue
        question, body = one.question, one.body
        row, doc = _row(question, digest(body)), question_doc(question)
        tokens = grams(doc.body)
        measures = measures_of(question)
        ready.append(_Ready(one.line, row, body, measures, doc.title, doc.body, tokens))
    return ready


def _first(one: _Ready | Problem, lines: dict[str, int]) -> _Ready | Problem:
    """The same, or a problem when an earlier question of the file has its id."""
    if isinstance(one, Problem):
        return one
    ref = one.row.id
    if ref in lines:
        reason = tr("编号与第 {n} 行的题目相同", n=lines[ref])
        return Problem(one.line, f"{ref}：{reason}")
    lines[ref] = one.line
    return one


def _sort_out(conn: Connection, entries: list[_Ready | Problem], before: set[str]) -> _Sorted:
    found = _Sorted()
    ready = [one.row.id for one in entries if isinstance(one, _Ready)]
    bank = store.standing(conn, [ref for ref in ready if ref in before])
    for one in entries:
        if isinstance(one, Problem):
            found.refused.append(one)
            continue
        known = bank.get(one.row.id)
        if known is None:
            found.new.append(one)
        elif known.source != SOURCE:
            reason = tr("{id}：这个编号是自带题目的，请换一个", id=one.row.id)
            found.refused.append(Problem(one.line, reason))
        elif known.retired:
            found.back.append(one)
        elif one.row.revision in known.digests:
            found.same += 1
        else:
            found.changed.append(one)
    return found


def _row(question: Question, revision: str) -> QuestionRow:
    return QuestionRow(
        id=question.id,
        revision=revision,
        kind=kind_of(question),
        difficulty=question.difficulty,
        audience=audience_mask(question.audience),
        source=SOURCE,
        lesson=question.lesson or None,
    )


def _index_again(ws: Workspace, ids: Sequence[str]) -> None:
    """Index changed questions by what they say now."""
    if not ids:
        return
    store.unindex_questions(ws.db, frozenset(ids))
    for at in range(0, len(ids), BATCH):
        found = store.imported(ws.conn, ids[at : at + BATCH])
        store.index_questions(ws.db, [_tokenised(decode(body)) for body, _ in found.values()])


def _tokenised(question: Question) -> tuple[Doc, str]:
    doc = question_doc(question)
    return doc, grams(doc.body)


def _imported(conn: Connection, ids: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """question → (body, retired) of exactly these; NotFoundError when one was not imported."""
    found = store.imported(conn, list(dict.fromkeys(ids)))
    if len(found) < len(set(ids)):
        raise NotFoundError("有一道题不是导入的，没有动它。", "只有自己导入的题可以删去。")
    return found
