"""sendMessage and its kin (https://core.telegram.org/bots/api#available-methods)."""

from collections.abc import Callable
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.kinds import KINDS
from sandbox.botapi.methods.posting import post
from sandbox.botapi.refusals import bad
from sandbox.botapi.rich import rich_of
from sandbox.botapi.texts import caption_of, text_of

JSON = dict[str, Any]

#: What a sender may say of a file, and the file then shows.
ABOUT = ("duration", "width", "height", "length", "performer", "title", "emoji")


def send_message(call: Call) -> JSON:
    text, entities = text_of(call.parameters)
    return post(call, text, entities)


def send_rich_message(call: Call) -> JSON:
    return post(call, rich=rich_of(call, call.parameters["rich_message"]))


def send_file(kind: str) -> Callable[[Call], JSON]:
    """The method that sends files of the kind."""

    def send(call: Call) -> JSON:
        asked = call.parameters
        text, entities = ("", []) if KINDS[kind].bare else caption_of(asked)
        return post(call, text, entities, media=call.file(kind, asked[kind], about(asked)), carries=dress(asked))

    return send


def about(asked: JSON) -> JSON:
    return {name: asked[name] for name in ABOUT if name in asked}


def dress(asked: JSON) -> JSON:
    """How a picture or film is shown: behind a spoiler, below its caption."""
    fields = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": "show_caption_above_media"}
    return {shown: True for name, shown in fields.items() if asked.get(name)}


def send_media_group(call: Call) -> list[JSON]:
    """All or nothing: every caption and file is read before the first message is posted."""
    items = call.parameters["media"]
    kinds = {item["type"] for item in items}
    for alone in sorted(kinds & {"document", "audio"}):
        if len(kinds) > 1:
            raise bad(f"{alone} can't be mixed with other media types", "album", ", ".join(sorted(kinds)))
    read = [(caption_of(item), call.file(item["type"], item["media"], about(item)), dress(item)) for item in items]
    album = str(int(call.servers.clock.now().timestamp() * 1000) + call.world.seq)
    return [
        post(call, text, entities, media=media, carries=dressed, media_group=album)
        for (text, entities), media, dressed in read
    ]


def send_contact(call: Call) -> JSON:
    names = ("phone_number", "first_name", "last_name", "vcard")
    return post(call, carries={"contact": {name: call.parameters[name] for name in names if name in call.parameters}})


def send_location(call: Call) -> JSON:
    return post(call, carries={"location": _location(call.parameters)})


def send_venue(call: Call) -> JSON:
    """A venue is shown with its location beside it (Bot API, Message.venue)."""
    asked, place = call.parameters, _location(call.parameters)
    names = ("title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
    venue = {"location": place} | {name: asked[name] for name in names if name in asked}
    return post(call, carries={"venue": venue, "location": place})


def _location(asked: JSON) -> JSON:
    if abs(asked["latitude"]) > 90 or abs(asked["longitude"]) > 180:
        raise bad("wrong location specified", "location", f"{asked['latitude']}, {asked['longitude']}")
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    return {name: asked[name] for name in names if name in asked}
