"""`diary audit verify | heads`."""

from __future__ import annotations

import sys

from cyclopts import App
from rich.table import Table

from app import heads as book
from app.cli import REFUSED, app, console
from app.cli.opening import opened
from app.secret import chain_keys
from journal_core.actions.auditing import Verdict
from journal_core.actions.auditing import verify as look
from journal_core.chain import Fault
from texts.catalog import words

_FAULTS = {
    Fault.EDITED: "audit.edited",
    Fault.REMOVED: "audit.removed",
    Fault.INSERTED: "audit.inserted",
    Fault.FORGED: "audit.forged",
    Fault.CUT: "audit.cut",
    Fault.KEY_UNKNOWN: "audit.key_unknown",
}

audit = App(name="audit", help="The journal's tamper evidence.")
app.command(audit)


@audit.command
async def verify() -> None:
    """Find rows of the journal that were edited, removed, inserted, swapped or cut off past the program."""
    async with opened() as here:
        settings = here.base.settings
        keys = chain_keys(here.base.secret, settings.secrets_before.get_secret_value())
        verdict = await look(here.base.database.evidence(), keys, book.kept(settings.home))
        if not verdict.findings:
            book.keep(settings.home, verdict.heads, here.now)
    _tell(verdict)
    if verdict.findings:
        sys.exit(REFUSED)


@audit.command
async def heads() -> None:
    """Where each chain ends, to be printed and kept on paper: school/class/term, links, the last one's hash."""
    table = Table("chain", "links", "hash")
    async with opened() as here:
        for chain in await here.base.database.evidence().chains():
            table.add_row(chain.name, str(chain.head.length), chain.head.mac.hex()[:32])
        console.print(table)


def _tell(verdict: Verdict) -> None:
    t = words("ru")
    console.print(t("audit.looked_at", chains=str(verdict.chains), links=str(verdict.links)))
    for one in verdict.findings:
        where = {"chain": one.chain or "–", "position": str(one.position or "–")}
        row = f"{one.relation}:{one.row_id}" if one.relation else "–"
        console.print(t(_FAULTS[one.fault], row=row, **where), highlight=False, soft_wrap=True)
    if not verdict.findings:
        console.print(t("audit.whole"))
