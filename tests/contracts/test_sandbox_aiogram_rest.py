"""What aiogram makes of the rest, unpatched: every kind of file, rich messages, groups, copies, and its webhook."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat
from aiogram.methods import SendDocument, SendMessage
from aiogram.types import (
    BotCommand,
    BotCommandScopeChatMember,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    InputRichBlockButtons,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichMessage,
    MenuButtonCommands,
    Message,
    MessageReactionUpdated,
    RichBlockTableCell,
    RichMessageButton,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from sandbox.client import Sandbox
from sandbox.server import running

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000154a24f5d0000000049454e44ae426082"
)


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        await box.limits(per_chat=0, per_bot=0, per_group=0)
        yield box


@pytest_asyncio.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with Bot("42:TEST", AiohttpSession(api=TelegramAPIServer.from_base(sandbox.base))) as one:
        await one.get_me()
        yield one


def file(name: str) -> BufferedInputFile:
    return BufferedInputFile(PIXEL, name)


def day() -> InputRichMessage:
    cells = [[RichBlockTableCell(text=text, align="left", valign="top") for text in ("Математика", "9")]]
    button = RichMessageButton(text="Неделя", callback_data="w:1")
    return InputRichMessage(
        blocks=[
            InputRichBlockSectionHeading(text="Вторник", size=3),
            InputRichBlockTable(cells=cells, is_bordered=True, is_compact=True),
            InputRichBlockButtons(buttons=[button]),
        ]
    )


async def test_every_kind_of_file_is_understood(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(1001, "Анна")
    video = await bot.send_video(1001, file("урок.mp4"), duration=5)
    assert (await bot.send_audio(1001, file("гимн.mp3"), title="Гимн")).audio
    assert (await bot.send_voice(1001, file("голос.oga"))).voice
    assert (await bot.send_animation(1001, file("а.gif"))).animation
    assert (await bot.send_video_note(1001, file("к.mp4"))).video_note
    assert (await bot.send_sticker(1001, file("с.webp"), emoji="👍")).sticker
    assert (await bot.send_venue(1001, 53.9, 27.56, "Школа", "ул. Ленина, 1")).venue
    assert (await bot.send_contact(1001, "+375291234567", "Нина")).contact
    assert video.video
    album = await bot.send_media_group(
        1001, [InputMediaPhoto(media=file("1.png")), InputMediaVideo(media=video.video.file_id)]
    )
    assert [bool(one.photo) for one in album] == [True, False]
    edited = await bot.edit_message_media(
        InputMediaDocument(media=file("план.pdf")), chat_id=1001, message_id=video.message_id
    )
    assert isinstance(edited, Message)
    assert edited.document
    fetched = await bot.download(edited.document)
    assert fetched
    assert fetched.read() == PIXEL
    assert await sandbox.violations() == []


async def test_a_rich_message_is_sent_pressed_and_edited(sandbox: Sandbox, bot: Bot) -> None:
    anna = await sandbox.person(1001, "Анна")
    sent = await bot.send_rich_message(1001, day())
    assert sent.rich_message
    assert [block.type for block in sent.rich_message.blocks] == ["heading", "table", "buttons"]
    await anna.presses("Неделя", wait=0)
    (update,) = await bot.get_updates()
    assert isinstance(update.callback_query, CallbackQuery)
    assert isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.rich_message
    await bot.edit_message_text("Среда", chat_id=1001, message_id=sent.message_id)
    await bot.edit_message_text(chat_id=1001, message_id=sent.message_id, rich_message=day())
    assert (await anna.sees("Математика | 9")).edited
    assert await sandbox.violations() == []


async def test_copies_pins_and_profiles_are_understood(sandbox: Sandbox, bot: Bot) -> None:
    anna = await sandbox.person(1001, "Анна")
    said = await anna.says("болеем")
    assert (await bot.forward_message(1001, 1001, said)).forward_origin
    assert (await bot.copy_message(1001, 1001, said)).message_id
    assert len(await bot.copy_messages(1001, 1001, [said])) == 1
    assert await bot.pin_chat_message(1001, said)
    full = await bot.get_chat(1001)
    assert full.pinned_message
    assert full.pinned_message.text == "болеем"
    assert await bot.delete_messages(1001, [said])
    assert await bot.set_my_name("Дневник 7Б")
    assert (await bot.get_my_name()).name == "Дневник 7Б"
    assert await bot.set_chat_menu_button(1001, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(chat_id=1001)).type == "commands"
    assert (await bot.get_user_profile_photos(1001)).total_count == 0
    assert await sandbox.violations() == []


async def test_what_happens_in_a_group_is_understood(sandbox: Sandbox, bot: Bot) -> None:
    anna, oleg = await sandbox.people_at_once([{"id": 1, "first_name": "Анна"}, {"id": 2, "first_name": "Олег"}])
    group = await sandbox.group(-5, "7Б", [anna], bot="administrator")
    await bot.get_updates(allowed_updates=["message", "my_chat_member", "chat_member", "message_reaction"])
    await sandbox.in_group(group, "joins", person=oleg.id)
    sent = await bot.send_message(group, "собрание")
    await oleg.reacts(sent.message_id, "👍", chat=group)
    await sandbox.in_group(group, "demotes", bot=True)
    came = await bot.get_updates(offset=-9)
    assert [one.event_type for one in came] == ["message", "chat_member", "message_reaction", "my_chat_member"]
    assert came[0].message
    assert came[0].message.new_chat_members
    assert isinstance(came[1].chat_member, ChatMemberUpdated)
    assert isinstance(came[2].message_reaction, MessageReactionUpdated)
    assert [one.status for one in await bot.get_chat_administrators(group)] == ["creator"]
    scope = BotCommandScopeChatMember(chat_id=group, user_id=oleg.id)
    assert await bot.set_my_commands([BotCommand(command="week", description="Неделя")], scope)
    await sandbox.in_group(group, "upgrades", to=-1005)
    with pytest.raises(TelegramMigrateToChat) as caught:
        await bot.send_message(group, "собрание")
    assert caught.value.migrate_to_chat_id == -1005
    await sandbox.in_group(-1005, "kicks", bot=True)
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await bot.send_message(-1005, "собрание")
    assert await sandbox.violations() == []


def answering() -> Dispatcher:
    """Answers with methods, as a webhook may."""
    dispatcher = Dispatcher()

    @dispatcher.message(F.photo)
    async def photo(message: Message, bot: Bot) -> SendDocument:
        assert message.photo
        fetched = await bot.download(message.photo[-1])
        assert fetched
        return message.reply_document(BufferedInputFile(fetched.read(), "homework.png"))

    @dispatcher.message()
    async def word(message: Message) -> SendMessage:
        return message.answer(f"слышу «{message.text}»")

    return dispatcher


@pytest.mark.parametrize("background", [True, False])
async def test_aiograms_own_webhook_is_served(sandbox: Sandbox, bot: Bot, background: bool) -> None:
    """In the foreground its answers come as multipart bodies of the webhook itself."""
    dispatcher, app = answering(), web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=background, secret_token="s3cret")
    handler.register(app, "/hook")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
        anna = await sandbox.person(1001, "Анна")
        said = await anna.says("раз")
        await anna.hears("слышу «раз»")
        await anna.says(photo=PIXEL)
        answer = await anna.hears("")
        assert (answer.document, answer.reply_to) == ("homework.png", said + 2)
        async with asyncio.timeout(10):
            while (await bot.get_webhook_info()).pending_update_count:
                await asyncio.sleep(0)
        assert await sandbox.violations() == []
    finally:
        await runner.cleanup()
