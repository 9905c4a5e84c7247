"""`diary run` and `diary migrate`."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Annotated, Literal

from cyclopts import Parameter

from app.cli import REFUSED, app, console
from app.settings import Settings

Part = Literal["bot", "web", "notifier", "schedules"]


@app.command
async def run(only: Annotated[tuple[Part, ...], Parameter(help="run these parts only")] = ()) -> None:
    """Run the gateway: bot, web, notifier and schedules, until it is told to stop."""
    # Here, so that other commands do not wait for the messenger's library.
    from app import wiring
    from app.foundation import foundation
    from app.logs import set_up

    settings = Settings()
    set_up(settings.log_level)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with foundation(settings) as base:
        if not await wiring.run(base, only or wiring.PARTS, stop):
            sys.exit(REFUSED)


@app.command
async def migrate() -> None:
    """Bring the database to this program's version."""
    from app.foundation import migrate as upgrade

    console.print(f"database at {await upgrade(Settings())}")


@app.command
async def receipts() -> None:
    """The addresses that others are to call: the SMS gateway, the mail relay, Telegram. Keep them to yourself."""
    from app.secret import pepper
    from app.street import addresses

    settings = Settings()
    secret = pepper(settings.secret.get_secret_value(), settings.home)
    for purpose, address in addresses(settings, secret).items():
        console.print(f"{purpose}: {address}", highlight=False, soft_wrap=True)
