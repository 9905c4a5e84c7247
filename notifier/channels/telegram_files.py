"""Telegram's files: photos and documents go up once, and are called by their file_id from then on (Bot API, «Sending
files»).

A file_id is the bot's own and may be forgotten by the service; it is a cache and nothing hangs on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from weakref import WeakValueDictionary

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, InputFile, Message, ReplyParameters

from journal_core.files import FileKind, StoredFile
from notifier.channels.telegram_errors import says
from notifier.ports.files import Files

SECONDS = 40  #: for one that goes up
WAITS = 30  #: seconds for its turn; with the sending itself less than a lease
_UNKNOWN = ("wrong file identifier", "wrong remote file", "wrong file_id", "can't use file of type", "file reference")
#: A picture whose sides or bytes do not suit the service is still a document.
_NO_PHOTO = ("photo_invalid_dimensions", "image_process_failed", "photo_ext_invalid", "photo_save_file_invalid")


class FileAway(ConnectionError):
    """The file could not be read, or waited too long for its turn: certainly nothing left."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A message that carries a file."""

    chat: int
    file: StoredFile
    caption: str
    markup: InlineKeyboardMarkup | None
    reply: ReplyParameters | None
    silent: bool


class Uploads:
    """Sends files of one bot."""

    def __init__(self, bot: Bot, files: Files) -> None:
        self._bot = bot
        self._files = files
        self._name = str(bot.id)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()  #: by file, while it goes up

    async def send(self, carried: Carried) -> Message:
        """Send the file by the name it is known under, else its bytes. Raises FileAway."""
        known = await self._known(carried.file)
        if known and (sent := await self._by_name(known, carried)):
            return sent
        async with self._alone(carried.file):  # a class's families are told at once: the first brings it up for all
            learned = await self._known(carried.file)
            if learned not in ("", known) and (sent := await self._by_name(learned, carried)):
                return sent
            sent = await self._up(carried)
            if found := _file_id(sent):
                with suppress(OSError):  # it has left; the next one goes up again
                    await self._files.learn(carried.file.id, self._name, found)
            return sent

    async def _known(self, file: StoredFile) -> str:
        with _reading():
            return await self._files.known(file.id, self._name)

    async def _by_name(self, known: str, carried: Carried) -> Message | None:
        """None when the service does not know that name any more."""
        try:
            return await self._as(carried.file.kind, known, carried)
        except TelegramBadRequest as error:
            if not says(error, *_UNKNOWN):
                raise
        with _reading():
            await self._files.forget(carried.file.id, self._name, known)
        return None

    @asynccontextmanager
    async def _alone(self, file: StoredFile) -> AsyncIterator[None]:
        lock = self._locks.setdefault(file.id, asyncio.Lock())
        try:
            async with asyncio.timeout(WAITS):
                await lock.acquire()
        except TimeoutError as error:
            raise FileAway from error
        try:
            yield
        finally:
            lock.release()

    async def _up(self, carried: Carried) -> Message:
        with _reading():
            content = await self._files.content(carried.file.id)
        try:
            return await self._as(content.kind, BufferedInputFile(content.data, content.name), carried)
        except TelegramBadRequest as error:
            if content.kind is not FileKind.PHOTO or not says(error, *_NO_PHOTO):
                raise
        return await self._as(FileKind.DOCUMENT, BufferedInputFile(content.data, content.name), carried)

    async def _as(self, kind: FileKind, file: str | InputFile, carried: Carried) -> Message:
        if kind is FileKind.PHOTO:
            return await self._bot.send_photo(
                carried.chat,
                file,
                caption=carried.caption or None,
                reply_markup=carried.markup,
                reply_parameters=carried.reply,
                disable_notification=carried.silent or None,
                request_timeout=SECONDS,
            )
        return await self._bot.send_document(
            carried.chat,
            file,
            caption=carried.caption or None,
            reply_markup=carried.markup,
            reply_parameters=carried.reply,
            disable_notification=carried.silent or None,
            request_timeout=SECONDS,
        )


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileAway from error


def _file_id(sent: Message) -> str:
    """What the service calls the file it was given; of a photo's sizes the largest."""
    if sent.photo:
        return sent.photo[-1].file_id
    return sent.document.file_id if sent.document else ""
