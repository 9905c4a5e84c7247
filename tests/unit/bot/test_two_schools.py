"""Somebody of two schools: what one school's law keeps out of this channel does not close the other."""

from __future__ import annotations

from dataclasses import replace

from journal_core.access import Child, ClassDesk, StaffHat
from journal_core.people import Account, Role
from journal_core.school import Channel, Jurisdiction
from tests.unit.bot.rig import MARIA, NINA, SCHOOL, VERA, Rig, settled_link, waiting_link
from texts.addresses import DraftId, DropDraft, LinkId, OwnAddress, SaveDraft, SettleLink, UndoDraft
from texts.catalog import words
from texts.screens import class_desk

T = words("ru")
NEUTRAL = replace(SCHOOL, id=2, name="Частная школа", jurisdiction=Jurisdiction.RU_PRIVATE)
POST = "7Б алгебра Иванова 9"
CLASS_OF_NEUTRAL = 70


def also(
    rig: Rig,
    who: Account,
    *,
    hats: tuple[StaffHat, ...] = (),
    children: tuple[Child, ...] = (),
    classes: tuple[ClassDesk, ...] = (),
) -> None:
    """The person has these at the neutral school, before what they have at ours."""
    own = rig.diary.people[who]
    rig.diary.people[who] = replace(
        own, hats=(*hats, *own.hats), children=(*children, *own.children), classes=(*classes, *own.classes)
    )


def hat() -> StaffHat:
    return StaffHat(30, NEUTRAL, Role.TEACHER)


def child_there() -> Child:
    return Child(99, NEUTRAL, "Иванов", "Пётр", 70, "1А", consented=True, confirmed=True)


def class_there() -> ClassDesk:
    return ClassDesk(40, NEUTRAL, CLASS_OF_NEUTRAL, "1А")


async def test_a_teacher_of_a_neutral_school_too_posts_saves_and_takes_back_at_the_other() -> None:
    rig = Rig()
    also(rig, NINA, hats=(hat(),))
    assert "Иванова Аня — 9" in (await rig.says(NINA, POST)).text
    await rig.presses(NINA, SaveDraft(DraftId(1)))
    assert "Сохранено" in rig.seen(NINA).text
    await rig.presses(NINA, UndoDraft(DraftId(1)))
    assert rig.seen(NINA).text == T("desk.undone", n=1)
    await rig.says(NINA, POST)
    await rig.presses(NINA, DropDraft(DraftId(2)))
    assert rig.drafts.rows[2].state == "dropped"


async def test_a_teacher_of_neutral_schools_alone_is_told_so() -> None:
    rig = Rig()
    rig.diary.people[NINA] = replace(rig.diary.people[NINA], hats=(hat(),))
    assert (await rig.says(NINA, POST)).text == T("access.channel_neutral")
    assert await rig.presses(NINA, SaveDraft(DraftId(1))) == T("access.channel_neutral")


async def test_a_parent_who_teaches_at_a_neutral_school_still_asks_about_their_child() -> None:
    rig = Rig()
    also(rig, MARIA, hats=(hat(),))
    assert "Оценки" in (await rig.says(MARIA, "как у нас там с оценками в этом году")).text
    assert (await rig.says(MARIA, POST)).text == T("access.channel_neutral")


async def test_a_parent_of_two_schools_is_shown_the_child_that_may_be_shown() -> None:
    rig = Rig()
    also(rig, MARIA, children=(child_there(),))
    assert "Сегодня" in (await rig.says(MARIA, "/today")).text
    await rig.presses(MARIA, OwnAddress("email"))
    assert rig.seen(MARIA).screen == class_desk.ask_own_address(Channel.EMAIL, T)
    assert "почты" in (await rig.says(MARIA, "maria@mail")).text


async def test_a_class_teacher_of_two_schools_settles_the_links_of_the_open_one_alone() -> None:
    rig = Rig()
    also(rig, VERA, classes=(class_there(),))
    rig.diary.waiting[CLASS_OF_NEUTRAL] = [waiting_link(39)]
    for link in (31, 39):
        rig.store.links.standing[link] = settled_link(link)
    await rig.presses(VERA, SettleLink(LinkId(31), 1), pushed=True, on="500")
    assert rig.messenger.bubbles["500"].text.startswith("✅ Подтверждено")
    before = len(rig.store.commands)
    assert await rig.presses(VERA, SettleLink(LinkId(39), 1), pushed=True) == T("access.not_yours")
    assert len(rig.store.commands) == before


async def test_the_link_of_a_neutral_school_is_not_settled_whichever_class_comes_first() -> None:
    rig = Rig()
    grants = rig.diary.people[VERA]
    rig.diary.people[VERA] = replace(grants, classes=(*grants.classes, class_there()))
    rig.diary.waiting[CLASS_OF_NEUTRAL] = [waiting_link(39)]
    rig.store.links.standing[39] = replace(settled_link(39), school=NEUTRAL, class_id=CLASS_OF_NEUTRAL)
    assert await rig.presses(VERA, SettleLink(LinkId(39), 1), pushed=True) == T("access.not_yours")
    assert not rig.store.commands
