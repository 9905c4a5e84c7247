"""Pictures and files that people send with their words: what came, and its bytes."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.enums import ContentType
from aiogram.exceptions import AiogramError
from aiogram.types import Message
from aiohttp import ClientError

from bot.means import Fetch
from journal_core.errors import Invalid
from journal_core.files import FileKind, NewFile, check_size, taken

_TAKEN = (ContentType.TEXT, ContentType.PHOTO, ContentType.DOCUMENT, ContentType.ANIMATION)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as the messenger tells of it."""

    file_id: str
    kind: FileKind
    name: str = ""
    mime: str = ""
    size: int | None = None  #: bytes, where the messenger says


def attached(message: Message) -> Attached | None:
    """The picture (its largest size) or the file of a message; Invalid for voices, videos, stickers and the like."""
    if message.content_type not in _TAKEN:
        raise Invalid("notice.other_kind")
    if message.photo:
        largest = max(message.photo, key=lambda one: one.width * one.height)
        return Attached(largest.file_id, FileKind.PHOTO, size=largest.file_size)
    if found := message.document:
        return Attached(found.file_id, FileKind.DOCUMENT, found.file_name or "", found.mime_type or "", found.file_size)
    return None


async def fetched(one: Attached, fetch: Fetch) -> NewFile:
    """Its bytes, checked. Raises Invalid for what is not taken, and when the messenger does not give it."""
    if one.size is not None:
        check_size(one.size)
    try:
        data = await fetch(one.file_id)
    except (AiogramError, ClientError, TimeoutError) as error:
        raise Invalid("file.not_fetched") from error
    return taken(one.kind, one.name, one.mime, data)
