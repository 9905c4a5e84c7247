"""Who types a command: their stamp for the audit, their desk in a school's office."""

from __future__ import annotations

import getpass
import secrets
from datetime import datetime

from journal_core import access
from journal_core.access import AdminDesk, ServerDesk
from journal_core.entries.revisions import Stamp
from journal_core.people import Operator
from journal_core.school import School


def typist() -> Operator:
    """The operating system's user."""
    return Operator(getpass.getuser())


def stamp(command: str, at: datetime) -> Stamp:
    """A fresh stamp of the command line: the operating system's user, this moment."""
    return Stamp(f"cli:{command}:{secrets.token_hex(8)}", typist(), at, device="command line")


def office(school: School) -> AdminDesk:
    """The administrator's desk of a school, for whoever types on its server."""
    return access.operator(AdminDesk, school, typist())


def server() -> ServerDesk:
    """The pass of whoever types here to what is done on the server alone."""
    return access.server(typist())
