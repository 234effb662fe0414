"""What is read becomes what is stored: documents, search texts and question rows (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from integrity_edu.courses.values import Course
from integrity_edu.library.question_texts import question_doc
from integrity_edu.library.shelf import Shelf, is_a_day
from integrity_edu.library.store import Document
from integrity_edu.plan.marked import sentence
from integrity_edu.plan.values import about
from integrity_edu.quiz.questions import (
    Question,
    audience_mask,
    digest,
    encode,
    kind_of,
    measures_of,
)
from integrity_edu.quiz.store import QuestionRow
from integrity_edu.storage.search import Doc


def documents(shelf: Shelf) -> Iterator[Document]:
    """Every document: the value types that `plan.reading` and `courses.library` decode, as JSON."""
    read = shelf.courses
    if shelf.plan:
        yield from _of("plan", (("plan", shelf.plan.title, about(shelf.plan)),))
        yield from _of("part", ((str(one.number), one.title, one) for one in shelf.plan.part))
        yield from _of("measure", ((str(one.number), one.title, one) for one in shelf.plan.measure))
    yield from _of("law", ((one.id, one.title, one) for one in shelf.laws.values()))
    yield from _of("course", ((one.file.id, one.file.title, one) for one in _courses(shelf)))
    for place, lesson in enumerate(read.lessons):
        front = lesson.front
        yield Document("lesson", front.id, place, front.title, _json(lesson), lesson.digest)
    yield from _of("case", ((one.front.id, one.front.title, one) for one in read.cases))
    days = [one for one in read.days if is_a_day(one.month, one.day)]
    yield from _of("day", ((one.id, one.title, one) for one in days))
    yield from _of("saying", ((one.id, one.text, one) for one in read.sayings))
    yield from _of("path", ((one.id, one.title, one) for one in read.paths))
    yield from _of("term", ((one.id, one.word, one) for one in read.terms))
    yield from _of("workdays", ((str(one.year), one.source, one) for one in shelf.workdays))


def served(shelf: Shelf) -> Iterator[tuple[int, str, str]]:
    """(measure, kind, id) of every lesson, case and law card that serves a measure."""
    fronts = [("lesson", one.front.id, one.front.measures) for one in shelf.courses.lessons]
    fronts += [("case", one.front.id, one.front.measures) for one in shelf.courses.cases]
    fronts += [("law", one.id, one.measures) for one in shelf.laws.values()]
    for kind, ref, measures in fronts:
        for measure in measures:
            yield measure, kind, ref


def question_rows(
    questions: Iterable[Question], source: str
) -> Iterator[tuple[QuestionRow, str, tuple[int, ...]]]:
    """(row, body, measures) of each question as `quiz.store.put_questions` takes them."""
    for question in questions:
        body = encode(question)
        row = QuestionRow(
            id=question.id,
            revision=digest(body),
            kind=kind_of(question),
            difficulty=question.difficulty,
            audience=audience_mask(question.audience),
            source=source,
            lesson=question.lesson or None,
        )
        yield row, body, measures_of(question)


def search_docs(shelf: Shelf) -> Iterator[Doc]:
    """Return the searchable texts; each repeats its title so that the title is found too."""
    for measure in shelf.plan.measure if shelf.plan else ():
        words = [measure.title, sentence(measure.marked), "、".join(measure.units)]
        yield Doc("measure", str(measure.number), measure.title, "\n".join(words))
    for card in shelf.laws.values():
        points = [f"{point.article}　{point.text}" for point in card.point]
        words = [card.title, card.short, card.summary, *points]
        yield Doc("law", card.id, card.title, "\n".join(words))
    for lesson in shelf.courses.lessons:
        title = lesson.front.title
        yield Doc("lesson", lesson.front.id, title, f"{title}\n{lesson.text}")
    for case in shelf.courses.cases:
        yield Doc("case", case.front.id, case.front.title, f"{case.front.title}\n{case.text}")
    for term in shelf.courses.terms:
        words = [term.word, *term.also, term.meaning, term.beside]
        yield Doc("term", term.id, term.word, "\n".join(filter(None, words)))
    yield from map(question_doc, shelf.usable)


def _courses(shelf: Shelf) -> Iterator[Course]:
    for file in shelf.courses.courses:
        lessons = [one.front for one in shelf.courses.lessons if one.course == file.id]
        yield Course(file, tuple((one.id, one.title, one.minutes) for one in lessons))


def _of(kind: str, things: Iterable[tuple[str, str, object]]) -> Iterator[Document]:
    """Documents of one kind in order, each with the digest of its body as its revision."""
    for position, (ref, title, thing) in enumerate(things):
        body = _json(thing)
        yield Document(kind, ref, position, title, body, digest(body))


def _json(thing: object) -> str:
    return msgspec.json.encode(thing, order="deterministic").decode()
