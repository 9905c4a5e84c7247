"""Who hears of what, where and when: a pure rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from journal_core.events import Event, EventKind
from journal_core.school import Channel, Jurisdiction
from notifier.fanout import fan_out, next_leg
from notifier.policy import Lane
from notifier.promises import Happening, Join, Promise, Reachable, Recipient
from notifier.states import State
from tests.unit.notifier.people import (
    ANYA,
    BORIS,
    CHAT,
    MAIL,
    MARIA,
    OLEG,
    PHONE,
    SCHOOL,
    absence,
    at,
    corrected,
    homework,
    maria,
    mark,
    told,
    waiting,
)


def only(happening: Happening) -> Promise:
    [promise] = fan_out(happening)
    return promise


def test_one_mark_is_one_promise_to_each_guardian() -> None:
    oleg = Recipient(OLEG, ANYA, (replace(CHAT, account_id=201),))
    promises = fan_out(mark(maria(CHAT, MAIL, PHONE), oleg))
    assert [(one.person_id, one.channel, one.join) for one in promises] == [
        (MARIA, "telegram", Join.OPEN),
        (OLEG, "telegram", Join.OPEN),
    ]


@pytest.mark.parametrize(
    ("accounts", "channel"),
    [((MAIL, CHAT), "telegram"), ((MAIL,), "email"), ((PHONE,), ""), ((PHONE, MAIL), "email")],
)
def test_a_mark_takes_the_first_channel_of_its_policy_that_is_reachable(
    accounts: tuple[Reachable, ...], channel: str
) -> None:
    promise = only(mark(maria(*accounts)))
    assert promise.channel == channel
    assert promise.state is (State.SCHEDULED if channel else State.SUPPRESSED)


def test_only_an_absence_may_cost_an_sms() -> None:
    assert only(absence(maria(PHONE))).channel == "sms"
    assert only(mark(maria(PHONE))).join is Join.NONE


def test_a_channel_that_the_school_may_not_use_is_passed_over() -> None:
    school = replace(SCHOOL, jurisdiction=Jurisdiction.RU_STATE)
    assert only(mark(maria(CHAT, MAIL), school=school)).channel == "email"


def test_somebody_with_nowhere_to_go_is_kept_as_suppressed_and_nobody_at_all_as_nothing() -> None:
    promise = only(mark(Recipient(MARIA, ANYA, ())))
    assert (promise.join, promise.state, promise.reason) == (Join.NONE, State.SUPPRESSED, "nowhere to go")
    assert fan_out(replace(mark(), recipients=())) == []


def test_a_mark_waits_its_grace_and_an_absence_ninety_seconds() -> None:
    assert only(mark()).not_before == at(12, 5)
    assert only(absence()).not_before == at(9, 1, 30)
    assert only(absence()).lane is Lane.ABSENCE
    assert only(absence(code="late")).not_before == at(9, 5)
    assert only(absence(code="late")).lane is Lane.REST


def test_marks_of_one_child_share_a_thread_and_of_two_children_do_not() -> None:
    for_boris = Recipient(MARIA, BORIS, (CHAT,))
    threads = {only(mark()).thread, only(replace(mark(), event=replace(mark().event, subject="mark:18"))).thread}
    assert len(threads) == 1
    assert only(mark(for_boris)).thread not in threads


def test_a_lateness_and_an_absence_of_one_day_have_threads_of_their_own() -> None:
    assert only(absence()).thread != only(absence(code="late")).thread


@pytest.mark.parametrize(("given", "leaves"), [(at(12), at(17)), (at(16, 58), at(17, 3)), (at(18), at(18, 5))])
def test_homework_leaves_together_at_the_schools_hour(given: datetime, leaves: datetime) -> None:
    promise = only(homework(when=given))
    assert promise.not_before == promise.closes_at == leaves


def test_the_night_holds_a_mark_until_the_morning_and_lets_others_join() -> None:
    promise = only(mark(when=at(22)))
    assert promise.not_before == promise.closes_at == at(7, days=1)
    assert only(mark(when=at(20, 57))).not_before == at(7, days=1)


def test_an_urgent_absence_passes_the_night() -> None:
    assert only(absence(when=at(22))).not_before == at(22, 1, 30)


def test_an_absence_is_news_until_the_evening() -> None:
    assert only(absence()).expires_at == at(20)
    assert only(absence(when=at(20, 30))).expires_at == at(20, 31, 30, days=1)


def test_nothing_expires_before_it_may_leave() -> None:
    for hour in range(24):
        for happening in (mark(when=at(hour)), homework(when=at(hour)), absence(when=at(hour))):
            promise = only(happening)
            assert promise.not_before is not None and promise.expires_at is not None
            assert promise.not_before < promise.expires_at


def test_a_correction_inside_the_grace_joins_the_message_that_has_not_left() -> None:
    promise = only(corrected(mark(maria(earlier=waiting()))))
    assert (promise.join, promise.edits) == (Join.EDIT, 70)


@pytest.mark.parametrize("state", [State.PENDING, State.LEASED, State.UNKNOWN])
def test_so_does_one_of_a_message_that_was_put_off_or_is_on_its_way(state: State) -> None:
    assert only(corrected(mark(maria(earlier=waiting(state=state))))).join is Join.EDIT


@pytest.mark.parametrize("state", [State.EXPIRED, State.CANCELLED, State.REFUSED, State.FAILED, State.BROKEN])
def test_a_correction_of_what_was_never_told_is_told_as_new(state: State) -> None:
    assert only(corrected(mark(maria(earlier=waiting(state=state))))).join is Join.OPEN


def test_a_correction_soon_after_is_an_edit_without_a_sound() -> None:
    promises = fan_out(corrected(mark(maria(earlier=told()), when=at(12, 9))))
    assert [one.join for one in promises] == [Join.EDIT]


def test_a_correction_later_is_an_edit_and_a_line_that_answers_it() -> None:
    edit, line = fan_out(corrected(mark(maria(earlier=told()), value="4", when=at(12, 20))))
    assert edit.join is Join.EDIT
    assert (line.template, line.answers, line.was, line.leg) == ("correction", 70, "7", "telegram:line")
    assert line.not_before == at(12, 25)


def test_a_line_waits_for_the_morning_and_an_edit_does_not() -> None:
    edit, line = fan_out(corrected(mark(maria(earlier=told()), when=at(23))))
    assert (edit.not_before, line.not_before) == (None, at(7, days=1))


@pytest.mark.parametrize("reach", [MAIL, PHONE])
def test_a_letter_and_an_sms_cannot_be_edited(reach: Reachable) -> None:
    promises = fan_out(corrected(mark(maria(reach, earlier=told(reach=reach)), when=at(12, 6))))
    assert all(one.join is not Join.EDIT for one in promises)
    assert [one.leg for one in promises] == (["email:line"] if reach is MAIL else ["none"])


def test_removed_before_it_was_told_is_nothing_and_after_is_an_edit_and_a_line() -> None:
    assert only(corrected(mark(maria()), removed=True)).join is Join.NONE
    assert only(corrected(mark(maria(earlier=waiting())), removed=True)).join is Join.EDIT
    promises = fan_out(corrected(mark(maria(earlier=told()), when=at(13)), removed=True))
    assert [one.join for one in promises] == [Join.EDIT, Join.OPEN]


def test_a_later_absence_of_the_day_updates_the_message_silently() -> None:
    another = told("", same_subject=False, lane=Lane.ABSENCE)
    assert [one.join for one in fan_out(absence(maria(earlier=another), when=at(10)))] == [Join.EDIT]
    by_sms = told("", reach=PHONE, same_subject=False, lane=Lane.ABSENCE)
    promise = only(absence(maria(PHONE, earlier=by_sms), when=at(10)))
    assert (promise.join, promise.state) == (Join.NONE, State.MERGED)


def test_an_absence_taken_back_before_it_was_told_does_not_touch_the_days_message() -> None:
    another = told("", same_subject=False, lane=Lane.ABSENCE)
    assert only(corrected(absence(maria(earlier=another)), removed=True)).join is Join.NONE


def test_a_lateness_that_became_an_absence_is_urgent_even_while_the_lateness_waits() -> None:
    promise = only(corrected(absence(maria(earlier=waiting(lane=Lane.REST)))))
    assert (promise.join, promise.lane) == (Join.OPEN, Lane.ABSENCE)
    assert only(corrected(absence(maria(earlier=waiting(lane=Lane.ABSENCE))))).join is Join.EDIT


@pytest.mark.parametrize(
    ("was", "code", "aloud"),
    [
        ("absent", "unexcused", True),
        ("late", "absent", True),
        ("excused", "absent", True),
        ("absent", "absent", False),
        ("absent", "excused", False),
        ("absent", "ill", False),
        ("absent", "late", False),
    ],
)
def test_what_is_settled_for_the_worse_is_said_aloud_and_the_rest_silently(was: str, code: str, aloud: bool) -> None:
    promises = fan_out(corrected(absence(maria(earlier=told(was)), code=code, when=at(14))))
    assert [one.join for one in promises] == [Join.EDIT] + [Join.OPEN] * aloud
    if aloud:
        assert (promises[1].lane, promises[1].not_before) == (Lane.ABSENCE, at(14, 1, 30))


@pytest.mark.parametrize("code", ["excused", "ill"])
def test_an_explained_absence_is_nobodys_news(code: str) -> None:
    promise = only(absence(code=code))
    assert (promise.join, promise.reason) == (Join.NONE, "explained")


def test_what_was_told_to_a_dead_address_is_put_right_where_the_person_still_hears() -> None:
    promises = fan_out(corrected(mark(maria(MAIL, earlier=told(reach=CHAT)), value="4", when=at(13))))
    [line] = promises
    assert (line.channel, line.leg, line.was, line.answers) == ("email", "email:line", "7", None)


def test_the_next_leg_is_the_next_channel_now_but_not_at_night() -> None:
    happening = absence(maria(CHAT, MAIL, PHONE))
    [second] = next_leg(happening, MARIA, ANYA, frozenset({"telegram"}), at(9, 30))
    assert (second.channel, second.not_before) == ("email", at(9, 30))
    [third] = next_leg(happening, MARIA, ANYA, frozenset({"telegram", "email"}), at(9, 30))
    assert third.channel == "sms"
    assert next_leg(happening, MARIA, ANYA, frozenset(Channel), at(9, 30)) == []
    [at_night] = next_leg(mark(maria(CHAT, MAIL)), MARIA, ANYA, frozenset({"telegram"}), at(22))
    assert at_night.not_before == at(7, days=1)
    assert next_leg(happening, OLEG, ANYA, frozenset(), at(9)) == []


def test_a_link_is_confirmed_in_the_chat_and_a_code_goes_to_its_address() -> None:
    asked = Event(EventKind.LINK_ASKED, 1, "link:3", 1, at(22), class_id=7)
    promise = only(Happening(1, asked, SCHOOL, recipients=(Recipient(OLEG, None, (MAIL, CHAT)),)))
    assert (promise.channel, promise.not_before) == ("telegram", at(7, days=1))
    code = Event(EventKind.ADDRESS_CODE, 1, "account:8", 1, at(22))
    promise = only(Happening(1, code, SCHOOL, recipients=(Recipient(OLEG, None, (MAIL,)),)))
    assert (promise.not_before, promise.expires_at) == (at(22), at(22) + timedelta(minutes=10))


def test_the_same_happening_gives_the_same_promises() -> None:
    for happening in (mark(maria(CHAT, MAIL)), corrected(mark(maria(earlier=told()), when=at(13))), absence()):
        assert fan_out(happening) == fan_out(happening)
