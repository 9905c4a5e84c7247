"""``python -m sandbox``: starts the servers and says on one line of JSON where they are."""

import argparse
import asyncio
import contextlib
import json
import logging
import signal

from sandbox.clock import Clock, moment
from sandbox.server import running
from sandbox.servers import Servers


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument(
        "--port", type=int, default=8081, help="Bot API, control, SMS and the page; 0 chooses one (8081)"
    )
    parser.add_argument("--smtp-port", type=int, default=2525, help="SMTP; 0 chooses one (2525)")
    parser.add_argument("--clock", help="stand still at this moment instead of real time: 2026-09-01T08:00:00+03:00")
    given = parser.parse_args()
    try:
        given.clock = moment(given.clock) if given.clock else None
    except ValueError as error:
        parser.error(str(error))
    return given


async def serve(given: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(Servers(clock=Clock(given.clock)), given.host, given.port, given.smtp_port) as started:
        print(json.dumps({"http": started.http, "smtp": started.smtp}), flush=True)
        await stop.wait()


def main() -> None:
    given = arguments()
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of a field that it sets itself
    try:
        asyncio.run(serve(given))
    except KeyboardInterrupt:
        pass
    except OSError as error:
        raise SystemExit(f"The sandbox cannot listen: {error.strerror}. Another one running? Try --port 0.") from None


if __name__ == "__main__":
    main()
