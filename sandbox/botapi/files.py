"""Files that people and bots sent: kept in memory, named as the Bot API names them, fetched while their link lives."""

import hashlib
import mimetypes
import struct
from datetime import datetime, timedelta
from typing import Any

from sandbox.botapi.kinds import KINDS
from sandbox.botapi.refusals import Refusal, bad
from sandbox.world import StoredFile

JSON = dict[str, Any]

#: Client.h, MAX_DOWNLOAD_FILE_SIZE; uploads by https://core.telegram.org/bots/faq.
LARGEST_DOWNLOAD, LARGEST_UPLOAD, LARGEST_PHOTO = 20 << 20, 50 << 20, 10 << 20
#: Bot API, getFile: «the link will be valid for at least 1 hour».
LINK_LIVES = timedelta(hours=1)


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        #: Until when a path that getFile told can be fetched.
        self._open: dict[str, tuple[StoredFile, datetime]] = {}

    def keep(self, kind: str, name: str, data: bytes, about: JSON | None = None) -> StoredFile:
        """``about`` is what the sender says of it: duration, performer, emoji…"""
        number = len(self._by_id) + 1
        digest = hashlib.sha256(data).hexdigest()
        plain = KINDS[kind]
        name = name or f"{kind}.{plain.ending}"
        ending = name.rpartition(".")[2] if "." in name else plain.ending
        mime = mimetypes.guess_type(name)[0] or plain.mime
        width, height = picture_size(data) if kind in ("photo", "sticker") else (0, 0)
        about = dict(about or {})
        width, height = about.pop("width", width), about.pop("height", height)
        path = f"{plain.folder}/file_{number}.{ending}"
        file_id = f"SBX{number:05d}{digest[:40]}"
        stored = StoredFile(file_id, digest[:14], kind, name, mime, path, data, width, height, about)
        self._by_id[file_id] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def link(self, file: StoredFile, now: datetime) -> str:
        """Opens the link for its hour."""
        self._open[file.path] = file, now + LINK_LIVES
        return file.path

    def fetched(self, path: str, now: datetime) -> bytes | None:
        """None where nobody asked for the link, or it has died."""
        file, until = self._open.get(path, (None, now))
        return file.data if file and now < until else None

    def uploaded(self, kind: str, name: str, data: bytes, about: JSON) -> StoredFile:
        """A file of a bot, refused as the real server refuses it."""
        if not data:
            raise bad("file must be non-empty", "empty_file", kind)
        if len(data) > LARGEST_UPLOAD:
            raise Refusal(413, "Request Entity Too Large", "file_too_big", f"{len(data)} bytes")
        if kind == "photo":
            _check_picture(name, data)
        return self.keep(kind, name, data, about)

    def forget(self) -> None:
        self._by_id.clear()
        self._open.clear()


def _check_picture(name: str, data: bytes) -> None:
    if len(data) > LARGEST_PHOTO:
        words = f"file of size {len(data)} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        raise bad(words, "photo_too_big")
    width, height = picture_size(data)
    if (width, height) == (0, 0):
        raise bad("IMAGE_PROCESS_FAILED", "not_a_picture", name)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS", "photo_dimensions", f"{width} × {height}")


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF, WebP or JPEG; zeros for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(b"GIF8") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return 512, 512  # three inner layouts: nothing here depends on the true size
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else (0, 0)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 1, 1  # a JPEG cut short: still a picture to whoever plays
