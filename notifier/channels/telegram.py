"""Telegram: the one place that calls the messenger to send, edit and answer.

Every method goes through the bot's permits. Errors are read by code and description (facts 1.2, REL 1.5): aiogram's
exceptions alone do not tell «not sent» from «may have arrived».
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import aiohttp
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, SendDocument, SendMessage
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)

from journal_core.people import Account
from journal_core.school import Channel
from notifier.limits import Permits
from notifier.outcomes import Broken, Outcome, Refused, Sent, TryLater, Unknown
from notifier.policy import Lane
from notifier.ports import Outgoing
from notifier.settings import TelegramSettings
from texts.addresses import pack
from texts.screen import Screen

SECONDS = 20  #: a request's hard limit; leases are longer
#: Descriptions of a dead address; 400 as well as 403 (the server turns some of them over, Client.cpp).
_DEAD = (
    "bot was blocked by the user",
    "user is deactivated",
    "chat not found",
    "bot can't initiate conversation",
    "bot was kicked",
    "the group chat was deleted",
    "not a member",
    "peer_id_invalid",
    "user_is_blocked",
    "user_is_deactivated",
    "user_deactivated",
)
_NOTHING_TO_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")


class TelegramChannel:
    """A channel that can also talk: pushes by `send`, people who wait by `show`."""

    name = Channel.TELEGRAM

    def __init__(self, settings: TelegramSettings) -> None:
        self.permits = Permits()
        session = AiohttpSession(api=TelegramAPIServer.from_base(settings.api), timeout=SECONDS)
        self.bot = Bot(
            settings.token,
            session=session,
            default=DefaultBotProperties(
                parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True), protect_content=False
            ),
        )

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Send or edit a push. The dispatcher already holds the permit."""
        assert outgoing.screen is not None
        try:
            message_id = await self._put(
                outgoing.account, outgoing.screen, outgoing.replaces, outgoing.answers, silent=outgoing.silent
            )
        except TelegramAPIError as error:
            return outcome_of(error, editing=bool(outgoing.replaces))
        except ClientDecodeError as error:  # HTML from a proxy, or half an answer: it may have been done
            return Unknown(type(error).__name__)
        return Sent(message_id)

    async def show(self, account: Account, screen: Screen, *, replaces: str = "") -> str:
        """Show a screen to somebody who waits: edit `replaces` where it can be, else send.

        A 429 is waited out once; other errors are the caller's to see (TelegramAPIError).
        """
        for last in (False, True):
            try:
                async with self.permits.one(Lane.PEOPLE, account.address):
                    return await self._put(account, screen, replaces)
            except TelegramRetryAfter as error:
                self.permits.pause(error.retry_after)
                if last:
                    raise
            except TelegramBadRequest as error:
                if not replaces or not _says(error, *_NOTHING_TO_EDIT):
                    raise
                replaces = ""
        raise AssertionError("unreachable")

    async def _put(
        self, account: Account, screen: Screen, replaces: str, answers: str = "", *, silent: bool = False
    ) -> str:
        markup = _keyboard(screen)
        chat = int(account.address)
        method: SendDocument | EditMessageText | SendMessage
        if screen.document is not None:
            method = SendDocument(
                chat_id=chat,
                document=BufferedInputFile(screen.document, screen.document_name),
                caption=screen.text,
                reply_markup=markup,
            )
        elif replaces:
            method = EditMessageText(chat_id=chat, message_id=int(replaces), text=screen.text, reply_markup=markup)
        else:
            reply = ReplyParameters(message_id=int(answers), allow_sending_without_reply=True) if answers else None
            method = SendMessage(
                chat_id=chat,
                text=screen.text,
                reply_markup=markup,
                reply_parameters=reply,
                disable_notification=silent or None,
            )
        try:
            done = await self._call(method)
        except TelegramBadRequest as error:
            if replaces and _says(error, "message is not modified"):
                return replaces
            raise
        return str(done.message_id) if isinstance(done, Message) else replaces

    async def _call(self, method: SendDocument | EditMessageText | SendMessage) -> Message | bool:
        # One call each: the union of their answers is more than the type checker follows.
        if isinstance(method, EditMessageText):
            return await self.bot(method)
        return await self.bot(method)

    async def answer_press(self, press_id: str, text: str = "", *, alert: bool = False) -> None:
        """Release a pressed button; one older than the server remembers is passed over."""
        try:
            await self.bot.answer_callback_query(press_id, text=text[:200] or None, show_alert=alert or None)
        except TelegramBadRequest as error:
            if not _says(error, "query is too old", "query id is invalid"):
                raise

    async def fetch_file(self, file_id: str) -> bytes:
        """Download what somebody sent."""
        file = await self.bot.get_file(file_id)
        assert file.file_path is not None
        content = await self.bot.download_file(file.file_path)
        return content.read() if content else b""

    async def set_commands(self, commands: Sequence[tuple[str, str]], language: str = "") -> None:
        """The menu beside the input line."""
        listed = [BotCommand(command=name, description=text) for name, text in commands]
        await self.bot.set_my_commands(listed, language_code=language or None)

    async def close(self) -> None:
        """Close the connections."""
        await self.bot.session.close()


def _keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=button.label, callback_data=pack(button.address, pushed=screen.is_push))
                for button in row
            ]
            for row in screen.rows
        ]
    )


def _says(error: TelegramAPIError, *phrases: str) -> bool:
    said = (error.message or "").lower()
    return any(phrase in said for phrase in phrases)


def outcome_of(error: TelegramAPIError, *, editing: bool) -> Outcome:
    """What an error means; one row of the tables of the facts each."""
    code = type(error).__name__
    if isinstance(error, TelegramRetryAfter):
        return TryLater(timedelta(seconds=error.retry_after), whole_channel=True, code=code)
    if isinstance(error, TelegramEntityTooLarge):  # inherits the network error, and is none
        return Broken(code)
    if isinstance(error, TelegramNetworkError):
        return TryLater(code=code) if _never_left(error) else Unknown(code)
    if isinstance(error, TelegramServerError) or not error.message:  # «ok: false» and not a word why
        return Unknown(code)
    # A private chat never moves: a group's number that does is no family's address.
    if isinstance(error, TelegramForbiddenError | TelegramMigrateToChat) or _says(error, *_DEAD):
        return Refused(code)
    if isinstance(error, TelegramBadRequest):
        return Broken("nothing_to_edit" if editing and _says(error, *_NOTHING_TO_EDIT) else code)
    if _says(error, "too many requests"):  # a 429 without its retry_after
        return TryLater(timedelta(seconds=5), whole_channel=True, code=code)
    return TryLater(timedelta(minutes=1), whole_channel=True, breaker=True, code=code)


def _never_left(error: TelegramNetworkError) -> bool:
    """Whether the request certainly never left: no connection was made."""
    cause = error.__cause__ or error.__context__
    return isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
