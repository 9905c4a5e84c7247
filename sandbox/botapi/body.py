"""The body of a request, or of a webhook's answer: query string, JSON, form or multipart, read the same way."""

import json
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from aiohttp.web_request import FileField

from sandbox.botapi.call import Upload
from sandbox.botapi.refusals import Refusal, bad

JSON = dict[str, Any]

#: Parameters that may be the file itself: sent so, the parameter becomes its attach://.
_FILES = {
    "photo",
    "document",
    "video",
    "audio",
    "voice",
    "animation",
    "video_note",
    "sticker",
    "media",
    "thumbnail",
    "cover",
    "certificate",
}


async def of_request(request: web.Request) -> tuple[JSON, dict[str, Upload]]:
    """Parameters as they were sent, and files by name; raises Refusal."""
    raw: JSON = dict(request.query)
    if request.content_type == "application/json":
        return _utf8(raw | _object(await request.text())), {}
    uploads: dict[str, Upload] = {}
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large", "file_too_big", "the whole request") from None
    for name, value in form.items():
        if isinstance(value, FileField):
            uploads[name] = Upload(value.filename, value.file.read())
        else:
            raw[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return _attached(raw, uploads)


async def of_answer(response: aiohttp.ClientResponse) -> tuple[JSON, dict[str, Upload]]:
    """What a webhook answered; nothing where it is no method at all."""
    try:
        if response.content_type == "application/json":
            return _utf8(_object(await response.text())), {}
        if response.content_type == "application/x-www-form-urlencoded":
            return _utf8(dict(parse_qsl(await response.text(), keep_blank_values=True))), {}
        if response.content_type.startswith("multipart/"):
            return await _parts(aiohttp.MultipartReader(response.headers, response.content))
    except (Refusal, ValueError):
        return {}, {}
    return {}, {}


async def _parts(reader: aiohttp.MultipartReader) -> tuple[JSON, dict[str, Upload]]:
    raw: JSON = {}
    uploads: dict[str, Upload] = {}
    while (part := await reader.next()) is not None:
        if not isinstance(part, aiohttp.BodyPartReader) or not part.name:
            continue
        data = bytes(await part.read(decode=True))
        if part.filename:
            uploads[part.name] = Upload(part.filename, data)
        else:
            raw[part.name] = data.decode()
    return _attached(raw, uploads)


def _object(text: str) -> JSON:
    try:
        body = json.loads(text or "{}")
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad("object expected")
    return body


def _attached(raw: JSON, uploads: dict[str, Upload]) -> tuple[JSON, dict[str, Upload]]:
    for name in uploads.keys() & _FILES:
        raw.setdefault(name, f"attach://{name}")
    return _utf8(raw), uploads


def _utf8(raw: JSON) -> JSON:
    """Half a surrogate pair is no text (Client.cpp, «strings must be encoded in UTF-8»)."""
    try:
        json.dumps(raw, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    return raw
