"""After the lock: a teacher asks, somebody else approves, both values stay and the family hears."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from journal_core.actions.term_marks import approve_term_marks, ask_term_marks, reject_term_marks
from journal_core.entries.requests import RequestState
from journal_core.errors import Conflict, Invalid, Refused, TooLate
from tests.storage.term import CLOSED, LAST_WEEK, Quarter, quarter
from tests.storage.town import build_town, speaks

SECOND = 2  #: another person than the one who asked


@pytest.fixture
async def term(owner: AsyncEngine, runtime: AsyncEngine) -> Quarter:
    town = await build_town(owner)
    made = await quarter(owner, runtime, town)
    await made.gives("Аня", "8", "8", "7")
    await made.sets(made.column(), Аня="8")
    return made


async def test_what_was_asked_is_recorded_when_another_approves(term: Quarter) -> None:
    with pytest.raises(TooLate):
        await term.sets(term.column(), at=CLOSED, why="Ошибка", Аня="9")
    asked = await term.asks(term.column(), Аня="9", Борис="н/а")
    assert (await term.written())[1:] == [], "nothing changes before it is approved"
    assert await term.views.requests(term.deputy()) == (asked,)

    done = await approve_term_marks(term.store, term.deputy(), asked.id, term.stamp(CLOSED, "yes", person=SECOND))
    again = await approve_term_marks(term.store, term.deputy(), asked.id, term.stamp(CLOSED, "yes", person=SECOND))
    assert (done.count, again.count, again.again) == (2, 2, True)
    assert (await term.written())[1:] == [
        ("Аня", "term", 2, "corrected", "9", False),
        ("Борис", "term", 1, "set", "н/а", False),
    ]
    assert await term.views.requests(term.deputy()) == ()
    told = await term.rows("SELECT revision FROM event WHERE kind = 'term_mark' ORDER BY id")
    assert [row[0] for row in told] == [1, 2, 1]


async def test_where_correcting_is_forbidden_the_grace_is_all_the_time_there_is(term: Quarter) -> None:
    await term.sets(term.column(), Борис="н/а")
    term.school = replace(term.school, amendments=(("correcting", "request"),))
    soon, late = LAST_WEEK + timedelta(minutes=1), LAST_WEEK + term.school.grace
    await term.sets(term.column(), at=soon, why="Ошибка", Аня="9")
    with pytest.raises(TooLate, match="term_mark.locked_grace"):
        await term.sets(term.column(), at=late, why="Ошибка", Аня="10")
    with pytest.raises(TooLate, match="term_mark.locked_grace"):
        await term.removes(term.column(), "Борис", at=late)
    asked = await term.asks(term.column(), at=late, Аня="10", Борис="")
    await approve_term_marks(term.store, term.deputy(), asked.id, term.stamp(late, person=SECOND))
    assert [row[:5] for row in (await term.written())[2:]] == [
        ("Аня", "term", 2, "corrected", "9"),
        ("Аня", "term", 3, "corrected", "10"),
        ("Борис", "term", 2, "removed", "н/а"),
    ]


async def test_an_empty_value_takes_the_mark_away(term: Quarter) -> None:
    asked = await term.asks(term.column(), Аня="")
    await approve_term_marks(term.store, term.deputy(), asked.id, term.stamp(CLOSED, person=SECOND))
    assert (await term.written())[1:] == [("Аня", "term", 2, "removed", "8", False)]


async def test_a_request_said_twice_is_one_request(term: Quarter) -> None:
    entries = term.entries([("Аня", "9")])
    stamp = term.stamp(CLOSED, "ask", "Ошибка")
    first = await ask_term_marks(term.store, term.desk(), term.column(), entries, stamp)
    assert await ask_term_marks(term.store, term.desk(), term.column(), entries, stamp) == first


async def test_nobody_approves_their_own(term: Quarter) -> None:
    asked = await term.asks(term.column(), Аня="9")
    for desk, person in ((term.deputy("Ковалёва"), SECOND), (term.deputy("Орлов"), 1)):
        with pytest.raises(Refused) as refused:
            await approve_term_marks(term.store, desk, asked.id, term.stamp(CLOSED, person=person))
        assert refused.value.code == "correction.own"


async def test_the_head_approves_only_where_no_other_deputy_could(term: Quarter) -> None:
    asked = await term.asks(term.column(), Аня="9")
    async with term.owner.begin() as connection:
        await speaks(connection, term.town, "77", staff="Орлов")
    await term.says("UPDATE staff SET duties = '{deputy}' WHERE surname = 'Орлов'")
    with pytest.raises(Refused):
        await approve_term_marks(term.store, term.head(), asked.id, term.stamp(CLOSED, person=SECOND))
    await term.says("UPDATE staff SET duties = '{teacher}' WHERE surname = 'Орлов'")
    assert (await approve_term_marks(term.store, term.head(), asked.id, term.stamp(CLOSED, person=SECOND))).count == 1


async def test_a_request_is_settled_once_and_a_rejected_one_says_why(term: Quarter) -> None:
    asked = await term.asks(term.column(), Аня="9")
    with pytest.raises(Invalid):
        await reject_term_marks(term.store, term.deputy(), asked.id, term.stamp(CLOSED, person=SECOND))
    said = term.stamp(CLOSED, reason="Оснований нет", person=SECOND)
    assert (await reject_term_marks(term.store, term.deputy(), asked.id, said)).state is RequestState.REJECTED
    with pytest.raises(Conflict):
        await approve_term_marks(term.store, term.deputy(), asked.id, term.stamp(CLOSED, person=SECOND))
    assert len(await term.written()) == 1


async def test_what_was_changed_since_it_was_asked_is_not_overwritten(term: Quarter) -> None:
    first, second = await term.asks(term.column(), Аня="9"), await term.asks(term.column(), Аня="7")
    await approve_term_marks(term.store, term.deputy(), first.id, term.stamp(CLOSED, person=SECOND))
    with pytest.raises(Conflict) as refused:
        await approve_term_marks(term.store, term.deputy(), second.id, term.stamp(CLOSED, person=SECOND))
    assert refused.value.code == "correction.stale"
    assert [value for *_, value, _ in await term.written()] == ["8", "9"]


async def test_a_request_without_a_reason_or_without_a_change_is_none(term: Quarter) -> None:
    for why, value, code in (("  ", "9", "correction.reason_empty"), ("Ошибка", "8", "correction.nothing")):
        with pytest.raises(Invalid) as refused:
            await term.asks(term.column(), why, Аня=value)
        assert refused.value.code == code
