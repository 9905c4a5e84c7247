"""How the pretended servers call somebody outside: receipts, coming texts and letters, a press of «unsubscribe»."""

from collections.abc import Mapping

import aiohttp

#: Real seconds that the other side has for its answer.
PATIENCE = aiohttp.ClientTimeout(total=10)


async def post(url: str, body: Mapping[str, str] | bytes, content_type: str | None = None) -> int | str:
    """The status of the answer, or words where there was none; no redirect is followed."""
    headers = {"Content-Type": content_type} if content_type else {}
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.post(url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            return response.status
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"{type(error).__name__}: {error}"
