"""The class teacher's notices: written by messages, shown on a card, sent, changed, reminded of, recalled."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.attached import attached, fetched
from bot.awaited import ask
from bot.drafts import NOTICE, NOTICE_CHANGE, NOTICE_LIVES, NOTICES, Writing, read_writing, write_writing
from bot.means import Answer, Means
from bot.passes import class_desks
from bot.said import Given, Presses, text_of
from bot.speaker import Speaker
from bot.twice import twice
from journal_core import access
from journal_core.access import ClassDesk
from journal_core.actions.notices import change_notice, keep_file, recall_notice, remind, send_notice
from journal_core.errors import Refused
from journal_core.notices import NoticeEntry, NoticeStatus, check_count, check_standing, check_text
from journal_core.people import Role
from notifier.ports import Draft
from texts.addresses import (
    AskAck,
    ClassNotices,
    DropNotice,
    NoticeFamilies,
    NoticeOf,
    RecallNotice,
    RemindOfNotice,
    SendNotice,
    WriteNotice,
)
from texts.screen import Screen
from texts.screens import notices

presses = Presses("notices")


@presses.on(ClassNotices)
async def listed(press: ClassNotices, speaker: Speaker, means: Means) -> Screen:
    desk = access.class_teacher(speaker.grants, press.class_id)
    return notices.class_notices(desk, await means.diary.class_notices(desk), press.page, speaker.words)


@presses.on(WriteNotice)
async def write(press: WriteNotice, speaker: Speaker, means: Means) -> Screen:
    """Wait for the words and the files."""
    desk = access.class_teacher(speaker.grants, press.class_id)
    await ask(NOTICE, write_writing(Writing(desk.class_id)), speaker, means, lives=NOTICE_LIVES)
    return notices.ask_notice(desk, speaker.words)


async def written(event: Message, draft: Draft, speaker: Speaker, means: Means) -> Given:
    """One message more of the notice: words take the place of the words before, a file is added.

    What cannot be taken is refused whole. An album is a message a file: all of them grow the one card.
    """
    was = read_writing(draft.content)
    desk = access.class_teacher(speaker.grants, was.class_id)
    sent, text = attached(event), text_of(event)
    now = replace(was, text=text, text_message=speaker.message_id) if text else was
    check_text(now.text)
    if sent and not was.has(event.message_id):
        check_count(len(was.files) + 1)
        given = await fetched(sent, means.fetch)
        stored = await twice(lambda: keep_file(means.store, desk, given, speaker.stamp.at))
        now = now.with_file(event.message_id, stored)
    return await _card(await _rewritten(draft, now, means), desk, speaker, means)


async def mended(event: Message, draft: Draft, speaker: Speaker, means: Means) -> Given:
    """The teacher's message was edited: the card says it anew, or a card offers to change what was sent."""
    writing, text = read_writing(draft.content), text_of(event)
    desk = access.class_teacher(speaker.grants, writing.class_id)
    check_text(text)
    if not writing.notice:
        changed = replace(writing, text=text, text_message=speaker.message_id)
        return await _card(await _rewritten(draft, changed, means), desk, speaker, means)
    status = await means.diary.notice_status(desk, writing.notice, speaker.stamp.at)
    check_standing(status.notice)
    if text == status.notice.text:
        return None  # an edit of what is not ours to read: a link's preview, a pin
    change = replace(writing, text=text, text_message=speaker.message_id)
    if draft.kind == NOTICE_CHANGE and draft.state == "open":
        draft = await _rewritten(draft, change, means)
    else:
        draft = await _changing(change, speaker, means)
    screen = notices.change_card(draft.id, status.notice.text, text, speaker.words)
    return Answer(screen, replaces=draft.card_message, shows=draft)


async def _changing(change: Writing, speaker: Speaker, means: Means) -> Draft:
    return await means.drafts.open(
        speaker.account,
        NOTICE_CHANGE,
        write_writing(change),
        at=speaker.stamp.at,
        expires_at=speaker.stamp.at + NOTICE_LIVES,
        source_message=speaker.message_id,
        once=speaker.once,
    )


async def _rewritten(draft: Draft, writing: Writing, means: Means) -> Draft:
    return await means.drafts.rewrite(draft, write_writing(writing), writing.text_message)


async def _card(draft: Draft, desk: ClassDesk, speaker: Speaker, means: Means) -> Answer:
    writing = read_writing(draft.content)
    reach = await means.diary.notice_reach(desk, speaker.stamp.at)
    screen = notices.card(draft.id, desk, writing.text, writing.stored, writing.asks_ack, reach, speaker.words)
    return Answer(screen, replaces=draft.card_message, shows=draft)


@presses.on(AskAck)
async def ask_ack(press: AskAck, speaker: Speaker, means: Means) -> Given:
    class_desks(speaker)
    draft = await _open(press.draft, speaker, means)
    if draft is None or draft.kind != NOTICE:
        return notices.gone(speaker.words)
    writing = replace(read_writing(draft.content), asks_ack=press.wanted == 1)
    desk = access.class_teacher(speaker.grants, writing.class_id)
    return await _card(await _rewritten(draft, writing, means), desk, speaker, means)


@presses.on(SendNotice)
async def send(press: SendNotice, speaker: Speaker, means: Means) -> Given:
    """Send what the card shows; sent already, its page is shown again."""
    class_desks(speaker)
    draft = await _draft(press.draft, speaker, means)
    if draft is None or draft.state == "dropped" or _expired(draft, speaker):
        return notices.gone(speaker.words)
    writing = read_writing(draft.content)
    desk = access.class_teacher(speaker.grants, writing.class_id)
    number = await twice(lambda: _sent(draft, writing, desk, speaker, means))
    await _rewritten(draft, replace(writing, notice=number), means)
    await means.drafts.settle(draft, "saved")
    return await _page(desk, number, speaker, means)


async def _sent(draft: Draft, writing: Writing, desk: ClassDesk, speaker: Speaker, means: Means) -> int:
    stamp = speaker.acting(Role.CLASS_TEACHER, draft.command_id)
    if draft.kind == NOTICE_CHANGE:
        return (await change_notice(means.store, desk, writing.notice, writing.text, stamp)).id
    entry = NoticeEntry(writing.text, tuple(one.id for one in writing.stored), writing.asks_ack)
    return (await send_notice(means.store, desk, entry, stamp)).id


@presses.on(DropNotice)
async def drop(press: DropNotice, speaker: Speaker, means: Means) -> Given:
    """Forget the card; a notice that was sent is not forgotten so."""
    class_desks(speaker)
    draft = await _draft(press.draft, speaker, means)
    if draft is None or draft.state == "saved":
        return notices.gone(speaker.words)
    desk = access.class_teacher(speaker.grants, read_writing(draft.content).class_id)
    if draft.state == "open":
        await means.drafts.settle(draft, "dropped")
    return notices.dropped(desk, speaker.words)


@presses.on(NoticeOf)
async def page(press: NoticeOf, speaker: Speaker, means: Means) -> Screen:
    desk = access.class_teacher(speaker.grants, press.class_id)
    return await _page(desk, press.notice, speaker, means)


@presses.on(NoticeFamilies)
async def families(press: NoticeFamilies, speaker: Speaker, means: Means) -> Screen:
    desk = access.class_teacher(speaker.grants, press.class_id)
    status = await _status(desk, press.notice, speaker, means)
    return notices.notice_families(desk, status, press.page, speaker.words)


@presses.on(RemindOfNotice)
async def remind_rest(press: RemindOfNotice, speaker: Speaker, means: Means) -> Screen:
    desk, t = access.class_teacher(speaker.grants, press.class_id), speaker.words
    stamp = speaker.acting(Role.CLASS_TEACHER)
    done = await twice(lambda: remind(means.store, desk, press.notice, stamp))
    return replace(await _page(desk, press.notice, speaker, means), alert=t("notice.reminding", n=done.families))


@presses.on(RecallNotice)
async def recall(press: RecallNotice, speaker: Speaker, means: Means) -> Screen:
    """Asked once more before families are told."""
    desk = access.class_teacher(speaker.grants, press.class_id)
    if press.sure == 1:
        stamp = speaker.acting(Role.CLASS_TEACHER)
        await twice(lambda: recall_notice(means.store, desk, press.notice, stamp))
    status = await _status(desk, press.notice, speaker, means)
    if status.notice.recalled:
        return notices.notice_page(desk, status, speaker.words)
    return notices.recall_sure(desk, status, speaker.words)


async def _page(desk: ClassDesk, number: int, speaker: Speaker, means: Means) -> Screen:
    return notices.notice_page(desk, await _status(desk, number, speaker, means), speaker.words)


async def _status(desk: ClassDesk, number: int, speaker: Speaker, means: Means) -> NoticeStatus:
    return await means.diary.notice_status(desk, number, speaker.stamp.at)


async def _draft(draft_id: int, speaker: Speaker, means: Means) -> Draft | None:
    """A notice of whoever speaks; nothing of anybody else's is even told to be there."""
    draft = await means.drafts.find(speaker.account, draft_id)
    return draft if draft is not None and draft.kind in NOTICES else None


async def _open(draft_id: int, speaker: Speaker, means: Means) -> Draft | None:
    draft = await _draft(draft_id, speaker, means)
    return draft if draft and draft.state == "open" and not _expired(draft, speaker) else None


def _expired(draft: Draft, speaker: Speaker) -> bool:
    over = draft.expires_at is not None and draft.expires_at <= speaker.stamp.at
    return draft.state == "open" and over


def _leads(draft: Draft, speaker: Speaker) -> bool:
    """Whether the class is still theirs here: who handed it over must not find their words swallowed."""
    try:
        access.class_teacher(speaker.grants, read_writing(draft.content).class_id)
    except Refused:
        return False
    return True


class Written(Filter):
    """Anything but a command from a class teacher who is writing a notice; gives `draft`."""

    async def __call__(self, event: Message, speaker: Speaker, means: Means) -> bool | dict[str, object]:
        if text_of(event).startswith("/") or event.pinned_message or event.message_auto_delete_timer_changed:
            return False
        draft = await means.drafts.current(speaker.account, (NOTICE,), speaker.stamp.at)
        return {"draft": draft} if draft and _leads(draft, speaker) else False


class Mended(Filter):
    """An edit of words that stand in a notice, or could: of a picture that came without any; gives `draft`."""

    async def __call__(self, event: Message, speaker: Speaker, means: Means) -> bool | dict[str, object]:
        if not text_of(event):
            return False
        draft = await means.drafts.of_message(speaker.account, speaker.message_id)
        if draft is None:
            draft = await means.drafts.current(speaker.account, (NOTICE,), speaker.stamp.at)
            if draft is None or not read_writing(draft.content).has(event.message_id):
                return False
        if draft.kind not in NOTICES or not _leads(draft, speaker):
            return False
        alive = draft.state == "open" and not _expired(draft, speaker)
        return {"draft": draft} if alive or read_writing(draft.content).notice else False


def router() -> Router:
    """Messages of a notice, new and edited, and the buttons of its card and its page."""
    found = presses.router()
    found.message.register(written, Written())
    found.edited_message.register(mended, Mended())
    return found
