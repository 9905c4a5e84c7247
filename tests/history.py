"""The history checker: was the promise of delivery kept, whatever happened?

It reads the gateway's database (read only) and what the other side received, and knows nothing of how the notifier
works: only what design/delivery.md promises. `Watchman.complaints` runs after every end-to-end module and every
fault test, once everything due is settled.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.client import Sandbox
from storage.embedded import EmbeddedServer
from tests.history_read import History, Row, read_database, read_wire, tampered

#: Extra copies that are allowed when a connection broke while sending (delivery.md).
COPIES = {"telegram": 1, "email": 1, "sms": 0}
PERMITS = 30  #: sends a second (Bot API FAQ)
#: A request that was on its way when the 429 was answered, seconds.
ON_ITS_WAY = 0.3
OPEN = {"scheduled", "pending", "leased", "unknown"}
TOLD = {"accepted", "delivered"}
#: After these a promise has ended for good; failed may still hear of a late receipt.
DEAD_ENDS = {"refused", "broken", "expired", "cancelled", "suppressed", "merged"}
#: Said at night too: codes somebody waits for, and answers to somebody's own request.
NEVER_HELD = {"address_code", "link_settled"}
URGENT_LANE = 1
#: What answers a message that was edited: it says what stood when it left.
LINES = {"correction", "notice_changed"}
#: What a message is to whoever chooses what to hear.
KIND = {
    "marks": "marks",
    "homework": "homework",
    "absence": "absences",
    "notice": "notices",
    "notice_reminder": "notices",
    "notice_changed": "notices",
    "remark": "marks",
    "term_mark": "marks",
    "lesson_changed": "notices",
    "concern": "notices",
    "summary": "summary",
}


class Watchman:
    """Looks over one installation again and again, and remembers what had ended."""

    def __init__(self, home: Path, sandbox: Sandbox) -> None:
        self._home = home
        self._sandbox = sandbox
        self._ended: dict[int, str] = {}

    async def complaints(self) -> list[str]:
        """Broken promises, in words; none on a good day."""
        server = EmbeddedServer(self._home / "postgres")
        await asyncio.to_thread(server.start)
        try:
            rows = await read_database(server.runtime_dsn("diary"))
            past_the_program = await tampered(server.runtime_dsn("diary"), self._home)
        finally:
            await asyncio.to_thread(server.stop)
        history = History(await self._sandbox.now(), rows, **await read_wire(self._sandbox))
        return [*broken_promises(history), *self._risen(history), *past_the_program]

    def _risen(self, history: History) -> Iterator[str]:
        """What had ended for good when we last looked has not come to life."""
        for row in history.rows["deliveries"]:
            before = self._ended.get(row["id"])
            if before and before != row["state"]:
                yield f"delivery {row['id']} was {before} and is {row['state']}"
            if row["state"] in DEAD_ENDS:
                self._ended[row["id"]] = row["state"]


def broken_promises(history: History) -> list[str]:
    """The complaints of every rule."""
    return [f"{rule.__name__}: {complaint}" for rule in RULES for complaint in rule(history)]


def nothing_is_lost(history: History) -> Iterator[str]:
    """Each event reached everybody who may hear of it, and each promise has ended or waits for its time."""
    for event in history.rows["events"]:
        if event["fanned_at"] is None:
            yield f"event {event['id']} ({event['subject']}) was never fanned out"
    for row in history.rows["forgotten"]:
        yield f"person {row['person_id']} was promised nothing of event {row['id']} ({row['subject']})"
    for delivery in history.rows["deliveries"]:
        message = history.messages.get(delivery["message_id"])
        if delivery["state"] in OPEN and (message is None or message["state"] not in OPEN):
            yield f"delivery {delivery['id']} waits, and its message is {message and message['state']}"
    for message in history.messages.values():
        if message["state"] == "leased" or (
            message["state"] in {"scheduled", "pending"} and message["not_before"] <= history.now
        ):
            yield f"message {message['id']} is due and {message['state']}: {message['error']}"


def nothing_is_broken(history: History) -> Iterator[str]:
    """No message of ours is one that a service calls wrong."""
    for message in history.messages.values():
        if message["state"] == "broken" or message["error"] == "TelegramBadRequest":
            yield f"message {message['id']} ({message['template']}): {message['error']}"


def copies_are_bounded(history: History) -> Iterator[str]:
    """What may have arrived: once, and A times more where a connection broke."""
    accepted = {row["message_id"] for row in history.rows["attempts"] if row["outcome"] == "accepted"}
    for message in history.messages.values():
        sent = message["doubts"] + (message["id"] in accepted and message["error"] != "late")
        if sent > 1 + COPIES[message["channel"]]:
            yield f"message {message['id']} ({message['channel']}) may have arrived {sent} times"
    for what, came in (("mail", _letters(history)), ("SMS", _texts(history))):
        for number, times in Counter(number for number, _ in came).items():
            if times > 1 + (what == "mail"):
                yield f"{what} of message {number} arrived {times} times"


def nobody_hears_phantoms(history: History) -> Iterator[str]:
    """Whatever arrived is a message of ours to that very address; a copy is one that was in doubt."""
    known = {(row["channel"], row["address"], row["provider_id"]): row for row in history.messages.values()}
    doubts: Counter[str] = Counter()
    for message in history.messages.values():
        doubts[message["address"]] += message["doubts"]
    for address, bubbles in history.chats.items():
        pushes = [one for one in bubbles if _is_push(one)]
        stray = [one for one in pushes if ("telegram", address, str(one["message_id"])) not in known]
        if len(stray) > doubts[address]:
            yield f"chat {address} holds {len(stray)} pushes nobody knows of: {[one['text'] for one in stray]}"
    for channel, came in (("email", _letters(history)), ("sms", _texts(history))):
        for number, address in came:
            found = history.messages.get(number)
            if found is None or (found["channel"], found["address"]) != (channel, address):
                yield f"{channel} {number} to {address} is nobody's"


def nothing_comes_too_late(history: History) -> Iterator[str]:
    """Nothing leaves after it has expired, after a link or an address was taken away, or past a bar."""
    for message in _told(history):
        left, pair = message["left_at"], (message["person_id"], message["pupil_id"])
        if left > message["expires_at"]:
            yield f"message {message['id']} left at {left} and had expired at {message['expires_at']}"
        if message["account_state"] == "dead" and left > message["changed_at"]:
            yield f"message {message['id']} left for an address that was dead"
        if message["pupil_id"] is None or message["template"] in NEVER_HELD | {"link_asked"}:
            continue
        links = [one for one in history.rows["links"] if (one["person_id"], one["pupil_id"]) == pair]
        if not any(one["state"] == "live" or (one["settled_at"] and one["settled_at"] >= left) for one in links):
            yield f"message {message['id']} left for somebody who may not see pupil {message['pupil_id']}"
        for bar in history.rows["bars"]:
            if (bar["person_id"], bar["pupil_id"]) == pair and bar["since"] < left:
                yield f"message {message['id']} left past a bar"


def nights_are_quiet(history: History) -> Iterator[str]:
    """Inside quiet hours only urgent absences and what somebody waits for."""
    for message in _told(history):
        if message["template"] in NEVER_HELD or message["lane"] == URGENT_LANE:
            continue
        at = message["left_at"].astimezone(ZoneInfo(message["zone"])).time()
        if _within(at, message["quiet_from"], message["quiet_until"]):
            yield f"message {message['id']} ({message['template']}) left at {at}"


def revisions_keep_their_order(history: History) -> Iterator[str]:
    """Nobody hears an older value after a newer one, and what stands in a chat is what stands in the journal."""
    told = {row["id"]: row for row in _told(history)}
    heard: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for delivery in history.rows["deliveries"]:
        if delivery["message_id"] in told and delivery["state"] in TOLD:
            heard[delivery["person_id"], delivery["pupil_id"], delivery["subject"]].append(delivery)
    for (person, _, subject), deliveries in heard.items():
        times = [told[one["message_id"]]["left_at"] for one in sorted(deliveries, key=lambda one: one["revision"])]
        if times != sorted(times):
            yield f"person {person} heard the revisions of {subject} out of order"
    stands = {row["subject"]: "" if row["change"] == "removed" else row["value"] for row in history.rows["values"]}
    for message in told.values():
        if message["channel"] == "telegram" and message["state"] in TOLD and message["template"] not in LINES:
            for subject, value in json.loads(message["told"]).items():
                if subject in stands and stands[subject] != value:
                    yield f"message {message['id']} says {subject} is «{value}», the journal «{stands[subject]}»"


def summaries_come_once_and_on_their_hour(history: History) -> Iterator[str]:
    """A summary is told by one message at most, not before its hour, and not after it was stopped."""
    hours = {row["id"]: row["occurred_at"] for row in history.rows["events"] if row.get("kind") == "summary"}
    told = {row["id"]: row for row in _told(history)}
    stopped = {row["person_id"]: row["stopped_at"] for row in history.rows["subscriptions"] if row["stopped_at"]}
    heard: Counter[int] = Counter()
    for delivery in history.rows["deliveries"]:
        message = told.get(delivery["message_id"])
        hour = hours.get(delivery.get("event_id"))
        if hour is None or message is None or delivery["state"] not in TOLD:
            continue
        heard[delivery["event_id"]] += 1
        if message["left_at"] < hour:
            yield f"summary {delivery['subject']} left at {message['left_at']}, before its hour"
        if message["left_at"] > stopped.get(delivery["person_id"], message["left_at"]):
            yield f"summary {delivery['subject']} left at {message['left_at']}, after it was stopped"
    yield from (f"summary of event {event} was told {times} times" for event, times in heard.items() if times > 1)


def nobody_is_reminded_of_what_they_have_read(history: History) -> Iterator[str]:
    """A reminder leaves while in some family that it is for nobody has pressed «Ознакомлен»."""
    told = {row["id"]: row for row in _told(history) if row["template"] == "notice_reminder"}
    read = {(row["subject"], row["pupil_id"]): row["at"] for row in history.rows["acks"]}
    waits: dict[int, bool] = {}
    for one in history.rows["deliveries"]:
        if (message := told.get(one["message_id"])) and one["state"] in TOLD:
            pressed = read.get((one["subject"], one["pupil_id"]))
            waits[message["id"]] = waits.get(message["id"], False) or not pressed or pressed >= message["left_at"]
    yield from (f"reminder {number} came after «Ознакомлен»" for number, fair in waits.items() if not fair)


def wishes_are_kept(history: History) -> Iterator[str]:
    """Nothing leaves for a channel after its reader switched that kind of news off there."""
    off = [row for row in history.rows["wishes"] if row["pupil_id"] is None]
    for message in _told(history):
        for wish in off:
            if (
                (wish["person_id"], wish["channel"]) == (message["person_id"], message["channel"])
                and wish["kind"] == KIND.get(message["template"])
                and message["left_at"] > wish["changed_at"]
            ):
                yield f"message {message['id']} ({message['template']}) left after it was switched off"


def limits_are_kept(history: History) -> Iterator[str]:
    """At most 30 sends in any second, and no call inside a retry_after."""
    sends = [one for one in history.calls if re.match(r"send(?!ChatAction)|edit", one["method"])]
    times = sorted(one["t"] for one in sends if one["status"] == 200)
    for first, last in zip(times, times[PERMITS:], strict=False):
        if last - first < 1.0:
            yield f"more than {PERMITS} sends within {last - first:.3f} s"
            break
    for call in sends:
        if call["status"] == 429:
            silence = call["t"] + ON_ITS_WAY, call["t"] + call["answer"]["parameters"]["retry_after"] - ON_ITS_WAY
            early = [one for one in sends if silence[0] < one["t"] < silence[1]]
            if early:
                yield f"{len(early)} calls inside the retry_after of call {call['seq']}"


def ends_are_ends(history: History) -> Iterator[str]:
    """After a dead end nothing was tried any more."""
    ended: dict[int, str] = {}
    for attempt in history.rows["attempts"]:
        if attempt["message_id"] in ended:
            yield f"message {attempt['message_id']} was {ended[attempt['message_id']]}, then {attempt['outcome']}"
        if attempt["outcome"] in DEAD_ENDS:
            ended[attempt["message_id"]] = attempt["outcome"]


RULES: tuple[Callable[[History], Iterator[str]], ...] = (
    nothing_is_lost,
    nothing_is_broken,
    copies_are_bounded,
    nobody_hears_phantoms,
    nothing_comes_too_late,
    nights_are_quiet,
    revisions_keep_their_order,
    summaries_come_once_and_on_their_hour,
    nobody_is_reminded_of_what_they_have_read,
    wishes_are_kept,
    limits_are_kept,
    ends_are_ends,
)


def _told(history: History) -> list[Row]:
    return [row for row in history.messages.values() if row["left_at"] is not None]


def _is_push(bubble: Row) -> bool:
    """Buttons of a push begin with p1, those of a reply with d1."""
    return any(str(button.get("data", "")).startswith("p1.") for row in bubble["buttons"] for button in row)


def _letters(history: History) -> list[tuple[int, str]]:
    """(our number, address) of each letter that came."""
    ticket = re.compile(r"<([0-9a-z]+)-[\w-]{16}@")
    found = [(ticket.search(str(one["headers"].get("Message-ID"))), one) for one in history.letters]
    return [(int(match[1], 36) if match else 0, to) for match, one in found for to in one["to"]]


def _texts(history: History) -> list[tuple[int, str]]:
    return [(int(one["id"]), one["to"]) for one in history.texts]


def _within(at: time, since: time, until: time) -> bool:
    return since <= at < until if since <= until else at >= since or at < until
