"""The most used Bot API client, unpatched, cannot tell the sandbox from the real server."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import Command
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from sandbox.client import Sandbox
from sandbox.server import running

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000154a24f5d0000000049454e44ae426082"
)


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        yield box


@pytest_asyncio.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with Bot("42:TEST", AiohttpSession(api=TelegramAPIServer.from_base(sandbox.base))) as one:
        yield one


def diary() -> Dispatcher:
    """A small bot that uses every kind of update and answer."""
    dispatcher = Dispatcher()

    @dispatcher.message(Command("start"))
    async def start(message: Message) -> None:
        button = InlineKeyboardButton(text="Неделя", callback_data="w:1")
        week = InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer("<b>Здравствуйте</b>, мама Пети", parse_mode=ParseMode.HTML, reply_markup=week)

    @dispatcher.message(F.contact)
    async def contact(message: Message) -> None:
        assert message.contact
        await message.reply(f"Номер {message.contact.phone_number} записан")

    @dispatcher.message(F.photo)
    async def photo(message: Message, bot: Bot) -> None:
        assert message.photo
        file = await bot.download(message.photo[-1])
        assert file
        await message.answer_document(BufferedInputFile(file.read(), "домашнее.png"), caption=message.caption)

    @dispatcher.edited_message()
    async def edited(message: Message) -> None:
        await message.answer(f"исправлено на «{message.text}»")

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"открыта {query.data}")
        await query.answer("готово", show_alert=True)

    @dispatcher.my_chat_member()
    async def blocked(change: ChatMemberUpdated, dispatcher: Dispatcher) -> None:
        dispatcher["blocked"].set_result(change.new_chat_member.status)

    return dispatcher


@pytest_asyncio.fixture
async def polling(bot: Bot) -> AsyncIterator[Dispatcher]:
    dispatcher = diary()
    dispatcher["blocked"] = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    yield dispatcher
    await dispatcher.stop_polling()
    await task


async def test_a_conversation_goes_both_ways(sandbox: Sandbox, polling: Dispatcher) -> None:
    await sandbox.limits(per_chat=0)
    anna = await sandbox.person(1001, "Анна", phone="+375291234567")
    await anna.says("/start")
    greeting = await anna.hears("Здравствуйте")
    assert greeting.html == "<b>Здравствуйте</b>, мама Пети"
    assert await anna.presses("Неделя") == "готово"
    assert (await anna.sees("открыта w:1")).edited

    said = await anna.says("семь")
    await anna.edits(said, "восемь")
    await anna.hears("исправлено на «восемь»")

    shared = await anna.shares_contact()
    assert (await anna.hears("+375291234567 записан")).reply_to == shared

    await anna.says(caption="задача 5", photo=PIXEL)
    assert (await anna.hears("задача 5")).document == "домашнее.png"

    await anna.blocks()
    assert await polling["blocked"] == "kicked"
    assert await sandbox.violations() == []


async def test_every_method_answers_what_aiogram_understands(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.limits(per_chat=0)
    anna = await sandbox.person(1001, "Анна", username="anna")
    assert (await bot.get_me()).is_bot
    assert await bot.set_my_commands([BotCommand(command="week", description="Неделя")])
    assert [c.command for c in await bot.get_my_commands()] == ["week"]
    assert (await sandbox.get("commands/1001"))[0]["description"] == "Неделя"
    assert await bot.delete_my_commands()
    assert (await bot.get_chat(1001)).username == "anna"
    assert await bot.send_chat_action(1001, "typing")

    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Меню")]], resize_keyboard=True)
    sent = await bot.send_message(1001, "Меню внизу", reply_markup=keyboard)
    await anna.presses("Меню")
    assert [b.text for b in await anna.screen()] == ["Меню внизу", "Меню"]
    to = ReplyParameters(message_id=sent.message_id)
    answer = await bot.send_message(1001, "ответ", reply_parameters=to)
    assert answer.reply_to_message
    assert answer.reply_to_message.text == "Меню внизу"

    photo = await bot.send_photo(1001, BufferedInputFile(PIXEL, "график.png"), caption="март")
    assert photo.photo
    pages = [InputMediaPhoto(media=BufferedInputFile(PIXEL, "1.png"), caption="стр. 1")]
    album = await bot.send_media_group(1001, [*pages, InputMediaPhoto(media=photo.photo[-1].file_id)])
    assert album[0].media_group_id == album[1].media_group_id
    assert (await bot.send_photo(1001, photo.photo[-1].file_id)).photo
    edited = await bot.edit_message_caption(chat_id=1001, message_id=photo.message_id, caption="апрель")
    assert isinstance(edited, Message)
    assert edited.caption == "апрель"
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ещё", callback_data="m")]])
    assert await bot.edit_message_reply_markup(chat_id=1001, message_id=photo.message_id, reply_markup=markup)
    assert await bot.set_message_reaction(1001, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    assert (await anna.sees("Меню внизу")).reactions == ["👍"]
    assert await bot.delete_message(1001, sent.message_id)
    assert await bot.set_webhook("https://example.org/hook")
    assert (await bot.get_webhook_info()).url == "https://example.org/hook"
    assert await bot.delete_webhook()
    assert await sandbox.violations() == []


async def test_refusals_arrive_as_the_errors_aiogram_knows(sandbox: Sandbox, bot: Bot) -> None:
    anna = await sandbox.person(1001, "Анна")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(5, "кто здесь?")
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(1001, "я" * 4097)
    await sandbox.fault("telegram", "429", retry_after=7)
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(1001, "раз")
    assert caught.value.retry_after == 7
    await anna.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(1001, "два")
