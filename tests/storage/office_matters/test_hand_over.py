"""The quarter's papers from the class teacher through the deputy into the archive (003 4.2 в–г; 001 4.6.6)."""

from __future__ import annotations

import pytest

from journal_core.actions.office.hand_over import (
    archive_hand_over,
    certify_hand_over,
    hand_over,
    return_hand_over,
)
from journal_core.errors import Conflict, Invalid, Refused
from journal_core.office.matters import Step
from tests.storage.office_matters.chancery import Chancery

PAPERS = ["сводная ведомость", " посещаемость "]


async def test_a_quarter_is_handed_over_certified_and_archived(own: Chancery) -> None:
    term = await own.term()
    handed = await hand_over(own.store, own.class_7b(), term, PAPERS, own.stamp())
    assert (handed.matter.papers, handed.names.term) == ("сводная ведомость\nпосещаемость", "I четверть")
    await certify_hand_over(own.store, own.deputy(), handed.id, own.stamp())
    await archive_hand_over(own.store, own.secretary(), handed.id, "дело 12", own.stamp())
    lines = await own.lists.hand_overs(own.secretary(), term)
    assert [(one.class_name, one.handed.stands if one.handed else "ничего") for one in lines] == [
        ("1А", "ничего"),
        ("7А", "ничего"),
        ("7Б", Step.ARCHIVED),
    ]
    certified, archived = lines[2].last(Step.CERTIFIED), lines[2].last(Step.ARCHIVED)
    assert certified is not None and certified.staff == "Лис А. Л."
    assert archived is not None and archived.refers == "дело 12"


async def test_what_came_back_is_handed_over_once_more(own: Chancery) -> None:
    term = await own.term()
    handed = await hand_over(own.store, own.class_7b(), term, PAPERS, own.stamp())
    await return_hand_over(own.store, own.deputy(), handed.id, "нет подписи на второй странице", own.stamp())
    with pytest.raises(Conflict):
        await certify_hand_over(own.store, own.deputy(), handed.id, own.stamp())
    own.clock.later(days=1)
    await hand_over(own.store, own.class_7b(), term, ["ведомость с подписью"], own.stamp())
    line = (await own.lists.hand_overs(own.deputy(), term))[2]
    assert (line.papers, line.handed_at) == ("ведомость с подписью", own.clock.now())
    assert await own.count("hand_over") == 1


async def test_papers_that_lie_with_the_deputy_are_not_handed_over_again(own: Chancery) -> None:
    term = await own.term()
    first = await hand_over(own.store, own.class_7b(), term, PAPERS, own.stamp("the same"))
    assert await hand_over(own.store, own.class_7b(), term, PAPERS, own.stamp("the same")) == first
    with pytest.raises(Conflict, match=r"office\.moved_on"):
        await hand_over(own.store, own.class_7b(), term, PAPERS, own.stamp())


async def test_nothing_is_archived_that_is_not_certified_or_has_no_number(own: Chancery) -> None:
    handed = await hand_over(own.store, own.class_7b(), await own.term(), PAPERS, own.stamp())
    with pytest.raises(Conflict):
        await archive_hand_over(own.store, own.deputy(), handed.id, "дело 12", own.stamp())
    await certify_hand_over(own.store, own.deputy(), handed.id, own.stamp())
    with pytest.raises(Invalid, match=r"office\.number_needed"):
        await archive_hand_over(own.store, own.deputy(), handed.id, " ", own.stamp())


async def test_no_papers_another_term_and_another_school_are_refused(own: Chancery) -> None:
    term = await own.term()
    with pytest.raises(Invalid, match=r"office\.empty"):
        await hand_over(own.store, own.class_7b(), term, [" "], own.stamp())
    with pytest.raises(Refused):
        await hand_over(own.store, own.class_7b(), 10**9, PAPERS, own.stamp())
    handed = await hand_over(own.store, own.class_7b(), term, PAPERS, own.stamp())
    with pytest.raises(Refused):
        await certify_hand_over(own.store, own.deputy(own.elsewhere), handed.id, own.stamp())
    assert await own.lists.hand_overs(own.deputy(own.elsewhere), term) == ()
