"""Every button leads somewhere, and only those it belongs to: generated from the registry of addresses."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from bot.drafts import CARD_LIVES, LESSON, NOTICE, Card, Writing, write_card, write_writing
from bot.routers import registry
from journal_core.entries.entry import LessonEntry, MarkEntry
from journal_core.entries.revisions import Stamp
from journal_core.files import FileKind, NewFile
from journal_core.notices import NoticeEntry
from journal_core.people import Account, Role
from tests.unit.bot.rig import (
    ALGEBRA,
    ANYA,
    CLASS_7A,
    CLASS_7B,
    DIMA,
    MARIA,
    NINA,
    NOON,
    OLEG,
    OLGA,
    STRANGER,
    TODAY,
    VERA,
    ZOYA,
    Rig,
)
from texts import addresses as to
from texts.addresses import ADDRESSES, Address, field_types
from texts.catalog import words

T = words("ru")
EVERYBODY = (STRANGER, MARIA, OLEG, NINA, ZOYA, VERA, OLGA)

#: Whose the numbers of each kind are: (Мария's, Нина's and Вера's), and the others'.
OURS: dict[object, int] = {
    to.PupilId: ANYA, to.ClassId: CLASS_7B, to.MarkId: 21, to.LinkId: 31, to.DraftId: 1,
    to.AbsenceId: 51, to.GuardianId: 61, to.NoticeId: 71, to.Page: 0, int: 1,
}  # fmt: skip
OTHERS = OURS | {
    to.PupilId: DIMA, to.ClassId: CLASS_7A, to.MarkId: 22, to.LinkId: 32, to.DraftId: 2, to.GuardianId: 62,
    to.NoticeId: 72,
}  # fmt: skip
NOBODYS = {kind: number if kind in (to.Page, int) else 9999 for kind, number in OURS.items()}
WORDS = {"channel": "email", "code": "ill", "chosen": "be", "kind": "marks", "timing": "summary"}

#: Who may open what with numbers of their own; what is not here is open to everybody.
FAMILY: set[type[Address]] = {
    to.ChildMenu, to.DayOf, to.Today, to.Tomorrow, to.WeekOf, to.ThisWeek, to.Marks, to.OneMark, to.HomeworkOf,
    to.Absences, to.NewsSettings, to.SetTiming, to.NoticesFor, to.OneNotice, to.NoticeFile, to.Acknowledge,
}  # fmt: skip
CLASS: set[type[Address]] = {
    to.SettleLink, to.ClassMenu, to.WaitingLinks, to.Families, to.OneFamily, to.AskAddress, to.ToSettle,
    to.SettleAbsence, to.SummaryFor, to.ChooseSummaryFor, to.ClassNotices, to.WriteNotice, to.NoticeOf,
    to.NoticeFamilies, to.RemindOfNotice, to.RecallNotice,
}  # fmt: skip
NOTICE_CARDS: set[type[Address]] = {to.AskAck, to.SendNotice, to.DropNotice}  #: with a card of the presser's own
LESSONS: set[type[Address]] = {to.SaveDraft, to.DropDraft, to.UndoDraft}
OPEN: set[type[Address]] = {to.Menu, to.Children, to.Stop, to.IAmStaff}
OF_ANY_FAMILY: set[type[Address]] = {to.OwnAddress, to.SummarySettings, to.ChooseSummary, to.StopSummary}
OF_THE_KNOWN: set[type[Address]] = {to.Languages, to.Language, to.Settings}
OF_THE_LINK: set[type[Address]] = {to.GiveConsent}  #: the verb itself looks whose link it is

#: Every sentence that refuses; a card that is not the presser's is simply not there.
REFUSALS = {
    T(key)
    for key in (
        "access.not_linked", "access.not_yours", "access.not_confirmed", "access.not_teacher",
        "access.not_class_teacher", "desk.gone", "notice.gone", "link.not_accepted",
    )
}  # fmt: skip


def made(kind: type[Address], numbers: dict[object, int]) -> Address:
    """An address of this kind with these numbers."""
    values: dict[str, Any] = {}
    if kind in NOTICE_CARDS:
        numbers = numbers | {to.DraftId: numbers[to.DraftId] + 2}  # after the two cards of lessons
    for name, hint in field_types(kind).items():
        values[name] = TODAY if hint is date else WORDS[name] if hint is str else numbers[hint]
    return kind(**values)


def may(who: Account, kind: type[Address], numbers: str) -> bool:
    """Whether it opens, by the table of design/journal.md."""
    if kind in OPEN:
        return True
    if kind in OF_ANY_FAMILY:
        return who in (MARIA, OLEG)
    if kind in OF_THE_KNOWN:
        return who != STRANGER
    ours = {"ours": (MARIA, NINA, VERA), "others": (OLEG, ZOYA, OLGA)}.get(numbers, ())
    family, teacher, leader = ours or (None, None, None)
    if kind in FAMILY:
        return who == family
    return who == leader if kind in CLASS | NOTICE_CARDS else kind in LESSONS and who == teacher


NUMBERS = {"ours": OURS, "others": OTHERS, "nobody's": NOBODYS}
# These look into the database for what the fakes have not: here they can only refuse.
NEVER = OF_THE_LINK | {to.SettleLink, to.SettleAbsence, to.UndoDraft}


@pytest.mark.parametrize("numbers", NUMBERS)
@pytest.mark.parametrize("kind", ADDRESSES.values(), ids=lambda kind: kind.__name__)
async def test_a_button_opens_for_those_it_belongs_to_and_for_nobody_else(kind: type[Address], numbers: str) -> None:
    rig = Rig()
    await write_cards(rig)
    await write_notices(rig)
    for who in EVERYBODY:
        before = len(rig.store.events)
        said = await rig.presses(who, made(kind, NUMBERS[numbers]), on=who.address)
        refused = bool({said, *(bubble.text for bubble in rig.messenger.told(who))} & REFUSALS)
        assert refused == (kind in NEVER or not may(who, kind, numbers)), (who, said, rig.messenger.told(who))
        if refused:
            assert len(rig.store.events) == before


async def write_cards(rig: Rig) -> None:
    """Нина has card 1 and Зоя card 2, both of lessons of their own."""
    rig.diary.pages[6, ALGEBRA] = rig.diary.pages[3, ALGEBRA]
    entry = LessonEntry(ALGEBRA, marks=(MarkEntry(ANYA, ("9",)),))
    for who in (NINA, ZOYA):
        await rig.drafts.open(
            who, LESSON, write_card(Card(1, entry)), at=NOON, expires_at=NOON + CARD_LIVES, source_message="1"
        )


async def write_notices(rig: Rig) -> None:
    """Вера has card 3 and Ольга card 4; notice 71 went to 7Б and 72 to 7А, each with two files."""
    for who, class_id in ((VERA, CLASS_7B), (OLGA, CLASS_7A)):
        writing = write_writing(Writing(class_id, "Собрание в 18:00"))
        await rig.drafts.open(who, NOTICE, writing, at=NOON, expires_at=NOON + CARD_LIVES)
        grants = rig.diary.people[who]
        [desk], stamp = grants.classes, Stamp(f"{who}:1", grants.acting(Role.CLASS_TEACHER), NOON, "test")
        files = [
            await rig.diary.board.keep(desk, NewFile(FileKind.DOCUMENT, f"{n}.pdf", "application/pdf", b"%PDF"), NOON)
            for n in range(2)
        ]
        await rig.diary.board.add(desk, NoticeEntry("Собрание", tuple(one.id for one in files)), stamp)


def test_every_address_has_exactly_one_handler() -> None:
    assert registry().keys() == set(ADDRESSES.values())


def test_the_table_of_these_tests_knows_every_address() -> None:
    tables: tuple[set[type[Address]], ...] = (
        FAMILY, CLASS, NOTICE_CARDS, LESSONS, OPEN, OF_ANY_FAMILY, OF_THE_KNOWN, OF_THE_LINK,
    )  # fmt: skip
    assert set().union(*tables) == set(ADDRESSES.values())
    assert sum(len(one) for one in tables) == len(ADDRESSES)


def test_every_kind_of_number_is_forged_here() -> None:
    kinds = {hint for kind in ADDRESSES.values() for hint in field_types(kind).values()}
    assert kinds - {str, date} == OURS.keys()
    assert not any(get_args(kind) for kind in kinds)
