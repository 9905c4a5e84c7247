"""Between terms a pupil may go to another group, within one only who arrives (001 4.4.6)."""

from __future__ import annotations

from datetime import date

import pytest

from journal_core.calendar.groups import GroupMove, check_move
from journal_core.errors import Invalid
from tests.unit.calendar.gymnasium import GROUP_2, QUARTERS

PETYA = GroupMove(1, GROUP_2, 7, in_class=True, first_group=False, new_group=False)
TODAY = date(2026, 10, 20)


@pytest.mark.parametrize("first", [date(2026, 11, 1), date(2026, 11, 5), date(2026, 11, 9)])
def test_petya_moves_in_the_holidays_or_on_the_first_day_of_the_quarter(first: date) -> None:
    check_move(PETYA, QUARTERS, first, TODAY)


def test_he_may_move_today_when_no_quarter_lasts() -> None:
    check_move(PETYA, QUARTERS, date(2026, 11, 2), date(2026, 11, 2))


@pytest.mark.parametrize("first", [date(2026, 10, 31), date(2026, 11, 10), date(2026, 12, 24)])
def test_within_a_quarter_he_waits_and_is_told_until_when(first: date) -> None:
    with pytest.raises(Invalid) as caught:
        check_move(PETYA, QUARTERS, first, TODAY)
    term = QUARTERS[0] if first.month == 10 else QUARTERS[1]
    assert caught.value.code == "groups.inside_term"
    assert caught.value.details == {"term": term.name, "day": f"{term.span.end:%d.%m.%Y}"}


@pytest.mark.parametrize(("arrives", "new"), [(True, False), (False, True)])
def test_who_arrives_and_who_goes_into_a_new_group_need_not_wait(arrives: bool, new: bool) -> None:
    check_move(GroupMove(1, GROUP_2, 7, True, arrives, new), QUARTERS, date(2026, 10, 21), TODAY)


def test_the_past_is_not_rewritten_and_another_class_has_its_own_groups() -> None:
    codes = []
    for move, first in ((PETYA, date(2026, 10, 19)), (GroupMove(1, GROUP_2, 7, False, True, True), TODAY)):
        with pytest.raises(Invalid) as caught:
            check_move(move, QUARTERS, first, TODAY)
        codes.append(caught.value.code)
    assert codes == ["groups.past", "groups.other_class"]
