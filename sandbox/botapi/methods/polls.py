"""sendPoll and stopPoll: plain polls; people vote by the control API."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.methods.posting import markup_of, post
from sandbox.botapi.refusals import Refusal, bad
from sandbox.botapi.texts import parsed

JSON = dict[str, Any]

#: What would make a poll behave otherwise than it is played here.
_BEYOND = ("open_period", "close_date", "allow_adding_options", "hide_results_until_closes", "media", "country_codes")


def send_poll(call: Call) -> JSON:
    asked = call.parameters
    if asked.get("type", "regular") != "regular" or (beyond := [name for name in _BEYOND if asked.get(name)]):
        what = "quizzes" if asked.get("type", "regular") != "regular" else ", ".join(beyond)
        raise Refusal(501, f"Not Implemented: {what}", "unsupported", f"sendPoll: {what}")
    question, entities = parsed(asked, "question", "question_parse_mode", "question_entities")
    options = [parsed(option, "text", "text_parse_mode", "text_entities")[0] for option in asked["options"]]
    if not question or not all(options):
        raise bad("poll question and options must be non-empty", "poll")
    poll: JSON = {
        "id": str(call.world.seq + 10**15),
        "question": question,
        "options": [{"persistent_id": str(at), "text": text, "voter_count": 0} for at, text in enumerate(options)],
        "total_voter_count": 0,
        "is_closed": asked.get("is_closed", False),
        "is_anonymous": asked.get("is_anonymous", True),
        "type": "regular",
        "allows_multiple_answers": asked.get("allows_multiple_answers", False),
        "allows_revoting": asked.get("allows_revoting", True),
        "members_only": False,
    }
    return post(call, carries={"poll": poll | ({"question_entities": entities} if entities else {})})


def stop_poll(call: Call) -> JSON:
    message = call.own_message("message with poll to stop not found")
    poll: JSON | None = message.carries.get("poll")
    if poll is None:
        raise bad("message with poll to stop not found")
    if poll["is_closed"]:
        raise bad("poll has already been closed")
    poll = poll | {"is_closed": True}
    message.carries = message.carries | {"poll": poll}
    message.markup = markup_of(call.parameters)
    call.world.touch(message, "poll")
    return poll
