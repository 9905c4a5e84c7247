"""`diary demo`."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from cyclopts import Parameter

from app.cli import REFUSED, app


@app.command
async def demo(
    *,
    once: Annotated[bool, Parameter(help="play the day, print the table, stop")] = False,
    plant: Annotated[
        tuple[Literal["drop", "stray"], ...],
        Parameter(help="spoil the day on purpose: the verdict must notice", consume_multiple=True),
    ] = (),
    port: Annotated[int, Parameter(help="where the sandbox's page is served")] = 8081,
) -> None:
    """A whole school in a sandbox, with nothing to configure: its day is played, then it stays open."""
    from app.demo.play import play

    if not await play(once=once, port=port, plants=plant):
        sys.exit(REFUSED)
