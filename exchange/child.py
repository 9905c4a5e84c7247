"""A child process that opens a stranger's file (`opener`), so that a bad file can only hurt itself (SEC-44)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from exchange.book import MAX_ROWS
from journal_core.errors import Invalid

PATIENCE = 30.0  #: seconds the child may take
_OPENER = Path(__file__).with_name("opener.py")
#: All that the child may know of our environment; tokens and passwords are not among it.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


def ask(kind: str, data: bytes, *limits: int) -> dict[str, Any]:
    """What the child found in `data`: "sheets" of a spreadsheet or the elements of an "xml".

    Raises Invalid when it is locked, broken, endless or too long. Blocks for some 100 ms.
    """
    answer = _asked([kind, *map(str, limits)], data)
    match answer.get("problem"):
        case None:
            return answer
        case "encrypted":
            raise Invalid("import.file_encrypted")
        case "rows":
            raise Invalid("import.too_many_rows", limit=str(MAX_ROWS))
        case _:
            raise Invalid("import.xml_doctype")


def _asked(arguments: list[str], data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_OPENER), *arguments]
    environment = {key: os.environ[key] for key in _ENVIRONMENT if key in os.environ}
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, env=environment, check=True)
        answer = json.loads(child.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Invalid("import.file_unreadable") from None
    return answer if isinstance(answer, dict) else {}
