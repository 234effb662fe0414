"""An extract on paper: what the grant names, what it is not, and how to check it."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from integrity_edu.ui.archive_words import moment_words
from integrity_edu.ui.dates import day_words
from integrity_edu.ui.printing import print_html
from integrity_edu.words import tr

if TYPE_CHECKING:
    from integrity_edu.archive.extracts import Extract, Line, Shows

QR_DOTS = 8
"""Pixels of a module: sharp at 300 dpi."""


def extract_pdf(made: Extract, path: Path) -> None:
    """Write an extract to `path` as A4 PDF; StorageError when that is not possible.

    The QR code holds serial and SHA-256 digest of the signed file that goes with the paper.
    """
    foot = tr(
        "{claim} 出具于 {moment} · 签名人指纹 {fingerprint}",
        claim=made.shows.disclaimer,
        moment=moment_words(made.made_at),
        fingerprint=made.signer,
    )
    print_html(extract_html(made), tr("诚信档案摘录"), foot, path)


def extract_html(made: Extract) -> str:
    """The paper as rich text; foreign words are escaped."""
    shows = made.shows
    parts = [
        f"<h1>{escape(tr('诚信档案摘录'))}</h1>",
        f'<p class="claim">{escape(shows.disclaimer)}</p>',
        _pairs(shows),
    ]
    if shows.training is not None:
        parts.append(_lines(tr("学习与培训"), shows.training))
    if shows.good is not None:
        parts.append(_lines(tr("表彰、志愿服务等"), shows.good))
    if shows.negative is not None:
        parts.append(_lines(tr("不良记录"), shows.negative))
    if shows.statements is not None:
        parts.append(f"<h2>{escape(tr('本人说明'))}</h2>")
        parts += [f"<p>{escape(text)}</p>" for text in shows.statements]
        if not shows.statements:
            parts.append(_muted(tr("没有。")))
    parts.append(_checking(made))
    return "".join(parts)


def qr_text(made: Extract) -> str:
    """What the QR code says."""
    return f"{made.serial} sha256:{made.digest}"


def _pairs(shows: Shows) -> str:
    signer = tr("本人") if shows.signed_by == "person" else tr("学校")
    pairs = [
        (tr("给谁"), shows.recipient),
        (tr("用途"), shows.purpose),
        (tr("有效到"), day_words(date.fromisoformat(shows.until))),
        (tr("由谁签名"), signer),
    ]
    if shows.name is not None:
        pairs.insert(0, (tr("姓名"), shows.name))
    return "".join(
        f"<p>{escape(tr('{name}：{value}', name=name, value=value))}</p>" for name, value in pairs
    )


def _lines(title: str, lines: tuple[Line, ...]) -> str:
    parts = [f"<h2>{escape(title)}</h2>"]
    if not lines:
        parts.append(_muted(tr("没有。")))
    for one in lines:
        marks = [tr("异议中")] if one.objected else []
        marks += [tr("更正过")] if one.corrected else []
        mark = tr("【{marks}】", marks=tr("、").join(marks)) if marks else ""
        parts.append(f'<p class="entry"><b>{escape(one.what + mark)}</b></p>')
        day = day_words(date.fromisoformat(one.date))
        parts.append(_muted(tr("{day}　{basis}", day=day, basis=one.basis)))
        parts += [f"<p>{escape(tr('本人说：{text}', text=text))}</p>" for text in one.said]
    return "".join(parts)


def _checking(made: Extract) -> str:
    import segno

    code = segno.make(qr_text(made), error="m", micro=False)
    picture = code.png_data_uri(scale=QR_DOTS, border=2)
    told = (
        tr("编号：{serial}", serial=made.serial),
        tr("签名文件的 SHA-256：{digest}", digest=made.digest),
        tr("核对：用诚信学堂的“核对摘录”打开一起给你的签名文件，不用联网。"),
        tr("只有这张纸、没有签名文件的，不算核对过。"),
    )
    words = "".join(_muted(text) for text in told)
    return (
        f"<h2>{escape(tr('怎样核对'))}</h2>"
        f'<p><img src="{picture}" width="132" height="132"></p>{words}'
    )


def _muted(text: str) -> str:
    return f'<p class="muted">{escape(text)}</p>'
