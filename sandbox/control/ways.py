"""Ways: a system under trial posts what becomes of its notifications, the page draws it beside the bubbles."""

from aiohttp import web

from sandbox.control.door import Door, Wrong, answer


class WaysDoor(Door):
    async def ways(self, request: web.Request) -> web.Response:
        """``?person=1001&last=5``: a chat, a mailbox or a number; newest last."""
        return answer(self.servers.ways.of(request.query.get("person"), int(request.query.get("last", 0))))

    async def tell(self, request: web.Request) -> web.Response:
        """A list of ways; one told again under its key takes the place of the earlier."""
        given = await request.json()
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            raise Wrong("ways are a list of JSON objects")
        for way in given:
            self.servers.ways.keep(way)
        if given:
            self.servers.world.note("ways", people=sorted({str(way["person"]) for way in given}))
        return answer({"kept": len(given)})
