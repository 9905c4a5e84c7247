"""What a notice may be, and when those who have not pressed «Ознакомлен» may be asked once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from journal_core.entries.revisions import Change
from journal_core.errors import Conflict, DiaryError, Invalid
from journal_core.notices import (
    FamilyReached,
    Got,
    Notice,
    NoticeEntry,
    NoticeStatus,
    Reach,
    characters,
    check,
    check_count,
    check_standing,
    check_text,
    may_remind,
)
from journal_core.school import Channel

NOON = datetime(2026, 10, 7, 9, tzinfo=UTC)
MEETING = Notice(4, 7, date(2026, 10, 7), NOON, 1, Change.SET, "Собрание в 18:00", True, NOON)
RECALLED = replace(MEETING, revision=2, change=Change.REMOVED)


def refusal(refuses: Callable[[], None]) -> DiaryError:
    with pytest.raises(DiaryError) as refused:
        refuses()
    return refused.value


@pytest.mark.parametrize(("text", "long"), [("", 0), ("Урок", 4), ("😀!", 3), ("\ud83d", 1)])
def test_a_text_is_as_long_as_a_messenger_counts_it(text: str, long: int) -> None:
    assert characters(text) == long


@pytest.mark.parametrize(
    "entry", [NoticeEntry("Собрание"), NoticeEntry("", (4,)), NoticeEntry("а" * 3000, tuple(range(10)))]
)
def test_words_or_a_file_are_a_notice(entry: NoticeEntry) -> None:
    check(entry)


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_notice_without_words_and_files_is_none(text: str) -> None:
    refused = refusal(lambda: check(NoticeEntry(text)))
    assert (type(refused), refused.code) == (Invalid, "notice.empty")


@pytest.mark.parametrize("refuses", [lambda: check_text("а" * 3001), lambda: check(NoticeEntry("а" * 3001, (4,)))])
def test_a_text_over_the_limit_is_refused_with_both_numbers(refuses: Callable[[], None]) -> None:
    refused = refusal(refuses)
    assert (type(refused), refused.code) == (Invalid, "notice.too_long")
    assert refused.details == {"written": "3001", "most": "3000"}


@pytest.mark.parametrize("refuses", [lambda: check_count(11), lambda: check(NoticeEntry("", tuple(range(11))))])
def test_more_than_ten_files_are_refused(refuses: Callable[[], None]) -> None:
    refused = refusal(refuses)
    assert (type(refused), refused.code, refused.details) == (Invalid, "notice.too_many_files", {"most": "10"})


def test_what_was_taken_back_is_changed_no_more() -> None:
    check_standing(MEETING)
    check_standing(replace(MEETING, change=Change.CORRECTED))
    refused = refusal(lambda: check_standing(RECALLED))
    assert (type(refused), refused.code) == (Conflict, "notice.recalled")


def test_a_notice_that_asks_for_an_answer_and_stands_may_be_reminded_of() -> None:
    assert may_remind(MEETING, None, NOON)
    assert not may_remind(RECALLED, None, NOON)
    assert not may_remind(replace(MEETING, asks_ack=False), None, NOON)


def test_between_two_reminders_lie_three_hours() -> None:
    assert may_remind(MEETING, NOON - timedelta(hours=3), NOON)
    assert not may_remind(MEETING, NOON - timedelta(hours=3) + timedelta(seconds=1), NOON)


def test_families_are_counted_by_how_far_the_notice_came_with_them() -> None:
    came = (("Иванова Анна", Got.READ), ("Котова Вера", Got.LOST), ("Петров Борис", Got.READ))
    families = tuple(FamilyReached(number, name, got) for number, (name, got) in enumerate(came))
    assert NoticeStatus(MEETING, (), families, 0).counts() == {Got.READ: 2, Got.LOST: 1}


def test_a_class_is_the_families_reached_on_any_channel_and_those_beyond() -> None:
    reach = Reach({Channel.TELEGRAM: 20, Channel.SMS: 3}, ("Котова Вера", "Петров Борис"))
    assert (reach.reached, reach.total) == (23, 25)
