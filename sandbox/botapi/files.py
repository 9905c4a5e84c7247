"""Files that people and bots sent: kept in memory, named as the Bot API names them."""

import hashlib
import mimetypes
import struct

from sandbox.botapi.refusals import bad
from sandbox.world import StoredFile

#: Client.h, MAX_DOWNLOAD_FILE_SIZE; uploads by https://core.telegram.org/bots/faq.
LARGEST_DOWNLOAD, LARGEST_UPLOAD, LARGEST_PHOTO = 20 << 20, 50 << 20, 10 << 20


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, folder: str, name: str, data: bytes) -> StoredFile:
        """``folder`` is photos or documents, as in a true file_path."""
        number = len(self._by_id) + 1
        digest = hashlib.sha256(data).hexdigest()
        end = name.rpartition(".")[2] if "." in name else "jpg" if folder == "photos" else "bin"
        mime = mimetypes.guess_type(name)[0] or ("image/jpeg" if folder == "photos" else "application/octet-stream")
        width, height = picture_size(data) if folder == "photos" else (0, 0)
        path = f"{folder}/file_{number}.{end}"
        stored = StoredFile(f"SBX{number:05d}{digest[:40]}", digest[:14], name, mime, path, data, width, height)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def picture(self, name: str, data: bytes) -> StoredFile:
        """A photo of a bot, refused as the real server refuses what is no picture."""
        if len(data) > LARGEST_PHOTO:
            raise bad("file is too big", "photo_too_big", f"{len(data)} bytes")
        if picture_size(data) == (0, 0):
            raise bad("IMAGE_PROCESS_FAILED", "not_a_picture", name)
        width, height = picture_size(data)
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad("PHOTO_INVALID_DIMENSIONS", "photo_dimensions", f"{width} × {height}")
        return self.keep("photos", name, data)

    def forget(self) -> None:
        self._by_id.clear()
        self._by_path.clear()


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
