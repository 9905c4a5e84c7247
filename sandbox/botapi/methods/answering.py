"""Small signs: the answer to a press, «typing…», a reaction."""

from sandbox.botapi.call import Call
from sandbox.botapi.queue import CALLBACK_LIFE
from sandbox.botapi.refusals import bad

#: Bot API, sendChatAction.
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
    "cancel",
}

#: Bot API, ReactionTypeEmoji.
REACTIONS = {
    *(
        "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 "
        "🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 "
        "🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
    ).split()
}


def answer_callback_query(call: Call) -> bool:
    """The query lives as long as its update, 150 seconds of the sandbox's clock."""
    servers, asked = call.servers, call.parameters
    callback = servers.bots.callbacks.get(asked["callback_query_id"])
    if callback is None or callback.bot != call.bot.id or servers.clock.now() - callback.at >= CALLBACK_LIFE:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if not callback.answered:
        callback.alert, callback.show_alert = asked.get("text") or None, asked.get("show_alert", False)
        callback.url = asked.get("url")
        callback.answered = True
        servers.bots.bell.ring()
        if callback.alert:
            more = {"person": callback.person, "text": callback.alert, "show_alert": callback.show_alert}
            servers.world.note("alert", chat=callback.chat, **more)
    return True


def send_chat_action(call: Call) -> bool:
    chat, action = call.open_chat(), call.parameters["action"].lower()
    if action not in ACTIONS:
        raise bad("wrong parameter action in request", "chat_action", action)
    call.servers.world.note("action", chat=chat, action=action)
    return True


def set_message_reaction(call: Call) -> bool:
    """A bot sets at most one reaction; an empty list takes it back."""
    message = call.world.find(call.open_chat(), call.parameters["message_id"])
    if message is None:
        raise bad("message to react not found")
    reactions = call.parameters.get("reaction") or []
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY", "too_many_reactions", f"{len(reactions)} reactions")
    if unknown := [one for one in reactions if one.get("emoji", "").rstrip("\ufe0f") not in REACTIONS]:
        raise bad("REACTION_INVALID", "reaction", str(unknown[0]))
    message.reactions.pop(call.bot.id, None)
    if reactions:
        message.reactions[call.bot.id] = reactions
    call.world.touch(message, "reaction")
    return True
