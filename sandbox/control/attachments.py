"""What hangs on a letter, to be saved by its reader."""

from aiohttp import web

from sandbox.control.door import Door, Wrong


class Attachments(Door):
    async def one(self, request: web.Request) -> web.Response:
        """Attachments are counted from 0, as ``GET /control/mail`` lists them; always a download, never a page."""
        number, at = int(request.match_info["n"]), int(request.match_info["at"])
        source = self.servers.mail.sources.get(number)
        parts = list(source.iter_attachments()) if source else []
        if at >= len(parts):
            raise Wrong(f"letter {number} has no attachment {at}; it has {len(parts)}", 404)
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        data = parts[at].get_payload(decode=True)
        return web.Response(body=data if isinstance(data, bytes) else b"", headers=headers)
