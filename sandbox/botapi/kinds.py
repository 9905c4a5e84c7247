"""The kinds of files a message can carry: how td names them, where their links lead, what the Bot API shows of them."""

from dataclasses import dataclass
from typing import Any

from sandbox.world import StoredFile

JSON = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """``name`` is td's word for it in errors; ``folder`` begins its file_path."""

    name: str
    folder: str
    ending: str
    mime: str
    #: Fields shown beside the file's own: some from the upload, some from the call.
    fields: tuple[str, ...] = ()
    #: No text may stand under it.
    bare: bool = False


#: By the field of a Message (Bot API, PhotoSize, Document, Video, Audio, Voice, Animation, VideoNote, Sticker).
KINDS = {
    "photo": Kind("Photo", "photos", "jpg", "image/jpeg", ("width", "height")),
    "document": Kind("Document", "documents", "bin", "application/octet-stream", ("file_name", "mime_type")),
    "video": Kind("Video", "videos", "mp4", "video/mp4", ("width", "height", "duration", "file_name", "mime_type")),
    "animation": Kind(
        "Animation", "animations", "mp4", "video/mp4", ("width", "height", "duration", "file_name", "mime_type")
    ),
    "audio": Kind("Audio", "music", "mp3", "audio/mpeg", ("duration", "performer", "title", "file_name", "mime_type")),
    "voice": Kind("VoiceNote", "voice", "oga", "audio/ogg", ("duration", "mime_type")),
    "video_note": Kind("VideoNote", "video_notes", "mp4", "video/mp4", ("length", "duration"), bare=True),
    "sticker": Kind(
        "Sticker",
        "stickers",
        "webp",
        "image/webp",
        ("type", "width", "height", "is_animated", "is_video", "emoji"),
        bare=True,
    ),
}
#: What is always there even where nobody said it.
_PLAIN = {"duration": 0, "length": 240, "type": "regular", "is_animated": False, "is_video": False}


def shown(file: StoredFile) -> JSON:
    """The file as its own type of the Bot API."""
    known = {"width": file.width, "height": file.height, "file_name": file.name, "mime_type": file.mime}
    told = _PLAIN | known | file.about
    fields = {name: told[name] for name in KINDS[file.kind].fields if name in told}
    own = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.data)}
    return own | fields


def carried(file: StoredFile) -> JSON:
    """The fields of a Message that carries it; an animation is shown as a document too, for old clients."""
    one = shown(file)
    if file.kind == "photo":
        return {"photo": [one]}
    if file.kind == "animation":
        names = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type")
        return {"animation": one, "document": {name: one[name] for name in names}}
    return {file.kind: one}
