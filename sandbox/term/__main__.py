"""``python -m sandbox.term``: plays a term of ordinary trouble and holds each row against what is documented.

Without ``--at`` it starts a sandbox of its own whose clock stands at 1 September; with it, it leaves bots, people and
letters there, and the clock standing weeks later. The exit code is 1 when a row differs.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from sandbox.term import answers, failures, identity, limits, receipts, sizes, sms, smtp, updates, webhooks
from sandbox.term.desk import Desk
from sandbox.term.rows import seen

#: In the order of the term.
THEMES = (
    *(limits.LIMITS, failures.PEOPLE, failures.MESSAGES, failures.BREAKS, sizes.SIZES, sizes.FILES),
    *(updates.UPDATES, updates.LIVES, webhooks.WEBHOOKS, identity.IDENTITY),
    *(smtp.REFUSALS, smtp.BREAKS, smtp.GREYLIST, answers.ANSWERS),
    *(sms.SUBMISSION, receipts.RECEIPTS),
)
FIRST_DAY = "2026-09-01T08:00:00+03:00"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.term", description=__doc__)
    parser.add_argument("--at", help="a sandbox that runs already, for example http://127.0.0.1:8081")
    parser.add_argument("--smtp-port", type=int, default=2525, help="where the mail server of --at listens (2525)")
    parser.add_argument("--only", default="", help="play only the tables whose title contains this")
    return parser.parse_args()


@asynccontextmanager
async def sandbox() -> AsyncIterator[tuple[str, int]]:
    """A sandbox in a process of its own, on free ports: its address and the port of its mail server."""
    command = (sys.executable, "-m", "sandbox", "--port", "0", "--smtp-port", "0", "--clock", FIRST_DAY)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        where = json.loads(await process.stdout.readline())
        yield where["http"], where["smtp"]
    finally:
        process.terminate()
        await process.wait()


async def play(base: str, smtp: int, only: str) -> int:
    """How many rows differ."""
    rows = [(theme, row) for theme in THEMES if only in theme.title for row in theme.rows]
    differ, title = 0, ""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=90)) as session:
        desk = Desk(session, base, smtp)
        began = await desk.stand_still()
        for theme, row in rows:
            if theme.title != title:
                title = theme.title
                print(f"\n{title}")
            saw = await seen(row, desk)
            differ += saw != row.expected
            word = "ok     " if saw == row.expected else "differs"
            print(f"{word}  {row.sentence}: expected «{row.expected}», seen «{saw}»", flush=True)
        ended = await desk.now()
    print(f"\n{len(rows)} rows, {differ} differ; the clock went from {began:%d.%m.%Y %H:%M} to {ended:%d.%m.%Y %H:%M}")
    return differ


async def run(given: argparse.Namespace) -> int:
    if given.at:
        return await play(given.at, given.smtp_port, given.only)
    async with sandbox() as (base, smtp):
        return await play(base, smtp, given.only)


def main() -> None:
    raise SystemExit(1 if asyncio.run(run(arguments())) else 0)


if __name__ == "__main__":
    main()
