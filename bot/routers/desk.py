"""A teacher's desk: a message becomes a card; the card is saved, dropped, undone; an edited message corrects.

What is said twice answers truthfully both times: the draft's command is done once, and tells what it did (REL-06).
"""

from __future__ import annotations

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import Message

from bot.drafts import CARD_LIVES, CARDS, CORRECTION, LESSON, Card, made_by, read_card, write_card
from bot.free_words import asked
from bot.means import Answer, Means
from bot.passes import teacher_desks
from bot.posts import Read, read_post
from bot.said import Given, Presses, telling, text_of
from bot.speaker import Speaker
from bot.twice import twice
from bot.warnings import warnings
from journal_core import access
from journal_core.access import TeacherDesk
from journal_core.actions.post_lesson import Posted, correct, post_lesson, undo
from journal_core.entries.entry import LessonEntry, LessonPage
from journal_core.entries.entry_checks import check
from journal_core.errors import Invalid, Refused
from journal_core.people import Role
from notifier.ports import Draft
from texts.addresses import DropDraft, SaveDraft, UndoDraft
from texts.screen import Screen
from texts.screens import desk

presses = Presses("desk")


async def post(text: str, speaker: Speaker, means: Means) -> Given:
    """A teacher's message of a lesson becomes a card; anything else is left to the other routers."""
    try:
        found = await read_post(text, speaker, means)
    except Refused:
        if asked(text, strictly=False) and access.visible_children(speaker.grants):
            raise SkipHandler from None  # no school takes posts here, but a child's diary may be open
        raise
    if found is None:
        raise SkipHandler
    if isinstance(found.said, Screen):
        return found.said
    return await _card(found.teacher, found.said, speaker, means)


async def edited(text: str, speaker: Speaker, means: Means) -> Given:
    """The message behind a card says something else now: another card, or a correction of what was saved."""
    draft = await means.drafts.of_message(speaker.account, speaker.message_id)
    if draft is None or draft.kind not in CARDS:
        return await post(text, speaker, means)
    if draft.state == "open" and made_by(draft, speaker.once):
        return await _again(draft, speaker, means)
    replaces = draft.card_message if draft.state == "open" else ""
    found = await read_post(text, speaker, means)
    if found is None or isinstance(found.said, Screen):
        await _drop(draft, means)
        return Answer(_asked(found, speaker), replaces=replaces)
    card = read_card(draft.content)
    if found.said == card.entry and draft.state != "dropped":
        return None  # an edit of what is not ours to read: a link's preview, a pin
    await _drop(draft, means)
    stands = card.entry if draft.state == "saved" else card.before
    if stands is None:
        return await _card(found.teacher, found.said, speaker, means, replaces=replaces)
    corrected = Card(found.teacher.school.id, found.said, card.corrects or draft.command_id, stands)
    return await _correction(found.teacher, corrected, speaker, means, replaces=replaces)


async def _again(draft: Draft, speaker: Speaker, means: Means) -> Answer:
    """The card of an edit that was handled before, but whose reply was lost."""
    card = read_card(draft.content)
    page = await _checked(access.teacher(speaker.grants, card.school_id), card.entry, speaker, means)
    return _showing(draft, card, page, speaker, draft.card_message)


def _asked(found: Read | None, speaker: Speaker) -> Screen:
    said = found.said if found else None
    return said if isinstance(said, Screen) else desk.not_understood(speaker.words)


async def _drop(draft: Draft, means: Means) -> None:
    if draft.state == "open":
        await means.drafts.settle(draft, "dropped")


async def _card(
    teacher: TeacherDesk, entry: LessonEntry, speaker: Speaker, means: Means, *, replaces: str = ""
) -> Answer:
    page = await _checked(teacher, entry, speaker, means)
    return await _made(LESSON, Card(teacher.school.id, entry), page, speaker, means, replaces)


async def _correction(teacher: TeacherDesk, card: Card, speaker: Speaker, means: Means, *, replaces: str) -> Answer:
    """What the edited message would change of what stands by it."""
    before = card.before or LessonEntry(card.entry.lesson_id)
    if card.entry.lesson_id != before.lesson_id:
        raise Invalid("entry.other_lesson")
    page = await _checked(teacher, card.entry, speaker, means)
    return await _made(CORRECTION, card, page, speaker, means, replaces)


async def _made(kind: str, card: Card, page: LessonPage, speaker: Speaker, means: Means, replaces: str) -> Answer:
    draft = await _open(kind, card, speaker, means)
    if replaces:  # known before the reply is out: one that is lost is put in the same place later
        await means.drafts.shown(draft, replaces)
    return _showing(draft, card, page, speaker, replaces)


def _showing(draft: Draft, card: Card, page: LessonPage, speaker: Speaker, replaces: str) -> Answer:
    """The draft's screen: the lesson's, or what it would change of what stands."""
    if draft.kind == CORRECTION:
        before = card.before or LessonEntry(card.entry.lesson_id)
        screen = desk.correction_card(draft.id, page, before, card.entry, speaker.words)
    else:
        said = warnings(page, card.entry, speaker.words)
        screen = desk.card(draft.id, page, card.entry, said, speaker.words)
    return Answer(screen, replaces=replaces, shows=draft)


async def _checked(teacher: TeacherDesk, entry: LessonEntry, speaker: Speaker, means: Means) -> LessonPage:
    """The lesson's page; what cannot stand there is refused before a card promises it."""
    page = await means.diary.page(teacher, entry.lesson_id)
    check(page, entry, teacher.school, speaker.acting(Role.TEACHER))
    return page


async def _open(kind: str, card: Card, speaker: Speaker, means: Means) -> Draft:
    return await means.drafts.open(
        speaker.account,
        kind,
        write_card(card),
        at=speaker.stamp.at,
        expires_at=speaker.stamp.at + CARD_LIVES,
        source_message=speaker.message_id,
        once=speaker.once,
    )


@presses.on(SaveDraft)
async def save(press: SaveDraft, speaker: Speaker, means: Means) -> Given:
    """Save what the card shows; saved already, it is said again."""
    teacher_desks(speaker)
    draft = await _draft(press.draft, speaker, means)
    if draft is None or draft.state == "dropped" or _expired(draft, speaker):
        return desk.gone(speaker.words)
    card = read_card(draft.content)
    teacher = access.teacher(speaker.grants, card.school_id)
    await twice(lambda: _post(draft, card, teacher, speaker, means))
    await means.drafts.settle(draft, "saved")
    page = await means.diary.page(teacher, card.entry.lesson_id)
    school = teacher.school
    return desk.saved(draft.id, page, card.entry, school.grace, speaker.words, school.urgent_grace)


async def _post(draft: Draft, card: Card, teacher: TeacherDesk, speaker: Speaker, means: Means) -> Posted:
    stamp = speaker.acting(Role.TEACHER, draft.command_id)
    if card.corrects:
        return await correct(means.store, teacher, card.corrects, card.entry, stamp)
    return await post_lesson(means.store, teacher, card.entry, stamp)


@presses.on(UndoDraft)
async def take_back(press: UndoDraft, speaker: Speaker, means: Means) -> Given:
    """Take back what the card saved."""
    teacher_desks(speaker)
    draft = await _draft(press.draft, speaker, means)
    if draft is None or draft.state == "open":
        return desk.gone(speaker.words)
    teacher = access.teacher(speaker.grants, read_card(draft.content).school_id)
    stamp = speaker.acting(Role.TEACHER, f"{draft.command_id}:undo")
    undone = await twice(lambda: undo(means.store, teacher, draft.command_id, stamp))
    await means.drafts.settle(draft, "dropped")
    return desk.undone(undone.count, speaker.words)


@presses.on(DropDraft)
async def drop(press: DropDraft, speaker: Speaker, means: Means) -> Given:
    """Forget the card; one that was saved is not forgotten so."""
    teacher_desks(speaker)
    draft = await _draft(press.draft, speaker, means)
    if draft is None or draft.state == "saved":
        return desk.gone(speaker.words)
    await _drop(draft, means)
    return desk.dropped(speaker.words)


async def _draft(draft_id: int, speaker: Speaker, means: Means) -> Draft | None:
    """A card of whoever speaks; nothing of anybody else's is even told to be there."""
    draft = await means.drafts.find(speaker.account, draft_id)
    return draft if draft is not None and draft.kind in CARDS else None


def _expired(draft: Draft, speaker: Speaker) -> bool:
    over = draft.expires_at is not None and draft.expires_at <= speaker.stamp.at
    return draft.state == "open" and over


class Teaches(Filter):
    """Words of somebody who teaches."""

    async def __call__(self, event: Message, speaker: Speaker) -> bool | dict[str, object]:
        text = text_of(event)
        teaches = speaker.grants is not None and access.has_role(speaker.grants, Role.TEACHER)
        return {"text": text} if teaches and text and not text.startswith("/") else False


def router() -> Router:
    """Messages of lessons, new and edited, and the buttons of their cards."""
    found = presses.router()
    found.message.register(telling(post), Teaches())
    found.edited_message.register(telling(edited), Teaches())
    return found
