"""The state machine of a record: whatever is tried in whatever order, its laws hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from integrity_edu.archive.catalogue import NEGATIVE, RecordKind
from integrity_edu.archive.record_entries import (
    Confirmed,
    Decided,
    Dropped,
    Extended,
    Objected,
    Outcome,
    Recorded,
    RecordEntry,
    RepairAsked,
    RepairDecided,
    ReviewAsked,
    Stated,
    Told,
    Withdrawn,
)
from integrity_edu.archive.record_flow import (
    COUNTING,
    Happened,
    Record,
    RecordState,
    StepError,
    begin,
    fold,
    step,
)
from integrity_edu.ids import PersonId
from tests.archive.record_facts import conduct, decision

STUDENT, RECORDER, DECIDER, REVIEWER = (PersonId(f"p_{name}") for name in "srdv")
DAY = date(2026, 9, 1)
numbers = st.integers(1, 12)
days = st.integers(0, 20).map(lambda n: DAY + timedelta(days=n))
kinds = st.sampled_from(RecordKind)
conducts = st.builds(conduct, kinds)

entries = st.one_of(
    st.builds(Recorded, conducts),
    st.builds(
        Told, numbers, way=st.just("in_person"), on=days, answer_by=days, notice=st.just("1")
    ),
    st.builds(Stated, st.just("我的说明"), st.none() | numbers, st.booleans()),
    st.builds(Confirmed, numbers, days),
    st.builds(Dropped, numbers, st.just("证据不足")),
    st.builds(
        Objected, numbers, ground=st.just("wrong"), text=st.just("不是"), received=days, due=days
    ),
    st.builds(Extended, numbers, unit=st.just("教务处"), due=days),
    st.builds(
        Decided,
        numbers,
        outcome=st.sampled_from(get_args(Outcome)),
        reasons=st.just("查过了"),
        on=days,
        conduct=st.none() | conducts,
    ),
    st.builds(ReviewAsked, numbers, text=st.just("再看看"), received=days, due=days),
    st.builds(
        RepairAsked,
        numbers,
        text=st.just("改了"),
        evidence=st.just("补考"),
        received=days,
        due=days,
    ),
    st.builds(RepairDecided, numbers, granted=st.booleans(), reasons=st.just("属实"), on=days),
    st.builds(Withdrawn, numbers, reason=st.just("决定撤销"), revoked_by=st.none(), on=days),
)
authors = st.sampled_from([STUDENT, RECORDER, DECIDER, REVIEWER])
links = st.tuples(authors, entries)
Links = list[tuple[PersonId, RecordEntry]]


def chain(made: Links) -> list[Happened]:
    """With the numbers that the ledger gives them."""
    return [Happened(n, *link) for n, link in enumerate(made, 1)]


@settings(max_examples=1500, deadline=None)
@given(st.lists(links, max_size=14))
def test_the_laws_hold_after_any_sequence(made: Links) -> None:
    happened = chain(made)
    by_number = {link.n: link for link in happened}
    for n, record in fold(STUDENT, happened).items():
        first = by_number[n]
        assert isinstance(first.entry, Recorded)
        _check_notice(record, first.entry.conduct.kind, first.author)
        for one in record.objections:
            assert one.decider not in (record.recorder, STUDENT)
            if one.reviewed:
                assert one.review
        if record.objection and record.base in COUNTING:
            assert record.state is RecordState.OBJECTED
        assert list(record.entries) == sorted(set(record.entries))


def _check_notice(record: Record, kind: RecordKind, recorder: PersonId) -> None:
    if kind in NEGATIVE and record.base in (RecordState.IN_FORCE, RecordState.REPAIRED):
        assert record.told is not None, "in force without a notice"
        assert record.confirmed is not None
    assert record.conduct.kind is kind
    assert record.recorder == recorder


def told() -> Record:
    record = begin(STUDENT, Happened(1, RECORDER, Recorded(conduct())))
    notice = Told(1, "in_person", DAY, DAY + timedelta(days=5), "1")
    return step(record, Happened(2, RECORDER, notice))


def in_force() -> Record:
    confirmed = Confirmed(1, DAY + timedelta(days=6))
    return step(told(), Happened(3, DECIDER, confirmed))


def objected() -> Record:
    made = Objected(1, "wrong", "不是我的纸条", DAY, DAY + timedelta(days=3))
    return step(in_force(), Happened(4, STUDENT, made))


def decided(outcome: Outcome = "unproven") -> Record:
    return step(objected(), Happened(5, DECIDER, Decided(4, outcome, "两边都证明不了", DAY)))


def test_the_ordinary_way_to_force() -> None:
    record = begin(STUDENT, Happened(1, RECORDER, Recorded(conduct())))
    assert record.state is RecordState.TO_TELL
    assert told().state is RecordState.TOLD
    assert in_force().state is RecordState.IN_FORCE


def test_good_conduct_counts_at_once() -> None:
    record = begin(STUDENT, Happened(1, RECORDER, Recorded(conduct(RecordKind.VOLUNTEERING))))
    assert record.state is RecordState.IN_FORCE


def test_nothing_comes_into_force_before_the_notice() -> None:
    record = begin(STUDENT, Happened(1, RECORDER, Recorded(conduct())))
    with pytest.raises(StepError, match="还没有告知本人"):
        step(record, Happened(2, DECIDER, Confirmed(1, DAY)))


def test_nothing_comes_into_force_while_the_person_may_still_answer() -> None:
    with pytest.raises(StepError, match="陈述期还没有过"):
        step(told(), Happened(3, DECIDER, Confirmed(1, DAY + timedelta(days=5))))


def test_the_person_can_say_that_nothing_more_will_be_said() -> None:
    said = step(told(), Happened(3, STUDENT, Stated("没有意见", 1, final=True)))
    confirmed = step(said, Happened(4, DECIDER, Confirmed(1, DAY)))
    assert confirmed.state is RecordState.IN_FORCE


def test_the_recorder_neither_confirms_nor_decides() -> None:
    with pytest.raises(StepError, match="登记的人"):
        step(told(), Happened(3, RECORDER, Confirmed(1, DAY + timedelta(days=6))))
    with pytest.raises(StepError, match="登记的人"):
        step(objected(), Happened(5, RECORDER, Decided(4, "upheld", "查过了", DAY)))


def test_nobody_decides_in_his_own_matter() -> None:
    with pytest.raises(StepError, match="登记的人"):
        step(objected(), Happened(5, STUDENT, Decided(4, "withdrawn", "不算", DAY)))


def test_an_objection_marks_the_record_at_once() -> None:
    assert objected().state is RecordState.OBJECTED
    assert decided().state is RecordState.IN_FORCE


def test_the_second_look_is_a_third_persons() -> None:
    asked = step(decided(), Happened(6, STUDENT, ReviewAsked(4, "再看看", DAY, DAY)))
    assert asked.state is RecordState.OBJECTED
    again = Decided(4, "withdrawn", "依据不足", DAY)
    with pytest.raises(StepError, match="答复过的人"):
        step(asked, Happened(7, DECIDER, again))
    assert step(asked, Happened(7, REVIEWER, again)).state is RecordState.WITHDRAWN


def test_a_second_look_is_had_once() -> None:
    asked = step(decided(), Happened(6, STUDENT, ReviewAsked(4, "再看看", DAY, DAY)))
    done = step(asked, Happened(7, REVIEWER, Decided(4, "upheld", "属实", DAY)))
    with pytest.raises(StepError, match="只有一次"):
        step(done, Happened(8, STUDENT, ReviewAsked(4, "再来", DAY, DAY)))


def test_a_correction_changes_the_words_and_not_the_kind() -> None:
    new = structs.replace(conduct(), what="把手机放在了桌上")
    record = step(objected(), Happened(5, DECIDER, Decided(4, "corrected", "查实", DAY, new)))
    assert record.corrected
    assert record.conduct == new
    other = structs.replace(new, kind=RecordKind.ACADEMIC_FRAUD)
    with pytest.raises(StepError, match="另一类"):
        step(objected(), Happened(5, DECIDER, Decided(4, "corrected", "查实", DAY, other)))


def test_a_correction_never_keeps_a_record_longer() -> None:
    longer = structs.replace(conduct(), until=date(2029, 1, 1))
    with pytest.raises(StepError, match="留得更久"):
        step(objected(), Happened(5, DECIDER, Decided(4, "corrected", "查实", DAY, longer)))


def test_repair_is_asked_for_by_who_put_it_right_and_granted_by_another() -> None:
    asked = step(in_force(), Happened(4, STUDENT, RepairAsked(1, "补考过了", "成绩单", DAY, DAY)))
    with pytest.raises(StepError, match="登记的人"):
        step(asked, Happened(5, RECORDER, RepairDecided(4, granted=True, reasons="属实", on=DAY)))
    done = step(asked, Happened(5, DECIDER, RepairDecided(4, granted=True, reasons="属实", on=DAY)))
    assert done.state is RecordState.REPAIRED
    with pytest.raises(StepError, match="不用提异议"):
        step(done, Happened(6, STUDENT, Objected(1, "wrong", "x", DAY, DAY)))


def test_a_revoked_decision_takes_the_record_with_it() -> None:
    entry = Withdrawn(1, "认定决定被撤销", decision(), DAY)
    assert step(in_force(), Happened(4, RECORDER, entry)).state is RecordState.WITHDRAWN
