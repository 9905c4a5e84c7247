"""Files of every kind go up and down, are sent again by their id, and their links die as real ones do."""

import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from sandbox.client import Person, Sandbox
from sandbox.server import running

JSON = dict[str, Any]

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000154a24f5d0000000049454e44ae426082"
)


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as started, Sandbox(started.http) as box:
        await box.limits(per_chat=0, per_bot=0)
        await box.as_bot("getMe")
        yield box


@pytest_asyncio.fixture
async def anna(sandbox: Sandbox) -> Person:
    return await sandbox.person(1001, "Анна")


async def upload(sandbox: Sandbox, method: str, files: dict[str, tuple[str, bytes]], **fields: str) -> JSON:
    """A multipart request, as every client sends files."""
    form = aiohttp.FormData({"chat_id": "1001", **fields}, quote_fields=False)
    for name, (filename, data) in files.items():
        form.add_field(name, io.BytesIO(data), filename=filename)
    url = f"{sandbox.base}/bot42:TEST/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as response:
        return dict(await response.json())


async def download(sandbox: Sandbox, path: str) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as session, session.get(f"{sandbox.base}/file/bot42:TEST/{path}") as response:
        return response.status, await response.read()


async def heard(sandbox: Sandbox) -> JSON:
    """The newest message that people sent."""
    return dict((await sandbox.as_bot("getUpdates", offset=-1))["result"][0]["message"])


KINDS = ["photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker"]


def method_of(kind: str) -> str:
    return "send" + "".join(word.capitalize() for word in kind.split("_"))


@pytest.mark.parametrize("kind", KINDS)
async def test_a_file_goes_up_is_seen_and_goes_again_by_its_id(sandbox: Sandbox, anna: Person, kind: str) -> None:
    sent = (await upload(sandbox, method_of(kind), {kind: ("файл.png", PIXEL)}))["result"]
    shown = sent[kind][-1] if kind == "photo" else sent[kind]
    assert shown["file_size"] == len(PIXEL)
    bubble = (await anna.screen())[-1]
    assert (bubble.media, bubble.photo, bubble.document) == (
        kind,
        kind == "photo",
        "файл.png" if kind == "document" else None,
    )
    again = await sandbox.as_bot(method_of(kind), chat_id=1001, **{kind: shown["file_id"]})
    assert again["ok"], again
    assert await sandbox.violations() == []


@pytest.mark.parametrize("kind", KINDS)
async def test_a_file_of_a_person_comes_down(sandbox: Sandbox, anna: Person, kind: str) -> None:
    said: JSON = {kind: ("урок.png", PIXEL)}
    await anna.says(**said)
    came = await heard(sandbox)
    shown = came[kind][-1] if kind == "photo" else came[kind]
    file = (await sandbox.as_bot("getFile", file_id=shown["file_id"]))["result"]
    assert await download(sandbox, file["file_path"]) == (200, PIXEL)


async def test_what_the_sender_says_of_a_file_is_shown(sandbox: Sandbox, anna: Person) -> None:
    song = {"audio": ("песня.mp3", b"la")}
    sent = (await upload(sandbox, "sendAudio", song, duration="61", performer="Класс", title="Гимн"))["result"]["audio"]
    assert (sent["duration"], sent["performer"], sent["title"], sent["mime_type"]) == (
        61,
        "Класс",
        "Гимн",
        "audio/mpeg",
    )
    film = (await upload(sandbox, "sendVideo", {"video": ("урок.mp4", b"x")}, width="640", height="360"))["result"]
    assert (film["video"]["width"], film["video"]["height"], film["video"]["duration"]) == (640, 360, 0)
    await sandbox.post("people/1001/says", {"sticker": {"base64": "AAAA", "emoji": "👍"}})
    assert (await heard(sandbox))["sticker"]["emoji"] == "👍"
    assert (await sandbox.get("people/1001/screen"))[-1]["media"]["emoji"] == "👍"


async def test_a_link_lives_for_an_hour_and_only_once_asked_for(sandbox: Sandbox, anna: Person) -> None:
    await anna.says(photo=PIXEL)
    photo = (await heard(sandbox))["photo"][-1]["file_id"]
    assert (await download(sandbox, "photos/file_1.jpg"))[0] == 404
    path = (await sandbox.as_bot("getFile", file_id=photo))["result"]["file_path"]
    assert path == "photos/file_1.jpg"
    await sandbox.advance("PT59M")
    assert (await download(sandbox, path))[0] == 200
    await sandbox.advance("PT1M")
    assert (await download(sandbox, path))[0] == 404
    await sandbox.as_bot("getFile", file_id=photo)
    assert (await download(sandbox, path))[0] == 200


async def test_twenty_megabytes_come_down_and_fifty_go_up(sandbox: Sandbox, anna: Person) -> None:
    fits = (await upload(sandbox, "sendDocument", {"document": ("a.bin", bytes(20 << 20))}))["result"]
    assert (await sandbox.as_bot("getFile", file_id=fits["document"]["file_id"]))["ok"]
    large = (await upload(sandbox, "sendDocument", {"document": ("a.bin", bytes((20 << 20) + 1))}))["result"]
    refused = await sandbox.as_bot("getFile", file_id=large["document"]["file_id"])
    assert refused["description"] == "Bad Request: file is too big"
    for size in ((50 << 20) + 1, 60 << 20):
        answer = await upload(sandbox, "sendDocument", {"document": ("a.bin", bytes(size))})
        assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}


async def test_a_file_id_keeps_its_kind(sandbox: Sandbox, anna: Person) -> None:
    sent = (await upload(sandbox, "sendDocument", {"document": ("график.png", PIXEL)}))["result"]
    wrong = await sandbox.as_bot("sendPhoto", chat_id=1001, photo=sent["document"]["file_id"])
    assert wrong["description"] == "Bad Request: can't use file of type Document as Photo"
    unknown = await sandbox.as_bot("sendPhoto", chat_id=1001, photo="AgACAgIAAx0")
    assert unknown["description"] == "Bad Request: wrong file identifier/HTTP URL specified"
    assert (await sandbox.as_bot("getFile", file_id="AgACAgIAAx0"))["description"] == "Bad Request: invalid file_id"
    empty = await upload(sandbox, "sendDocument", {"document": ("a.txt", b"")})
    assert empty["description"] == "Bad Request: file must be non-empty"
    no_picture = await upload(sandbox, "sendPhoto", {"photo": ("a.png", b"no")})
    assert no_picture["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


def media(*kinds: str) -> str:
    items = ", ".join(f'{{"type": "{kind}", "media": "attach://{kind}"}}' for kind in kinds)
    return f"[{items}]"


FILES = {"photo": ("a.png", PIXEL), "video": ("b.mp4", b"b"), "document": ("c.pdf", b"c"), "audio": ("d.mp3", b"d")}


async def test_an_album_may_mix_pictures_with_films_and_nothing_else(sandbox: Sandbox, anna: Person) -> None:
    mixed = await upload(sandbox, "sendMediaGroup", FILES, media=media("photo", "video"))
    assert [set(one) & {"photo", "video"} for one in mixed["result"]] == [{"photo"}, {"video"}]
    assert len({one["media_group_id"] for one in mixed["result"]}) == 1
    papers = await upload(sandbox, "sendMediaGroup", FILES, media=media("document", "document"))
    assert papers["ok"]
    wrong = await upload(sandbox, "sendMediaGroup", FILES, media=media("photo", "document"))
    assert wrong["description"] == "Bad Request: document can't be mixed with other media types"
    alone = await upload(sandbox, "sendMediaGroup", FILES, media=media("photo"))
    assert alone["error_code"] == 400
    assert [one.media for one in await anna.screen()] == ["photo", "video", "document", "document"]


async def test_a_persons_album_comes_as_messages_in_their_order(sandbox: Sandbox, anna: Person) -> None:
    await sandbox.post("people/1001/says", {"album": [{"caption": f"стр. {n}", "photo": "AAAA"} for n in range(4)]})
    came = [one["message"] for one in (await sandbox.as_bot("getUpdates"))["result"]]
    assert [one["caption"] for one in came] == [f"стр. {n}" for n in range(4)]
    assert len({one["media_group_id"] for one in came}) == 1


async def test_a_file_takes_the_place_of_another(sandbox: Sandbox, anna: Person) -> None:
    sent = (await upload(sandbox, "sendPhoto", {"photo": ("март.png", PIXEL)}, caption="март"))["result"]
    at = {"message_id": str(sent["message_id"])}
    new = '{"type": "document", "media": "attach://f", "caption": "апрель"}'
    edited = (await upload(sandbox, "editMessageMedia", {"f": ("апрель.pdf", b"pdf")}, media=new, **at))["result"]
    assert (edited["document"]["file_name"], edited["caption"], "photo" in edited) == ("апрель.pdf", "апрель", False)
    assert (await anna.sees("апрель")).document == "апрель.pdf"
    text = (await sandbox.as_bot("sendMessage", chat_id=1001, text="скоро"))["result"]["message_id"]
    came = await upload(
        sandbox, "editMessageMedia", {"f": ("а.png", PIXEL)}, media='{"type": "photo", "media": "attach://f"}',
        message_id=str(text),
    )  # fmt: skip
    assert "photo" in came["result"]


async def test_places_and_contacts_go_both_ways(sandbox: Sandbox, anna: Person) -> None:
    await anna.says(location={"latitude": 53.9, "longitude": 27.56})
    assert (await heard(sandbox))["location"] == {"latitude": 53.9, "longitude": 27.56}
    sent = await sandbox.as_bot("sendLocation", chat_id=1001, latitude=53.9, longitude=27.56)
    assert sent["result"]["location"] == {"latitude": 53.9, "longitude": 27.56}
    nowhere = await sandbox.as_bot("sendLocation", chat_id=1001, latitude=91, longitude=0)
    assert nowhere["error_code"] == 400
    school: JSON = {"latitude": 53.9, "longitude": 27.56, "title": "Школа № 7", "address": "ул. Ленина, 1"}
    venue = (await sandbox.as_bot("sendVenue", chat_id=1001, **school))["result"]
    assert (venue["venue"]["title"], venue["location"]["latitude"]) == ("Школа № 7", 53.9)
    contact = await sandbox.as_bot("sendContact", chat_id=1001, phone_number="+375291234567", first_name="Нина")
    assert contact["result"]["contact"]["first_name"] == "Нина"


async def test_a_button_may_ask_for_the_place(sandbox: Sandbox, anna: Person) -> None:
    markup = {"keyboard": [[{"text": "Где я", "request_location": True}]]}
    await sandbox.as_bot("sendMessage", chat_id=1001, text="где вы?", reply_markup=markup)
    await anna.presses("Где я")
    assert "location" in await heard(sandbox)


async def test_nobody_here_has_a_picture_of_themselves(sandbox: Sandbox, anna: Person) -> None:
    photos = await sandbox.as_bot("getUserProfilePhotos", user_id=1001)
    assert photos["result"] == {"total_count": 0, "photos": []}
