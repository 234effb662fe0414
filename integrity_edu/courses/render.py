"""Lesson Markdown → HTML without colours, safe for QTextBrowser.

Qt's rich text knows neither borders on one side nor padding on blocks, so call-outs, law cards
and then/now pairs become tables with classes; `ui.theme.lesson_css` colours them. The classes are
callout callout-KIND (bar, body, callout-title), then-now (then, now, gutter, ground-heading), grid,
figure, caption, quote, then-line and muted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from integrity_edu.courses.values import Heading
from integrity_edu.plan.marked import sentence
from integrity_edu.plan.values import Ground, LawCard, Measure

_BLOCK = re.compile(r"^\{\{(measure|then-now|law):([^}]+)\}\}\s*$", re.M)
_CALLOUT = re.compile(
    r'<div class="admonition (\w+)">\s*<p class="admonition-title">(.*?)</p>(.*?)</div>', re.S
)
_CALLOUTS = ("mistake", "do", "case", "note")
# authors set a space around **words** and break lines; between Chinese characters neither is one
_LOOSE = re.compile(
    r"(?<=[\u3001-\u9fff\uff01-\uff5e\u201c\u201d])(</?strong>)?\s+(</?strong>)?"
    r"(?=[\u3001-\u9fff\uff01-\uff5e\u201c\u201d])"
)
_FIGURE = re.compile(r'<p>\s*(<img [^>]*?\balt="([^"]*)"[^>]*>)\s*</p>')
_TAGS = {
    "p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "img", "br", "blockquote", "code",
    "table", "thead", "tbody", "tr", "th", "td", "div", "span", "hr", "sup", "sub",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Library:
    """What blocks may refer to."""

    measures: dict[int, Measure]
    laws: dict[str, LawCard]


def to_html(body: str, library: Library) -> tuple[str, tuple[Heading, ...]]:
    """Render a lesson body; raises ValueError naming a block that refers to nothing."""
    import markdown
    import nh3
    from markdown.extensions.toc import slugify_unicode

    blocks: list[str] = []

    def keep(found: re.Match[str]) -> str:
        blocks.append(_block(found.group(1), found.group(2), library))
        return f"\n\nBLOCK{len(blocks) - 1}END\n\n"

    engine = markdown.Markdown(
        extensions=["tables", "admonition", "attr_list", "sane_lists", "toc"],
        extension_configs={"toc": {"slugify": slugify_unicode}},
        output_format="html",
    )
    html = engine.convert(_BLOCK.sub(keep, body))
    html = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"*": {"class", "id"}, "a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"lesson", "measure", "law", "case", "term"},
        link_rel=None,
    )
    html = _LOOSE.sub(lambda found: (found.group(1) or "") + (found.group(2) or ""), html)
    html = _CALLOUT.sub(_callout, html)
    html = _FIGURE.sub(_figure, html)
    html = html.replace("<table>", '<table class="grid" width="100%" cellspacing="0" border="1">')
    for index, block in enumerate(blocks):
        html = html.replace(f"<p>BLOCK{index}END</p>", block)
    return html, tuple(_headings(engine.toc_tokens))


def plain(html: str) -> str:
    """The words of rendered HTML, for searching and counting."""
    import html as entities

    return re.sub(r"\s+", " ", entities.unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def _headings(tokens: list[dict[str, object]]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(int(str(token["level"])), str(token["name"]), str(token["id"])))
        found += _headings(token["children"])  # type: ignore[arg-type]
    return found


def _callout(found: re.Match[str]) -> str:
    kind = found.group(1) if found.group(1) in _CALLOUTS else "note"
    return _boxed(kind, f'<p class="callout-title">{found.group(2)}</p>{found.group(3).strip()}')


def _figure(found: re.Match[str]) -> str:
    """The picture, and its words beneath: text in a QTextBrowser is all a screen reader gets."""
    return f'<p class="figure">{found.group(1)}</p><p class="caption">{found.group(2)}</p>'


def _boxed(kind: str, inner: str) -> str:
    """A one-row table: a coloured bar and a tinted cell."""
    return (
        f'<table class="callout callout-{kind}" width="100%" cellspacing="0">'
        f'<tr><td class="bar" width="4"></td><td class="body">{inner}</td></tr></table>'
    )


def _block(kind: str, ref: str, library: Library) -> str:
    makers: dict[str, Callable[[str, Library], str]] = {
        "measure": _measure_block,
        "then-now": _then_now_block,
        "law": _law_block,
    }
    return makers[kind](ref.strip(), library)


def _measure(ref: str, library: Library) -> Measure:
    if not ref.isdigit() or int(ref) not in library.measures:
        raise ValueError(f"方案没有第 {ref} 项")
    return library.measures[int(ref)]


def _measure_block(ref: str, library: Library) -> str:
    measure = _measure(ref, library)
    return _boxed(
        "quote",
        f'<p class="quote">{escape(sentence(measure.marked))}</p>'
        f'<p class="muted"><a href="measure:{ref}">方案第 {ref} 项</a>，2018 年</p>',
    )


def _then_now_block(ref: str, library: Library) -> str:
    measure = _measure(ref, library)
    rows = "".join(
        f'<tr><td class="then" width="50%">{_ground(then)}</td><td class="gutter" width="8"></td>'
        f'<td class="now" width="50%">{_ground(now)}</td></tr>'
        for then, now in zip(measure.then, measure.today, strict=False)
    )
    return (
        '<table class="then-now" width="100%" cellspacing="0">'
        '<tr><th class="then">当时怎么说（2018）</th><td class="gutter" width="8"></td>'
        f'<th class="now">今天依据什么（核对于 {measure.as_of:%Y-%m}）</th></tr>'
        f"{rows}</table>"
    )


def _ground(ground: Ground) -> str:
    heading = escape(ground.heading)
    if ground.law:
        heading = f'<a href="law:{ground.law}#{ground.point}">{heading}</a>'
    return f'<p class="ground-heading">{heading}</p><p>{escape(ground.text)}</p>'


def _law_block(ref: str, library: Library) -> str:
    law_id, _, point_id = ref.partition("#")
    card = library.laws.get(law_id)
    point = card.find(point_id) if card else None
    if card is None or point is None:
        raise ValueError(f"没有法规卡要点 {ref}")
    dated = f"，{card.in_force:%Y-%m-%d} 施行" if card.in_force else ""
    number = f"，{card.number}" if card.number else ""
    then = f'<p class="then-line">当时：{escape(point.then)}</p>' if point.then else ""
    return _boxed(
        "law",
        f'<p class="callout-title"><a href="law:{ref}">{escape(card.title)}</a> '
        f"{escape(point.article)}</p><p>{escape(point.text)}</p>{then}"
        f'<p class="muted">{escape(card.issuer)}{escape(number)}{dated}；'
        f"核对于 {card.checked_on:%Y-%m-%d}</p>",
    )
