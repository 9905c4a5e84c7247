"""Telegram: the one place that calls the messenger to send, edit and answer.

Every method goes through the bot's permits. What an error means is `telegram_errors`' to say, how a file goes up
`telegram_files`'.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)

from journal_core.people import Account
from journal_core.school import Channel
from notifier.channels.telegram_errors import NOTHING_TO_EDIT, OF_ANOTHER_KIND, outcome_of, says
from notifier.channels.telegram_files import Carried, FileAway, Uploads
from notifier.limits import Permits
from notifier.outcomes import Outcome, Sent, TryLater, Unknown
from notifier.policy import Lane
from notifier.ports import Files, Outgoing
from notifier.settings import TelegramSettings
from texts.addresses import pack
from texts.screen import Screen

SECONDS = 20  #: a request's hard limit; leases are longer


class TelegramChannel:
    """A channel that can also talk: pushes by `send`, people who wait by `show`."""

    name = Channel.TELEGRAM

    def __init__(self, settings: TelegramSettings, files: Files) -> None:
        self.permits = Permits()
        session = AiohttpSession(api=TelegramAPIServer.from_base(settings.api), timeout=SECONDS)
        self.bot = Bot(
            settings.token,
            session=session,
            default=DefaultBotProperties(
                parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True), protect_content=False
            ),
        )
        self._uploads = Uploads(self.bot, files)

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
        except FileAway as error:
            return TryLater(code=type(error).__name__)
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
                if not replaces or not says(error, *NOTHING_TO_EDIT, *OF_ANOTHER_KIND):
                    raise
                replaces = ""
        raise AssertionError("unreachable")

    async def _put(
        self, account: Account, screen: Screen, replaces: str, answers: str = "", *, silent: bool = False
    ) -> str:
        chat, markup = int(account.address), _keyboard(screen)
        if replaces:
            await self._edit(chat, screen, int(replaces), markup)
            return replaces
        reply = ReplyParameters(message_id=int(answers), allow_sending_without_reply=True) if answers else None
        if screen.file is not None:
            sent = await self._uploads.send(Carried(chat, screen.file, screen.text, markup, reply, silent))
        else:
            sent = await self.bot.send_message(
                chat,
                screen.text,
                reply_markup=markup,
                reply_parameters=reply,
                disable_notification=silent or None,
            )
        return str(sent.message_id)

    async def _edit(self, chat: int, screen: Screen, message_id: int, markup: InlineKeyboardMarkup | None) -> None:
        """Write over a message; one with a file keeps it, and its caption changes."""
        text = screen.text
        try:
            if screen.file is None:
                await self.bot.edit_message_text(text, chat_id=chat, message_id=message_id, reply_markup=markup)
            else:
                await self.bot.edit_message_caption(
                    caption=text, chat_id=chat, message_id=message_id, reply_markup=markup
                )
        except TelegramBadRequest as error:
            if not says(error, "message is not modified"):
                raise

    async def answer_press(self, press_id: str, text: str = "", *, alert: bool = False) -> None:
        """Release a pressed button; one older than the server remembers is passed over."""
        try:
            await self.bot.answer_callback_query(press_id, text=text[:200] or None, show_alert=alert or None)
        except TelegramBadRequest as error:
            if not says(error, "query is too old", "query id is invalid"):
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
