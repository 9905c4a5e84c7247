"""What a person wished, in the rule of fan-out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.events import Event, EventKind
from journal_core.school import Channel, Jurisdiction
from journal_core.wishes import CHOSEN, Kind, Timing
from notifier.fanout import fan_out, next_leg
from notifier.policy import CORRECTION, POLICIES, kind_of, kinds_on
from notifier.promises import Happening, Join, Promise, Reachable, Recipient, pick
from notifier.states import State
from tests.unit.notifier.people import (
    ANYA,
    CHAT,
    MAIL,
    MARIA,
    PHONE,
    SCHOOL,
    absence,
    at,
    corrected,
    maria,
    mark,
    told,
)

SIX = at(18)
AT_ONCE, SUMMARY, OFF = Timing
TELEGRAM, EMAIL, SMS = Channel


def wishing(*accounts: Reachable, **wishes: Timing) -> Recipient:
    """Мария, who said this of her channels."""
    return replace(maria(*accounts), wishes={Channel(name): timing for name, timing in wishes.items()})


def only(happening: Happening) -> Promise:
    [promise] = fan_out(happening)
    return promise


def summary_of(*accounts: Reachable, when: datetime = SIX, **more: object) -> Happening:
    """Мария's hour has come."""
    event = Event(EventKind.SUMMARY, 1, f"summary:{MARIA}", when.toordinal(), when, day=when.date())
    recipient = Recipient(MARIA, None, accounts)
    return Happening(5, event, SCHOOL, recipients=(replace(recipient, **more),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wishes", "channel"),
    [
        ({}, "telegram"),
        ({"telegram": AT_ONCE}, "telegram"),
        ({"telegram": OFF}, ""),
        ({"telegram": SUMMARY}, ""),
        ({"telegram": OFF, "email": AT_ONCE}, "email"),
        ({"telegram": SUMMARY, "email": AT_ONCE}, "email"),
        ({"telegram": OFF, "email": OFF}, ""),
        ({"email": OFF}, "telegram"),
        ({"email": AT_ONCE}, "telegram"),
    ],
)
def test_whoever_said_not_here_is_not_followed_to_where_they_said_nothing(
    wishes: dict[str, Timing], channel: str
) -> None:
    promise = only(mark(wishing(CHAT, MAIL, **wishes)))
    assert promise.channel == channel
    if not channel:
        assert (promise.state, promise.reason) == (State.SUPPRESSED, "asked not to be told so")


def test_what_was_said_of_a_chat_that_died_still_counts() -> None:
    assert only(mark(wishing(MAIL, telegram=OFF))).reason == "asked not to be told so"


def test_with_nowhere_to_go_it_is_not_the_persons_wish() -> None:
    assert only(mark(wishing(PHONE, telegram=OFF))).reason == "nowhere to go"


def test_no_summary_holds_up_an_alarm_and_off_does() -> None:
    assert only(absence(wishing(CHAT, telegram=SUMMARY))).channel == "telegram"
    assert only(absence(wishing(CHAT, telegram=SUMMARY), code="late")).join is Join.NONE
    assert only(absence(wishing(CHAT, telegram=OFF))).join is Join.NONE
    assert only(absence(wishing(CHAT, MAIL, telegram=OFF, email=SUMMARY))).channel == "email"


def test_the_next_leg_asks_for_the_wish_too() -> None:
    happening = mark(wishing(CHAT, MAIL, email=OFF))
    assert next_leg(happening, MARIA, ANYA, frozenset({"telegram"}), at(13)) == []


def test_what_guards_the_account_is_no_kind_that_could_be_muted() -> None:
    guards = {"link_asked", "link_settled", "adult_added", "address_added", "address_code", "child_unknown"}
    assert {policy.template for policy in POLICIES.values() if policy.kind is None} == guards


def test_a_correction_is_news_of_what_it_corrects() -> None:
    assert kind_of("marks", "mark:1") is kind_of(CORRECTION.template, "mark:1") is Kind.MARKS
    assert kind_of(CORRECTION.template, "absence:1") is Kind.ABSENCES
    assert kind_of("address_code", "account:1") is None


def test_a_person_chooses_on_a_channel_of_what_ever_goes_there() -> None:
    assert set(kinds_on(TELEGRAM)) <= set(CHOSEN)
    assert Kind.MARKS in kinds_on(EMAIL) and Kind.MARKS not in kinds_on(SMS)
    assert Kind.ABSENCES in kinds_on(SMS)


def test_a_summary_goes_where_it_was_chosen_and_else_in_the_usual_order() -> None:
    assert only(summary_of(CHAT, MAIL, prefers=EMAIL)).channel == "email"
    assert only(summary_of(CHAT, PHONE, prefers=EMAIL)).channel == "telegram"
    assert only(summary_of(MAIL, PHONE)).channel == "email"
    assert only(summary_of(PHONE)).channel == "sms"


def test_a_summary_may_be_told_for_twelve_hours_and_after_the_night() -> None:
    assert only(summary_of(MAIL, when=at(8))).expires_at == at(20)
    promise = only(summary_of(MAIL, when=at(18)))
    assert (promise.not_before, promise.expires_at) == (at(18), at(9, days=1))
    late = only(summary_of(MAIL, when=at(22)))
    assert (late.not_before, late.expires_at) == (at(7, days=1), at(10, days=1))


@given(st.integers(0, 24 * 60 - 1))
def test_a_summary_never_expires_before_it_may_leave(minute: int) -> None:
    promise = only(summary_of(MAIL, when=at(0) + timedelta(minutes=minute)))
    assert promise.not_before is not None and promise.expires_at is not None
    assert promise.expires_at - promise.not_before >= timedelta(hours=2)


CHANNELS = st.lists(st.sampled_from([CHAT, MAIL, PHONE]), unique=True)
WISHES = st.dictionaries(st.sampled_from(list(Channel)), st.sampled_from(list(Timing)))


@given(CHANNELS, WISHES, st.sampled_from([None, *Channel]), st.booleans())
def test_nobody_is_told_where_they_said_no_or_the_law_does(
    accounts: list[Reachable], wishes: dict[Channel, Timing], prefers: Channel | None, urgent: bool
) -> None:
    school = replace(SCHOOL, jurisdiction=Jurisdiction.RU_STATE)
    recipient = Recipient(MARIA, ANYA, tuple(accounts), wishes=wishes, prefers=prefers)
    reach = pick(recipient, tuple(Channel), school, urgent=urgent)
    if reach is not None:
        wish = wishes.get(reach.account.channel)
        assert reach.account.channel is not TELEGRAM
        assert wish is not OFF and (wish is not SUMMARY or urgent)


def by_mail(value: str, *, has_summary: bool = True, was: str = "7", removed: bool = False) -> list[Promise]:
    """Мария was told of a mark by mail, and it was corrected."""
    reader = replace(maria(MAIL, earlier=told(was, reach=MAIL)), has_summary=has_summary)
    return fan_out(corrected(mark(reader, value=value, when=at(13)), removed=removed))


@pytest.mark.parametrize(
    ("was", "value", "leg"),
    [
        ("7", "4", "email:line"),
        ("7", "8", "none"),
        ("7", "7", "none"),
        ("зач", "незач", "email:line"),
        ("незач", "зач", "none"),
        ("", "8", "email:line"),
    ],
)
def test_by_mail_a_mark_that_did_not_fall_is_put_right_in_the_summary(was: str, value: str, leg: str) -> None:
    [promise] = by_mail(value, was=was)
    assert promise.leg == leg
    assert promise.reason == ("in the next summary" if leg == "none" else "")


def test_a_mark_taken_back_is_told_in_the_summary_too() -> None:
    assert by_mail("7", removed=True)[0].reason == "in the next summary"


@pytest.mark.parametrize("value", ["4", "8"])
def test_whoever_gets_no_summary_is_told_at_once_whether_it_rose_or_fell(value: str) -> None:
    assert [one.leg for one in by_mail(value, has_summary=False)] == ["email:line"]


def test_in_the_chat_nothing_waits_for_a_summary() -> None:
    reader = replace(maria(earlier=told()), has_summary=True)
    promises = fan_out(corrected(mark(reader, value="8", when=at(13))))
    assert [one.join for one in promises] == [Join.EDIT, Join.OPEN]


@pytest.mark.parametrize("wish", [SUMMARY, OFF])
def test_a_line_is_not_said_where_it_is_not_wanted_but_the_chat_is_put_right(wish: Timing) -> None:
    reader = replace(wishing(CHAT, telegram=wish), earlier=told())
    promises = fan_out(corrected(mark(reader, value="4", when=at(13))))
    assert [one.join for one in promises] == [Join.EDIT]
