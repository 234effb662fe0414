"""Every rule that a text names by article is a law card with that article: nothing is cited blind."""

from __future__ import annotations

from collections.abc import Iterator

from integrity_edu.authored import Problem
from integrity_edu.library.citations import Cards, missing
from integrity_edu.library.shelf import Shelf
from integrity_edu.library.texts import Texts


def citations(shelf: Shelf, texts: Texts) -> Iterator[Problem]:
    """Find citations in lessons, cases, lists and questions that resolve to no point of a card."""
    cards = Cards(shelf.laws)
    sources = {name: source for name, source in texts.files.items() if "/laws/" not in name}
    sources |= {placed.source.name: placed.source for placed in shelf.placed}
    for source in sources.values():
        for number, text in enumerate(source.text.splitlines(), start=1):
            for cited in cards.cited(text):
                card = cards.find(cited.name)
                if card is None:
                    message = f"引了“{cited.name}”，没有这张法规卡；补一张，或者不引"
                    yield source.problem(number, "citation", message)
                elif lost := missing(card, cited.articles):
                    message = f"法规卡 {card.id} 没有第 {'、'.join(lost)} 条；核对原文后补上这一点"
                    yield source.problem(number, "citation", message)
