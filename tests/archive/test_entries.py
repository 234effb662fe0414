"""Contents to canonical JSON and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity_edu.archive.entries import (
    Basic,
    BrokenArchiveError,
    Content,
    Destroyed,
    Look,
    PaperFact,
    Section,
    Training,
    canonical,
    decode,
    encode,
    section_title,
)

texts = st.text(st.characters(codec="utf-8"), max_size=40)
trainings = st.builds(
    Training,
    kind=st.sampled_from(["lesson_passed", "hours_credited"]),
    title=texts,
    ref=texts,
    version=texts,
    date=st.dates(),
    test=st.none() | st.builds(PaperFact, title=texts, seed=st.integers(), score=texts),
    hours=st.none() | st.floats(0, 100).map(lambda hours: round(hours, 1)),
)
looks = st.builds(
    Look, viewer=texts, purpose=texts, sections=st.lists(st.sampled_from(Section)).map(tuple)
)
contents = (
    trainings
    | looks
    | st.builds(Basic, name=texts, nickname=texts)
    | st.builds(Destroyed, n=st.integers(1), reason=texts)
)


@given(contents)
def test_every_content_comes_back_as_it_was(content: Content) -> None:
    assert decode(encode(content)) == content


@given(st.binary(max_size=40))
def test_other_bytes_are_a_calm_refusal(data: bytes) -> None:
    with pytest.raises(BrokenArchiveError):
        decode(data)


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"score","points":99}',
        '{"type":"basic"}',
        '{"type":"look","viewer":"x","purpose":"y","sections":["score"]}',
        '{"type":"training","date":"soon","test":null,"hours":null}',
        '{"type":"basic","name":"x","nickname":"y","rank":1}',
    ],
)
def test_an_unknown_or_incomplete_content_is_refused(text: str) -> None:
    with pytest.raises(BrokenArchiveError):
        decode(text.encode())


def test_canonical_json_sorts_keys_and_leaves_nothing_to_choice() -> None:
    value = {"b": [1.0, 0.5, None, True], "a": "学\n"}
    assert canonical(value) == '{"a":"学\\n","b":[1,0.5,null,true]}'.encode()


def test_a_training_carries_no_points_of_a_person() -> None:
    training = Training("lesson_passed", "课", "a/b", "1", date(2026, 11, 1))
    assert not set(training.__struct_fields__) & {"score", "points", "grade", "rank", "percent"}


def test_nothing_is_called_verified_that_nobody_checked() -> None:
    assert Basic("林晓雨", "小林").verification == "未核验"


def test_every_section_has_a_name_of_its_own() -> None:
    assert len({section_title(section) for section in Section}) == 6
