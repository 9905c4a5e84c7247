"""What every control call shares: its body, its people, and errors in words."""

import json
import logging
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.servers import Servers
from sandbox.world import Person

JSON = dict[str, Any]

log = logging.getLogger(__name__)


class Wrong(Exception):
    """A control call that cannot be done, said in words."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def answer(body: Any, status: int = 200) -> web.Response:
    return web.json_response(body, status=status)


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every answer under /control is JSON, errors too."""
    if not request.path.startswith("/control"):
        return await handler(request)
    try:
        return await handler(request)
    except Wrong as wrong:
        return answer({"error": str(wrong)}, wrong.status)
    except KeyError as error:
        return answer({"error": f"the body lacks {error}"}, 400)
    except ValueError as error:
        return answer({"error": str(error)}, 400)
    except web.HTTPException as error:
        return answer({"error": f"{request.method} {request.path}: {error.reason}"}, error.status)
    except Exception as error:
        log.exception("%s %s", request.method, request.path)
        return answer({"error": f"the sandbox itself failed: {error!r}"}, 500)


async def body(request: web.Request) -> JSON:
    text = await request.text()
    try:
        read = json.loads(text or "{}")
    except ValueError:
        raise Wrong("the body is not JSON") from None
    if not isinstance(read, dict):
        raise Wrong("the body must be a JSON object")
    return read


class Door:
    """A group of control calls over the servers."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers

    def person(self, request: web.Request) -> Person:
        return self.someone(request.match_info["person"])

    def someone(self, named: Any) -> Person:
        """A person by id, as said in a path or a body."""
        people = self.servers.world.people
        person = people.get(int(named)) if str(named).lstrip("-").isdigit() else None
        if person is None:
            known = ", ".join(f"{one.id} {one.first_name}" for one in people.values())
            raise Wrong(f"there is no person {named}; there are: {known or 'none yet'}", 404)
        return person

    def chat(self, person: Person, named: Any) -> int:
        """The private chat, or a group the person is a member of."""
        if named is None or int(named) == person.id:
            return person.id
        group = self.servers.world.groups.get(int(named))
        if group is None or person.id not in group.members or group.deleted:
            raise Wrong(f"{person.first_name} is in no group {named}", 404)
        if group.upgraded_to:
            raise Wrong(f"the group {named} has become the supergroup {group.upgraded_to}", 409)
        return group.id
