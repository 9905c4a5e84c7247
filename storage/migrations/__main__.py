"""`python -m storage.migrations "what changes"` lays a new empty revision in `versions/`."""

from __future__ import annotations

import sys

from alembic import command
from alembic.script import ScriptDirectory

from storage.migrations import config


def main(message: str) -> None:
    """Write the new revision's file."""
    known = len(list(ScriptDirectory.from_config(config()).walk_revisions()))
    command.revision(config(), message=message, rev_id=f"{known + 1:04d}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or sys.exit("say what changes"))
