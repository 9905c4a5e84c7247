"""Who types a command, for the audit."""

from __future__ import annotations

import getpass
import secrets
from datetime import datetime

from journal_core.people import Operator
from journal_core.revisions import Stamp


def stamp(command: str, at: datetime) -> Stamp:
    """A fresh stamp of the command line: the operating system's user, this moment."""
    return Stamp(f"cli:{command}:{secrets.token_hex(8)}", Operator(getpass.getuser()), at, device="command line")
