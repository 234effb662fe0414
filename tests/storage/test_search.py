"""Search finds exactly the texts that hold every word, for words of any length."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity_edu.library.compile import compile_library
from integrity_edu.storage.search import KINDS, MOST_WORDS, Doc, Hit, reindex, search
from integrity_edu.workspace import Workspace

reuse = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

TEXTS = st.lists(st.text("诚信档〇aB1，。 \n", max_size=12), min_size=1, max_size=8)
CHINESE = st.text("诚信档〇", min_size=1, max_size=5)
RUN = re.compile("[诚信档〇]+|[a-z0-9]+")


def index(ws: Workspace, texts: list[str], kind: str = "law") -> None:
    with ws.change("library") as db:
        reindex(db, [Doc(kind, str(n), f"第 {n} 篇", text) for n, text in enumerate(texts)])


def found(ws: Workspace, query: str) -> set[str]:
    return {hit.ref for hit in search(ws.conn, query).hits}


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.marks]


# what is found


@reuse
@given(texts=TEXTS, word=CHINESE)
def test_a_chinese_word_is_found_where_it_stands_and_nowhere_else(
    ws: Workspace, texts: list[str], word: str
) -> None:
    index(ws, texts)
    assert found(ws, word) == {str(n) for n, text in enumerate(texts) if word in text}


@reuse
@given(texts=TEXTS, words=st.lists(CHINESE, min_size=2, max_size=3))
def test_of_several_words_a_text_must_hold_every_one(
    ws: Workspace, texts: list[str], words: list[str]
) -> None:
    index(ws, texts)
    holding = {str(n) for n, text in enumerate(texts) if all(word in text for word in words)}
    assert found(ws, " ".join(words)) == holding


@reuse
@given(texts=TEXTS, word=st.text("ab1", min_size=1, max_size=3))
def test_a_latin_word_is_found_by_its_beginning_in_either_case(
    ws: Workspace, texts: list[str], word: str
) -> None:
    index(ws, texts)
    holding = {
        str(n)
        for n, text in enumerate(texts)
        if any(run.startswith(word) for run in RUN.findall(text.lower()))
    }
    assert found(ws, word) == found(ws, word.upper()) == holding


@reuse
@given(texts=TEXTS, word=CHINESE, limit=st.integers(0, 3))
def test_the_count_is_of_all_hits_whatever_the_limit(
    ws: Workspace, texts: list[str], word: str, limit: int
) -> None:
    index(ws, texts)
    result = search(ws.conn, word, limit)
    assert result.count == sum(word in text for text in texts)
    assert len(result.hits) == min(limit, result.count)


def test_hits_come_in_the_order_of_kinds_and_then_as_indexed(ws: Workspace) -> None:
    docs = [Doc(kind, f"{kind}-{n}", "题", "诚信") for n in (1, 2) for kind in reversed(KINDS)]
    with ws.change("library") as db:
        reindex(db, docs)
    refs = [hit.ref for hit in search(ws.conn, "诚信").hits]
    assert refs == [f"{kind}-{n}" for kind in KINDS for n in (1, 2)]


def test_a_year_written_with_a_round_zero_is_found(ws: Workspace) -> None:
    index(ws, ["二〇一八年八月"])
    assert found(ws, "二〇一八年") == found(ws, "〇") == {"0"}


def test_a_rare_compatibility_character_is_found(ws: Workspace) -> None:
    index(ws, ["\uf900字", "字"])
    assert found(ws, "\uf900") == {"0"}


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', "*", "^", "-", ":", "()", "，。", "😀", "\x00", "\ud800", "\ue000", "̈", "İ"],
)  # fmt: skip
def test_a_query_without_a_word_finds_nothing(ws: Workspace, query: str) -> None:
    index(ws, ["诚信 abc", "and or not near"])
    assert search(ws.conn, query).hits == ()
    assert search(ws.conn, query).count == 0


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR", "grams", "rowid"])
def test_words_of_the_query_language_are_words(ws: Workspace, word: str) -> None:
    index(ws, ["诚信 abc", f"诚信 {word}"])
    assert found(ws, word) == {"1"}
    assert found(ws, f'诚信 "{word}" *') == {"1"}


@reuse
@given(query=st.text(max_size=40))
def test_no_query_is_refused(ws: Workspace, query: str) -> None:
    index(ws, ["诚信 abc"])
    search(ws.conn, query)


@pytest.mark.parametrize("parted", ["", " ", "a "])
def test_a_pasted_page_is_searched_by_its_first_words(ws: Workspace, parted: str) -> None:
    page = parted.join(chr(0x4E00 + at % 3000) for at in range(6000))
    index(ws, [page, "诚信"])
    assert found(ws, page) == {"0"}


def test_words_beyond_the_limit_do_not_count(ws: Workspace) -> None:
    words = [f"w{at}" for at in range(MOST_WORDS)]
    index(ws, [" ".join(words)])
    assert found(ws, " ".join([*words, "absent"])) == {"0"}
    assert found(ws, " ".join([*words[1:], "absent"])) == set()


# what is shown


@reuse
@given(
    before=st.text("诚信档aB\n，", max_size=80),
    word=st.text("案查阅", min_size=1, max_size=70),
    after=st.text("诚信档aB\n，", max_size=80),
)
def test_a_snippet_holds_the_word_and_a_mark_points_at_it(
    ws: Workspace, before: str, word: str, after: str
) -> None:
    index(ws, [before + word + after])
    (hit,) = search(ws.conn, word).hits
    assert word in hit.snippet
    assert "\n" not in hit.snippet
    assert marked(hit)
    assert set(marked(hit)) == {word}


def test_a_snippet_says_where_the_text_goes_on(ws: Workspace) -> None:
    index(ws, ["前" * 40 + "诚信" + "后" * 90, "诚信"])
    middle, whole = search(ws.conn, "诚信").hits
    assert middle.snippet == "…" + "前" * 14 + "诚信" + "后" * 44 + "…"
    assert whole.snippet == "诚信"


def test_marks_do_not_slip_behind_a_letter_that_grows_in_lower_case(ws: Workspace) -> None:
    index(ws, ["İİİ ABC 诚信"])
    (hit,) = search(ws.conn, "诚信 abc").hits
    assert sorted(marked(hit)) == ["ABC", "诚信"]


# the index


def test_indexing_again_replaces_everything(ws: Workspace) -> None:
    index(ws, ["诚信", "档案", "信用"])
    index(ws, ["修复"], kind="case")
    assert found(ws, "诚信") | found(ws, "档") | found(ws, "信用") == set()
    assert [(hit.kind, hit.ref) for hit in search(ws.conn, "修复").hits] == [("case", "0")]


def test_an_empty_index_finds_nothing(ws: Workspace) -> None:
    assert search(ws.conn, "诚信").count == 0


@pytest.fixture
def shipped(ws: Workspace) -> dict[str, int]:
    """Every two-character word of the shipped content, with the number of texts that hold it."""
    compile_library(ws)
    counts: dict[str, int] = {}
    for (body,) in ws.conn.execute("SELECT body FROM search_doc"):
        pairs = {
            run[at : at + 2]
            for run in re.findall(r"[\u4e00-\u9fff]+", body)
            for at in range(len(run) - 1)
        }
        for pair in pairs:
            counts[pair] = counts.get(pair, 0) + 1
    return counts


def test_words_of_the_shipped_content_are_found(ws: Workspace, shipped: dict[str, int]) -> None:
    some = random.Random(20261123).sample(sorted(shipped), 300)
    assert {word: search(ws.conn, word, 1).count for word in some} == {
        word: shipped[word] for word in some
    }


@pytest.mark.slow
def test_every_two_character_word_of_the_shipped_content_is_found(
    ws: Workspace, shipped: dict[str, int]
) -> None:
    wrong = [word for word, n in shipped.items() if search(ws.conn, word, 1).count != n]
    assert wrong == []
